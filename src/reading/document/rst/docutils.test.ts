import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { childrenOf } from '../../../../test/support/tree.ts';
import { outline } from '../index.ts';
import { plainText } from '../plain-text.ts';
import { sourceOf } from '../source.ts';
import type { Node } from '../tree.ts';
import { readRst } from './index.ts';

/** What docutils 0.19 sees in our fixtures, kept by `fixtures/outline.py`. */
interface Seen {
  readonly headings: readonly (readonly [level: number, title: string])[];
  readonly items: number;
  readonly definitions: number;
  readonly tables: number;
  readonly comments: number;
  readonly fields: number;
  readonly literals: number;
}

const folder = new URL('fixtures/', import.meta.url);
const seen = JSON.parse(readFileSync(new URL('docutils.json', folder), 'utf8')) as Record<string, Seen>;

test.each(Object.keys(seen))('%s has the outline that docutils sees', (name) => {
  const bytes = readFileSync(new URL(name, folder));
  const tree = readRst(sourceOf(bytes), 'rst', false, 'as-written');
  const headings: [number, string][] = [];
  const counts = { item: 0, definition: 0, table: 0, comment: 0, field: 0, literal: 0 };
  const walk = (node: Node): void => {
    if (node.kind === 'section') headings.push([node.level, plainText(node.title)]);
    if (node.kind in counts) counts[node.kind as keyof typeof counts] += 1;
    for (const child of childrenOf(node)) walk(child);
  };
  for (const block of tree.children) walk(block);
  expect({
    headings,
    items: counts.item,
    definitions: counts.definition,
    tables: counts.table,
    comments: counts.comment,
    fields: counts.field,
    literals: counts.literal,
  }).toEqual(seen[name]);
  expect(outline(bytes, 'rst').headings.map(({ level, text }) => [level, text])).toEqual(seen[name]!.headings);
});
