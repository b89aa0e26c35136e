/** A document as it was read, a project's roadmap as of a day, and what people corrected in it. */
import type { ProjectWord } from '../projects/index.ts';
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { CorrectionId, Id, PersonId, ProjectId, RoundId } from '../../kernel/ids.ts';
import { fact, type RefusalSheet } from '../../kernel/refusal.ts';
import type { DocumentFormat, DocumentTree } from '../../reading/document/index.ts';
import type {
  HeadingReading,
  ItemComparison,
  ItemMark,
  Lines,
  Part,
  RoadmapItem,
  Status,
} from '../../reading/items/index.ts';

export type { Status };

/** A document as it was read. */
export interface RoadmapReading {
  readonly format: DocumentFormat;
  readonly items: readonly RoadmapItem[];
  readonly headings: readonly HeadingReading[];
  /** What was not read, in words; empty for every ordinary document. */
  readonly remarks: readonly string[];
}

/**
 * The version of our reader. Raise it when the rules of `reading/document` or `reading/items` change what is read: kept readings of older
 * versions stay, and every round's roadmaps are read once more when a worker starts.
 */
export const READER = 1;

export type ReadingId = Id<'reading'>;
export type LookId = Id<'look'>;

/** An item as it is kept: where it stands, and what it is known by when the document is read again. */
export interface KeptItem extends RoadmapItem {
  /** The file that its lines count in: the document itself, or one that it includes. */
  readonly path: string;
  /** The digest of its content; the same for two items only when nothing tells them apart. */
  readonly key: string;
  readonly mark: Pick<ItemMark, 'text' | 'digest'>;
}

export interface KeptFile {
  readonly path: string;
  /** `collection`: one of a folder whose files the page shows when the site is built. */
  readonly why: 'document' | 'included' | 'collection';
  readonly format: DocumentFormat;
  /** The lines that are the roadmap when it is a section of a document; null for the whole. */
  readonly part: Lines | null;
  /** Its text, as a file of ours. */
  readonly digest: string;
  readonly lines: number;
  /** What was not read of it, in words. */
  readonly remarks: readonly string[];
}

/** One document at one commit. */
export interface KeptReading {
  readonly id: ReadingId;
  readonly project: ProjectId;
  /** owner/name, or what the portfolio calls it. */
  readonly repository: string;
  readonly url: string;
  readonly path: string;
  readonly commit: string;
  readonly committedOn: CalendarDate;
  readonly reader: number;
  /** The document first. */
  readonly files: readonly KeptFile[];
  readonly items: readonly KeptItem[];
  readonly readAt: Instant;
}

/** The levels of a roadmap (domain S67). */
export const LEVELS = ['scope', 'pitch', 'technical', 'wish list'] as const;
export type Level = (typeof LEVELS)[number];
export type DocumentKind = 'technical' | 'nontechnical' | 'both';

/** A document among those that were the roadmap at a round. */
export interface ListedReading {
  readonly reading: ReadingId;
  readonly position: number;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly level: string | null;
  readonly repository: string;
  readonly path: string;
}

/** What could not be read, and why, in words. */
export interface Gap {
  readonly repository: string;
  readonly path: string | null;
  readonly because: string;
}

/** What the roadmap was at a round. */
export interface Look {
  readonly id: LookId;
  readonly round: RoundId;
  readonly asOf: CalendarDate;
  readonly reader: number;
  readonly gaps: readonly Gap[];
  readonly at: Instant;
  readonly documents: readonly ListedReading[];
}

/** What a person says about an item instead of what was read. */
export type ItemCorrectionChange =
  | { readonly kind: 'retitle'; readonly title: string }
  | { readonly kind: 'restate'; readonly status: Status }
  | { readonly kind: 'set-aside' }
  | { readonly kind: 'split'; readonly titles: readonly string[] }
  | { readonly kind: 'merge'; readonly others: readonly ItemMark[] };

/** One live correction of each aspect can stand on an item: its title, its status, and whether it is one item at all. */
export type Aspect = 'title' | 'status' | 'shape';

