/** What is gathered while one reStructuredText document is read, and the shapes its reader passes around. */
import type { Block, Cut, Inline, Span } from '../tree.ts';

/**
 * How lists are taken that reStructuredText does not see as lists: entries under a paragraph without a blank line between.
 * `as-meant` reads them as a person would, `as-written` as docutils does.
 */
export type Lists = 'as-meant' | 'as-written';

/** Lines of one block without its indentation; `base` is the raw line of the first. */
export interface Chunk {
  readonly lines: readonly string[];
  readonly base: number;
}

/** A heading in the flow, before sections are nested. */
export interface Heading extends Span {
  readonly kind: 'heading';
  /** The adornment's character, twice when there is an overline. */
  readonly style: string;
  readonly title: readonly Inline[];
  readonly heading: Span;
}

export type Flow = Block | Heading;

/** A link whose target is defined elsewhere in the document. */
export interface MutableLink {
  kind: 'link';
  target: string | null;
  readonly name: string | null;
  readonly children: readonly Inline[];
  readonly line: number;
}

export interface Reading {
  readonly lists: Lists;
  /** Plain text: no inline markup but addresses. */
  readonly plain: boolean;
  readonly cuts: Cut[];
  readonly named: MutableLink[];
  readonly anonymous: MutableLink[];
  /** Inline lists that hold `|substitutions|`, to be replaced at the end. */
  readonly substituted: Inline[][];
  readonly targets: Map<string, string>;
  readonly anonymousTargets: string[];
  readonly substitutions: Map<string, Substitution>;
  /** How many substitutions have been replaced by their text. */
  replaced: number;
}

export interface Substitution {
  readonly directive: string;
  readonly text: string;
}

export function newReading(lists: Lists, plain: boolean): Reading {
  return {
    lists,
    plain,
    cuts: [],
    named: [],
    anonymous: [],
    substituted: [],
    targets: new Map(),
    anonymousTargets: [],
    substitutions: new Map(),
    replaced: 0,
  };
}

/** Names are compared without regard to case and white space. */
export function nameOf(raw: string): string {
  return raw.split(/\s+/).join(' ').trim().toLowerCase();
}
