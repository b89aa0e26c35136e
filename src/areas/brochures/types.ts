/** A selection of offers in columns: its drafts, its editions with what they rest on, and to whom they were shown. (domain S37-S40, S59) */
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { HatRefusal } from '../../kernel/hats.ts';
import type { ActLinkId, Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import type { ActLinkRefusal } from '../people/index.ts';
import type { ConsentId, ItemId, NoticeId, OfferContent, OfferId } from '../roadmaps/index.ts';

export type BrochureId = Id<'brochure'>;
export type EditionId = Id<'brochure edition'>;
export type InclusionId = Id<'brochure inclusion'>;
export type AnswerId = Id<'brochure inclusion answer'>;
export type AddressId = Id<'brochure address'>;
export type ShowingId = Id<'brochure showing'>;

/** What it is for decides how it is laid out (S39). */
export const PURPOSES = {
  'support-a-talk': 'Support a talk',
  'raise-interest': 'Raise interest',
  'show-breadth': 'Show breadth',
} as const;
export type Purpose = keyof typeof PURPOSES;

export const PURPOSE_HINTS: Readonly<Record<Purpose, string>> = {
  'support-a-talk': 'Large heads beside somebody who speaks; a sentence an item.',
  'raise-interest': 'To be read alone: each item with its need and who benefits.',
  'show-breadth': 'Many projects in small cells, with few items or none.',
};

export const PAPERS = { a4: 'A4', 'us-letter': 'US Letter' } as const;
export type Paper = keyof typeof PAPERS;

export const MOST_ITEMS = 4;
export const MOST_COLUMNS = 3;
export const MOST_CELLS = 12;

/** The project and its items in the order in which they stand. */
export interface Column {
  readonly project: ProjectId;
  readonly items: readonly ItemId[];
}

/** The brochure's own words. */
export interface Words {
  readonly purpose: Purpose;
  readonly title: string;
  readonly audience: string | null;
  readonly intro: string | null;
  readonly paper: Paper;
}

/** One state of the composer. */
export interface Draft extends Words {
  readonly number: number;
  readonly columns: readonly Column[];
  readonly at: Instant;
  readonly byName: string | null;
  readonly hat: string | null;
}

export interface Brochure {
  readonly id: BrochureId;
  readonly slug: string;
  readonly startedAt: Instant;
  readonly startedBy: PersonId | null;
  readonly startedByName: string | null;
  readonly draft: Draft;
}

// --- what is frozen

/** A project as its column shows it. */
export interface ColumnProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
  readonly example: boolean;
  readonly note: string | null;
  readonly label: string;
  readonly summary: string | null;
  readonly logo: { readonly digest: string; readonly alt: string } | null;
  readonly trademark: string | null;
  /** Who could do the work, without saying or implying who is employed (S40). */
  readonly coverage: string | null;
}

/** An offer as the project agreed to it, word for word, and the yes it rests on. */
export interface ColumnItem {
  readonly item: ItemId;
  readonly offer: OfferId;
  /** Of the version. */
  readonly number: number;
  readonly digest: string;
  readonly consent: {
    readonly id: ConsentId;
    /** In which capacity it was given; a name would be frozen with it, and names can be erased. */
    readonly hat: string;
    readonly on: CalendarDate;
  };
  /** Its page in the catalogue, when it stands there. */
  readonly address: string | null;
  readonly text: OfferContent;
}

export interface ColumnContent {
  readonly project: ColumnProject;
  readonly items: readonly ColumnItem[];
}

/** Everything that an edition shows. Kept as one JSON text (`contentText`) whose digest is printed in the PDF. */
export interface BrochureContent extends Words {
  readonly format: 1;
  readonly edition: EditionId;
  readonly brochure: BrochureId;
  readonly workspace: { readonly name: string; readonly example: boolean };
  readonly columns: readonly ColumnContent[];
  /** A plan without dates (S33). */
  readonly standing: string;
  readonly notPromised: readonly string[];
}

export type Visibility = 'public' | 'secret';

export interface Withdrawn {
  readonly at: Instant;
  readonly byName: string | null;
  readonly reason: string;
}

/** What was published: never edited, withdrawn at most. */
export interface Edition {
  readonly id: EditionId;
  readonly brochure: BrochureId;
  readonly slug: string;
  readonly number: number;
  readonly draft: number;
  readonly visibility: Visibility;
  readonly content: BrochureContent;
  /** Hexadecimal. */
  readonly digest: string;
  /** Its beginning, by which the edition is verified. */
  readonly code: string;
  readonly pdf: string;
  readonly pages: number;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
  readonly withdrawal: Withdrawn | null;
}

// --- how it stands

/** Whether what an edition shows still has the project's word; everything but `stands` takes the words away. */
export type Standing =
  | 'stands'
  | 'withdrawn'
  | 'questioned'
  | 'expired'
  | 'joint'
  | 'declined'
  | 'retired'
  | 'opted_out'
  | 'opted out'
  | 'archived'
  | 'objected';

export interface ItemStanding {
  readonly item: ItemId;
  readonly project: ProjectId;
  readonly standing: Standing;
  readonly since: Instant | null;
}

export interface ColumnStanding {
  readonly project: ProjectId;
  readonly standing: Standing;
  readonly since: Instant | null;
}

export interface EditionStanding {
  readonly columns: readonly ColumnStanding[];
  readonly items: readonly ItemStanding[];
  /** Those whose project took back its agreement to the logo that stood there. */
  readonly withoutLogo: readonly ProjectId[];
}

