/** Who may do what with items, and what follows from what stands beside them. Pure. (domain section 3 and 4.1) */
import type { Actor, Role } from '../../kernel/actor.ts';
import type { CalendarDate } from '../../kernel/dates.ts';
import { decideHat, wornHat } from '../../kernel/hats.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, refused, type Decision } from '../../kernel/refusal.ts';
import { count } from '../../kernel/text.ts';
import { ruleOf, type Rulebook, type RulebookField, type RuleValue } from '../projects/index.ts';
import {
  STATE_WORDS,
  type Alignment,
  type Condition,
  type ConditionMark,
  type Item,
  type ItemRefusal,
  type ItemState,
  type ItemText,
  type Origin,
  type ProvenanceEvent,
  type Signal,
  type Transition,
} from './item-types.ts';
import type { Level } from './types.ts';

const TEXT_ROW = 'Roadmap item text';
const DECISION_ROW = 'Approve / withdraw an item or offer, opt out';

/** Whoever may write an item down; engagement leads may, and change nothing afterwards. */
const CREATORS: readonly Role[] = ['ENG', 'TEC', 'DEV', 'PRJ', 'MNT'];
const EDITORS: readonly Role[] = ['TEC', 'DEV', 'PRJ', 'MNT'];
const OWN: readonly Role[] = ['PRJ', 'MNT'];

