/**
 * What the survey reads and what it answers. Values only: whoever reads the repositories fills the first half, the rules make the
 * second half from it. Answers survive JSON.
 */
import type { Outline } from '../document/index.ts';

/** The kinds of the contract (design section 5), in the order in which they are listed. */
export const DOCUMENT_KINDS = [
  'roadmap-technical',
  'roadmap-nontechnical',
  'enhancement-proposals',
  'governance',
  'code-of-conduct',
  'contributing',
  'license',
  'maintainers',
  'release-process',
  'communication',
  'corporate-engagement',
] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** The fourteen community standards (domain S107-S113), in the order in which they are shown. */
export const STANDARD_KEYS = [
  'license',
  'contributing',
  'communication',
  'triage',
  'review',
  'release',
  'ci',
  'governance',
  'proposals',
  'code-of-conduct',
  'cla',
  'maintainers',
  'corporate-engagement',
  'funding',
] as const;
export type StandardKey = (typeof STANDARD_KEYS)[number];

/** `unknown` means that something could not be read; "no" means that it was read and is not there. */
export type Answer = 'yes' | 'partly' | 'no' | 'unknown';

export type RoadmapState = 'good' | 'outdated' | 'incomplete';
export type RoadmapKind = 'none' | 'technical' | 'nontechnical' | 'both';
/** The scale of the 2018 survey; `unknown` when what decides could not be read. */
export type RoadmapVerdict = 'none' | RoadmapState | 'unknown';

/** First and last line, 1-based, in the raw file. */
export type Lines = readonly [first: number, last: number];

/** Where an answer rests. `lines` is null for a directory. `quote` holds those lines, shortened, for whoever shows them. */
export interface Evidence {
  readonly repository: string;
  readonly path: string;
  readonly lines: Lines | null;
  readonly commit: string;
  readonly quote: readonly string[];
}

export interface Reason {
  readonly text: string;
  readonly evidence: readonly Evidence[];
}

export interface AnswerReport {
  readonly answer: Answer;
  readonly reasons: readonly Reason[];
}

export interface DocumentReport {
  readonly repository: string;
  readonly path: string;
  readonly kind: DocumentKind;
  readonly title: string;
  readonly lines: Lines | null;
  readonly commit: string;
}

/** A place outside the repositories that were read, to which the project sends its readers: "linked, not read". */
export interface LinkedPlace {
  readonly target: string;
  readonly what:
    | 'wiki'
    | 'project board'
    | 'milestones'
    | 'issues'
    | 'discussion'
    | 'forum'
    | 'repository'
    | 'document'
    | 'website';
  readonly text: string;
  readonly evidence: Evidence;
}

/** A dated step in how a roadmap came about (domain S65, S66), told from history alone. */
export interface HistoryEvent {
  /** ISO date. */
  readonly on: string;
  readonly what: 'first text' | 'rewritten' | 'changed' | 'small change' | 'moved' | 'merged';
  /** Of a merge the title of what was merged, else the subject of the commit. */
  readonly text: string;
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly authors: readonly string[];
  /** Words that came and went. */
  readonly words: { readonly added: number; readonly removed: number };
  /* What follows is absent from reports of before and where there is nothing to say. */
  /** The first day of a step of several commits; of a merge the day of the first commit that it brought. */
  readonly since?: string;
  /** The number of the pull or merge request in which it was discussed. */
  readonly request?: number;
  /** Where the text stood before it was moved here. */
  readonly from?: string;
  /** Talk elsewhere that the commits name: lists, forums, issues. */
  readonly links?: readonly string[];
}

/** One of the four levels at which a project says what it wants (domain S67). */
export interface RoadmapLevel {
  readonly level: 'scope' | 'pitch' | 'technical' | 'wish list';
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly title: string;
  /** Null for the whole document. */
  readonly lines: Lines | null;
  /** Where it is when it is only linked. */
  readonly target: string | null;
  readonly why: Reason;
}

