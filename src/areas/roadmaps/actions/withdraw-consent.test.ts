import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addShownOffer, alsoStaff, endCouncil, offersWorld } from '../../../../test/support/offers.ts';
import { addPerson, codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { recogniseSession } from '../../people/index.ts';
import type { ConsentId } from '../offer-types.ts';
import { consentById } from '../store/consents.ts';
import { publicationsOf, shownOffers } from '../store/offers.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { sol, una, lead, tec, project } = world;
const LATER = addDays(NOW, 5);

const withdraw = (consent: ConsentId, actor: Actor = sol.actor) =>
  db.tx((tx) => withdrawConsent(tx, actor, { consent, reason: null, isPrivate: true }, LATER));

test('any representative takes the yes back without a reason; it leaves the catalogue at once and says why', async () => {
  const { offer, consent } = await addShownOffer(db, world, { title: 'One click' });
  mustBeDone(await withdraw(consent));
  expect(await db.read((tx) => shownOffers(tx, LATER, { items: [offer.item] }))).toEqual([]);
  expect(await db.read((tx) => publicationsOf(tx, offer.item))).toMatchObject([
    { ended: { at: LATER, because: 'the project withdrew its consent' } },
  ]);
  expect((await db.read((tx) => consentById(tx, consent, { lock: false })))?.withdrawal).toMatchObject({
    byName: 'Sol Example',
    reason: null,
    hat: 'project representative, Example Grid',
  });
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event).toMatchObject({ kind: 'consent.withdrawn', facts: { consent, item: offer.item, offer: offer.id } });
  expect(codeOf(await withdraw(consent))).toBe('withdrawn-already');
});

test('nobody else: not the workspace, not a funder, not whoever the register does not name', async () => {
  const { offer, consent } = await addShownOffer(db, world, { title: 'Whose' });
  const funder = await addPerson(db, world.admin, { name: 'Fnd Example', role: 'FND' });
  for (const { actor } of [funder, lead, tec, world.admin])
    expect(codeOf(await withdraw(consent, actor))).toBe('not-yours');
  expect(codeOf(await withdraw(consent, una.actor))).toBe('not-a-representative');
  expect(codeOf(await withdraw(consent, STRANGER))).toBe('signed-out');
  expect(await db.read((tx) => shownOffers(tx, LATER, { items: [offer.item] }))).toHaveLength(1);
});

test('it is no harder than giving it: somebody with several hats is not asked which', async () => {
  const { consent } = await addShownOffer(db, world, { title: 'Hats' });
  await alsoStaff(db, world.admin, sol);
  const both = (await db.read((tx) => recogniseSession(tx, sol.token, NOW)))!.actor;
  expect(both.hat).toBe(null);
  mustBeDone(await withdraw(consent, both));
  expect((await db.read((tx) => consentById(tx, consent, { lock: false })))?.withdrawal?.hat).toBe(
    'project representative, Example Grid',
  );
});

test('when the register names nobody any more, whoever represents the project still can', async () => {
  const { offer, consent } = await addShownOffer(db, world, { title: 'Left without a speaker' });
  await endCouncil(db, world);
  expect(codeOf(await withdraw(consent, lead.actor))).toBe('not-yours');
  mustBeDone(await withdraw(consent));
  expect(await db.read((tx) => shownOffers(tx, LATER, { items: [offer.item] }))).toEqual([]);
});
