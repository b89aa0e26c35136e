import { expect, test } from 'vitest';
import { nearest } from './text.ts';

test('the nearest word is found over one or two slips, and only then', () => {
  const known = ['name', 'url', 'repositories', 'revision'];
  expect(nearest('repositores', known)).toBe('repositories');
  expect(nearest('ulr', known)).toBe('url');
  expect(nearest('Revison', known)).toBe('revision');
  expect(nearest('colour', known)).toBe(null);
  expect(nearest('x', known)).toBe(null);
  expect(nearest('r'.repeat(1_000_000), known)).toBe(null);
});
