/** What is read from a roadmap: pieces of work that a programme manager would put on a list (reference/roadmap-items.md). */

export type Status = 'proposed' | 'in progress' | 'done' | 'unclear';

/** What carries an item in the document. */
export type Anchor = 'heading' | 'list-item' | 'table-row' | 'definition-term' | 'prose';

/** First and last line in the raw file, 1-based, inclusive. */
export type Lines = readonly [first: number, last: number];

/** A step, sub-task or facet of a unit. */
export interface Part {
  readonly title: string;
  readonly lines: Lines;
  readonly status: Status;
  readonly anchor: Anchor;
}

/** A fundable unit. */
export interface RoadmapItem {
  readonly title: string;
  /** Headings above, outermost first, without the document's title and the item's own heading. */
  readonly section: readonly string[];
  readonly lines: Lines;
  readonly status: Status;
  /** Whether the document says so, or only the default applies or we inferred it. */
  readonly statusStated: boolean;
  /** Addresses, `#123` and `ref:NAME` in order of appearance, without repeats. */
  readonly links: readonly string[];
  readonly parts: readonly Part[];
  readonly anchor: Anchor;
  /** The rule that made it an item, in words. */
  readonly because: string;
}

/** How a heading, or a label that acts as one, was taken and why. */
export interface HeadingReading {
  readonly title: string;
  readonly line: number;
  readonly taken: 'title' | 'theme' | 'unit' | 'no item';
  readonly because: string;
}

export interface ItemsReading {
  readonly items: readonly RoadmapItem[];
  readonly headings: readonly HeadingReading[];
}

/** More entries than this are no roadmap that somebody reads; the rest is left out. */
export const MOST_ITEMS = 5000;
