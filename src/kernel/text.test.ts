import { expect, test } from 'vitest';
import { byCode, count, nearest, slug } from './text.ts';

test('counts have their plural and their thousands', () => {
  expect([0, 1, 2, 999, 1000, 12_345, 1_234_567].map((n) => count(n, 'word'))).toEqual([
    '0 words',
    '1 word',
    '2 words',
    '999 words',
    '1,000 words',
    '12,345 words',
    '1,234,567 words',
  ]);
});

test('paths are in the order of their bytes, whatever the language of the machine', () => {
  expect(['b/a', 'a', 'B', 'ä', 'a/b'].toSorted(byCode)).toEqual(['B', 'a', 'a/b', 'b/a', 'ä']);
});

test('the nearest word is found over one or two slips, and only then', () => {
  const known = ['name', 'url', 'repositories', 'revision'];
  expect(nearest('repositores', known)).toBe('repositories');
  expect(nearest('ulr', known)).toBe('url');
  expect(nearest('Revison', known)).toBe('revision');
  expect(nearest('colour', known)).toBe(null);
  expect(nearest('x', known)).toBe(null);
  expect(nearest('r'.repeat(1_000_000), known)).toBe(null);
});

test('a slug neither begins nor ends with a hyphen, also where it was cut', () => {
  expect(slug('“Arrays” & more!')).toBe('arrays-more');
  expect(slug(`${'a'.repeat(59)} and more`)).toBe('a'.repeat(59));
  expect(slug('日本')).toBe('untitled');
});
