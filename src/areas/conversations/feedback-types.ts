/** What people think of the method or of a project, and what became of it (domain S3). */
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';

export type FeedbackId = Id<'feedback'>;
export type FeedbackReleaseId = Id<'feedback release'>;

/** The four kinds of S3. */
export const FEEDBACK_KINDS = {
  criticism: 'Criticism',
  concern: 'Concern',
  idea: 'Idea or opportunity',
  other: 'Something else',
} as const;
export type FeedbackKind = keyof typeof FEEDBACK_KINDS;

export const CHANNELS = { form: 'by the form', mail: 'by mail', 'in-person': 'in person' } as const;
export type Channel = keyof typeof CHANNELS;

export const FEEDBACK_STATES = {
  new: 'No answer yet',
  answered: 'Answered',
  'acted-on': 'Acted on',
  closed: 'Closed',
} as const;
export type FeedbackState = keyof typeof FEEDBACK_STATES;

/** Who did something, when and in which hat. */
export interface Signed {
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

export interface FeedbackProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
  readonly example: boolean;
}

export interface FeedbackAnswer extends Signed {
  readonly words: string;
  /** By mail, to the address that was left. */
  readonly sent: boolean;
}

export interface FeedbackOutcome extends Signed {
  readonly kind: 'acted-on' | 'closed';
  readonly words: string;
  readonly link: string | null;
}

export interface FeedbackRelease extends Signed {
  readonly id: FeedbackReleaseId;
  /** Null: in the words of whoever gave it. */
  readonly summary: string | null;
}

export interface Feedback {
  readonly id: FeedbackId;
  readonly kind: FeedbackKind;
  readonly channel: Channel;
  /** Null: of the method. */
  readonly project: FeedbackProject | null;
  readonly cameAt: Instant;
  readonly wishesPublic: boolean;
  readonly mayWrite: boolean;
  /** Null once erased. */
  readonly words: string | null;
  readonly contact: { readonly name: string | null; readonly mail: string | null } | null;
  readonly entered: Signed;
  /** Oldest first. */
  readonly answers: readonly FeedbackAnswer[];
  readonly outcome: FeedbackOutcome | null;
  /** As it stands in public now. */
  readonly release: FeedbackRelease | null;
  /** It stood in public once, or still does. */
  readonly wasReleased: boolean;
}

/** As everybody may read it: never who gave it. */
export interface PublicFeedback {
  readonly id: FeedbackId;
  readonly kind: FeedbackKind;
  readonly channel: Channel;
  readonly project: FeedbackProject | null;
  readonly cameAt: Instant;
  readonly text: { readonly by: 'giver' | 'workspace'; readonly words: string } | null;
  readonly state: FeedbackState;
  readonly answeredAt: Instant | null;
  /** Only where whoever gave it wished to be read: an answer may else tell what was said in confidence. */
  readonly answers: readonly { readonly words: string; readonly at: Instant }[];
  readonly outcome: Pick<FeedbackOutcome, 'kind' | 'words' | 'link' | 'at'> | null;
}

/** Over all that ever came, released or not. */
export interface FeedbackFigures {
  readonly total: number;
  readonly byKind: Readonly<Record<FeedbackKind, number>>;
  readonly byState: Readonly<Record<FeedbackState, number>>;
  /** From its coming to the first answer; null where none is answered. */
  readonly response: {
    readonly answered: number;
    readonly medianHours: number;
    readonly shortestHours: number;
    readonly longestHours: number;
  } | null;
  /** Of those without any answer or end, how long the oldest waits. */
  readonly oldestWaiting: Instant | null;
}

/** What everybody may read, and figures over all that came. */
export interface ShownReleased {
  readonly entries: readonly PublicFeedback[];
  /** Where the next, older page begins. */
  readonly older: FeedbackId | null;
  readonly figures: FeedbackFigures;
}

/** Waiting for an answer; answered and without an outcome; ended. */
export type FeedbackShow = 'waiting' | 'answered' | 'ended';

export interface CountedFeedback {
  readonly new: number;
  readonly newSince: Instant | null;
  readonly answered: number;
  readonly answeredSince: Instant | null;
  readonly ended: number;
}

export interface ShownInbox {
  readonly show: FeedbackShow;
  readonly entries: readonly Feedback[];
  readonly counts: CountedFeedback;
}
