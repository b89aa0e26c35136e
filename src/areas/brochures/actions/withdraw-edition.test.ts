import { expect, test } from 'vitest';
import { publish, publishedBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { publicBrochures } from '../store/editions.ts';
import { loadPdf, showEdition } from './show-edition.ts';
import { verifyEdition } from './verify-edition.ts';
import { withdrawEdition } from './withdraw-edition.ts';

const { db } = await testDatabase();
const { world, made, edition } = await publishedBrochure(db);
const stranger = { kind: 'stranger' } as const;
const withdraw = (number: number, actor = world.lead.actor) =>
  db.tx((tx) => withdrawEdition(tx, actor, { slug: made.slug, number, reason: 'A figure was wrong.' }, NOW));

test('page and PDF end for everybody; the code still tells; the one before stands again', async () => {
  const again = await publish(db, world.lead, made.slug);
  expect(again.number).toBe(2);
  mustBeDone(await withdraw(2));
  expect(codeOf(await withdraw(2))).toBe('withdrawn-already');
  for (const actor of [stranger, world.lead.actor]) {
    const asked = { slug: made.slug, number: 2 };
    expect(codeOf(await db.read((tx) => showEdition(tx, actor, asked, NOW)))).toBe('edition-withdrawn');
    expect(codeOf(await db.read((tx) => loadPdf(tx, actor, asked, NOW)))).toBe('edition-withdrawn');
  }
  const newest = mustBeDone(await db.read((tx) => showEdition(tx, stranger, { slug: made.slug, number: null }, NOW)));
  expect(newest.edition.id).toBe(edition.edition);
  mustBeDone(await withdraw(1));
  expect(codeOf(await db.read((tx) => showEdition(tx, stranger, { slug: made.slug, number: null }, NOW)))).toBe(
    'edition-withdrawn',
  );
  expect(await db.read((tx) => publicBrochures(tx, NOW))).toEqual([]);
  const known = await db.read((tx) => verifyEdition(tx, { digest: newest.edition.code }, NOW));
  expect(known?.edition.withdrawal?.reason).toBe('A figure was wrong.');
});

test('of an edition that is not there, and by those who may not', async () => {
  expect(codeOf(await withdraw(9))).toBe('edition-not-found');
  expect(codeOf(await withdraw(1, world.admin.actor))).toBe('not-allowed');
});
