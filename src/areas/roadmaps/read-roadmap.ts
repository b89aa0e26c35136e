/** One document's bytes to its items, for the commands. */
import { refuse, done } from '../../kernel/refusal.ts';
import type { Outcome } from '../../kernel/refusal.ts';
import { count } from '../../kernel/text.ts';
import { isBinary, readDocument } from '../../reading/document/index.ts';
import type { Cut, DocumentFormat } from '../../reading/document/index.ts';
import { readItems } from '../../reading/items/index.ts';
import { MOST_ITEMS } from '../../reading/items/types.ts';
import type { ReadRefusal, RoadmapReading } from './types.ts';

export async function readRoadmap(
  bytes: Uint8Array,
  format: DocumentFormat,
  name: string,
): Promise<Outcome<RoadmapReading, ReadRefusal>> {
  if (isBinary(bytes)) return refuse('not-text', { file: name });
  const tree = await readDocument(bytes, format);
  const { items, headings } = readItems(tree);
  return done({ format, items, headings, remarks: [...remarksOn(tree.cuts), ...remarksOnItems(items)] });
}

export function remarksOn(cuts: readonly Cut[]): string[] {
  const remarks: string[] = [];
  const size = cuts.find((cut) => cut.because === 'size');
  if (size !== undefined) remarks.push(`Read to line ${size.line} only: the document is longer than we read.`);
  const long = cuts.filter((cut) => cut.because === 'line-length');
  if (long.length > 0) {
    remarks.push(
      `${count(long.length, 'very long line was', 'very long lines were')} cut, the first is line ${long[0]!.line}.`,
    );
  }
  const deep = cuts.find((cut) => cut.because === 'depth');
  if (deep !== undefined) remarks.push(`Nesting from line ${deep.line} on was too deep and was read as plain text.`);
  return remarks;
}

/** A list that ends where our patience does must say so: its length is no fact about the project. */
export function remarksOnItems(items: readonly unknown[]): string[] {
  return items.length < MOST_ITEMS ? [] : [`Only the first ${count(MOST_ITEMS, 'piece')} of work are listed.`];
}
