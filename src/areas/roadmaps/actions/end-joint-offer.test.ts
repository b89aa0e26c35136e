import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { jointWorld } from '../../../../test/support/joint.ts';
import { addConsent, addLetter } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { liveJointOf } from '../store/joint-offers.ts';
import { endJointOffer } from './end-joint-offer.ts';

const { db } = await testDatabase();
const { grid, wave, pair, join, newest } = await jointWorld(db);

test('the workspace ends it with a reason; an open question about it takes no yes', async () => {
  const offers = await pair();
  mustBeDone(await join(offers));
  const one = await newest(offers.one);
  const letter = await addLetter(db, grid, [one.id]);
  const end = (actor: typeof grid.lead.actor) =>
    db.tx((tx) => endJointOffer(tx, actor, { item: one.item, reason: 'Another cut.', hat: null }, NOW));
  expect(codeOf(await end(grid.rita.actor))).toBe('not-yours');
  mustBeDone(await end(grid.tec.actor));
  expect(codeOf(await end(grid.tec.actor))).toBe('no-joint-offer');
  await expect(addConsent(db, grid, letter)).rejects.toThrow(/joint-over/);
  await expect(addLetter(db, wave, [(await newest(offers.two)).id])).rejects.toThrow(/joint-over/);
  expect(await db.read((tx) => liveJointOf(tx, one.item))).toBe(null);
});
