/** An item that a project may be funded for: its wording, its life, and what stands beside it. (domain 4.1, S32, S67-S70, S75, S115) */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import { hatRefusals, type HatRefusal } from '../../kernel/hats.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import type { Skill, WorkType } from '../../kernel/vocabulary.ts';
import type { EstimateJson } from '../capacity/index.ts';
import type { Level, NamedProject, ReadingId } from './types.ts';

export type ItemId = Id<'item'>;
export type ItemTextId = Id<'item text'>;
export type TransitionId = Id<'item transition'>;
export type AlignmentId = Id<'alignment'>;
export type SignalId = Id<'signal'>;
export type ConditionMarkId = Id<'condition mark'>;
export type ScopeLineId = Id<'scope line'>;
export type ScopeCheckId = Id<'scope check'>;
export type ProvenanceEventId = Id<'provenance event'>;

// --- the wording

/** The questions that make work large (S119): one yes is enough. */
export const SCALE_QUESTIONS = {
  parts: 'It touches several parts of the project.',
  users: 'It concerns a substantial number of users.',
  design: 'It changes the architecture or how the software behaves.',
  community: 'It changes governance or how the community works.',
} as const;
export type ScaleTrigger = keyof typeof SCALE_QUESTIONS;

/** How often whoever pays would hear about it. */
export const CADENCES = {
  monthly: 'every month',
  quarterly: 'every three months',
  half_yearly: 'every six months',
  yearly: 'once a year',
  at_end: 'once, at the end',
} as const;
export type Cadence = keyof typeof CADENCES;

export interface Beneficiary {
  readonly who: string;
  readonly gain: string;
}

/** What must be so before the item is done (S75). */
export interface Condition {
  /** Made from its text: other words are another condition, and a mark never moves to words that nobody marked. */
  readonly key: string;
  readonly text: string;
  /** It lies with others: an adoption by another project, a release elsewhere. */
  readonly outside: boolean;
}

/**
 * One wording of an item. Empty texts and null are what nobody has said yet; what may be missing at which step is decided by the rules.
 * No field is a date (S33).
 */
export interface ItemText {
  readonly title: string;
  /** One plain sentence, for whoever may pay. */
  readonly summary: string;
  readonly goal: string;
  /** Why (S32): nothing is proposed without it. */
  readonly rationale: string;
  /** How; no dates. */
  readonly plan: string;
  readonly beneficiaries: readonly Beneficiary[];
  /** For those who do the work; not in the funder's view (S69). */
  readonly details: string;
  readonly workTypes: readonly WorkType[];
  readonly skills: readonly Skill[];
  /** Null until somebody has answered the four questions. */
  readonly scale: { readonly size: 'small' | 'large'; readonly because: readonly ScaleTrigger[] } | null;
  readonly estimate: EstimateJson | null;
  readonly conditions: readonly Condition[];
  /** What it does to the health of the project (S56). */
  readonly healthEffect: string;
  /** What it does to volunteers and to the load of review (S55). */
  readonly volunteerImpact: string;
  /** How the time of reviewers is paid for (S56). */
  readonly reviewTime: string;
  readonly cadence: Cadence | null;
  /** Beside what is never promised of any item. */
  readonly notPromised: readonly string[];
  /** The lines of the document it was taken over from, as they stood. */
  readonly sourceQuote: readonly string[];
}

