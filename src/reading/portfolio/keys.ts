/** What a portfolio file is made of, whatever its format, and the keys that are known in it. */
import { cleanLine, nearest, shorten } from '../../kernel/text.ts';
import type { Problems } from './problems.ts';

/** What stood in the file, whatever its format: texts, lists and maps, each with its line. Nothing else counts in a portfolio. */
export type Tree =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly line: number }
  | {
      readonly kind: 'map';
      /** By the names that keys have here; empty values are left out. */
      readonly entries: ReadonlyMap<string, Tree>;
      /** What was written, in its order, for those that nothing knows. Empty for rows: the heads of a table are checked once. */
      readonly keys: readonly Key[];
      readonly line: number;
    };

export interface Key {
  readonly name: string;
  readonly shown: string;
  readonly line: number;
}

/** A portfolio has four levels. */
export const MOST_LEVELS = 8;
export const TOO_DEEP = 'Lists and maps stand in one another here, deeper than a portfolio goes.';

export function keyOf(written: string, line: number): Key {
  return { name: columnOf(written), shown: shorten(cleanLine(written), 40), line };
}

export const PROJECT_KEYS = [
  'name',
  'asOf',
  'repositories',
  'summary',
  'licence',
  'homepage',
  'label',
  'note',
  'example',
];
export const REPOSITORY_KEYS = ['id', 'url', 'revision', 'role'];

/** What nothing reads is a slip of the hand: ignored, a day or a revision would silently be another one. */
export function checkKeys(keys: readonly Key[], known: readonly string[], place: string, problems: Problems): void {
  const names = new Set(known.map(columnOf));
  for (const { name, shown, line } of keys) {
    if (names.has(name)) continue;
    const near = nearest(shown, known);
    const help = near === null ? `Known are ${known.join(', ')}.` : `Did you mean “${near}”?`;
    problems.add(line, `There is no “${shown}” in a ${place}. ${help}`);
  }
}

/** Keys and column heads in any case and spelling: "As of", "as_of" and "asOf" are one. */
export function columnOf(raw: string): string {
  const key = raw
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
  switch (key) {
    case 'project':
      return 'name';
    case 'license':
      return 'licence';
    case 'repository':
    case 'repo':
      return 'id';
    case 'address':
      return 'url';
    case 'commit':
      return 'revision';
    default:
      return key;
  }
}
