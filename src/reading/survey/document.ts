import type { Outline } from '../document/index.ts';
import type { Evidence, Lines, ReadDocument } from './types.ts';

/** A document that was read. Its lines are made when somebody asks for them: most documents are only searched. */
export function readDocument(
  place: { readonly repository: string; readonly path: string; readonly commit: string },
  text: string,
  outline: Outline,
): ReadDocument {
  let lines: readonly string[] | null = null;
  return {
    repository: place.repository,
    path: place.path,
    commit: place.commit,
    text,
    outline,
    get lines() {
      return (lines ??= linesOf(text));
    },
  };
}

function linesOf(text: string): string[] {
  const lines = text.split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

/** Enough of a document to search; what comes after is no place for a project's word. */
const MOST_SEARCHED = 60_000;

/** The text of a range of lines, or of the whole document. */
export function textOf({ text }: ReadDocument, range: Lines | null): string {
  if (range === null) return text.length <= MOST_SEARCHED ? text : text.slice(0, MOST_SEARCHED);
  const from = offsetOfLine(text, range[0]);
  return text.slice(from, Math.min(offsetOfLine(text, range[1] + 1), from + MOST_SEARCHED));
}

/** The line of the first match in a range, or 0. The pattern must be of bounded width: it runs over the whole text at once. */
export function lineOfMatch(document: ReadDocument, range: Lines | null, pattern: RegExp): number {
  const at = textOf(document, range).search(pattern);
  if (at < 0) return 0;
  const from = range === null ? 0 : offsetOfLine(document.text, range[0]);
  let line = 1;
  for (
    let next = document.text.indexOf('\n');
    next >= 0 && next < from + at;
    next = document.text.indexOf('\n', next + 1)
  )
    line++;
  return line;
}

function offsetOfLine(text: string, line: number): number {
  let at = 0;
  for (let n = 1; n < line; n++) {
    const next = text.indexOf('\n', at);
    if (next < 0) return text.length;
    at = next + 1;
  }
  return at;
}

export const QUOTED_LINES = 6;
const QUOTED_CHARACTERS = 240;

export function quoteOf(document: ReadDocument, first: number, last: number): Evidence {
  const end = Math.min(last, document.lines.length);
  const from = Math.min(first, Math.max(1, end));
  return {
    repository: document.repository,
    path: document.path,
    lines: document.lines.length === 0 ? null : [from, end],
    commit: document.commit,
    quote: document.lines
      .slice(from - 1, Math.min(end, from - 1 + QUOTED_LINES))
      .map((line) => line.slice(0, QUOTED_CHARACTERS)),
  };
}
