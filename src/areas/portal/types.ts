/** What the portal's pages show, gathered from the areas. */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import type { Waiting } from '../../kernel/waiting.ts';
import type { ShareRow } from '../../look/index.ts';
import type { Fit } from '../people/index.ts';
import type { FoundOffer } from '../roadmaps/index.ts';
import type { PublicBrochure } from '../brochures/index.ts';
import type { ProjectProfile } from '../projects/index.ts';
import type { ShownItems } from '../roadmaps/index.ts';
import type { Gift } from './funding-types.ts';
import type { ProjectVerdict, RoundSummary } from '../survey/index.ts';

export interface OwnProject {
  readonly name: string;
  readonly slug: string;
  /** What it calls its list (domain S43). */
  readonly label: string;
}

/** Something new for the reader: told to them, or done by others to a project of theirs. */
export interface ChangedThing {
  readonly at: Instant;
  readonly sentence: string;
  readonly link: string | null;
}

export type ShownHome =
  | { readonly kind: 'new' }
  | {
      readonly kind: 'portal';
      readonly workspace: { readonly name: string; readonly example: boolean };
      readonly rounds: readonly RoundSummary[];
      readonly bars: readonly ShareRow[];
      readonly projects: number;
      /** To begin a talk with (domain S30): the newest offers, of as many projects. */
      readonly starters: readonly FoundOffer[];
      readonly offers: number;
    }
  | {
      readonly kind: 'today';
      readonly name: string;
      readonly projects: number;
      /** For which the reader speaks, or which they maintain. */
      readonly own: readonly OwnProject[];
      readonly mayStart: boolean;
      readonly running: readonly RoundSummary[];
      readonly waiting: readonly Waiting[];
      /** What others did that concerns the reader, newest first. */
      readonly changed: readonly ChangedThing[];
      /** Whether the reader may read the whole journal. */
      readonly readsJournal: boolean;
      readonly rounds: readonly RoundSummary[];
    };

export interface ShownProject {
  readonly profile: ProjectProfile;
  /** Newest round first. */
  readonly verdicts: readonly ProjectVerdict[];
  readonly items: ShownItems | null;
  readonly mayEdit: boolean;
  /** Represents the project here, and the register does not name them for offers: may edit and not approve. */
  readonly lacksStanding: boolean;
  /** What may be shown of its offers now, the newest first. */
  readonly offers: readonly FoundOffer[];
  readonly hasMoreOffers: boolean;
  readonly gifts: readonly Gift[];
  readonly maySetFunding: boolean;
  /** Whether it fits the mission, as last judged; left out for readers who are not of the workspace. */
  readonly fit: { readonly newest: Fit | null } | null;
  /** Gives the project's own word. */
  readonly mayAnswer: boolean;
  readonly seesLocal: boolean;
  /** Public ones in which it stands. */
  readonly brochures: readonly PublicBrochure[];
  readonly today: CalendarDate;
}

/** One thing that happened, as a person reads it. */
export interface JournalEntry {
  readonly id: string;
  readonly at: Instant;
  /** Who did it: a name, or what kind of program; null for strangers. */
  readonly who: string | null;
  readonly hat: string | null;
  /** "published the round". */
  readonly what: string;
  /** What it was about, when it has a page or a name. */
  readonly about: { readonly words: string; readonly to: string | null } | null;
  /** Words that were kept beside it, such as a reason; "erased on DATE" when they were erased. */
  readonly words: readonly { readonly name: string; readonly text: string }[];
}

export interface ShownJournal {
  readonly entries: readonly JournalEntry[];
  /** Where the next, older page begins. */
  readonly older: string | null;
}

export type PortalRefusal =
  | 'project-not-found'
  | 'no-such-offer'
  | 'offer-gone'
  | 'no-manifest'
  | 'not-yours-to-set'
  | 'funding-refused'
  | 'settings-changed'
  | 'no-such-format'
  | 'no-workspace';

export const portalRefusals: RefusalSheet<PortalRefusal> = {
  'project-not-found': { kind: 'not-found', say: () => 'There is no such project here.' },
  'no-such-offer': { kind: 'not-found', say: () => 'There is no such offer.' },
  'offer-gone': { kind: 'gone', say: (b) => fact(b, 'why') },
  'no-manifest': {
    kind: 'not-found',
    say: (b) =>
      `No funding manifest is published here, because nothing in it may be made up. It lacks: ${fact(b, 'lacks')}.`,
  },
  'not-yours-to-set': { kind: 'forbidden', say: (b) => `This is for ${fact(b, 'who')}.` },
  'funding-refused': { kind: 'malformed', say: (b) => fact(b, 'why') },
  'settings-changed': {
    kind: 'conflict',
    say: () =>
      'Somebody else has saved these settings since you opened them. Open them again and make your change there.',
  },
  'no-workspace': { kind: 'conflict', say: () => 'This workspace has not been set up yet.' },
  'no-such-format': { kind: 'not-found', say: () => 'It can be taken along as CSV or JSON.' },
};
