import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addConsent, addLetter, addOffer, addWindow, offersWorld } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { SILENCE_IS_NO } from '../offer-rules.ts';
import { consentById, liveConsentFor } from '../store/consents.ts';
import { objectToConsent } from './object-to-consent.ts';
import { settleObjection } from './settle-objection.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { rita, sol, lead, project } = world;
await addWindow(db, world, 7);

async function agreed(title: string) {
  const offer = await addOffer(db, world, { title });
  return { offer, consent: await addConsent(db, world, await addLetter(db, world, [offer.id])) };
}
const settle = (objection: Parameters<typeof settleObjection>[2]['objection'], actor = sol.actor) =>
  db.tx((tx) =>
    settleObjection(tx, actor, { objection, how: 'We talked at the meeting.', hat: null }, addDays(NOW, 3)),
  );

test('whoever objected takes it back, once, in words that are kept', async () => {
  const { consent } = await agreed('Taken back');
  const input = { consent, reason: 'Not discussed.', hat: null };
  const objection = mustBeDone(await db.tx((tx) => objectToConsent(tx, sol.actor, input, addDays(NOW, 1))));
  expect(codeOf(await settle(objection, rita.actor))).toBe('not-yours-to-take-back');
  expect(codeOf(await settle(objection, lead.actor))).toBe('not-yours');
  mustBeDone(await settle(objection));
  expect(codeOf(await settle(objection))).toBe('objection-settled');
  const kept = await db.read((tx) => consentById(tx, consent, { lock: false }));
  expect(kept?.objections).toMatchObject([
    { byName: 'Sol Example', settled: { byName: 'Sol Example', how: 'We talked at the meeting.' } },
  ]);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event).toMatchObject({ kind: 'consent.objection-settled', facts: { objection, taken: 'back' } });
});

test('where silence is a no, the yes waits until another representative agrees', async () => {
  await addWindow(db, world, 7, 'refusal');
  const { offer, consent } = await agreed('Silence');
  const [hold] = (await db.read((tx) => consentById(tx, consent, { lock: false })))!.objections;
  expect(hold).toMatchObject({ reason: SILENCE_IS_NO, by: null, settled: null });
  const live = () => db.read((tx) => liveConsentFor(tx, offer.id, 'catalogue', addDays(NOW, 30)));
  expect(await live()).toBe(null);
  expect(codeOf(await settle(hold!.id, rita.actor))).toBe('not-yours-to-take-back');
  mustBeDone(await settle(hold!.id, sol.actor));
  expect(await live()).toBe(consent);
});
