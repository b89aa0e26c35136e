/** Funding settings between the flat fields of a form and their own shape. Pure. */
import type { z } from 'zod';
import { CHANNEL_ROWS, type FundingSettings } from './funding-types.ts';

/** A form's flat fields, as the schema has them: an empty name is no channel, and nothing said of the entity is none. */
export function settingsInForm(form: URLSearchParams): unknown {
  const one = (name: string) => form.get(name) ?? '';
  const entity = ['name', 'email', 'phone', 'description', 'webpageUrl'].some((name) => one(name).trim() !== '');
  const rows = Array.from({ length: CHANNEL_ROWS }, (_, at) => at + 1);
  return {
    entity: entity
      ? {
          type: one('type'),
          role: one('role'),
          name: one('name'),
          email: one('email'),
          phone: one('phone'),
          description: one('description'),
          webpageUrl: one('webpageUrl'),
        }
      : null,
    channels: rows
      .filter((n) => one(`channelName${n}`).trim() !== '' || one(`channelAddress${n}`).trim() !== '')
      .map((n) => ({
        name: one(`channelName${n}`),
        type: one(`channelType${n}`),
        address: one(`channelAddress${n}`),
        description: one(`channelDescription${n}`),
      })),
    contacts: { funders: one('funders'), projects: one('projectsContact') },
    replaces: one('replaces') === '' ? null : one('replaces'),
  };
}

/** The field of the form that a path of the schema, or of a manifest, is about. */
export function fieldOf(path: readonly PropertyKey[], form: URLSearchParams | null = null): string {
  const [head, at, field] = path.map(String);
  if (head === 'entity') return at ?? 'name';
  if (head === 'contacts') return at === 'projects' ? 'projectsContact' : 'funders';
  if (head !== 'channels' || at === undefined) return 'form';
  const rows = Array.from({ length: CHANNEL_ROWS }, (_, n) => n + 1).filter(
    (n) =>
      form === null ||
      (form.get(`channelName${n}`) ?? '').trim() !== '' ||
      (form.get(`channelAddress${n}`) ?? '').trim() !== '',
  );
  const name = field ?? 'name';
  return `channel${name.charAt(0).toUpperCase()}${name.slice(1)}${rows[Number(at)] ?? 1}`;
}

/** The settings as a form shows them. */
export function formOf(settings: FundingSettings, replaces: string | null): Record<string, string> {
  const { entity, channels, contacts } = settings;
  return {
    type: entity?.type ?? '',
    role: entity?.role ?? '',
    name: entity?.name ?? '',
    email: entity?.email ?? '',
    phone: entity?.phone ?? '',
    description: entity?.description ?? '',
    webpageUrl: entity?.webpageUrl ?? '',
    ...Object.fromEntries(
      channels.flatMap(({ name, type, address, description }, at) => [
        [`channelName${at + 1}`, name],
        [`channelType${at + 1}`, type],
        [`channelAddress${at + 1}`, address ?? ''],
        [`channelDescription${at + 1}`, description ?? ''],
      ]),
    ),
    funders: contacts.funders ?? '',
    projectsContact: contacts.projects ?? '',
    replaces: replaces ?? '',
  };
}

export function errorsIn(error: z.ZodError, form: URLSearchParams): Readonly<Record<string, string>> {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[fieldOf(path, form)] ??= message;
  return errors;
}
