import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addConsent,
  addLetter,
  addOffer,
  addShownOffer,
  answersTo,
  offersWorld,
  WHOLE_TEXT,
} from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { checkScopeInput } from '../item-inputs.ts';
import { itemTextInput } from '../item-text.ts';
import { makeOfferInput } from '../offer-inputs.ts';
import type { OfferId } from '../offer-types.ts';
import { itemById } from '../store/items.ts';
import { publicationsOf, shownOffers, usableOffers } from '../store/offers.ts';
import { answerConsent } from './answer-consent.ts';
import { checkScope } from './check-scope.ts';
import { declineItem } from './decline-item.ts';
import { makeOffer } from './make-offer.ts';
import { publishOffer } from './publish-offer.ts';
import { rewordItem } from './reword-item.ts';
import { withdrawConsent } from './withdraw-consent.ts';
import { optIn, optOut } from '../../projects/index.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, rita, tec, project } = world;

const publish = (offer: OfferId, actor = lead.actor, now = NOW) =>
  db.tx((tx) => publishOffer(tx, actor, { offer, hat: null }, now));
const shown = (of: { readonly item: Awaited<ReturnType<typeof addOffer>>['item'] }, at = NOW) =>
  db.read((tx) => shownOffers(tx, at, { items: [of.item] }));

test('with the project’s yes it is shown, as it was agreed to, and the item is called offered', async () => {
  const offer = await addOffer(db, world, { title: 'Shown' });
  expect(codeOf(await publish(offer.id))).toBe('no-live-consent');
  const letter = await addLetter(db, world, [offer.id]);
  expect(codeOf(await publish(offer.id))).toBe('no-live-consent');
  await addConsent(db, world, letter);
  const publication = mustBeDone(await publish(offer.id));
  const [one] = await shown(offer);
  expect(one).toMatchObject({
    offer: { id: offer.id, content: offer.content },
    publishedAt: NOW,
    consent: { decidedBy: 'Example council', hat: 'project representative, Example Grid', on: NOW },
    project: { slug: 'example-grid' },
  });
  expect((await db.read((tx) => itemById(tx, offer.item, { lock: false })))?.state).toBe('offered');
  const events = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(events.slice(0, 2)).toMatchObject([
    { kind: 'item.offered' },
    { kind: 'offer.published', facts: { publication } },
  ]);
  expect(codeOf(await publish(offer.id))).toBe('published-already');
});

test('a yes to brochures alone is no yes to the catalogue, and the other way round', async () => {
  const offer = await addOffer(db, world, { title: 'Brochures alone' });
  const letter = await addLetter(db, world, [offer.id]);
  const input = await answersTo(db, letter, 'yes', { uses: ['brochure'] });
  mustBeDone(await db.tx((tx) => answerConsent(tx, rita.actor, input, NOW)));
  expect(codeOf(await publish(offer.id))).toBe('no-live-consent');
  const usable = (use: 'brochure' | 'catalogue') =>
    db.read((tx) => usableOffers(tx, NOW, use, { items: [offer.item] }));
  expect((await usable('brochure')).map(({ offer: { id } }) => id)).toEqual([offer.id]);
  expect(await usable('catalogue')).toEqual([]);
});

test('new words need a new yes; until then the old ones stay, and then they take their place', async () => {
  const { offer } = await addShownOffer(db, world, { title: 'Before' });
  const text = itemTextInput.parse({ ...WHOLE_TEXT, title: 'After' });
  mustBeDone(await db.tx((tx) => rewordItem(tx, tec.actor, { item: offer.item, seen: 1, text }, NOW)));
  const make = { ...makeOfferInput.parse({}), item: offer.item };
  const next = mustBeDone(await db.tx((tx) => makeOffer(tx, tec.actor, make, NOW)));
  expect(codeOf(await publish(next.id))).toBe('no-live-consent');
  expect((await shown(offer))[0]?.offer.content.title).toBe('Before');
  await addConsent(db, world, await addLetter(db, world, [next.id]));
  mustBeDone(await publish(next.id));
  expect((await shown(offer)).map((one) => one.offer.content.title)).toEqual(['After']);
  const history = await db.read((tx) => publicationsOf(tx, offer.item));
  expect(history.map(({ ended }) => ended?.because ?? 'stands')).toEqual(['stands', 'a newer version took its place']);
});

test('what the project takes back leaves at once, and is shown again only with another yes', async () => {
  const { offer, consent } = await addShownOffer(db, world, { title: 'Taken back' });
  mustBeDone(
    await db.tx((tx) => withdrawConsent(tx, rita.actor, { consent, reason: null, isPrivate: true }, addDays(NOW, 1))),
  );
  expect(await shown(offer, addDays(NOW, 1))).toEqual([]);
  expect(codeOf(await publish(offer.id, lead.actor, addDays(NOW, 1)))).toBe('no-live-consent');
});

test('a yes that ran out shows nothing any more', async () => {
  const { offer } = await addShownOffer(db, world, { title: 'Runs out' });
  expect(await shown(offer, addDays(NOW, 364))).toHaveLength(1);
  expect(await shown(offer, addDays(NOW, 366))).toEqual([]);
});

test('out of scope is not offered', async () => {
  const offer = await addOffer(db, world, { title: 'Out of scope' });
  await addConsent(db, world, await addLetter(db, world, [offer.id]));
  const check = checkScopeInput.parse({ verdict: 'out', reason: 'The scope page says so.', line: '' });
  mustBeDone(await db.tx((tx) => checkScope(tx, tec.actor, { ...check, item: offer.item }, NOW)));
  expect(codeOf(await publish(offer.id))).toBe('out-of-scope');
});

test('a declined item leaves the catalogue with that step', async () => {
  const { offer } = await addShownOffer(db, world, { title: 'Declined later' });
  const no = { reason: 'No more.', isPrivate: false, discussedAt: null, disclosure: null, hat: null };
  mustBeDone(await db.tx((tx) => declineItem(tx, rita.actor, { ...no, item: offer.item }, NOW)));
  expect(await shown(offer)).toEqual([]);
  expect(codeOf(await publish(offer.id))).toBe('item-over');
});

test('a project that asks to be left out is nowhere, and back where it was when it changes its mind', async () => {
  const { offer } = await addShownOffer(db, world, { title: 'Left out' });
  const wish = { project, reason: 'It implies a promise.', isPrivate: false };
  mustBeDone(await db.tx((tx) => optOut(tx, rita.actor, wish, NOW)));
  expect(await shown(offer)).toEqual([]);
  expect(await db.read((tx) => usableOffers(tx, NOW, 'brochure', { projects: [project] }))).toEqual([]);
  expect(codeOf(await publish(offer.id))).toBe('project-left-out');
  mustBeDone(await db.tx((tx) => optIn(tx, rita.actor, { project }, NOW)));
  expect(await shown(offer)).toHaveLength(1);
});

test('representatives, administrators and finance do not publish', async () => {
  const offer = await addOffer(db, world, { title: 'Whose' });
  for (const { actor } of [rita, world.admin, world.fin])
    expect(codeOf(await publish(offer.id, actor))).toBe('not-yours');
});
