import { expect, test } from 'vitest';
import { outline } from '../document/index.ts';
import { repositoryLinks } from './repository-links.ts';
import type { ReadDocument } from './types.ts';

function read(text: string, path = 'README.md'): ReadDocument {
  const bytes = Buffer.from(text);
  const document = {
    repository: 'grid/grid',
    path,
    commit: 'c',
    lines: text.split('\n'),
    outline: outline(bytes, 'md'),
  };
  return document as unknown as ReadDocument;
}

const own = ['https://forge.grid.example/grid/grid'];

test('the first link to each repository, on forges and on the project’s own host', () => {
  const links = repositoryLinks(
    [
      read('[site](https://github.com/grid/grid.org)\n\n[again](https://github.com/grid/GRID.org/issues)'),
      read('[rules](https://forge.grid.example/grid/governance/src/README.md)', 'docs/index.md'),
    ],
    own,
  );
  expect(links.map(({ target, path, line }) => [target, path, line])).toEqual([
    ['https://github.com/grid/grid.org', 'README.md', 1],
    ['https://forge.grid.example/grid/governance/src/README.md', 'docs/index.md', 1],
  ]);
});

test.each([
  ['a page of no repository', '[a](https://github.com/grid)'],
  ['another site', '[a](https://blog.example/grid/grid)'],
  ['no https', '[a](javascript:alert(1)) [b](http://github.com/a/b) [c](file:///etc/passwd)'],
])('%s is not taken', (_, text) => {
  expect(repositoryLinks([read(text)], own)).toEqual([]);
});

test('a document of many links is cut', () => {
  const many = Array.from({ length: 900 }, (_, n) => `[x](https://github.com/a/b${n})`).join('\n\n');
  expect(repositoryLinks([read(many)], own)).toHaveLength(300);
});
