import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addConsent,
  addItem,
  addLetter,
  addOffer,
  addShownOffer,
  addWindow,
  answersTo,
  offersWorld,
} from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { optOut } from '../../projects/index.ts';
import type { ItemId } from '../item-types.ts';
import { whyNotShown } from '../pages/offer-tab-page.tsx';
import { itemStateOf } from '../store/offers.ts';
import { answerConsent } from './answer-consent.ts';
import { explainConsent } from './explain-consent.ts';
import { objectToConsent } from './object-to-consent.ts';
import { showItemOffer } from './show-item-offer.ts';
import { unpublishOffer } from './unpublish-offer.ts';
import { withdrawConsent } from './withdraw-consent.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, rita, sol, una, project } = world;

const show = async (item: ItemId, actor: Actor = lead.actor, at = NOW) => {
  const { number } = (await db.read((tx) => itemStateOf(tx, item)))!;
  return db.read((tx) => showItemOffer(tx, actor, { key: 'example-grid', number }, at));
};
/** The seller's question, in the sentence that answers it. */
const why = async (item: ItemId, at = NOW) => {
  const { story } = mustBeDone(await show(item, lead.actor, at));
  return story.isShown ? 'shown' : whyNotShown(story.because, 'Example Grid');
};

test('since when and why an item is not shown, at every step of the way', async () => {
  const { item } = await addItem(db, world, { title: 'No offer' });
  expect(await why(item)).toBe('No offer was made of it yet.');
  const offer = await addOffer(db, world, { title: 'On its way' });
  expect(await why(offer.item)).toBe('Example Grid was not asked yet.');
  const letter = await addLetter(db, world, [offer.id]);
  expect(await why(offer.item)).toBe(
    'Example Grid was asked on 25 November 2026 and has not answered. No answer means no.',
  );
  const no = await answersTo(db, letter, 'no-text');
  mustBeDone(await db.tx((tx) => answerConsent(tx, rita.actor, no, NOW)));
  expect(await why(offer.item)).toMatch(
    /said no to this text on 25 November 2026, by Rita Example, project representative/,
  );
});

test('withdrawn, run out, taken out, brochures alone', async () => {
  const { offer, consent } = await addShownOffer(db, world, { title: 'Stood' });
  expect(await why(offer.item)).toBe('shown');
  expect(await why(offer.item, addDays(NOW, 400))).toBe(
    'The consent of Example Grid ran out on 25 November 2027. Ask again.',
  );
  const out = { item: offer.item, reason: 'Later.', hat: null };
  mustBeDone(await db.tx((tx) => unpublishOffer(tx, lead.actor, out, addDays(NOW, 1))));
  expect(await why(offer.item, addDays(NOW, 2))).toBe('It was taken out of the catalogue on 26 November 2026: Later.');
  const back = { consent, reason: null, isPrivate: true };
  mustBeDone(await db.tx((tx) => withdrawConsent(tx, sol.actor, back, addDays(NOW, 3))));
  expect(await why(offer.item, addDays(NOW, 4))).toMatch(/withdrew its consent on 28 November 2026, by Sol Example/);
  const other = await addOffer(db, world, { title: 'Brochures' });
  const yes = await answersTo(db, await addLetter(db, world, [other.id]), 'yes', { uses: ['brochure'] });
  mustBeDone(await db.tx((tx) => answerConsent(tx, rita.actor, yes, NOW)));
  expect(await why(other.item)).toBe('Example Grid agreed to brochures, and not to the catalogue.');
});

test('in the window, and held up by an objection', async () => {
  await addWindow(db, world, 7);
  const offer = await addOffer(db, world, { title: 'Window' });
  const consent = await addConsent(db, world, await addLetter(db, world, [offer.id]));
  expect(await why(offer.item)).toBe(
    'The others who speak for Example Grid can object until 2 December 2026, 23:59 in Europe/Berlin.',
  );
  expect(await why(offer.item, addDays(NOW, 9))).toBe('Example Grid said yes. Nobody has published it yet.');
  const input = { consent, reason: 'Not discussed.', hat: null };
  mustBeDone(await db.tx((tx) => objectToConsent(tx, sol.actor, input, addDays(NOW, 1))));
  expect(await why(offer.item, addDays(NOW, 9))).toMatch(/An objection of 26 November 2026 stands, by Sol Example/);
});

test('what each reader can do', async () => {
  const offer = await addOffer(db, world, { title: 'Acts' });
  const acts = async (actor: Actor) => mustBeDone(await show(offer.item, actor)).acts;
  const none = { publish: false, unpublish: false, endJoint: false, leaveJoint: false };
  expect(await acts(lead.actor)).toEqual({ ...none, make: true, ask: true, note: true, join: true });
  for (const { actor } of [rita, una, world.admin]) {
    expect(Object.values(await acts(actor)).some(Boolean)).toBe(false);
  }
  expect(codeOf(await show(offer.item, STRANGER))).toBe('signed-out');
});

test('of a project that asked to be left out staff learns that, and since when', async () => {
  const { item } = await addOffer(db, world, { title: 'Left out' });
  mustBeDone(await db.tx((tx) => optOut(tx, rita.actor, { project, reason: 'No.', isPrivate: false }, NOW)));
  const story = await db.read((tx) => explainConsent(tx, item, NOW));
  expect(story).toEqual({ isShown: false, because: { kind: 'opted-out', since: NOW } });
});
