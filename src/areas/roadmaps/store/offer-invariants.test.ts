import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addLetter, addOffer, addShownOffer, offersWorld } from '../../../../test/support/offers.ts';
import { NOW } from '../../../../test/support/people.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { brokenInvariants } from '../../../outside/database/index.ts';
import { withdrawConsent } from '../actions/withdraw-consent.ts';
import { roadmapInvariants } from './invariants.ts';

const { db, adminUrl } = await testDatabase();
const world = await offersWorld(db);
await addShownOffer(db, world, { title: 'Shown' });
const { consent } = await addShownOffer(db, world, { title: 'Withdrawn' });
const back = { consent, reason: null, isPrivate: true };
mustBeDone(await db.tx((tx) => withdrawConsent(tx, world.rita.actor, back, addDays(NOW, 1))));
await addLetter(db, world, [(await addOffer(db, world, { title: 'Asked' })).id]);

test('the verbs keep every invariant', async () => {
  expect(await brokenInvariants(db, roadmapInvariants)).toEqual([]);
});

/** What only the server's own administrator could do, past the triggers. */
test.each([
  [
    'a version of an offer has the digest of its very content',
    `update offer_version set content = '{"title":"Other"}' where number = 1`,
  ],
  [
    'a yes is to the text that its request showed, of the project that was asked',
    `update consent set digest = sha256('another')`,
  ],
  [
    'what was ever published had the project’s yes to that very text, and nothing stands on one that was withdrawn',
    `update offer_publication set ended_at = null, ended_because = null`,
  ],
  ['an item that is called offered was published', `delete from offer_publication`],
])('it is found when it is not so that %s', async (name, change) => {
  const found = await asAdmin(adminUrl, async (client) => {
    await client.query(`begin; set local session_replication_role = replica; ${change}`);
    const { rowCount } = await client.query(roadmapInvariants.find((one) => one.name === name)!.sql);
    await client.query('rollback');
    return rowCount ?? 0;
  });
  expect(found).toBeGreaterThan(0);
});
