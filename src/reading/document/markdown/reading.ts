/** What is gathered while one Markdown document is read. */
import type { Block, Cut, Inline, Span } from '../tree.ts';

/** Lines of one block without the marks of its containers; `base` is the raw line of the first. */
export interface Chunk {
  readonly lines: readonly string[];
  readonly base: number;
}

/** Pending text: which inline list it fills once all link definitions of the document are known. */
interface Pending {
  readonly inline: Inline[];
  readonly text: string;
  readonly line: number;
}

export interface Reading {
  /** Whether MyST's own line constructs (`% comment`, `+++`) are read; its roles, targets and directives always are. */
  readonly myst: boolean;
  readonly cuts: Cut[];
  readonly pending: Pending[];
  /** Link definitions by normalised label. */
  readonly definitions: Map<string, string>;
}

export function newReading(myst: boolean): Reading {
  return { myst, cuts: [], pending: [], definitions: new Map() };
}

/** The inline list of a text that is read later; its blocks can be built now. */
export function later(reading: Reading, text: string, line: number): Inline[] {
  const inline: Inline[] = [];
  reading.pending.push({ inline, text, line });
  return inline;
}

export function labelOf(raw: string): string {
  return raw.split(/\s+/).join(' ').trim().toLowerCase();
}

/** A heading in the flow, before sections are nested. */
export interface Heading extends Span {
  readonly kind: 'heading';
  readonly level: number;
  readonly title: readonly Inline[];
  readonly heading: Span;
}

/** HTML between Markdown blocks, read with the HTML reader when it holds text. */
export interface HtmlBlock extends Span {
  readonly kind: 'html';
  readonly text: string;
}

export type Flow = Block | Heading | HtmlBlock;
