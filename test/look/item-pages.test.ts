/** The pages of items in the browser, full and empty, with errors and with hostile words: accessible, and no wider than the screen. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addProvenanceEventInput, checkScopeInput, markConditionInput } from '../../src/areas/roadmaps/item-inputs.ts';
import { addProvenanceEvent } from '../../src/areas/roadmaps/actions/add-provenance-event.ts';
import { addScopeLine } from '../../src/areas/roadmaps/actions/add-scope-line.ts';
import { checkScope } from '../../src/areas/roadmaps/actions/check-scope.ts';
import { markCondition } from '../../src/areas/roadmaps/actions/mark-condition.ts';
import { rewordItem } from '../../src/areas/roadmaps/actions/reword-item.ts';
import { startItem } from '../../src/areas/roadmaps/actions/start-item.ts';
import { conditionKey, itemTextInput } from '../../src/areas/roadmaps/item-text.ts';
import type { Role } from '../../src/kernel/actor.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { loadAssets, urls } from '../../src/look/index.ts';
import { openPage } from '../support/browser.ts';
import { testDatabase } from '../support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../support/items.ts';
import { NOW } from '../support/people.ts';
import { roadmapProject } from '../support/roadmaps.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';
import { testWeb } from '../support/web.ts';
import { servePages } from './serve.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const web = await testWeb(db);
const to = { project: w.slug };
const LONG = 'Averyveryverylongwordwithoutanyspace'.repeat(4);

const FULL = {
  ...GOOD_TEXT,
  title: `Read tides <b>in parallel</b> & ${LONG}`,
  goal: 'A minute a year.\n\nAnd no more.',
  plan: 'It will be merged by March 2027.',
  beneficiaries: [{ who: 'Ports', gain: LONG }],
  details: LONG,
  workTypes: ['performance', 'documentation'],
  skills: ['code', 'writing'],
  scale: ['users', 'design'],
  estimate: {
    currency: 'EUR',
    priceDate: '2026-11-01',
    lines: [{ role: 'developer', low: '0.5', high: '1' }],
    fixed: [{ kind: 'hosting', amount: '4000', per: 'year' }],
  },
  conditions: [{ text: 'Adopted by one port (example)', outside: true }, { text: LONG }],
  healthEffect: 'One more who can release.',
  reviewTime: 'A tenth of it.',
  cadence: 'quarterly',
  notPromised: ['A speed'],
};

const bodies = new Map<string, string>();
let served: Awaited<ReturnType<typeof servePages>> | undefined;

async function keep(name: string, path: string, role: Role | null, form?: Readonly<Record<string, string>>) {
  const as = role === null ? null : w.people.get(role)!.token;
  const { body } = form === undefined ? await web.get(path, { as }) : await web.post(path, form, { as });
  if (body === '') throw new Error(`${name} answered with no page`);
  bodies.set(`/${name}`, body);
}

beforeAll(async () => {
  await keep('empty-list', urls.items(to), 'TEC');
  await keep('empty-list-outside', urls.items(to), null);
  await keep('empty-scope', urls.scope(to), 'MNT');
  await keep('empty-provenance', urls.provenance(to), 'MNT');
  await w.itemIn('approved', { title: 'Approved' });
  // Before anything is offered: the offer that tests make in SQL is not one that can be shown.
  await keep('project', urls.project(to), 'TEC');
  const { id, number } = await w.itemIn('offered', FULL);
  await w.align(id, { kind: 'discussion', url: 'https://example.org/list/3', title: LONG, datedOn: '2026-01-01' });
  const begins = { item: id, reason: 'Two volunteers begin.', url: null, hat: null };
  mustBeDone(await db.tx((tx) => startItem(tx, w.actor('TEC'), begins, NOW)));
  const proposed = await w.itemIn('proposed', { title: 'Short' });
  await w.write({ title: 'Only a title' }, { level: 'pitch', noParentBecause: 'It is about people.' });
  await w.signal(id, { isPublic: true, who: LONG });
  await w.signal(proposed.id, { datedOn: '2020-01-01' });
  await db.tx(async (tx) => {
    const by = w.actor('MNT');
    const line = { project: w.project, field: 'out', body: LONG, url: 'https://example.org/scope' } as const;
    mustBeDone(await addScopeLine(tx, by, line, NOW));
    const check = checkScopeInput.parse({ verdict: 'out', reason: LONG });
    mustBeDone(await checkScope(tx, by, { ...check, item: id }, NOW));
    const condition = conditionKey(LONG);
    const mark = markConditionInput.parse({ condition, kind: 'waived', reason: LONG, url: 'https://example.org/1' });
    mustBeDone(await markCondition(tx, by, { ...mark, item: id }, NOW));
    const text = itemTextInput.parse({ ...FULL, title: 'Other words', goal: '' });
    mustBeDone(await rewordItem(tx, by, { item: id, seen: 1, text }, NOW));
    for (const [kind, datedOn] of [
      ['sprint', '2018-05-24'],
      ['merged', '2018-08-02'],
      ['planned', '2027-01-01'],
    ] as const) {
      const event = addProvenanceEventInput.parse({
        kind,
        datedOn,
        people: LONG,
        place: 'Berkeley',
        url: 'https://example.org/2',
      });
      mustBeDone(await addProvenanceEvent(tx, by, { ...event, project: w.project }, NOW));
    }
  });
  const there = { ...to, item: String(number) };
  await keep('list', urls.items(to), 'TEC');
  await keep('list-outside', urls.items(to, { view: 'funder' }), null);
  await keep('list-nothing', urls.items(to, { level: 'scope' }), 'TEC');
  await keep('item', urls.item(there, { said: 'marked' }), 'PRJ');
  await keep('item-outside', urls.item(there), null);
  await keep('item-funder', urls.item(there, { view: 'funder' }), 'TEC');
  await keep('item-proposed', urls.item({ ...to, item: String(proposed.number) }), 'PRJ');
  await keep('write', urls.writeItem(to), 'TEC');
  await keep('write-wrong', urls.writeItem(to), 'TEC', {
    title: '',
    level: '',
    who1: '!',
    condition1: '!',
    lineRole1: 'developer',
  });
  await keep('write-looked-through', urls.writeItem(to), 'TEC', {
    title: 'General maintenance',
    plan: FULL.plan,
    check: 'yes',
  });
  await keep('reword', urls.rewordItem(there), 'DEV');
  await keep('interview', urls.noteInterview(to), 'ENG');
  await keep('wordings', urls.itemWordings(there), 'PRJ');
  for (const [name, address] of Object.entries({
    decline: urls.declineItem,
    out: urls.optOutItem,
    achieve: urls.achieveItem,
    retire: urls.retireItem,
    align: urls.alignItem,
    interest: urls.noteSignal,
    scope: urls.checkScope,
    place: urls.placeItem,
    wording: urls.approveWording,
  })) {
    await keep(`act-${name}`, address(there), 'PRJ');
    // Those that can be sent empty would be done.
    if (!['out', 'achieve', 'wording'].includes(name)) {
      await keep(`act-${name}-wrong`, address(there), 'PRJ', { kind: '', url: 'x', level: 'pitch', seen: '1' });
    }
  }
  await keep(
    'act-condition',
    urls.markCondition({ ...there, condition: conditionKey(FULL.conditions[0]!.text) }),
    'MNT',
  );
  const decide = urls.approveItem({ ...to, item: String(proposed.number) });
  await keep('act-approve', decide, 'PRJ');
  await keep('act-approve-refused', decide, 'PRJ', { seen: '1' });
  await keep('scope', urls.scope(to), 'MNT');
  await keep('scope-wrong', urls.scope(to), 'MNT', { body: '' });
  await keep('provenance', urls.provenance(to), 'MNT');
  await keep('provenance-wrong', urls.provenance(to), 'MNT', { kind: '', datedOn: '' });
  const bay = await roadmapProject(db, w.actor('ADM'), 'Bay', {
    '2026-04-01': {
      'ROADMAP.md': '# Roadmap\n\n- Read tides in parallel\n- Draw maps of reefs\n- Write logs of every run\n',
    },
  });
  await bay.readOn('2026-05-20');
  await keep('take-over', urls.takeOverItems({ project: bay.slug }), 'TEC');
  served = await servePages(await loadAssets(), new Map([...bodies].map(([path, body]) => [path, () => body])));
}, 120_000);
afterAll(() => served?.close());

test('every page is a good page', { timeout: 600_000 }, async () => {
  expect(bodies.size).toBeGreaterThan(40);
  const page = await openPage({ baseUrl: served!.baseUrl });
  const heads: string[] = [];
  const bad: string[] = [];
  for (const path of bodies.keys()) {
    await page.goto(path);
    heads.push(`${path}: ${await page.locator('h1').innerText()}`);
    await expectGoodPage(page).catch((error: unknown) =>
      bad.push(`${path}: ${error instanceof Error ? error.message : String(error)}`),
    );
    const ids = await page.evaluate(() => [...document.querySelectorAll('[id]')].map(({ id }) => id));
    expect([path, ids.filter((id, at) => ids.indexOf(id) !== at)]).toEqual([path, []]);
  }
  expect(bad).toEqual([]);
  // None of them is the page of a refusal.
  expect(heads.filter((head) => /roles do not allow|not found|went wrong/i.test(head))).toEqual([]);
});

test('without a mouse: a decision is reached, read and made by keyboard alone', PATIENCE, async () => {
  const page = await openPage({ baseUrl: served!.baseUrl });
  await page.goto('/act-approve');
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
    if (focused === 'Say yes for the project') return;
  }
  throw new Error('the button was never reached');
});
