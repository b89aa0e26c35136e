import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addConsent,
  addLetter,
  addOffer,
  addShownOffer,
  addWindow,
  offersWorld,
} from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { offerRefusals } from '../offer-refusals.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { consentById, liveConsentFor } from '../store/consents.ts';
import { objectToConsent } from './object-to-consent.ts';
import { publishOffer } from './publish-offer.ts';
import { settleObjection } from './settle-objection.ts';
import { showItems } from './show-items.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { rita, sol, una, lead, project } = world;
const { consent: before } = await addShownOffer(db, world, { title: 'Before the rulebook' });
await addWindow(db, world, 7);

async function agreed(title: string) {
  const offer = await addOffer(db, world, { title });
  return { offer, consent: await addConsent(db, world, await addLetter(db, world, [offer.id])) };
}
const object = (consent: typeof before, actor = sol.actor, now = addDays(NOW, 2)) =>
  db.tx((tx) => objectToConsent(tx, actor, { consent, reason: 'Not discussed.', hat: null }, now));

test('a yes waits for the window of the rulebook, to its last second in the project’s zone', async () => {
  const { offer, consent } = await agreed('Waits');
  const { effectiveFrom } = (await db.read((tx) => consentById(tx, consent, { lock: false })))!;
  expect(effectiveFrom.toISOString()).toBe('2026-12-02T22:59:59.000Z');
  const live = (at: Date) => db.read((tx) => liveConsentFor(tx, offer.id, 'catalogue', at));
  expect(await live(new Date('2026-12-02T22:59:58Z'))).toBe(null);
  expect(await live(new Date('2026-12-02T22:59:59Z'))).toBe(consent);
  const publish = await db.tx((tx) => publishOffer(tx, lead.actor, { offer: offer.id, hat: null }, addDays(NOW, 1)));
  expect(codeOf(publish)).toBe('no-live-consent');
});

test('a co-representative objects, and it does not count until that is settled', async () => {
  const { offer, consent } = await agreed('Objected');
  const objection = mustBeDone(await object(consent));
  const after = addDays(NOW, 30);
  const publish = () => db.tx((tx) => publishOffer(tx, lead.actor, { offer: offer.id, hat: null }, after));
  expect(codeOf(await publish())).toBe('no-live-consent');
  expect(codeOf(await object(consent))).toBe('objected-already');
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event).toMatchObject({ kind: 'consent.objected', facts: { consent, objection } });
  mustBeDone(await db.tx((tx) => settleObjection(tx, sol.actor, { objection, how: 'We talked.', hat: null }, after)));
  mustBeDone(await publish());
});

test('not whoever said yes, nor anybody outside the register, nor after the window, which is shown with its zone', async () => {
  const { consent } = await agreed('Who');
  expect(codeOf(await object(consent, rita.actor))).toBe('own-yes');
  expect(codeOf(await object(consent, una.actor))).toBe('not-a-representative');
  expect(codeOf(await object(consent, lead.actor))).toBe('not-yours');
  const late = await object(consent, sol.actor, addDays(NOW, 8));
  expect(refused(late) && offerRefusals[late.refused].say(late.because)).toContain(
    '2 December 2026, 23:59 in Europe/Berlin',
  );
});

test('where the rulebook knew no window, one withdraws instead', async () => {
  expect(codeOf(await object(before))).toBe('no-window');
});

test('nor is the item that was approved with it seen outside before it counts', async () => {
  const { consent } = await agreed('Seen when it counts');
  const seen = async (at: Date) => {
    const query = { level: null, state: null, view: 'all' } as const;
    const shown = await db.read((tx) => showItems(tx, STRANGER, { key: world.slug, query }, at));
    return mustBeDone(shown).items.some(({ title }) => title === 'Seen when it counts');
  };
  expect([await seen(addDays(NOW, 1)), await seen(addDays(NOW, 8))]).toEqual([false, true]);
  mustBeDone(await object(consent));
  expect(await seen(addDays(NOW, 8))).toBe(false);
});
