/** The register of who speaks for a project (domain S22), and opting out (S42). */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';

export type SpeakerEntryId = Id<'speaker entry'>;
export type SpeakerId = Id<'speaker'>;
export type OptOutId = Id<'opt-out'>;

/** What one may speak on. The closed list of S22; `all` covers the others. */
export const MATTER_NAMES = {
  offers: 'offers and consent',
  roadmap: 'the roadmap',
  money: 'money',
  trademark: 'trademark and logo',
  governance: 'governance',
  agreements: 'agreements',
  all: 'everything',
} as const;
export type Matter = keyof typeof MATTER_NAMES;
export const MATTERS = Object.keys(MATTER_NAMES) as readonly Matter[];

/** Who did something, when and in which hat. The name is null for our own programs and where it was erased. */
export interface Act {
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

/** The person of an entry, or a delegate of its body. */
export interface Speaker {
  readonly id: SpeakerId;
  /** Null for somebody without an account. */
  readonly person: PersonId | null;
  /** Null once it was erased. */
  readonly name: string | null;
  /** Only of people without an account, and only for those who may write to them. */
  readonly mail: string | null;
}

/** One line of the register: who, on what, since when, where the project says so, and who confirmed it. */
export interface SpeakerEntry {
  readonly id: SpeakerEntryId;
  readonly project: ProjectId;
  readonly kind: 'person' | 'body';
  /** "NumPy steering council"; null for a person. */
  readonly body: string | null;
  readonly speakers: readonly Speaker[];
  readonly matters: readonly Matter[];
  readonly source: string;
  readonly validFrom: CalendarDate;
  /** The last day, or null while no end is known. */
  readonly validTo: CalendarDate | null;
  /** Ends when this one is confirmed. */
  readonly replaces: SpeakerEntryId | null;
  readonly entered: Act;
  readonly confirmation: (Act & { readonly place: string }) | null;
  readonly ending: (Act & { readonly reason: string; readonly successor: SpeakerEntryId | null }) | null;
}

/** Where an entry stands on a day. Only one that counts lets anybody decide. */
export type EntryState = 'counts' | 'unconfirmed' | 'not-yet' | 'run-out' | 'ended';

/** A project asked to be left out: it leaves every public page, list and search at once. */
export interface OptOut {
  readonly id: OptOutId;
  readonly project: ProjectId;
  readonly reason: string;
  /** For the project's own people and administrators only. */
  readonly isPrivate: boolean;
  readonly standing: SpeakerEntryId;
  readonly given: Act;
  readonly ended: Act | null;
}

/** Somebody with a role for the project, to choose from when an entry is made. */
export interface RoleHolder {
  readonly person: PersonId;
  readonly name: string;
  readonly represents: boolean;
}

/** What the pages about the register show. */
export interface Register {
  readonly entries: readonly SpeakerEntry[];
  /** Newest first. */
  readonly optOuts: readonly OptOut[];
}
