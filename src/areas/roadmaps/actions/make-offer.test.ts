import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addItem, offersWorld, WHOLE_TEXT } from '../../../../test/support/offers.ts';
import { codeOf, NOW } from '../../../../test/support/people.ts';
import { addDays } from '../../../kernel/dates.ts';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { itemTextInput } from '../item-text.ts';
import { contentText, readContent } from '../offer-content.ts';
import { makeOfferInput } from '../offer-inputs.ts';
import { offerRefusals } from '../offer-refusals.ts';
import { offersOf } from '../store/offers.ts';
import { makeOffer } from './make-offer.ts';
import { noteSignal } from './note-signal.ts';
import { alignItem } from './align-item.ts';
import { rewordItem } from './reword-item.ts';
import { noteSignalInput, alignItemInput } from '../item-inputs.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { tec, lead, project } = world;

const make = (item: Awaited<ReturnType<typeof addItem>>['item'], more: object = {}, actor = tec.actor, now = NOW) =>
  db.tx((tx) => makeOffer(tx, actor, { ...makeOfferInput.parse(more), item }, now));

test('an engagement lead makes of an item’s newest wording what a funder would be shown, priced that day', async () => {
  const { item } = await addItem(db, world);
  const signal = { who: 'Units libraries', place: 'forum 2018', url: '', datedOn: '2018-05-01', isPublic: true };
  await db.tx(async (tx) => {
    const community = noteSignalInput.parse({ ...signal, kind: 'community' });
    mustBeDone(await noteSignal(tx, tec.actor, { ...community, item }, NOW));
    const funder = noteSignalInput.parse({
      ...signal,
      kind: 'funder',
      who: 'Larkspur Quant',
      datedOn: '2026-01-01',
      isPublic: false,
    });
    mustBeDone(await noteSignal(tx, tec.actor, { ...funder, item }, NOW));
    const wish = {
      kind: 'proposal',
      url: 'https://example.org/nep-18',
      title: 'NEP 18',
      datedOn: '2018-05-01',
      readOn: '2026-11-01',
    };
    mustBeDone(await alignItem(tx, tec.actor, { ...alignItemInput.parse(wish), item }, NOW));
  });
  const offer = mustBeDone(await make(item, {}, lead.actor));
  expect(offer).toMatchObject({ number: 1, wording: 1, slug: 'example-grid-arrays-that-work-together' });
  expect(offer.content).toMatchObject({
    title: WHOLE_TEXT.title,
    need: WHOLE_TEXT.goal,
    asked: [{ who: 'Units libraries' }],
    discussed: [{ title: 'NEP 18', kind: 'proposal' }],
    doneWhen: [{ text: 'One sparse library has adopted it', outside: true }],
    estimate: {
      currency: 'USD',
      priceDate: '2026-11-25',
      once: {
        effort: { low: '1', likely: '1.5', high: '2' },
        together: { low: '150000.00', likely: '225000.00', high: '300000.00' },
      },
      yearly: null,
    },
  });
  // What others asked in private is nobody's to read.
  expect(JSON.stringify(offer.content)).not.toContain('Larkspur');
  expect(contentText(readContent(contentText(offer.content)))).toBe(contentText(offer.content));
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event).toMatchObject({ kind: 'offer.made', facts: { offer: offer.id, version: 1, digest: offer.digest } });
});

test.each([
  ['summary', { summary: '' }, 'summary'],
  ['scope', { goal: '' }, 'scope'],
  ['kinds of work', { workTypes: [] }, 'kinds of work'],
  ['expected effect', { beneficiaries: [], healthEffect: '' }, 'expected effect'],
  ['a word on volunteers', { volunteerImpact: '' }, 'impact on volunteers'],
  ['estimate', { estimate: null }, 'estimate'],
  ['cadence of reports', { cadence: null }, 'reports'],
])('without %s there is no offer, and the field is named', async (_, text, field) => {
  const { item } = await addItem(db, world, { title: `Without ${field}`, ...text });
  const outcome = await make(item);
  expect(outcome).toMatchObject({ refused: 'offer-incomplete' });
  expect(refused(outcome) && offerRefusals[outcome.refused].say(outcome.because)).toContain(field);
});

test('larger work that says nothing of the time of reviewers goes through with a reason, which is recorded', async () => {
  const { item } = await addItem(db, world, { title: 'Unreviewed', reviewTime: '' });
  expect(codeOf(await make(item))).toBe('review-time-unsaid');
  mustBeDone(await make(item, { reason: 'The council pays its reviewers already.' }));
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'project', id: project }));
  expect(event!.texts['reason']).toEqual({ text: 'The council pays its reviewers already.' });
  const small = {
    ...WHOLE_TEXT.estimate,
    lines: [{ ...WHOLE_TEXT.estimate.lines[0], low: '0.05', likely: '0.1', high: '0.2' }],
  };
  const { item: little } = await addItem(db, world, { title: 'Little', reviewTime: '', estimate: small });
  mustBeDone(await make(little));
});

test('a new version follows from what a funder would see, not from the day alone', async () => {
  const { item } = await addItem(db, world, { title: 'Versions' });
  const first = mustBeDone(await make(item));
  expect(codeOf(await make(item, {}, tec.actor, addDays(NOW, 3)))).toBe('nothing-new');
  const text = itemTextInput.parse({ ...WHOLE_TEXT, title: 'Other words' });
  mustBeDone(await db.tx((tx) => rewordItem(tx, tec.actor, { item, seen: 1, text }, NOW)));
  const second = mustBeDone(await make(item));
  expect(second).toMatchObject({ number: 2, wording: 2, slug: first.slug, content: { title: 'Other words' } });
  expect((await db.read((tx) => offersOf(tx, item))).map(({ number }) => number)).toEqual([2, 1]);
});

test('the address is free, whatever the title', async () => {
  const { item: one } = await addItem(db, world, { title: '数组 协议' });
  const { item: two } = await addItem(db, world, { title: WHOLE_TEXT.title });
  expect(mustBeDone(await make(one)).slug).toMatch(/^example-grid-item-\d+$/);
  expect(mustBeDone(await make(two)).slug).toBe('example-grid-arrays-that-work-together-2');
});

test('the workspace’s leads make offers, and nobody else', async () => {
  const { item } = await addItem(db, world, { title: 'Whose' });
  for (const { actor } of [world.admin, world.rita, world.fin])
    expect(codeOf(await make(item, {}, actor))).toBe('not-yours');
});

test('a role without a rate blocks with what to do', async () => {
  const estimate = { ...WHOLE_TEXT.estimate, lines: [{ ...WHOLE_TEXT.estimate.lines[0], role: 'designer' }] };
  const { item } = await addItem(db, world, { title: 'No rate', estimate });
  const outcome = await make(item);
  expect(refused(outcome) && offerRefusals[outcome.refused].say(outcome.because)).toMatch(/no rate in USD.*Designer/);
});