export const ASPECTS: Readonly<Record<ItemCorrectionChange['kind'], Aspect>> = {
  retitle: 'title',
  restate: 'status',
  'set-aside': 'shape',
  split: 'shape',
  merge: 'shape',
};

export interface ItemCorrection {
  readonly id: CorrectionId;
  readonly repository: string;
  readonly path: string;
  /** The reading that the person had before their eyes. */
  readonly reading: ReadingId;
  readonly item: string;
  readonly was: ItemMark;
  readonly change: ItemCorrectionChange;
  readonly reason: string;
  readonly link: string | null;
  readonly at: Instant;
  readonly by: PersonId;
  readonly byName: string;
  readonly hat: string | null;
  /** Made by someone who speaks for the project, rather than by the workspace. */
  readonly forProject: boolean;
  readonly withdrawnAt: Instant | null;
}

/** An item as readers see it, corrections applied. */
export interface ShownItem {
  readonly key: string;
  /** Its id on a page: "item-12", or "item-12-2" for the second of a split one. */
  readonly anchor: string;
  readonly title: string;
  readonly section: readonly string[];
  readonly status: Status;
  /** False when only the default applies or the reader inferred it; a person's word counts as stated. */
  readonly statusStated: boolean;
  readonly links: readonly string[];
  readonly parts: readonly Part[];
  /** Where it stands: one place, more when several were merged. */
  readonly places: readonly { readonly path: string; readonly lines: Lines }[];
  readonly because: string;
  readonly text: string;
  /** What was read, where a correction changed it. */
  readonly readAs: { readonly title: string; readonly status: Status } | null;
  readonly corrections: readonly ItemCorrection[];
}

export interface CorrectedItems {
  readonly items: readonly ShownItem[];
  /** What a person said is no item; kept in sight. */
  readonly setAside: readonly ShownItem[];
  /** Corrections whose item is gone or has changed too much: for a person to look at, never applied. */
  readonly unfit: readonly ItemCorrection[];
}

export interface NamedProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
  readonly example: boolean;
  /** "Roadmap", or "Wish list" (domain S43). */
  readonly label: string;
  /** Asked to be left out (domain S42): only its own people and the workspace's read this. */
  readonly optedOut: boolean;
}

/** A day on which the roadmap was read. */
export interface RoadmapDate {
  readonly round: RoundId;
  readonly title: string;
  readonly asOf: CalendarDate;
}

export interface ShownFile extends KeptFile {
  /** Null when it is shown line by line because it is unusually long. */
  readonly tree: DocumentTree | null;
  readonly text: string;
}

/** One document with its items. */
export interface ShownDocument {
  readonly listed: ListedReading;
  readonly reading: KeptReading;
  readonly items: CorrectedItems;
  readonly files: readonly ShownFile[];
}

/** A project's roadmap on one day, as far as this reader may see. */
export interface ShownRoadmap {
  readonly project: NamedProject;
  /** Newest first; those whose roadmap is still to be read are among them. */
  readonly dates: readonly RoadmapDate[];
  readonly date: RoadmapDate | null;
  /** Null while it is still to be read. */
  readonly look: Look | null;
  /** Those of the day, with how many items each lists. */
  readonly documents: readonly (ListedReading & { readonly items: number })[];
  readonly document: ShownDocument | null;
  /** Corrections of documents that are not in the newest reading any more, and of items that are not. */
  readonly unfit: readonly ItemCorrection[];
  readonly mayCorrect: boolean;
  readonly mayReadAgain: boolean;
  /** The project's own answers to the three questions (domain S44), for where nothing is listed. */
  readonly words: readonly ProjectWord[];
  readonly mayAnswer: boolean;
}

/** Every item of one day, document by document. */
export interface ListedRoadmap {
  readonly project: NamedProject;
  /** Those that were read, newest first. */
  readonly dates: readonly RoadmapDate[];
  readonly date: RoadmapDate;
  readonly documents: readonly {
    readonly listed: ListedReading;
    readonly reading: KeptReading;
    readonly items: CorrectedItems;
  }[];
  readonly gaps: readonly Gap[];
  readonly unfit: readonly ItemCorrection[];
}

