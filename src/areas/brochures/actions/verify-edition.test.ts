import { expect, test } from 'vitest';
import { publishedBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { NOW } from '../../../../test/support/people.ts';
import { verifyInput } from '../inputs.ts';
import { findEdition } from '../store/editions.ts';
import { verifyEdition } from './verify-edition.ts';

const { db } = await testDatabase();
const { made } = await publishedBrochure(db, 'secret');

test('a copy is known by its code, its digest and the digest of the file, a secret one too', async () => {
  const edition = (await db.read((tx) => findEdition(tx, made.slug, 1)))!;
  for (const digest of [edition.code, edition.digest, edition.pdf]) {
    const known = await db.read((tx) => verifyEdition(tx, { digest }, NOW));
    expect(known?.standing.items.map(({ standing }) => standing)).toEqual(['stands', 'stands', 'stands']);
  }
  expect(await db.read((tx) => verifyEdition(tx, { digest: '0'.repeat(16) }, NOW))).toBeNull();
});

test.each([
  ['7f3a 9c21 b04d 11e2', '7f3a9c21b04d11e2'],
  ['7F3A-9C21-B04D-11E2', '7f3a9c21b04d11e2'],
])('“%s” is read as it is printed or said', (typed, read) => {
  expect(verifyInput.parse(typed)).toBe(read);
});

test.each(['', '7f3a', '7f3a 9c21 b04d 11eg', 'a'.repeat(17)])('“%s” is no code', (typed) => {
  expect(verifyInput.safeParse(typed).success).toBe(false);
});
