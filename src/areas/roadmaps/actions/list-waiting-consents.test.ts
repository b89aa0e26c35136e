import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addConsent, addLetter, addOffer, offersWorld } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { listWaitingConsents } from './list-waiting-consents.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { rita, sol, lead, tec } = world;
const waiting = (actor: Parameters<typeof listWaitingConsents>[1], at = NOW) =>
  db.read((tx) => listWaitingConsents(tx, actor, at));

test('a letter waits for those it asked, and beside whoever sent it; once it is answered for nobody', async () => {
  const offer = await addOffer(db, world, { title: 'Waiting' });
  const letter = await addLetter(db, world, [offer.id]);
  for (const { actor } of [rita, sol]) {
    expect(await waiting(actor)).toMatchObject([
      {
        kind: 'consent-asked',
        who: 'you',
        link: `/projects/example-grid/consents/letters/${letter}`,
        sentence: expect.stringContaining('“Waiting”'),
      },
    ]);
  }
  expect(await waiting(lead.actor)).toMatchObject([{ kind: 'consent-open', who: { name: 'Example Grid' } }]);
  for (const actor of [tec.actor, STRANGER]) expect(await waiting(actor)).toEqual([]);
  await addConsent(db, world, letter);
  for (const { actor } of [rita, sol, lead]) expect(await waiting(actor)).toEqual([]);
});

test('a yes that ends within a month waits to be said again', async () => {
  expect(await waiting(rita.actor, addDays(NOW, 334))).toEqual([]);
  expect(await waiting(rita.actor, addDays(NOW, 340))).toMatchObject([
    { kind: 'consent-ending', sentence: expect.stringContaining('ends on 25 November 2027') },
  ]);
});
