import { expect, test } from 'vitest';
import { commitUrl, evidenceUrl, ownPath, requestUrl, safeHref } from './links.ts';

const commit = '278f85f6dfd4f1dd1e0b8a0e0b8c6a1b2c3d4e5f';

test.each(['https://example.org/a?b=c#d', 'mailto:council@example.org'])('%s may be followed', (address) => {
  expect(safeHref(address)).toBe(address);
});

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'file:///etc/passwd',
  'ext::sh -c id',
  'http://example.org/',
  'ftp://example.org/',
  '//example.org/',
  '/survey',
  'https://user:secret@example.org/',
  'https:\\\\example.org',
  'mailto:',
  'https:',
  '',
  'blob:https://example.org/x',
])('%j is refused as a link', (address) => {
  expect(safeHref(address)).toBe(null);
});

test('an address with markup in it becomes one without', () => {
  expect(safeHref('https://example.org/"><script>')).toBe('https://example.org/%22%3E%3Cscript%3E');
});

test.each(['/', '/survey?x=1#y', '#main', '?sort=name'])('%s is a place on this site', (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  '//evil.example/',
  '/\\evil.example/',
  'https://evil.example/',
  'javascript:alert(1)',
  'survey',
  '/a\nb',
  '',
])('%j is no place on this site', (path) => {
  expect(ownPath(path)).toBe(null);
});

test.each([
  [
    'https://github.com/numpy/numpy',
    'LICENSE.txt',
    [1, 30],
    `https://github.com/numpy/numpy/blob/${commit}/LICENSE.txt#L1-L30`,
  ],
  [
    'https://github.com/numpy/numpy.git',
    'doc/neps/roadmap.rst',
    [5, 5],
    `https://github.com/numpy/numpy/blob/${commit}/doc/neps/roadmap.rst?plain=1#L5`,
  ],
  ['git@github.com:numpy/numpy.git', 'doc/neps/', null, `https://github.com/numpy/numpy/tree/${commit}/doc/neps`],
  [
    'ssh://git@github.com/numpy/numpy',
    'a b/ü#1.md',
    null,
    `https://github.com/numpy/numpy/blob/${commit}/a%20b/%C3%BC%231.md`,
  ],
  [
    'https://gitlab.com/group/sub/name.git',
    'README.md',
    [3, 9],
    `https://gitlab.com/group/sub/name/-/blob/${commit}/README.md?plain=1#L3-9`,
  ],
  ['https://gitlab.example.org/group/name', 'src/', null, `https://gitlab.example.org/group/name/-/tree/${commit}/src`],
  [
    'https://codeberg.org/forgejo/forgejo',
    'go.mod',
    [1, 4],
    `https://codeberg.org/forgejo/forgejo/src/commit/${commit}/go.mod#L1-L4`,
  ],
] as const)('a line of %s leads to its forge', (repository, path, lines, expected) => {
  expect(evidenceUrl({ repository, commit, path, lines })).toBe(expected);
});

test.each([
  ['a forge nobody knows', 'https://git.example.org/a/b', commit, 'x'],
  ['a name that only looks like the forge', 'https://github.com.evil.example/a/b', commit, 'x'],
  ['a local path', '/srv/git/numpy.git', commit, 'x'],
  ['a transport that runs programs', 'ext::sh -c id', commit, 'x'],
  ['an owner that climbs', 'https://github.com/../numpy', commit, 'x'],
  ['an owner without a name', 'https://github.com/numpy', commit, 'x'],
  ['more than owner and name', 'https://github.com/a/b/c', commit, 'x'],
  ['a commit that is none', 'https://github.com/a/b', 'main', 'x'],
  ['a path that climbs', 'https://github.com/a/b', commit, '../../x'],
  ['markup', 'https://github.com/a/"><script>', commit, 'x'],
])('%s gives no link', (_, repository, at, path) => {
  expect(evidenceUrl({ repository, commit: at, path })).toBe(null);
});

test('a commit leads to its page', () => {
  expect(commitUrl('https://github.com/numpy/numpy.git', commit)).toBe(
    `https://github.com/numpy/numpy/commit/${commit}`,
  );
  expect(commitUrl('https://gitlab.com/a/b', commit)).toBe(`https://gitlab.com/a/b/-/commit/${commit}`);
  expect(commitUrl('/srv/git/a', commit)).toBe(null);
});

test('the page of a request, as each forge has it', () => {
  expect(requestUrl('https://github.com/example/grid.git', 7)).toBe('https://github.com/example/grid/pull/7');
  expect(requestUrl('git@gitlab.com:a/b/c', 7)).toBe('https://gitlab.com/a/b/c/-/merge_requests/7');
  expect(requestUrl('https://codeberg.org/a/b', 7)).toBe('https://codeberg.org/a/b/pulls/7');
  expect(requestUrl('/srv/git/a', 7)).toBe(null);
  expect(requestUrl('https://github.com/example/grid', 1.5)).toBe(null);
});
