/** An item that a project may be funded for: its wording, its life, and what stands beside it. (domain 4.1, S32, S67-S70, S75, S115) */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { HatRefusal } from '../../kernel/hats.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import type { Skill, WorkType } from '../../kernel/vocabulary.ts';
import type { EstimateJson } from '../capacity/index.ts';
import type { RecusalRefusal } from '../people/index.ts';
import type { ProjectWord } from '../projects/index.ts';
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
  readonly beneficiaries: readonly Beneficiary[];
  readonly estimate: EstimateJson | null;
  readonly provenance: Provenance;
  readonly wordings: number;
}

export type { NamedProject };

// --- what is refused

export type ItemRefusal =
  | HatRefusal
  | RecusalRefusal
  | 'project-not-found'
  | 'item-not-found'
  | 'not-yours'
  | 'not-named-to-speak'
  | 'nobody-speaks'
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

// --- what the pages show

/** Lines of a file of a repository at a commit. */
export interface SourcePlace {
  readonly repository: string;
  readonly commit: string;
  readonly path: string;
  readonly lines: readonly [first: number, last: number];
}

/** What has become of the lines an item was taken over from, in the newest reading. */
export type SourceToday =
  | { readonly kind: 'same'; readonly place: SourcePlace; readonly readOn: CalendarDate }
  | { readonly kind: 'changed'; readonly place: SourcePlace; readonly readOn: CalendarDate; readonly title: string }
  | { readonly kind: 'gone'; readonly readOn: CalendarDate }
  | { readonly kind: 'not read again' };

/** An item beside another: above, below, before or after it. */
export interface NearItem {
  readonly id: ItemId;
  readonly number: number;
  readonly level: Level;
  readonly state: ItemState;
  readonly title: string;
}

/** What this reader may do next with an item; the page offers these and nothing else. */
export interface ItemActs {
  readonly reword: boolean;
  readonly place: boolean;
  readonly align: boolean;
  readonly withdrawAlignment: boolean;
  readonly noteSignal: boolean;
  readonly withdrawSignal: boolean;
  readonly checkScope: boolean;
  readonly mark: boolean;
  readonly propose: boolean;
  readonly approve: boolean;
  readonly approveWording: boolean;
  readonly decline: boolean;
  readonly optOut: boolean;
  readonly start: boolean;
  readonly achieve: boolean;
  readonly retire: boolean;
  readonly succeed: boolean;
  readonly forgetInterviewee: boolean;
  /** Decides as workspace staff, and so has to say that they are both. */
  readonly disclose: boolean;
}

/** One item with all that stands beside it, as far as this reader may see. */
export interface ShownItemPage {
  readonly project: NamedProject;
  readonly item: Item;
  /** Reads what is not public yet: drafts, private reasons, wordings without the project's yes. */
  readonly seesWhole: boolean;
  /** The wording shown: the newest, or for readers outside the one with the project's yes. */
  readonly wording: Wording;
  readonly approved: Wording | null;
  /** Newest first; only for those who read everything. */
  readonly wordings: readonly Wording[];
  readonly approvals: readonly {
    readonly wording: number;
    readonly discussedAt: string | null;
    readonly disclosure: string | null;
    readonly at: Instant;
    readonly byName: string | null;
    readonly hat: string | null;
  }[];
  readonly transitions: readonly Transition[];
  readonly alignments: readonly Alignment[];
  readonly signals: readonly Signal[];
  readonly marks: readonly ConditionMark[];
  readonly scopeChecks: readonly ScopeCheck[];
  readonly scopeLines: readonly ScopeLine[];
  readonly origin: Origin;
  readonly source: (SourcePlace & { readonly readOn: CalendarDate; readonly document: string }) | null;
  readonly sourceToday: SourceToday | null;
  readonly interview: {
    readonly name: string | null;
    readonly notes: string | null;
    readonly erasedOn: CalendarDate | null;
  } | null;
  readonly parent: NearItem | null;
  readonly children: readonly NearItem[];
  readonly former: NearItem | null;
  readonly successors: readonly NearItem[];
  readonly acts: ItemActs;
  /** Who speaks for the project on its roadmap is known. */
  readonly hasStanding: boolean;
  /** What the project's rulebook says to whoever takes it up (S108). */
  readonly reminders: readonly { readonly text: string; readonly link: string | null }[];
}

export const ITEM_VIEWS = ['all', 'funder'] as const;
export type ItemView = (typeof ITEM_VIEWS)[number];

/** What is asked of a list of items; null is not asked. */
export interface ItemQuery {
  readonly level: Level | null;
  readonly state: ItemState | null;
  readonly view: ItemView;
}

export interface ShownItems {
  readonly project: NamedProject;
  readonly query: ItemQuery;
  readonly items: readonly ListedItem[];
  /** Of all that this reader may see, whatever is asked. */
  readonly counts: { readonly byLevel: Readonly<Record<Level, number>>; readonly total: number };
  readonly seesWhole: boolean;
  readonly mayWrite: boolean;
  readonly mayTakeOver: boolean;
  readonly mayInterview: boolean;
  /** There is a reading to take items over from. */
  readonly hasReading: boolean;
  /** The project's own answers where nothing is listed (S44). */
  readonly words: readonly ProjectWord[];
  readonly mayAnswer: boolean;
}

/** An entry of a reading, to be chosen. */
export interface TakeOverChoice {
  readonly anchor: string;
  readonly title: string;
  readonly section: readonly string[];
  readonly status: string;
  readonly path: string;
  readonly lines: readonly [first: number, last: number];
  /** The number under which it is known already. */
  readonly takenAs: number | null;
}

export interface ShownTakeOver {
  readonly project: NamedProject;
  readonly readOn: CalendarDate;
  readonly documents: readonly { readonly reading: ReadingId; readonly title: string; readonly repository: string }[];
  readonly document: {
    readonly reading: ReadingId;
    readonly title: string;
    readonly level: Level | null;
    readonly repository: string;
    readonly url: string;
    readonly commit: string;
  } | null;
  readonly choices: readonly TakeOverChoice[];
}

export interface ShownScope {
  readonly project: NamedProject;
  readonly lines: readonly ScopeLine[];
  readonly mayAdd: boolean;
  readonly mayEnd: boolean;
  /** Items last found to be out of scope, or only hoped for. */
  readonly items: readonly (NearItem & { readonly verdict: ScopeVerdict })[];
}

/** A step in the history of the text, as git tells it. */
export interface GitStep {
  readonly on: CalendarDate;
  readonly what: string;
  readonly text: string;
  readonly repository: string | null;
  readonly commit: string;
  readonly request: number | null;
}

export interface ShownProvenance {
  readonly project: NamedProject;
  readonly events: readonly ProvenanceEvent[];
  readonly steps: readonly GitStep[];
  readonly mayAdd: boolean;
  readonly mayWithdraw: boolean;
  readonly today: CalendarDate;
}

/** Items that wait for the project's word: for the home of those who speak for it. */
export interface WaitingItem {
  readonly project: ProjectId;
  readonly slug: string;
  readonly projectName: string;
  readonly number: number;
  readonly title: string;
  readonly kind: 'proposed' | 'new wording';
  readonly since: Instant;
}