/** In a sentence, without the date. */
export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  stands: 'The project’s consent stands',
  withdrawn: 'Withdrawn by the project',
  questioned: 'Under discussion in the project',
  expired: 'The project’s consent has run out',
  declined: 'Declined by the project',
  joint: 'Its joint offer does not stand now',
  retired: 'Retired by the project',
  opted_out: 'Left out at the project’s wish',
  'opted out': 'Left out at the project’s wish',
  archived: 'The project is no longer listed',
  objected: 'Left out at the project’s wish',
};

// --- the project is told

export const CHANNELS = {
  mail: 'A mail',
  talk: 'A talk',
  list: 'The project’s list or forum',
} as const;
export type Channel = keyof typeof CHANNELS;

/** The project was told that it is to appear. */
export interface Inclusion {
  readonly id: InclusionId;
  readonly project: ProjectId;
  readonly notice: NoticeId;
  /** We wrote to its people; else a person told them elsewhere. */
  readonly written: boolean;
  readonly told: string;
  readonly url: string | null;
  readonly message: string | null;
  readonly at: Instant;
  readonly byName: string | null;
  readonly hat: string | null;
}

/** What a representative said to it. */
export interface InclusionAnswer {
  readonly id: AnswerId;
  readonly project: ProjectId;
  readonly answer: 'fine' | 'objects';
  readonly words: string | null;
  readonly at: Instant;
  readonly by: PersonId | null;
  /** Of who has no account. */
  readonly link: ActLinkId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

// --- to whom it was shown

export const SHOWING_CHANNELS = {
  talk: 'In a talk',
  meeting: 'At a meeting',
  call: 'In a call',
  mail: 'By mail',
  print: 'On paper',
  other: 'In another way',
} as const;
export type ShowingChannel = keyof typeof SHOWING_CHANNELS;

export interface Showing {
  readonly id: ShowingId;
  readonly edition: EditionId;
  readonly number: number;
  readonly channel: ShowingChannel;
  readonly shownOn: CalendarDate;
  /** Null once erased. */
  readonly whom: string | null;
  readonly notes: string | null;
  readonly erasedOn: CalendarDate | null;
  readonly at: Instant;
  readonly byName: string | null;
}

/** An address of a secret edition. */
export interface SecretAddress {
  readonly id: AddressId;
  readonly edition: EditionId;
  readonly whom: string | null;
  readonly at: Instant;
  readonly byName: string | null;
  readonly endedAt: Instant | null;
}

/** A brochure in the list of the back office. */
export interface ListedBrochure {
  readonly id: BrochureId;
  readonly slug: string;
  readonly title: string;
  readonly purpose: Purpose;
  readonly projects: readonly string[];
  readonly editions: number;
  /** The newest that was not withdrawn. */
  readonly published: { readonly number: number; readonly visibility: Visibility; readonly at: Instant } | null;
  /** Items of it whose consent does not stand any more. */
  readonly lost: number;
  /** Since when the first of them does not. */
  readonly lostSince: Instant | null;
  readonly lastShown: CalendarDate | null;
  readonly changedAt: Instant;
}

/** A published public brochure, as everybody sees it in a list. */
export interface PublicBrochure {
  readonly slug: string;
  readonly number: number;
  readonly title: string;
  readonly audience: string | null;
  readonly purpose: Purpose;
  readonly projects: readonly { readonly slug: string; readonly name: string; readonly example: boolean }[];
  readonly at: Instant;
}

/** A project that can be added to a brochure. */
export interface ChoosableProject {
  readonly id: ProjectId;
  readonly name: string;
  readonly example: boolean;
  /** How many of its items may stand in brochures now. */
  readonly items: number;
}

export interface ShownEdition {
  readonly edition: Edition;
  /** Asked in the same transaction: a withdrawal shows at once. */
  readonly standing: EditionStanding;
}

/** Everything on record of a brochure. */
export interface BrochureRecord {
  readonly brochure: Brochure;
  readonly editions: readonly ShownEdition[];
  readonly addresses: readonly SecretAddress[];
  /** Null for those whom it does not concern. */
  readonly showings: readonly Showing[] | null;
}

// --- what is refused

export type BrochureRefusal =
  | HatRefusal
  | ActLinkRefusal
  | 'signed-out'
  | 'not-allowed'
  | 'not-found'
  | 'edition-not-found'
  | 'edition-withdrawn'
  | 'changed-meanwhile'
  | 'changed-since-preview'
  | 'nothing-changed'
  | 'no-such-column'
  | 'column-twice'
  | 'too-many-columns'
  | 'too-many-with-items'
  | 'too-many-items'
  | 'item-not-usable'
  | 'project-not-shown'
  | 'not-in-brochure'
  | 'nothing-in-it'
  | 'column-empty'
  | 'words-not-saved'
  | 'words-to-put-right'
  | 'no-consent'
  | 'not-told'
  | 'project-objects'
  | 'said-already'
  | 'nobody-to-write-to'
  | 'day-ahead'
  | 'no-such-showing'
  | 'nothing-to-forget'
  | 'not-secret'
  | 'no-such-address'
  | 'address-ended'
  | 'too-many-addresses'
  | 'withdrawn-already'
  | 'pdf-not-given'
  | 'no-picture'
  | 'not-a-code'
  | 'no-glyph'
  | 'bad-link'
  | 'bad-image'
  | 'too-big'
  | 'too-slow';
