/** Answers that the pages of items share. */
import type { VNode } from 'preact';
import { readId, type Id } from '../../kernel/ids.ts';
import type { Permission } from '../../kernel/permission.ts';
import { refuse, refused, type Refusal } from '../../kernel/refusal.ts';
import { urls, type FormErrors } from '../../look/index.ts';
import type { Answer, WebRequest } from '../../outside/http/route.ts';
import { projectForReader } from './actions/show-items.ts';
import { mayDo } from './item-rules.ts';
import { itemRefusals } from './item-refusals.ts';
import type { Item, ItemRefusal } from './item-types.ts';
import { itemById, itemIdOf } from './store/items.ts';
import type { NamedProject } from './types.ts';

export type PageAnswer = Extract<Answer, { kind: 'page' }>;

export function page(title: string, body: VNode): PageAnswer {
  return { kind: 'page', title, nav: 'projects', body };
}

export function no(refusal: Refusal<ItemRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: itemRefusals };
}

export function malformed(answer: PageAnswer): Answer {
  return { ...answer, status: 422 };
}

/** The form again with what refused it. */
export function again(answer: PageAnswer, refusal: Refusal<ItemRefusal>): Answer {
  return { ...answer, refused: { refusal, sheet: itemRefusals } };
}

/** At the field that it is about, or above all. */
const FIELDS: Partial<Readonly<Record<ItemRefusal, string>>> = {
  'day-ahead': 'datedOn',
  'planned-day-past': 'datedOn',
  'no-parent-no-reason': 'noParentBecause',
  'parent-not-above': 'parent',
  'parent-not-found': 'parent',
  'say-that-you-are-both': 'disclosure',
  'say-in-which-capacity': 'hat',
  'not-in-the-hat-of-the-project': 'hat',
  'aligned-already': 'url',
  'no-such-scope-line': 'line',
  'items-not-found': 'items',
  'taken-over-already': 'items',
};

export function onField(refusal: Refusal<ItemRefusal>, hasField: (name: string) => boolean): FormErrors {
  const field = FIELDS[refusal.refused];
  const name = field !== undefined && hasField(field) ? field : 'form';
  return { [name]: itemRefusals[refusal.refused].say(refusal.because) };
}

export function goTo(to: string): Answer {
  return { kind: 'redirect', to };
}

export function itemAddress(project: NamedProject, item: Pick<Item, 'number'>, said?: Said): string {
  return urls.item({ project: project.slug, item: String(item.number) }, { said });
}

/** What a page says once after a form was taken; a word of the list in the address, never the address's own text. */
const SAID = {
  written: 'It is written down as a draft. Propose it when it says why.',
  taken: 'They are taken over as drafts, each with its own lines.',
  reworded: 'Your words are the newest wording.',
  undone: 'The earlier words are the newest wording again.',
  placed: 'It has its new place.',
  aligned: 'The link is added.',
  unaligned: 'The link is taken back.',
  noted: 'It is noted.',
  unnoted: 'The note is taken back.',
  scope: 'What you found is saved.',
  marked: 'The condition is marked.',
  unmarked: 'The mark is taken back; the condition is open again.',
  forgotten: 'The name and the notes are taken out.',
  proposed: 'It is proposed. The project’s representatives decide.',
  approved: 'The project said yes to these words.',
  declined: 'The project said no. It stands in the record with its reason.',
  out: 'It is left out: nothing public shows it any more.',
  started: 'Work has begun. It stays open to everybody.',
  achieved: 'It is achieved.',
  retired: 'It is retired.',
  line: 'The line is on the page.',
  lineEnded: 'The line is off the page.',
  event: 'The event is added.',
  eventBack: 'The event is taken back.',
} as const;
export type Said = keyof typeof SAID;

export function saidIn({ query }: WebRequest): string | undefined {
  const word = query.get('said') ?? '';
  return Object.hasOwn(SAID, word) ? SAID[word as Said] : undefined;
}

/** The project of the address for those who may do this to it; what is wrong with a form is not for people whom it does not concern. */
export async function forProject(
  request: WebRequest,
  needed: Permission,
  then: (project: NamedProject) => Promise<Answer>,
): Promise<Answer> {
  const project = await projectForReader(request.tx, request.actor, request.params['project'] ?? '');
  if (project === null) return no(refuse('project-not-found'));
  const may = mayDo(request.actor, needed, project.id);
  return refused(may) ? no(may) : then(project);
}

/** As forProject, with the item of the address. */
export async function forItem(
  request: WebRequest,
  needed: Permission,
  then: (found: { readonly project: NamedProject; readonly item: Item }) => Promise<Answer>,
): Promise<Answer> {
  return forProject(request, needed, async (project) => {
    const number = readNumber(request.params['item'] ?? '');
    const id = number === null ? null : await itemIdOf(request.tx, project.id, number);
    const item = id === null ? null : await itemById(request.tx, id, { lock: false });
    return item === null ? no(refuse('item-not-found')) : then({ project, item });
  });
}

export function readNumber(text: string): number | null {
  return /^[1-9]\d{0,8}$/.test(text) ? Number(text) : null;
}

/** The id in the address; null when it is none. */
export function idIn<Noun extends string>({ params }: WebRequest, name: string): Id<Noun> | null {
  return readId<Noun>(params[name] ?? '');
}