/** Who had and has a hand in the roadmap, and what it says about who will (domain S66). */
export interface RoadmapPeople {
  /** By how much they changed, the most first. */
  readonly were: readonly PersonInvolved[];
  /** Changed it in the year before the day of the survey. */
  readonly are: readonly string[];
  readonly willBe: {
    readonly review: Reason | null;
    readonly people: Reason | null;
  };
}

export interface PersonInvolved {
  readonly name: string;
  readonly changes: number;
  /** ISO dates. */
  readonly first: string;
  readonly last: string;
}

export interface RoadmapDocument {
  readonly repository: string;
  readonly path: string;
  readonly title: string;
  readonly lines: Lines | null;
  readonly commit: string;
  readonly kind: 'technical' | 'nontechnical' | 'both';
  /** `unknown` when its history could not be read and its text does not tell its age. */
  readonly state: RoadmapState | 'unknown';
  readonly reasons: readonly Reason[];
  readonly items: { readonly total: number; readonly done: number };
  /** The folder whose files the page shows as its goals when the site is built. */
  readonly collection: string | null;
  /** ISO dates; null when history was not available. */
  readonly firstText: string | null;
  readonly lastTouched: string | null;
  readonly lastChange: string | null;
  /** Half of the lines are older than this. */
  readonly medianLineAgeDays: number | null;
  readonly authors: number | null;
}

export interface RoadmapReport {
  readonly verdict: RoadmapVerdict;
  readonly kind: RoadmapKind;
  readonly state: RoadmapState | null;
  readonly reasons: readonly Reason[];
  readonly linked: readonly LinkedPlace[];
  readonly documents: readonly RoadmapDocument[];
  /** The day of the last change that was more than a link, a spelling or a move. */
  readonly lastChange: string | null;
  /** The oldest commit date of the text that still stands in it (S115), or of the document where lines are not known. */
  readonly origin: string | null;
  /** Oldest first. */
  readonly history: readonly HistoryEvent[];
  /** Absent where history was not asked for as a whole, and from reports of before. */
  readonly people?: RoadmapPeople;
  /** Absent from reports of before. */
  readonly levels?: readonly RoadmapLevel[];
}

/** A file or other entry of a tree, as the rules need it. */
export interface PathEntry {
  readonly path: string;
  readonly kind: 'file' | 'link' | 'submodule';
  readonly blob: string;
}

export interface Tag {
  readonly name: string;
  /** ISO date. */
  readonly on: string;
}

export interface RepositoryFacts {
  readonly id: string;
  readonly url: string;
  readonly commit: string;
  /** ISO date of the commit that is read. */
  readonly committedOn: string;
  readonly paths: readonly PathEntry[];
  readonly tags: readonly Tag[];
}

/** A document that was read. */
export interface ReadDocument {
  readonly repository: string;
  readonly path: string;
  readonly commit: string;
  readonly text: string;
  readonly lines: readonly string[];
  readonly outline: Outline;
}

/** One state of a document in its history, newest first. */
export interface Version {
  readonly commit: string;
  /** ISO date and time of the author. */
  readonly at: string;
  readonly author: string;
  readonly coAuthors: readonly string[];
  readonly subject: string;
  /** The text at that commit; null when the object is not there. */
  readonly text: string | null;
  /** Lines that the commit added and took away, as git counts them; null when it could not. */
  readonly changedLines: number | null;
  /** The message without its subject. */
  readonly body?: string;
  /** Set on the commit that moved the text here. */
  readonly movedFrom?: string;
}

/** A commit of the branch itself that changed a document: a merge, a squash, or one that somebody pushed. */
export interface Landing {
  readonly commit: string;
  /** ISO date and time. */
  readonly at: string;
  readonly author: string;
  readonly subject: string;
  readonly body: string;
  readonly isMerge: boolean;
}
