import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { EVERYWHERE, jointWorld } from '../../../../test/support/joint.ts';
import { addConsent, addLetter, addOffer, answersTo, takeBack } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { optOut } from '../../projects/index.ts';
import { contentText } from '../offer-content.ts';
import { makeOfferInput } from '../offer-inputs.ts';
import { offerAt } from '../store/catalogue.ts';
import { shownShares } from '../store/joint-offers.ts';
import { shownOffers } from '../store/offers.ts';
import { answerConsent } from './answer-consent.ts';
import { explainConsent } from './explain-consent.ts';
import { makeOffer } from './make-offer.ts';

const { db } = await testDatabase();
const { grid, wave, pair, join, newest, publish, placesOf, expectAgreement, shownPair } = await jointWorld(db);

test('joining makes of each share a version that names the others, in the text that its project is asked about', async () => {
  const offers = await pair();
  const id = mustBeDone(await join(offers));
  for (const [before, share] of [
    [offers.one, 'writes it'],
    [offers.two, 'adopts it'],
  ] as const) {
    const offer = await newest(before);
    expect(offer).toMatchObject({ number: 2, slug: before.slug, text: before.text });
    expect(offer.digest).not.toBe(before.digest);
    expect(offer.content.joint).toMatchObject({
      id,
      shares: [
        { offer: offers.one.slug, project: { slug: grid.slug, name: 'Example Grid' }, share: 'writes it' },
        { offer: offers.two.slug, project: { slug: wave.slug, name: 'Example Wave' }, share: 'adopts it' },
      ],
    });
    expect(contentText({ ...offer.content })).toContain(share);
    const events = await db.read((tx) => eventsOf(tx, { kind: 'project', id: offer.project }));
    expect(events.map(({ kind }) => kind)).toContain('joint-offer.made');
    // The next version names it as well.
    expect(
      codeOf(
        await db.tx((tx) => makeOffer(tx, grid.tec.actor, { ...makeOfferInput.parse({}), item: offer.item }, NOW)),
      ),
    ).toBe('nothing-new');
  }
});

test('with one yes of two nothing is shown anywhere; with both everything is', async () => {
  const offers = await pair();
  mustBeDone(await join(offers));
  const one = await newest(offers.one);
  const two = await newest(offers.two);
  await addConsent(db, grid, await addLetter(db, grid, [one.id]));
  expect(await publish(one)).toMatchObject({ refused: 'joint-waits', because: { projects: ['Example Wave'] } });
  expect(codeOf(await publish(two))).toBe('no-live-consent');
  expect([await placesOf(one, NOW), await placesOf(two, NOW)]).toEqual([[], []]);
  expect(await db.read((tx) => explainConsent(tx, one.item, NOW))).toEqual({
    isShown: false,
    because: { kind: 'joint-waits', others: ['Example Wave'] },
  });

  await addConsent(db, wave, await addLetter(db, wave, [two.id]));
  expect(await placesOf(one, NOW)).toEqual(['brochure']);
  mustBeDone(await publish(one));
  mustBeDone(await publish(two));
  expect([await placesOf(one, NOW), await placesOf(two, NOW)]).toEqual([EVERYWHERE, EVERYWHERE]);
  expect([...(await db.read((tx) => shownShares(tx, one.content.joint!.id, NOW)))].toSorted()).toEqual(
    [one.slug, two.slug].toSorted(),
  );
  await expectAgreement(NOW);
});

test('one project takes its yes back: both are gone at that moment, and come back with its next yes', async () => {
  const { one, two, second, letter } = await shownPair();
  const later = addDays(NOW, 1);
  await takeBack(db, wave, second, later);
  expect([await placesOf(one, later), await placesOf(two, later)]).toEqual([[], []]);
  await expectAgreement(later);
  expect((await db.read((tx) => offerAt(tx, one.slug, later))).kind).toBe('gone');
  await addConsent(db, wave, letter, later);
  expect(await placesOf(one, later)).toEqual(EVERYWHERE);
});

test('a yes to the catalogue alone keeps both out of brochures', async () => {
  const offers = await pair();
  mustBeDone(await join(offers));
  const [one, two] = [await newest(offers.one), await newest(offers.two)];
  await addConsent(db, grid, await addLetter(db, grid, [one.id]));
  const input = await answersTo(db, await addLetter(db, wave, [two.id]), 'yes', { uses: ['catalogue'] });
  mustBeDone(await db.tx((tx) => answerConsent(tx, wave.rita.actor, input, NOW)));
  mustBeDone(await publish(one));
  expect(await placesOf(one, NOW)).toEqual(['shown', 'search', 'list', 'feed', 'page']);
});

test('what an item offers alone stays shown while its part in a joint offer is asked about', async () => {
  const alone = await addOffer(db, grid, { title: 'Alone at first' });
  await addConsent(db, grid, await addLetter(db, grid, [alone.id]));
  mustBeDone(await publish(alone));
  const two = await addOffer(db, wave, { title: 'Beside it' });
  mustBeDone(await join({ one: alone, two }));
  expect(await placesOf(alone, NOW)).toEqual(EVERYWHERE);
  expect((await db.read((tx) => shownOffers(tx, NOW, { items: [alone.item] })))[0]!.offer.content.joint).toBe(
    undefined,
  );
});

test('an item is in one joint offer at a time, with items of other projects, by the workspace’s leads', async () => {
  const offers = await pair();
  for (const { actor } of [grid.admin, grid.fin, grid.rita])
    expect(codeOf(await join(offers, actor))).toBe('not-yours');
  const same = { one: offers.one, two: await addOffer(db, grid, { title: 'Of the same project' }) };
  expect(codeOf(await join(same))).toBe('joint-same-project');
  expect(codeOf(await join({ one: offers.one, two: offers.one }))).toBe('joint-same-project');
  expect(codeOf(await join({ ...offers, two: { ...offers.two, slug: 'nothing-here' } }))).toBe('no-such-offer');
  mustBeDone(await join(offers));
  const third = await addOffer(db, wave, { title: 'A third' });
  expect(codeOf(await join({ one: offers.one, two: third }))).toBe('joint-already');
  const fourth = await addOffer(db, grid, { title: 'A fourth' });
  expect(codeOf(await join({ one: fourth, two: offers.two }))).toBe('joint-already');
});

test('a project that asks to be left out takes the others with it, whose texts name it', async () => {
  const { one, two } = await shownPair();
  const later = addDays(NOW, 3);
  const wish = { project: wave.project, reason: 'It implies a promise.', isPrivate: true };
  mustBeDone(await db.tx((tx) => optOut(tx, wave.rita.actor, wish, later)));
  expect([await placesOf(one, later), await placesOf(two, later)]).toEqual([[], []]);
  await expectAgreement(later);
});
