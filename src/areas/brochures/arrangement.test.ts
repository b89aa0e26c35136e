import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProjectId } from '../../kernel/ids.ts';
import { refused } from '../../kernel/refusal.ts';
import type { ItemId } from '../roadmaps/index.ts';
import { columnsFit, rearranged, type Move } from './arrangement.ts';
import type { Column } from './types.ts';

const project = (name: string) => name as ProjectId;
const item = (name: string) => name as ItemId;
const two: readonly Column[] = [
  { project: project('p'), items: [item('a'), item('b'), item('c')] },
  { project: project('q'), items: [] },
];
const after = (move: Move) => {
  const outcome = rearranged(two, move);
  return refused(outcome)
    ? outcome.refused
    : outcome.done.map(({ project: of, items }) => `${of}:${items.join('')}`).join(' ');
};

test.each([
  ['item-up', { act: 'item-up', project: project('p'), item: item('b') }, 'p:bac q:'],
  ['item-down', { act: 'item-down', project: project('p'), item: item('b') }, 'p:acb q:'],
  ['item-up at the end of the way', { act: 'item-up', project: project('p'), item: item('a') }, 'p:abc q:'],
  ['add-item', { act: 'add-item', project: project('q'), item: item('d') }, 'p:abc q:d'],
  ['add-item twice', { act: 'add-item', project: project('p'), item: item('a') }, 'column-twice'],
  ['remove-item', { act: 'remove-item', project: project('p'), item: item('b') }, 'p:ac q:'],
  ['an item that is gone', { act: 'item-up', project: project('p'), item: item('z') }, 'no-such-column'],
  ['project-down', { act: 'project-down', project: project('p') }, 'q: p:abc'],
  ['remove-project', { act: 'remove-project', project: project('p') }, 'q:'],
  ['add-project', { act: 'add-project', project: project('r') }, 'p:abc q: r:'],
  ['a project that is gone', { act: 'project-up', project: project('z') }, 'no-such-column'],
] as const)('%s', (_, move, expected) => {
  expect(after(move)).toBe(expected);
});

describe('what a brochure can hold', () => {
  const columns = (...items: readonly number[]): readonly Column[] =>
    items.map((n, at) => ({
      project: project(`p${at}`),
      items: Array.from({ length: n }, (_, number) => item(`${at}-${number}`)),
    }));
  const code = (purpose: Parameters<typeof columnsFit>[0], all: readonly Column[]) => {
    const outcome = columnsFit(purpose, all);
    return refused(outcome) ? outcome.refused : 'fits';
  };
  test.each([
    ['raise-interest', columns(4, 4, 4), 'fits'],
    ['raise-interest', columns(5), 'too-many-items'],
    ['support-a-talk', columns(1, 1, 1, 1), 'too-many-columns'],
    ['show-breadth', columns(4, 4, 4, 0, 0, 0, 0), 'fits'],
    ['show-breadth', columns(1, 1, 1, 1), 'too-many-with-items'],
    ['show-breadth', columns(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 'too-many-columns'],
    ['show-breadth', [...columns(0), ...columns(0)], 'column-twice'],
  ] as const)('%s with %j', (purpose, all, expected) => {
    expect(code(purpose, all)).toBe(expected);
  });
});

test('moving loses nothing and adds nothing', () => {
  const acts = fc.constantFrom('item-up', 'item-down', 'project-up', 'project-down');
  fc.assert(
    fc.property(fc.array(fc.tuple(acts, fc.constantFrom('p', 'q'), fc.constantFrom('a', 'b', 'c'))), (moves) => {
      let columns = two;
      for (const [act, of, what] of moves) {
        const outcome = rearranged(columns, { act, project: project(of), item: item(what) });
        if (!refused(outcome)) columns = outcome.done;
      }
      const all = (some: readonly Column[]) =>
        some.flatMap(({ project: of, items }) => [of, ...items.map((one) => `${of}${one}`)]).toSorted();
      expect(all(columns)).toEqual(all(two));
    }),
  );
});
