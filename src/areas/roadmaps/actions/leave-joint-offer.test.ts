import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { EVERYWHERE, jointWorld } from '../../../../test/support/joint.ts';
import { addConsent, addLetter } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import type { Actor } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { makeOfferInput } from '../offer-inputs.ts';
import { jointById } from '../store/joint-offers.ts';
import { explainConsent } from './explain-consent.ts';
import { leaveJointOffer } from './leave-joint-offer.ts';
import { makeOffer } from './make-offer.ts';

const { db } = await testDatabase();
const { grid, wave, publish, placesOf, expectAgreement, shownPair } = await jointWorld(db);

test('a project leaves: the joint offer ends, both are gone, and their texts cannot be agreed to any more', async () => {
  const { one, two } = await shownPair();
  const later = addDays(NOW, 1);
  const leave = (actor: Actor) => db.tx((tx) => leaveJointOffer(tx, actor, { item: two.item }, later));
  expect(codeOf(await leave(grid.rita.actor))).toBe('not-yours');
  expect(codeOf(await leave(grid.lead.actor))).toBe('not-yours');
  expect(codeOf(await leave({ kind: 'stranger' }))).toBe('signed-out');
  const id = mustBeDone(await leave(wave.sol.actor));
  expect(codeOf(await leave(wave.sol.actor))).toBe('no-joint-offer');
  expect([await placesOf(one, later), await placesOf(two, later)]).toEqual([[], []]);
  await expectAgreement(later);
  expect((await db.read((tx) => jointById(tx, id)))!.ended).toMatchObject({ at: later });
  const events = await db.read((tx) => eventsOf(tx, { kind: 'project', id: grid.project }));
  expect(events.map(({ kind }) => kind)).toContain('joint-offer.left');
  expect(await db.read((tx) => explainConsent(tx, one.item, later))).toMatchObject({ because: { kind: 'joint-over' } });
  // The next version stands alone, and is asked about anew.
  const next = mustBeDone(
    await db.tx((tx) => makeOffer(tx, grid.tec.actor, { ...makeOfferInput.parse({}), item: one.item }, later)),
  );
  expect(next.content.joint).toBe(undefined);
  expect(codeOf(await publish(next, later))).toBe('no-live-consent');
  await addConsent(db, grid, await addLetter(db, grid, [next.id], later), later);
  mustBeDone(await publish(next, later));
  expect(await placesOf(next, later)).toEqual(EVERYWHERE);
});
