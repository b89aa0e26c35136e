/** Records of events (domain S64): what was said there, in which hat (S62) and whose view it is (S63). */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import type { Signed } from './feedback-types.ts';

export type GatheringId = Id<'gathering'>;
export type AttendeeId = Id<'gathering attendee'>;
export type NoteId = Id<'gathering note'>;
export type FollowUpId = Id<'gathering follow-up'>;
export type PublicationId = Id<'gathering publication'>;

export const GATHERING_KINDS = { workshop: 'Workshop', forum: 'Forum', sprint: 'Sprint', call: 'Call' } as const;
export type GatheringKind = keyof typeof GATHERING_KINDS;

export const ATTENDEE_ROLES = {
  host: 'Host',
  facilitator: 'Facilitator',
  speaker: 'Speaker',
  'note-taker': 'Note taker',
  participant: 'Participant',
} as const;
export type AttendeeRole = keyof typeof ATTENDEE_ROLES;

/** Whose view a note is (S63). */
export const NOTE_STATUSES = {
  personal: 'Personal view',
  proposed: 'Proposed',
  adopted: 'Adopted by the project',
} as const;
export type NoteStatus = keyof typeof NOTE_STATUSES;

export interface Part {
  readonly title: string;
  readonly theme: string | null;
}

export interface GatheringText {
  readonly title: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly place: string | null;
  readonly about: string | null;
  readonly parts: readonly Part[];
}

export interface Attendee {
  readonly id: AttendeeId;
  /** Null: somebody without an account. */
  readonly person: PersonId | null;
  /** Null once erased. */
  readonly name: string | null;
  readonly affiliation: string | null;
  readonly role: AttendeeRole;
  /** Whether they may be named in public; null: nobody has said. */
  readonly naming: (Signed & { readonly answer: 'yes' | 'no'; readonly heard: string | null }) | null;
}

export interface NotedProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
}

export interface Note {
  readonly id: NoteId;
  /** Counts from 1; null: of the whole. */
  readonly part: number | null;
  readonly confidential: boolean;
  /** Null once erased. */
  readonly words: string | null;
  readonly made: Signed;
  readonly status: NoteStatus;
  readonly project: (NotedProject & { readonly isHidden: boolean }) | null;
  readonly decision: string | null;
  readonly statusSet: Signed;
  readonly withdrawnAt: Instant | null;
}

export interface FollowUp {
  readonly id: FollowUpId;
  readonly words: string;
  readonly owner: PersonId;
  readonly ownerName: string | null;
  readonly noted: Signed;
  readonly doneAt: Instant | null;
}

/** A roadmap that came of it. */
export interface LinkedRoadmap {
  readonly entry: string;
  readonly project: { readonly slug: string; readonly name: string };
  readonly kind: string;
  readonly datedOn: CalendarDate;
}

export interface Gathering {
  readonly id: GatheringId;
  readonly kind: GatheringKind;
  readonly steward: { readonly person: PersonId; readonly name: string | null };
  readonly version: number;
  readonly text: GatheringText;
  readonly attendees: readonly Attendee[];
  readonly notes: readonly Note[];
  readonly followUps: readonly FollowUp[];
  readonly roadmaps: readonly LinkedRoadmap[];
  readonly publication: { readonly id: PublicationId; readonly at: Instant } | null;
}

export interface ListedGathering {
  readonly id: GatheringId;
  readonly kind: GatheringKind;
  readonly title: string;
  readonly startsOn: CalendarDate;
  readonly endsOn: CalendarDate;
  readonly place: string | null;
  readonly isPublic: boolean;
}

/** As everybody may read it: the only form that pages for strangers and exports are made of. */
export interface PublicGathering {
  readonly id: GatheringId;
  readonly kind: GatheringKind;
  readonly text: GatheringText;
  /** Those who said that they may be named. */
  readonly named: readonly {
    readonly name: string;
    readonly affiliation: string | null;
    readonly role: AttendeeRole;
  }[];
  /** Of the others only how many. */
  readonly unnamed: number;
  readonly notes: readonly {
    readonly id: NoteId;
    readonly part: number | null;
    readonly words: string;
    /** Null where whoever made it did not say that they may be named. */
    readonly by: string | null;
    readonly hat: string | null;
    readonly at: Instant;
    readonly status: NoteStatus;
    /** Null also of a project that asked to be left out. */
    readonly project: NotedProject | null;
    readonly decision: string | null;
  }[];
  readonly followUps: { readonly open: number; readonly done: number };
  readonly roadmaps: readonly LinkedRoadmap[];
}

export type ShownGathering =
  | { readonly kind: 'public'; readonly gathering: PublicGathering }
  | {
      readonly kind: 'record';
      readonly gathering: Gathering;
      /** For the forms of those who keep the record; empty for others. */
      readonly people: readonly { readonly person: PersonId; readonly name: string }[];
      readonly entries: readonly LinkedRoadmap[];
      /** Publishes it and takes it back. */
      readonly steers: boolean;
      readonly today: CalendarDate;
    };
