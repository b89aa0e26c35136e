import { expect, test } from 'vitest';
import { publishedBrochure, takeBack } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { optOut } from '../../projects/index.ts';
import { publicBrochures } from '../store/editions.ts';
import { loadPdf, showEdition } from './show-edition.ts';

const { db } = await testDatabase();
const { world, made, one } = await publishedBrochure(db);
const stranger = { kind: 'stranger' } as const;
const asked = { slug: made.slug, number: null };
const standings = async (at = NOW) => {
  const { standing } = mustBeDone(await db.read((tx) => showEdition(tx, stranger, asked, at)));
  return standing.items.map((item) => item.standing);
};

test('each item stands as long as its project’s yes does', async () => {
  expect(await standings()).toEqual(['stands', 'stands', 'stands']);
  expect(await standings(addDays(NOW, 400))).toEqual(['expired', 'expired', 'expired']);
  await takeBack(db, world.rita, one.consent);
  expect(await standings()).toEqual(['withdrawn', 'stands', 'stands']);
  expect(codeOf(await db.read((tx) => loadPdf(tx, stranger, { slug: made.slug, number: 1 }, NOW)))).toBe(
    'pdf-not-given',
  );
});

test('a project that asks to be left out takes its whole column, and leaves the list', async () => {
  const before = await db.read((tx) => publicBrochures(tx, NOW));
  expect(before[0]?.projects.map(({ name }) => name)).toEqual(['Example Grid', 'Example Wave']);
  const input = { reason: 'It implies a promise.', isPrivate: false, project: world.wave.project };
  mustBeDone(await db.tx((tx) => optOut(tx, world.wave.rita.actor, input, NOW)));
  expect(await standings()).toEqual(['withdrawn', 'stands', 'opted out']);
  const after = await db.read((tx) => publicBrochures(tx, NOW));
  expect(after[0]?.projects.map(({ name }) => name)).toEqual(['Example Grid']);
  expect(await db.read((tx) => publicBrochures(tx, NOW, world.wave.project))).toEqual([]);
});

test('one that is not there', async () => {
  expect(codeOf(await db.read((tx) => showEdition(tx, stranger, { slug: 'nowhere', number: null }, NOW)))).toBe(
    'not-found',
  );
  expect(codeOf(await db.read((tx) => showEdition(tx, stranger, { slug: made.slug, number: 9 }, NOW)))).toBe(
    'not-found',
  );
});
