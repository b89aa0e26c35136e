import { expect, test } from 'vitest';
import { isMoved, likelySources, type ChangedPath } from './moves.ts';

const words = (from: number, to: number) => Array.from({ length: to - from }, (_, n) => `word${from + n}`).join(' ');

test('a text that mostly stood elsewhere, and stands there no longer, was moved', () => {
  expect(isMoved(words(0, 60), words(0, 60), null)).toBe(true);
  expect(isMoved(`${words(0, 60)} converted headings`, words(0, 70), null)).toBe(true);
  expect(isMoved(words(0, 60), words(0, 300), words(60, 300))).toBe(true);
});

test('a copy, another text and a few words were not', () => {
  expect(isMoved(words(0, 60), words(0, 60), words(0, 60))).toBe(false);
  expect(isMoved(words(0, 60), words(100, 160), null)).toBe(false);
  expect(isMoved(words(0, 5), words(0, 5), null)).toBe(false);
  expect(isMoved(words(0, 600), words(0, 20), null)).toBe(false);
});

test('sources are files that the commit took away or cut, those of the same name first', () => {
  const file = (path: string, status: string): ChangedPath => ({
    path,
    status,
    before: 'b',
    after: status === 'D' ? null : 'a',
  });
  const sources = likelySources('docs/roadmap.md', [
    file('setup.py', 'M'),
    file('README.md', 'M'),
    file('docs/plans.rst', 'M'),
    file('docs/other.rst', 'D'),
    file('docs/roadmap.rst', 'D'),
    { path: 'docs/new-roadmap.md', status: 'A', before: null, after: 'a' },
  ]);
  expect(sources.map(({ path }) => path)).toEqual(['docs/roadmap.rst', 'docs/plans.rst', 'docs/other.rst']);
});