export interface Wording extends ItemText {
  readonly id: ItemTextId;
  readonly number: number;
  /** Hexadecimal, as the database reckoned it. */
  readonly digest: string;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

// --- the item and its life

export const ITEM_STATES = [
  'draft',
  'proposed',
  'approved',
  'offered',
  'in_work',
  'achieved',
  'retired',
  'declined',
  'opted_out',
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

export const STATE_WORDS: Readonly<Record<ItemState, string>> = {
  draft: 'draft',
  proposed: 'proposed',
  approved: 'approved',
  offered: 'offered',
  in_work: 'in work',
  achieved: 'achieved',
  retired: 'retired',
  declined: 'declined',
  opted_out: 'left out',
};

/** Where the wording came from first. */
export type Provenance = 'reading' | 'interview' | 'written';

export interface ItemSource {
  readonly reading: ReadingId;
  readonly key: string;
  readonly path: string;
  readonly lines: readonly [first: number, last: number];
}

/** An item as rules and verbs see it. */
export interface Item {
  readonly id: ItemId;
  readonly project: ProjectId;
  readonly number: number;
  readonly level: Level;
  readonly parent: ItemId | null;
  readonly noParentBecause: string | null;
  readonly succeeds: ItemId | null;
  readonly provenance: Provenance;
  readonly source: ItemSource | null;
  readonly interviewedOn: CalendarDate | null;
  readonly state: ItemState;
  readonly addedAt: Instant;
  readonly addedBy: PersonId | null;
  readonly hat: string | null;
  readonly wording: Wording;
}

export interface Reference {
  readonly url: string;
  readonly title: string;
}

/** A step in the life of an item: who, in which hat, when, why, about which wording. */
export interface Transition {
  readonly id: TransitionId;
  readonly position: number;
  readonly from: ItemState;
  readonly to: ItemState;
  /** The number of the wording that it was about. */
  readonly wording: number;
  /** Null where none was given, and for readers who may not know it. */
  readonly reason: string | null;
  readonly isPrivate: boolean;
  /** What workspace staff who decided in the project's hat said about being both. */
  readonly disclosure: string | null;
  readonly links: readonly Reference[];
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly byLink: boolean;
  readonly hat: string | null;
}

/** Who did something and when. */
interface Act {
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

/** The four sources of S113, and the public discussion that S115 asks for. */
export const ALIGNMENT_KINDS = {
  roadmap: 'the project’s roadmap',
  proposal: 'an enhancement proposal',
  tracker: 'an issue in the tracker',
  milestone: 'a milestone',
  discussion: 'a public discussion',
} as const;
export type AlignmentKind = keyof typeof ALIGNMENT_KINDS;

/** Where the item is wanted already. */
export interface Alignment extends Act {
  readonly id: AlignmentId;
  readonly kind: AlignmentKind;
  readonly url: string;
  readonly title: string;
  /** The day that stands there: how old the community's wish is. */
  readonly datedOn: CalendarDate | null;
  /** The day somebody of us read it. */
  readonly readOn: CalendarDate;
}

/** Who asked for it, where and when (S70). */
export interface Signal extends Act {
  readonly id: SignalId;
  readonly kind: 'community' | 'funder';
  readonly who: string;
  readonly place: string;
  readonly url: string | null;
  readonly datedOn: CalendarDate;
  readonly isPublic: boolean;
}

export interface ConditionMark extends Act {
  readonly id: ConditionMarkId;
  readonly condition: string;
  readonly kind: 'met' | 'waived';
  readonly reason: string;
  readonly url: string | null;
}

/** Whose wish it was first (S115). */
export type Origin =
  | { readonly kind: 'community'; readonly wantedOn: CalendarDate | null }
  | { readonly kind: 'funder'; readonly askedOn: CalendarDate; readonly wantedOn: CalendarDate | null };

// --- the scope page and how a roadmap came about

export const SCOPE_FIELDS = {
  current: 'In scope today',
  aspiration: 'Hoped for',
  out: 'Out of scope',
} as const;
export type ScopeField = keyof typeof SCOPE_FIELDS;

export interface ScopeLine extends Act {
  readonly id: ScopeLineId;
  readonly field: ScopeField;
  readonly body: string;
  readonly url: string | null;
}

export type ScopeVerdict = 'in' | 'aspiration' | 'out';

export interface ScopeCheck extends Act {
  readonly id: ScopeCheckId;
  readonly verdict: ScopeVerdict;
  readonly line: ScopeLineId | null;
  readonly reason: string;
}

export const PROVENANCE_KINDS = {
  sprint: 'Sprint',
  draft: 'Draft',
  discussion: 'Discussion',
  meeting: 'Meeting',
  rewrite: 'Rewrite',
  merged: 'Merged',
  review: 'Review',
  planned: 'Planned review',
} as const;
export type ProvenanceKind = keyof typeof PROVENANCE_KINDS;

/** How a roadmap came about, and who will be asked next (S65, S66). */
export interface ProvenanceEvent extends Act {
  readonly id: ProvenanceEventId;
  readonly kind: ProvenanceKind;
  readonly datedOn: CalendarDate;
  readonly place: string | null;
  readonly people: string | null;
  readonly input: string | null;
  readonly output: string | null;
  readonly url: string | null;
}

/** An item in a list. */
export interface ListedItem extends Pick<Item, 'id' | 'project' | 'number' | 'level' | 'parent' | 'state'> {
  readonly title: string;
  readonly summary: string;
  readonly estimate: EstimateJson | null;
  readonly provenance: Provenance;
  readonly wordings: number;
}

export type { NamedProject };

// --- what is refused

export type ItemRefusal =
  | HatRefusal
  | 'project-not-found'
  | 'item-not-found'
  | 'not-yours'
  | 'not-named-to-speak'
  | 'nobody-speaks'
  | 'recused'
  | 'not-in-the-hat-of-the-project'
  | 'say-that-you-are-both'
  | 'wrong-state'
  | 'item-is-over'
  | 'wording-changed'
  | 'nothing-changed'
  | 'no-such-wording'
  | 'wording-approved'
  | 'no-rationale'
  | 'funder-came-first'
  | 'not-aligned'
  | 'large-without-discussion'
  | 'conditions-open'
  | 'document-not-found'
  | 'items-not-found'
  | 'taken-over-already'
  | 'parent-not-found'
  | 'parent-not-above'
  | 'no-parent-no-reason'
  | 'holds-others'
  | 'not-over-yet'
  | 'no-such-alignment'
  | 'aligned-already'
  | 'no-such-signal'
  | 'no-such-condition'
  | 'marked-already'
  | 'no-such-mark'
  | 'no-such-scope-line'
  | 'no-such-event'
  | 'day-ahead'
  | 'planned-day-past'
  | 'nothing-to-forget'
  | 'too-many';

export const itemRefusals: RefusalSheet<ItemRefusal> = {
  ...hatRefusals,
  'project-not-found': { kind: 'not-found', say: () => 'There is no such project here.' },
  'item-not-found': { kind: 'not-found', say: () => 'There is no such item, or it is not shown to you.' },
  'not-yours': { kind: 'forbidden', say: (b) => `This is for ${fact(b, 'who')}.` },
  'not-named-to-speak': {
    kind: 'forbidden',
    say: () =>
      'The register does not name you as speaking for this project on its roadmap. Ask to be entered, with the place where the project says so.',
  },
  'nobody-speaks': {
    kind: 'conflict',
    say: () =>
      'It is not known who speaks for this project on its roadmap, so nothing of it can be decided here. Enter and confirm somebody first.',
  },
  recused: {
    kind: 'forbidden',
    say: () =>
      'You have declared an interest in this. You may discuss it, and somebody else who speaks for the project decides. Your standing aside is on record.',
  },
  'not-in-the-hat-of-the-project': {
    kind: 'forbidden',
    say: () =>
      'This is decided in a capacity that you have for the project. Choose that one, or leave it to somebody who has it.',
  },
  'say-that-you-are-both': {
    kind: 'malformed',
    say: () =>
      'You work for the workspace and speak for the project. Say so in a sentence; it stands beside the decision for everybody to read.',
  },
  'wrong-state': {
    kind: 'conflict',
    say: (b) =>
      `The item is ${fact(b, 'state')}; from there it cannot become ${fact(b, 'to')}. Open it again to see what changed.`,
  },
  'item-is-over': {
    kind: 'conflict',
    say: (b) => `The item is ${fact(b, 'state')} and stays as it is. Write a successor instead.`,
  },
  'wording-changed': {
    kind: 'conflict',
    say: (b) =>
      `Somebody wrote wording ${fact(b, 'number')} while you had an older one before you. Compare them, then do this again.`,
  },
  'nothing-changed': { kind: 'conflict', say: () => 'This is what stands already, so nothing was saved.' },
  'no-such-wording': { kind: 'not-found', say: () => 'The item has no such wording, or it is the one that stands.' },
  'wording-approved': { kind: 'conflict', say: () => 'This wording has the project’s yes already.' },
  'no-rationale': {
    kind: 'conflict',
    say: () => 'Say first why this is worth doing: an item without a rationale is not proposed.',
  },
  'funder-came-first': {
    kind: 'conflict',
    say: (b) =>
      `A funder asked for this on ${fact(b, 'asked')}, and nothing here shows that the community wanted it before. Link a public discussion first, or an older wish of the community with its day.`,
  },
  'not-aligned': {
    kind: 'conflict',
    say: () =>
      'Link the roadmap, an issue, a milestone or a proposal in which the project wants this; work starts on what is wanted.',
  },
  'large-without-discussion': {
    kind: 'conflict',
    say: () => 'This is large: link a public discussion or a proposal with its day before work starts.',
  },
  'conditions-open': {
    kind: 'conflict',
    say: (b) => `Still open: ${fact(b, 'conditions')}. Mark each as met or waived first.`,
  },
  'document-not-found': { kind: 'not-found', say: () => 'That document is not among those that were read.' },
  'items-not-found': {
    kind: 'conflict',
    say: () =>
      'Choose at least one item of this reading. If the page was open for long, load it again: the text may have changed.',
  },
  'taken-over-already': {
    kind: 'conflict',
    say: (b) => `Taken over already: ${fact(b, 'titles')}. Open what is there, or choose others.`,
  },
  'parent-not-found': { kind: 'conflict', say: () => 'Choose an item of the same project to hang this under.' },
  'parent-not-above': {
    kind: 'conflict',
    say: () =>
      'An item hangs under one of a level above: pitch and wish list under technical, technical under scope. Choose another.',
  },
  'no-parent-no-reason': {
    kind: 'malformed',
    say: () => 'A pitch hangs under the technical item that it tells about. Choose it, or say why there is none.',
  },
  'holds-others': {
    kind: 'conflict',
    say: (b) => `Items hang under this one: ${fact(b, 'titles')}. Hang them elsewhere first.`,
  },
  'not-over-yet': {
    kind: 'conflict',
    say: (b) =>
      `A successor takes the place of an item that is over; this one is ${fact(b, 'state')}. Reword it instead.`,
  },
  'no-such-alignment': { kind: 'not-found', say: () => 'There is no such link here, or it was withdrawn already.' },
  'aligned-already': { kind: 'conflict', say: () => 'The item is linked to this address already.' },
  'no-such-signal': { kind: 'not-found', say: () => 'There is no such sign of interest, or it was withdrawn already.' },
  'no-such-condition': {
    kind: 'not-found',
    say: () => 'The item has no such condition. Its wording may have changed since the page was opened.',
  },
  'marked-already': {
    kind: 'conflict',
    say: (b) => `The condition is ${fact(b, 'kind')} already. Take that back first.`,
  },
  'no-such-mark': { kind: 'not-found', say: () => 'The condition is not marked, or the mark was taken back already.' },
  'no-such-scope-line': { kind: 'not-found', say: () => 'There is no such line on the scope page any more.' },
  'no-such-event': { kind: 'not-found', say: () => 'There is no such event, or it was withdrawn already.' },
  'day-ahead': { kind: 'conflict', say: () => 'The day lies ahead. Write the day on which it was.' },
  'planned-day-past': {
    kind: 'conflict',
    say: () => 'What is planned lies ahead. Write the day for which it is planned.',
  },
  'nothing-to-forget': {
    kind: 'conflict',
    say: () => 'There is no name to take out: it was erased, or there was none.',
  },
  'too-many': { kind: 'too-many', say: (b) => `There are at most ${fact(b, 'most')} of these.` },
};
