import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addShownOffer, offersWorld } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { readOffer } from './read-offer.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const read = (key: string) => db.read((tx) => readOffer(tx, { key }, NOW));

test('an offer comes with the others of its project, and itself is not among them', async () => {
  const one = await addShownOffer(db, world, { title: 'One' });
  const two = await addShownOffer(db, world, { title: 'Two' });
  const shown = await read(one.offer.slug);
  if (!('place' in shown)) throw new Error(shown.kind);
  expect(shown.place.offer.offer.id).toBe(one.offer.id);
  expect(shown.others.map(({ id }) => id)).toEqual([two.offer.id]);
  expect(shown.workspace).toBe('Example Lab');
});

test('what was never public is unknown, also to who guesses its address', async () => {
  expect(await read('example-grid-nothing')).toEqual({ kind: 'unknown' });
});