/** An item in a comparison, with the document it stands in. */
export interface ComparedRoadmapItem extends ShownItem {
  readonly document: Pick<KeptReading, 'id' | 'repository' | 'url' | 'commit' | 'path'>;
}

export interface ShownComparison {
  readonly project: NamedProject;
  readonly dates: readonly RoadmapDate[];
  readonly from: RoadmapDate;
  readonly to: RoadmapDate;
  readonly comparison: ItemComparison<ComparedRoadmapItem>;
  /** How many items there were on each day. */
  readonly counts: { readonly from: number; readonly to: number };
  readonly gaps: readonly Gap[];
}

export type ReadRefusal =
  | 'no-such-file'
  | 'not-readable'
  | 'not-a-file'
  | 'no-document'
  | 'unknown-format'
  | 'not-text'
  | 'too-large';

export const READ_REFUSALS: RefusalSheet<ReadRefusal> = {
  'no-such-file': { kind: 'unreachable', say: (because) => `There is no file ${fact(because, 'file')}.` },
  'not-readable': {
    kind: 'unreachable',
    say: (because) => `${fact(because, 'file')} could not be read: ${fact(because, 'why')}.`,
  },
  'not-a-file': {
    kind: 'conflict',
    say: (because) => `${fact(because, 'file')} is a folder; name the document in it.`,
  },
  'no-document': {
    kind: 'conflict',
    say: (because) =>
      `${fact(because, 'file')} is a device or a pipe. Name a document, or pass its text on: ... | commonwork roadmap read - --as md.`,
  },
  'unknown-format': {
    kind: 'malformed',
    say: (because) =>
      `The name ${fact(because, 'file')} does not tell the format; say it with --as rst, md, myst, html or ipynb.`,
  },
  'not-text': { kind: 'conflict', say: (because) => `${fact(because, 'file')} is not text.` },
  'too-large': {
    kind: 'too-large',
    say: (because) => `${fact(because, 'file')} is larger than ${fact(because, 'limit')} MB; that is no roadmap.`,
  },
};

export type RoadmapRefusal =
  | 'project-not-found'
  | 'date-not-found'
  | 'document-not-found'
  | 'item-not-found'
  | 'items-alike'
  | 'nothing-to-compare'
  | 'not-yours-to-correct'
  | 'not-yours-to-read-again'
  | 'nothing-changed'
  | 'others-not-found'
  | 'correction-not-found'
  | 'unknown-format';

export const roadmapRefusals: RefusalSheet<RoadmapRefusal> = {
  'project-not-found': { kind: 'not-found', say: () => 'There is no such project here.' },
  'date-not-found': {
    kind: 'not-found',
    say: () => 'The roadmap was not read in that round, or the round is not published.',
  },
  'document-not-found': { kind: 'not-found', say: () => 'That document is not among those that were read.' },
  'item-not-found': {
    kind: 'not-found',
    say: () => 'There is no such item in this reading. The text may have changed since the page was opened.',
  },
  'items-alike': {
    kind: 'conflict',
    say: (b) =>
      `Two entries called “${fact(b, 'title')}” are alike in section and text, so a correction of one could not be told from one of the other.`,
  },
  'nothing-to-compare': {
    kind: 'not-found',
    say: () => 'The roadmap was read on one day only, so there is nothing to compare yet.',
  },
  'not-yours-to-correct': {
    kind: 'forbidden',
    say: () =>
      'Only the project’s representatives and the workspace’s administrators and technical leads correct items.',
  },
  'not-yours-to-read-again': {
    kind: 'forbidden',
    say: () => 'Only administrators and technical leads have a roadmap read again.',
  },
  'nothing-changed': {
    kind: 'conflict',
    say: (b) => `That is what was read already: “${fact(b, 'read')}”. There is nothing to correct.`,
  },
  'others-not-found': {
    kind: 'conflict',
    say: () => 'Choose at least one other item of the same document to merge with.',
  },
  'correction-not-found': { kind: 'not-found', say: () => 'There is no such correction, or it was withdrawn already.' },
  'unknown-format': {
    kind: 'not-found',
    say: (b) => `“${fact(b, 'format')}” is not a format. Choose csv, xlsx, json or md.`,
  },
};