export const itemPermissions = {
  seeItems: permission('see-items', TEXT_ROW, 'R', ['PUB']),
  writeItem: permission('write-item', TEXT_ROW, 'C', CREATORS, OWN),
  noteInterview: permission('note-interview', TEXT_ROW, 'C', CREATORS, OWN),
  takeOverItems: permission('take-over-items', TEXT_ROW, 'C', CREATORS, OWN),
  proposeItem: permission('propose-item', TEXT_ROW, 'C', CREATORS, OWN),
  alignItem: permission('align-item', TEXT_ROW, 'C', CREATORS, OWN),
  noteSignal: permission('note-signal', TEXT_ROW, 'C', CREATORS, OWN),
  rewordItem: permission('reword-item', TEXT_ROW, 'E', EDITORS, OWN),
  undoWording: permission('undo-wording', TEXT_ROW, 'E', EDITORS, OWN),
  placeItem: permission('place-item', TEXT_ROW, 'E', EDITORS, OWN),
  withdrawAlignment: permission('withdraw-alignment', TEXT_ROW, 'E', EDITORS, OWN),
  withdrawSignal: permission('withdraw-signal', TEXT_ROW, 'E', EDITORS, OWN),
  checkScope: permission('check-scope', TEXT_ROW, 'E', EDITORS, OWN),
  startItem: permission('start-item', TEXT_ROW, 'E', EDITORS, OWN),
  forgetInterviewee: permission('forget-interviewee', TEXT_ROW, 'E', EDITORS, OWN),
  // Narrower than the matrix: what the project is about, and how its roadmap came to be, its own people and technical leads say.
  addScopeLine: permission('add-scope-line', TEXT_ROW, 'E', ['TEC', 'PRJ', 'MNT'], OWN),
  endScopeLine: permission('end-scope-line', TEXT_ROW, 'E', ['TEC', 'PRJ', 'MNT'], OWN),
  addProvenanceEvent: permission('add-provenance-event', TEXT_ROW, 'E', ['TEC', 'PRJ', 'MNT'], OWN),
  withdrawProvenanceEvent: permission('withdraw-provenance-event', TEXT_ROW, 'E', ['TEC', 'PRJ', 'MNT'], OWN),
  // 4.1: never by a funder, nor by a funded contributor alone.
  markCondition: permission('mark-condition', TEXT_ROW, 'E', OWN, OWN),
  unmarkCondition: permission('unmark-condition', TEXT_ROW, 'E', OWN, OWN),
  achieveItem: permission('achieve-item', TEXT_ROW, 'E', OWN, OWN),
  approveItem: permission('approve-item', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  approveWording: permission('approve-wording', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  declineItem: permission('decline-item', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  optOutItem: permission('opt-out-item', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  retireItem: permission('retire-item', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
} as const satisfies Readonly<Record<string, Permission>>;

/** Who each permission is for, in the words of a refusal. */
const WHO: readonly (readonly [needed: readonly Role[], who: string])[] = [
  [CREATORS, 'the project’s representatives and maintainers and the workspace’s leads and contributors'],
  [EDITORS, 'the project’s representatives and maintainers and the workspace’s technical leads and contributors'],
  [['TEC', ...OWN], 'the project’s representatives and maintainers and the workspace’s technical leads'],
  [OWN, 'the project’s representatives and maintainers'],
  [['PRJ'], 'the project’s representatives'],
];

/** The role that a verb needs, for this project. */
export function mayDo(actor: Actor, needed: Permission, project: ProjectId): Decision<ItemRefusal> {
  if (holds(actor, needed, project)) return allow();
  const who = WHO.find(
    ([roles]) => roles.length === needed.roles.length && roles.every((role) => needed.roles.includes(role)),
  );
  return refuse('not-yours', { who: who?.[1] ?? 'others' });
}

/** A statement about an item (a proposal, a mark, a decision) says in which capacity it is made. (S62) */
export function mayState(actor: Actor, needed: Permission, project: ProjectId): Decision<ItemRefusal> {
  const decision = mayDo(actor, needed, project);
  return refused(decision) ? decision : decideHat(actor);
}

/** What the register says of somebody who decides for a project. */
export interface Standing {
  /** Whether anybody at all is known to speak for the project on its roadmap. */
  readonly isKnown: boolean;
  /** Whether the actor is among them today. */
  readonly speaks: boolean;
}

const STAFF: ReadonlySet<Role> = new Set(['ADM', 'ENG', 'TEC', 'DEV', 'FIN']);

/** Works for the workspace: such a person decides for a project only in its hat, and says so. */
export function isStaff(actor: Actor): boolean {
  return actor.kind === 'person' && actor.grants.some(({ role }) => STAFF.has(role));
}

/**
 * Only those who speak for the project that day decide about its items, in the project's hat; workspace staff say that they are both.
 * Our own programs never decide. (4.1)
 */
export function mayDecideFor(
  actor: Actor,
  needed: Permission,
  project: ProjectId,
  standing: Standing,
  disclosure: string | null,
): Decision<ItemRefusal> {
  const stated = mayState(actor, needed, project);
  if (refused(stated)) return stated;
  if (actor.kind !== 'person') return refuse('not-yours', { who: 'the project’s representatives' });
  if (!standing.isKnown) return refuse('nobody-speaks');
  if (!standing.speaks) return refuse('not-named-to-speak');
  if (wornHat(actor)?.project !== project) return refuse('not-in-the-hat-of-the-project');
  return isStaff(actor) && disclosure === null ? refuse('say-that-you-are-both') : allow();
}

// --- the life of an item (4.1)

/** Those that end it. */
export const OVER: ReadonlySet<ItemState> = new Set(['declined', 'opted_out', 'retired', 'achieved']);

const NEXT: Readonly<Record<ItemState, readonly ItemState[]>> = {
  draft: ['proposed'],
  proposed: ['approved'],
  approved: ['offered'],
  offered: ['in_work'],
  in_work: ['achieved', 'retired'],
  achieved: [],
  retired: [],
  declined: [],
  opted_out: [],
};

/** Where an item may go from a state. From any to declined and left out; what was declined may still be left out. */
export function statesAfter(from: ItemState): readonly ItemState[] {
  if (from === 'opted_out') return [];
  if (from === 'declined') return ['opted_out'];
  return [...NEXT[from], 'declined', 'opted_out'];
}

export function mayMove(item: Pick<Item, 'state'>, to: ItemState): Decision<ItemRefusal> {
  return statesAfter(item.state).includes(to)
    ? allow()
    : refuse('wrong-state', { state: STATE_WORDS[item.state], to: STATE_WORDS[to] });
}

/** A decision is about the words that were before one's eyes. */
export function mayDecideWording(item: Pick<Item, 'wording'>, seen: number): Decision<ItemRefusal> {
  return item.wording.number === seen ? allow() : refuse('wording-changed', { number: item.wording.number });
}

export interface Beside {
  readonly alignments: readonly Pick<Alignment, 'kind' | 'datedOn'>[];
  readonly signals: readonly Pick<Signal, 'kind' | 'datedOn'>[];
}

export function mayPropose(item: Pick<Item, 'state' | 'wording'>, beside: Beside): Decision<ItemRefusal> {
  const moved = mayMove(item, 'proposed');
  if (refused(moved)) return moved;
  if (item.wording.rationale === '') return refuse('no-rationale');
  return originAllows(beside);
}

export function mayApprove(item: Pick<Item, 'state' | 'wording'>, beside: Beside): Decision<ItemRefusal> {
  const moved = mayMove(item, 'approved');
  if (refused(moved)) return moved;
  if (item.wording.rationale === '') return refuse('no-rationale');
  // A funder's ask may have come to light since the proposal.
  return originAllows(beside);
}

/** Work starts on what the project wants already (S18), and what is large has been discussed (S19, S119). */
export function mayStart(
  item: Pick<Item, 'state'>,
  approved: Pick<ItemText, 'scale'>,
  beside: Beside,
): Decision<ItemRefusal> {
  const moved = mayMove(item, 'in_work');
  if (refused(moved)) return moved;
  if (!beside.alignments.some(({ kind }) => kind !== 'discussion')) return refuse('not-aligned');
  const discussed = beside.alignments.some(
    ({ kind, datedOn }) => (kind === 'discussion' || kind === 'proposal') && datedOn !== null,
  );
  return approved.scale?.size === 'large' && !discussed ? refuse('large-without-discussion') : allow();
}

/** Every condition of the approved wording is met or waived (S75). */
export function mayAchieve(
  item: Pick<Item, 'state'>,
  approved: Pick<ItemText, 'conditions'>,
  marks: readonly Pick<ConditionMark, 'condition'>[],
): Decision<ItemRefusal> {
  const moved = mayMove(item, 'achieved');
  if (refused(moved)) return moved;
  const open = openConditions(approved, marks);
  return open.length === 0 ? allow() : refuse('conditions-open', { conditions: open.map(({ text }) => text) });
}

export function openConditions(
  { conditions }: Pick<ItemText, 'conditions'>,
  marks: readonly Pick<ConditionMark, 'condition'>[],
): readonly Condition[] {
  return conditions.filter(({ key }) => !marks.some(({ condition }) => condition === key));
}

export function mayReword(item: Pick<Item, 'state'>): Decision<ItemRefusal> {
  return OVER.has(item.state) ? refuse('item-is-over', { state: STATE_WORDS[item.state] }) : allow();
}

/** A later wording of an item that has the project's yes. */
export function mayApproveWording(
  item: Pick<Item, 'state' | 'wording'>,
  approved: number | null,
): Decision<ItemRefusal> {
  if (!['approved', 'offered', 'in_work'].includes(item.state)) {
    return refuse('wrong-state', { state: STATE_WORDS[item.state], to: STATE_WORDS.approved });
  }
  if (approved !== null && approved >= item.wording.number) return refuse('wording-approved');
  return item.wording.rationale === '' ? refuse('no-rationale') : allow();
}

/** In place of one that is over, never of one that lives or was achieved. */
export function maySucceed(former: Pick<Item, 'state'>): Decision<ItemRefusal> {
  return ['declined', 'retired', 'opted_out'].includes(former.state)
    ? allow()
    : refuse('not-over-yet', { state: STATE_WORDS[former.state] });
}

// --- whose wish it was first (S115)

/** The community's wish counts when it is older than the funder's first ask; on the same day nobody can tell, and the funder came first. */
export function originOf({ alignments, signals }: Beside): Origin {
  const wishes = [
    ...alignments.flatMap(({ datedOn }) => (datedOn === null ? [] : [datedOn])),
    ...signals.flatMap(({ kind, datedOn }) => (kind === 'community' ? [datedOn] : [])),
  ];
  const wantedOn = earliest(wishes);
  const askedOn = earliest(signals.flatMap(({ kind, datedOn }) => (kind === 'funder' ? [datedOn] : [])));
  return askedOn === null || (wantedOn !== null && wantedOn < askedOn)
    ? { kind: 'community', wantedOn }
    : { kind: 'funder', askedOn, wantedOn };
}

/** What began with a funder is proposed only when it is discussed in public. */
function originAllows(beside: Beside): Decision<ItemRefusal> {
  const origin = originOf(beside);
  return origin.kind === 'community' || beside.alignments.some(({ kind }) => kind === 'discussion')
    ? allow()
    : refuse('funder-came-first', { asked: origin.askedOn });
}

function earliest(days: readonly CalendarDate[]): CalendarDate | null {
  return days.reduce<CalendarDate | null>((first, day) => (first === null || day < first ? day : first), null);
}

// --- levels (S67)

/** Whom each level is written for, and what it holds. */
export const LEVEL_AUDIENCES: Readonly<
  Record<Level, { readonly title: string; readonly audience: string; readonly holds: string }>
> = {
  scope: { title: 'Scope', audience: 'everybody', holds: 'what the project is about, and what it is not' },
  pitch: { title: 'Pitch', audience: 'funders', holds: 'the idea, where it stands and what it would take' },
  technical: {
    title: 'Technical roadmap',
    audience: 'maintainers, contributors and users',
    holds: 'the idea, why, and its key details',
  },
  'wish list': { title: 'Wish list', audience: 'contributors', holds: 'issues that somebody could take up' },
};

const HEIGHT: Readonly<Record<Level, number>> = { scope: 0, technical: 1, pitch: 2, 'wish list': 2 };

/** A parent stands strictly above, so that no chain ever comes back to itself. */
export function mayHangUnder(
  level: Level,
  parent: Pick<Item, 'level'> | null,
  noParentBecause: string | null,
): Decision<ItemRefusal> {
  if (parent === null) {
    return level === 'pitch' && noParentBecause === null ? refuse('no-parent-no-reason') : allow();
  }
  return HEIGHT[parent.level] < HEIGHT[level] ? allow() : refuse('parent-not-above');
}

/** What hangs under an item must still be below it. */
export function mayTakeLevel(
  level: Level,
  children: readonly { readonly level: Level; readonly title: string }[],
): Decision<ItemRefusal> {
  const astray = children.filter((child) => HEIGHT[child.level] <= HEIGHT[level]);
  return astray.length === 0 ? allow() : refuse('holds-others', { titles: astray.map(({ title }) => title) });
}

// --- who sees what

/** What the public sees of an item before the project's yes, and after its no: nothing. */
export const PUBLIC_STATES: readonly ItemState[] = ['approved', 'offered', 'in_work', 'achieved'];

/** Reads everything: the workspace's own people, and the project's. Funders and their sponsors read what the public does. */
export function seesWholeItems(actor: Actor, project: ProjectId): boolean {
  if (actor.kind === 'program') return true;
  return (
    actor.kind === 'person' &&
    actor.grants.some(({ role, project: of }) => STAFF.has(role) || (OWN.includes(role) && of === project))
  );
}

/** A private reason is between the project and the workspace. */
export function withoutPrivate(transition: Transition, seesWhole: boolean): Transition {
  return transition.isPrivate && !seesWhole ? { ...transition, reason: null } : transition;
}

/** Who asked is shown when it was said in public. */
export function shownSignals(signals: readonly Signal[], seesWhole: boolean): readonly Signal[] {
  return signals.filter(({ isPublic }) => seesWhole || isPublic);
}

// --- how a roadmap came about (S65, S66)

export interface ProvenanceQuestion {
  readonly question: string;
  readonly isAnswered: boolean;
  readonly whatToDo: string;
}

/** What a reader wants to know of how a roadmap came about, and which of it is known. */
export function provenanceQuestions(
  events: readonly Pick<ProvenanceEvent, 'kind' | 'people' | 'url' | 'datedOn'>[],
  today: CalendarDate,
): readonly ProvenanceQuestion[] {
  const past = events.filter(({ kind }) => kind !== 'planned');
  const open = past.filter(({ kind }) => ['discussion', 'meeting', 'review'].includes(kind));
  return [
    {
      question: 'How it began',
      isAnswered: past.some(({ kind }) => ['sprint', 'draft', 'meeting'].includes(kind)),
      whatToDo: 'Add the sprint, meeting or draft with which it began.',
    },
    {
      question: 'Who was involved',
      isAnswered: past.some(({ people }) => people !== null),
      whatToDo: 'Say at one of the events who took part, or how many.',
    },
    {
      question: 'Where it was discussed in the open',
      isAnswered: open.some(({ url }) => url !== null),
      whatToDo: 'Add a discussion, meeting or review with the address where it can be read.',
    },
    {
      question: 'When it was agreed',
      isAnswered: past.some(({ kind }) => kind === 'merged'),
      whatToDo: 'Add the day on which it was merged or agreed.',
    },
    {
      question: 'Who will be asked next, and when',
      isAnswered: events.some(({ kind, datedOn, people }) => kind === 'planned' && datedOn >= today && people !== null),
      whatToDo: 'Add a planned review with its day and who will be asked.',
    },
  ];
}

// --- what the project's rulebook says to whoever takes it up (S108)

export interface Reminder {
  readonly text: string;
  readonly link: string | null;
}

/** Only what a person confirmed of the project's rules, turned into what this item needs. */
export function remindersOf(
  rulebook: Pick<Rulebook, 'entries'>,
  { scale }: Pick<ItemText, 'scale'>,
): readonly Reminder[] {
  const isLarge = scale?.size === 'large';
  const found: Reminder[] = [];
  const remind = (field: RulebookField, sentence: (value: RuleValue) => string | null) => {
    const value = ruleOf(rulebook, field)?.value;
    const text = value == null ? null : sentence(value);
    if (text !== null) found.push({ text, link: value?.link ?? null });
  };
  remind('proposals', () => (isLarge ? 'It is large: it goes through the project’s proposals first.' : null));
  remind('issues', ({ choices: [need] }) =>
    need === 'yes' || (need === 'large' && isLarge) ? 'It needs an issue before a change is sent.' : null,
  );
  remind('cla', ({ choices }) => {
    const signed = [
      ...(choices.includes('dco') ? ['a sign-off on each commit'] : []),
      ...(choices.includes('individual') ? ['an agreement of each contributor'] : []),
      ...(choices.includes('corporate') ? ['an agreement of the employer'] : []),
    ];
    return signed.length === 0 ? null : `Before a first change: ${signed.join(', and ')}.`;
  });
  remind('changelog', ({ choices: [need] }) =>
    need === 'yes'
      ? 'It needs a changelog entry.'
      : need === 'visible'
        ? 'It needs a changelog entry for what users notice.'
        : null,
  );
  remind('review', ({ number }) =>
    number === null || number === 0 ? null : `Before a change lands: ${count(number, 'approval')}.`,
  );
  return found;
}
