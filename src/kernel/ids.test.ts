import { expect, test } from 'vitest';
import { newId, readId } from './ids.ts';
test('ids sort by time and read back', () => {
  const first = newId<'person'>(new Date(1000));
  const second = newId<'person'>(new Date(2000));
  expect(first < second).toBe(true);
  expect(readId(first.toUpperCase())).toBe(first);
  expect(readId('x')).toBe(null);
});
