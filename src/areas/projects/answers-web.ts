/** Answers that the pages of projects share. */
import type { VNode } from 'preact';
import type { Permission } from '../../kernel/permission.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import type { FieldErrors } from '../../outside/http/form.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { decide } from './rules.ts';
import { findProjectFor } from './store/projects.ts';
import { projectRefusals, type Project, type ProjectRefusal } from './types.ts';

export type PageAnswer = Extract<Answer, { kind: 'page' }>;

export function page(title: string, body: VNode): PageAnswer {
  return { kind: 'page', title, nav: 'projects', body };
}

export function no(refusal: Refusal<ProjectRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: projectRefusals };
}

export function malformed(answer: PageAnswer): Answer {
  return { ...answer, status: 422 };
}

/** The form again with what refused it. */
export function again(answer: PageAnswer, refusal: Refusal<ProjectRefusal>): Answer {
  return { ...answer, refused: { refusal, sheet: projectRefusals } };
}

export function sentence({ refused: code, because }: Refusal<ProjectRefusal>): string {
  return projectRefusals[code].say(because);
}

/** Where a refusal stands in a form: at the field it names, or above all. */
export function onField(refusal: Refusal<ProjectRefusal>): FieldErrors {
  const { field } = refusal.because;
  return { [typeof field === 'string' ? field : 'form']: sentence(refusal) };
}

export function goTo(to: string): Answer {
  return { kind: 'redirect', to };
}

export async function projectIn({
  tx,
  actor,
  params,
}: Pick<WebRequest, 'tx' | 'actor' | 'params'>): Promise<Project | null> {
  return findProjectFor(tx, actor, params['project'] ?? '');
}

/**
 * The project of the address for those who may do this to it. The entrance knows the project only where the address holds its id, so
 * this asks before a form is read: what is wrong with a form is not for people whom it does not concern.
 */
export async function forProject(
  request: WebRequest,
  needed: Permission,
  then: (project: Project) => Promise<Answer>,
): Promise<Answer> {
  const project = await projectIn(request);
  if (project === null) return no(refuse('no-such-project'));
  const may = decide(request.actor, needed, project.id);
  return refused(may) ? no(may) : then(project);
}

export function editAddress(project: Pick<Project, 'slug'>, said: Said): string {
  return urls.editProject({ project: project.slug }, { said });
}

/** What a page says once after a form was taken; a word of the list in the address, never the address's own text. */
const SAID = {
  added: 'The project is added. What is known of its profile can be filled in now.',
  saved: 'The profile is saved.',
  undone: 'It is as it was before.',
  repository: 'The repository is in the set.',
  removed: 'The repository is out of the set.',
  back: 'The repository is in the set again.',
  accepted: 'It belongs to the project now.',
  declined: 'It is not proposed again.',
  archived: 'The project is archived.',
  restored: 'The project is current again.',
  imported: 'The portfolio is in.',
  entered: 'It is entered. It counts once somebody else has confirmed it.',
  confirmed: 'The entry is confirmed and counts from its first day on.',
  ended: 'The entry has ended.',
  forgotten: 'The names are erased.',
  ruled: 'It is confirmed and stands in the rulebook.',
  aside: 'The suggestion is set aside; the same is not suggested again.',
  coverage: 'The coverage is saved.',
  logo: 'The project’s agreement is kept: brochures may show this logo, with this text and note.',
  noLogo: 'The agreement is withdrawn.',
  taken: 'It has somebody who sees to it.',
  noted: 'The note is kept.',
  closed: 'The request is closed.',
  leftOut: 'The project is left out of everything public from now on.',
  shown: 'The project is shown again.',
} as const;
export type Said = keyof typeof SAID;

export function saidIn({ query }: Pick<WebRequest, 'query'>): string | undefined {
  const word = query.get('said') ?? '';
  return Object.hasOwn(SAID, word) ? SAID[word as Said] : undefined;
}
