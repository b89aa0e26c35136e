import { expect, test } from 'vitest';
import { newId, readId } from './ids.ts';
test('ids sort by time and read back', () => {
  const first = newId<'person'>(new Date(1000));
  const second = newId<'person'>(new Date(2000));
  expect(first < second).toBe(true);
  expect(readId(first.toUpperCase())).toBe(first);
  expect(readId('x')).toBe(null);
});

test('ids of one moment sort in the order in which they were made', () => {
  const now = new Date('2026-11-25T10:00:00.000Z');
  const ids = Array.from({ length: 1000 }, () => newId(now));
  expect(ids.toSorted()).toEqual(ids);
  expect(new Set(ids).size).toBe(1000);
});
