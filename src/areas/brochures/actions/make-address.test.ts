import { expect, test } from 'vitest';
import { publish, publishedBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { makeAddress } from './make-address.ts';
import { showEdition } from './show-edition.ts';
import { showRecord } from './show-record.ts';

const { db } = await testDatabase();
const { world, made } = await publishedBrochure(db, 'secret');
const make = (number = 1, actor = world.lead.actor) =>
  db.tx((tx) => makeAddress(tx, actor, { slug: made.slug, number, whom: 'Larkspur Quant Example' }, NOW));

test('another address for somebody opens the same edition; whose it is stays known to the workspace', async () => {
  const { token } = mustBeDone(await make());
  expect(token.length).toBeGreaterThan(20);
  const shown = mustBeDone(await db.read((tx) => showEdition(tx, { kind: 'stranger' }, { token }, NOW)));
  expect(shown.edition.number).toBe(1);
  const { addresses } = mustBeDone(await db.read((tx) => showRecord(tx, world.lead.actor, { slug: made.slug }, NOW)));
  expect(addresses.map(({ whom }) => whom)).toEqual(['Larkspur Quant Example', null]);
});

test('not for a public edition, one that is not there, or by those who may not', async () => {
  await publish(db, world.lead, made.slug, 'public');
  expect(codeOf(await make(2))).toBe('not-secret');
  expect(codeOf(await make(9))).toBe('edition-not-found');
  expect(codeOf(await make(1, world.admin.actor))).toBe('not-allowed');
});
