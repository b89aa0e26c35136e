import { expect, test } from 'vitest';
import { publishedBrochure } from '../../../../test/support/brochures.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import type { AddressId } from '../types.ts';
import { endAddress } from './end-address.ts';
import { makeAddress } from './make-address.ts';
import { loadPdf, showEdition } from './show-edition.ts';
import { showRecord } from './show-record.ts';

const { db } = await testDatabase();
const { world, made } = await publishedBrochure(db, 'secret');
const end = (address: AddressId, renew = false, actor = world.lead.actor) =>
  db.tx((tx) => endAddress(tx, actor, { slug: made.slug, address, renew }, NOW));
const open = (token: string) =>
  db.read(async (tx) => codeOf(await showEdition(tx, { kind: 'stranger' }, { token }, NOW)));

test('an ended address opens nothing any more, its page nor its PDF', async () => {
  const { id, token } = mustBeDone(
    await db.tx((tx) => makeAddress(tx, world.lead.actor, { slug: made.slug, number: 1, whom: 'Somebody' }, NOW)),
  );
  expect(await open(token)).toBeNull();
  expect(mustBeDone(await end(id))).toBeNull();
  expect(await open(token)).toBe('address-ended');
  expect(codeOf(await db.read((tx) => loadPdf(tx, { kind: 'stranger' }, { token }, NOW)))).toBe('address-ended');
  expect(codeOf(await end(id))).toBe('no-such-address');
});

test('renewed, another one takes its place for the same person', async () => {
  const first = mustBeDone(
    await db.tx((tx) => makeAddress(tx, world.lead.actor, { slug: made.slug, number: 1, whom: 'Larkspur' }, NOW)),
  );
  const renewed = mustBeDone(await end(first.id, true))!;
  expect([await open(first.token), await open(renewed.token)]).toEqual(['address-ended', null]);
  const { addresses } = mustBeDone(await db.read((tx) => showRecord(tx, world.lead.actor, { slug: made.slug }, NOW)));
  expect(addresses.find(({ id }) => id === renewed.id)?.whom).toBe('Larkspur');
});

test('none that is not there, and not by those who may not', async () => {
  expect(codeOf(await end(newId<'brochure address'>(NOW)))).toBe('no-such-address');
  expect(codeOf(await end(newId<'brochure address'>(NOW), false, world.rita.actor))).toBe('not-allowed');
});
