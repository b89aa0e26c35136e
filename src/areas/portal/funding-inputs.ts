/** Funding settings as a form and the API take them, held against the rules of those who read manifests. */
import { z } from 'zod';
import { readCurrency, money, type Currency } from '../../kernel/money.ts';
import { cleanLine, cleanText } from '../../kernel/text.ts';
import { CHANNEL_TYPES, ENTITY_ROLES, ENTITY_TYPES, manifestFor } from '../../reading/funding/index.ts';
import type { FieldErrors } from '../../outside/http/form.ts';
import type { FundingSettings } from './funding-types.ts';
import { MOST_CHANNELS } from './manifest.ts';

const line = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanLine)
    .refine((text) => text.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const text = (longest: number) =>
  z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanText)
    .refine((words) => words.length <= longest, { error: `Shorten this to at most ${longest} characters.` });
const orNull = (words: string) => (words === '' ? null : words);

const MAIL = /^[^\s@<>()",;:\\[\]]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}$/;
const mail = line(250).refine((address) => address === '' || MAIL.test(address), {
  error: 'Write an e-mail address, for example funding@example.org.',
});
const optionalMail = mail.transform(orNull).nullable().default(null);

const channel = z.object({
  name: line(32),
  type: z.enum(CHANNEL_TYPES, { error: 'Choose what kind of channel it is.' }),
  address: line(250).transform(orNull).nullable().default(null),
  description: text(500).transform(orNull).nullable().default(null),
});

export const fundingSettingsInput = z.object({
  /** Null where no manifest is wanted. */
  entity: z
    .object({
      type: z.enum(ENTITY_TYPES, { error: 'Choose what asks for funds.' }),
      role: z.enum(ENTITY_ROLES, { error: 'Choose what it is to the projects.' }),
      name: line(250),
      email: mail,
      phone: line(32).transform(orNull).nullable().default(null),
      description: text(2000),
      webpageUrl: line(250),
    })
    .nullable()
    .default(null),
  channels: z.array(channel).max(MOST_CHANNELS).default([]),
  contacts: z.object({ funders: optionalMail, projects: optionalMail }).default({ funders: null, projects: null }),
  /** The settings that were read before; null where there were none. */
  replaces: z.uuid().nullable().default(null),
});

export const CHANNEL_ROWS = 4;

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

/** What readers of manifests would refuse of them, by path: the same rules that read the manifests of others. */
export function faultsOf(
  settings: FundingSettings,
): readonly { readonly path: readonly string[]; readonly sentence: string }[] {
  const { entity, channels } = settings;
  if (entity === null) return [];
  const example = 'https://example.org/';
  const built = manifestFor({
    entity: { ...entity, phone: entity.phone ?? undefined } as Parameters<typeof manifestFor>[0]['entity'],
    projects: [
      {
        slug: 'example',
        name: 'Example',
        description: 'Example',
        webpageUrl: example,
        repositoryUrl: example,
        licence: 'MIT',
        tags: ['example'],
      },
    ],
    channels: channels.map(({ name, type, address, description }) => ({
      slug: name,
      type,
      ...(address === null ? {} : { address }),
      ...(description === null ? {} : { description }),
    })),
    plans: [
      {
        slug: 'example',
        status: 'active',
        name: 'Example',
        amount: money(readCurrency('USD') as Currency, 100n),
        frequency: 'one-time',
        channels: [],
      },
    ],
  });
  if (built.manifest !== null) return [];
  return built.findings.flatMap(({ path, sentence }) => {
    const found = /^\$\.(entity|funding\.channels)(?:\[(\d+)\])?(?:\.(\w+))?/.exec(path);
    if (found === null) return [];
    const [, where, at, field] = found;
    if (where === 'entity') return [{ path: ['entity', ...(field === undefined ? [] : [field])], sentence }];
    // Without any channel there is only no manifest yet; the page says so.
    if (at === undefined) return [];
    return [{ path: ['channels', at, field === 'guid' || field === undefined ? 'name' : field], sentence }];
  });
}

export function errorsIn(error: z.ZodError, form: URLSearchParams): FieldErrors {
  const errors: Record<string, string> = {};
  for (const { path, message } of error.issues) errors[fieldOf(path, form)] ??= message;
  return errors;
}
