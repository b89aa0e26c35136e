/** The pages and the API of items as every role meets them. */
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { GOOD_TEXT, itemWorkspace } from '../../../test/support/items.ts';
import { addApiToken, NOW, type TestPerson } from '../../../test/support/people.ts';
import { roadmapProject } from '../../../test/support/roadmaps.ts';
import { giveStanding } from '../../../test/support/projects.ts';
import { addPerson } from '../../../test/support/people.ts';
import { testWeb } from '../../../test/support/web.ts';
import type { Role } from '../../kernel/actor.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { proposeItem } from './actions/propose-item.ts';

const { db } = await testDatabase();
const w = await itemWorkspace(db);
const web = await testWeb(db);
const to = { project: w.slug };
const token = (role: Role | null) => (role === null ? null : w.people.get(role)!.token);

async function get(path: string, role: Role | null) {
  const { statusCode, body, headers } = await web.get(path, { as: token(role) });
  const text = body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return { status: statusCode, body, text, location: headers['location']?.toString() };
}

async function post(path: string, form: Readonly<Record<string, string | readonly string[]>>, role: Role | null) {
  const fields = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) for (const one of [value].flat()) fields.append(name, one);
  const { statusCode, body, headers } = await web.post(path, fields, { as: token(role) });
  const text = body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ');
  return { status: statusCode, body, text, location: headers['location']?.toString() ?? '' };
}

const numberIn = (location: string) => Number(/\/items\/(\d+)/.exec(location)?.[1]);

describe('from a blank form to the project’s yes', () => {
  let number = 0;
  const there = () => ({ ...to, item: String(number) });

  test('the empty list teaches, for those who write and for those who do not', async () => {
    expect((await get(urls.items(to), 'TEC')).text).toContain('Ask a maintainer');
    expect((await get(urls.items(to), null)).text).toContain('nothing is listed');
  });

  test('a vague title and dates are seen before anything is saved, and what was typed stays', async () => {
    const typed = {
      title: 'General maintenance',
      plan: 'It will be merged by March 2027.',
      level: 'technical',
      check: 'yes',
    };
    const { status, text, body } = await post(urls.writeItem(to), typed, 'TEC');
    expect(status).toBe(200);
    expect(text).toContain('Nobody can tell from this what would change');
    expect(text).toContain('“will be merged”');
    expect(text).toContain('“by March 2027”');
    expect(body).toContain('value="General maintenance"');
    expect((await get(urls.items(to), 'TEC')).text).toContain('No items yet');
  });

  test('another row is another row, and nothing is saved', async () => {
    const { status, body } = await post(
      urls.writeItem(to),
      { title: 'Mine', addRow: 'line', lineRows: '2', fixedRows: '1' },
      'TEC',
    );
    expect(status).toBe(200);
    expect(body).toContain('name="lineRole3"');
    expect(body).toContain('value="Mine"');
  });

  test('what is wrong stands at its field, with everything that was typed', async () => {
    const form = { title: ' ', rationale: 'Because ports wait.', level: 'technical' };
    const { status, text, body } = await post(urls.writeItem(to), form, 'TEC');
    expect(status).toBe(422);
    expect(text).toContain('Give the item a title');
    expect(body).toContain('Because ports wait.');
    const pitch = await post(urls.writeItem(to), { title: 'Tides', level: 'pitch' }, 'TEC');
    expect(pitch.status).toBe(422);
    expect(pitch.text).toContain('say why there is none');
  });

  test('it is saved, shown to those inside, and to nobody else', async () => {
    const form = {
      ...GOOD_TEXT,
      details: 'One task a file, in C.',
      level: 'technical',
      workTypes: ['performance'],
      skills: ['code', 'writing'],
      scale: ['none'],
      currency: 'USD',
      priceDate: '2026-11-25',
      lineRole1: 'developer',
      lineLikely1: '0.25',
      condition1: 'Adopted by one port (example)',
      outside1: 'yes',
    };
    const saved = await post(urls.writeItem(to), form, 'TEC');
    expect(saved.status).toBe(303);
    number = numberIn(saved.location);
    const inside = await get(saved.location, 'MNT');
    expect(inside.text).toContain('written down as a draft');
    expect(inside.text).toContain('One task a file, in C.');
    expect(inside.text).toContain('3 person-months');
    expect(inside.text).toContain('Adopted by one port (example)');
    for (const role of [null, 'FND', 'FSP'] as const) expect((await get(urls.item(there()), role)).status).toBe(404);
  });

  test('it is aligned, proposed, and waits for the representative', async () => {
    const link = {
      kind: 'tracker',
      url: 'https://example.org/issues/7',
      title: 'Tides are slow',
      datedOn: '2024-05-01',
    };
    expect((await post(urls.alignItem(there()), link, 'ENG')).status).toBe(303);
    expect((await get(urls.item(there()), 'TEC')).body).toContain(urls.proposeItem(there()));
    expect((await post(urls.proposeItem(there()), { seen: '1' }, 'ENG')).status).toBe(303);
    expect((await get('/', 'PRJ')).text).toContain('is proposed to Example Reef');
  });

  test('only the representative finds the form of the decision; others are told for whom it is', async () => {
    for (const role of ['ENG', 'FND', 'ADM', 'TEC', 'MNT', 'DEV', 'FIN', 'FSP'] as const) {
      expect((await get(urls.approveItem(there()), role)).status).toBe(403);
      expect((await post(urls.approveItem(there()), { seen: '1' }, role)).status).toBe(403);
    }
    const { text, body } = await get(urls.approveItem(there()), 'PRJ');
    expect(text).toContain('A yes is to these words and no others');
    expect(text).toContain('Ports wait an hour for each table.');
    expect(text).toContain('You do this as project representative, Example Reef');
    expect(body).not.toContain('checked');
  });

  test('the yes is shown to everybody, with the words it was said to', async () => {
    const yes = await post(urls.approveItem(there()), { seen: '1', discussedAt: 'https://example.org/list/1' }, 'PRJ');
    expect(yes.status).toBe(303);
    const outside = await get(urls.item(there()), null);
    expect(outside.status).toBe(200);
    expect(outside.text).toContain('The project said yes');
    expect(outside.text).toContain('without dates');
  });

  test('a newer wording is not shown outside before its own yes, and is compared side by side inside', async () => {
    const next = { ...GOOD_TEXT, goal: 'A minute a year.', seen: '1', currency: 'USD', priceDate: '2026-11-25' };
    expect((await post(urls.rewordItem(there()), next, 'DEV')).status).toBe(303);
    expect((await get(urls.item(there()), null)).text).not.toContain('A minute a year.');
    const inside = await get(urls.item(there()), 'MNT');
    expect(inside.text).toContain('Wording 2 does not have the project’s yes yet');
    const compared = await get(urls.itemWordings(there()), 'PRJ');
    expect(compared.text).toContain('A minute a year.');
    expect(compared.text).toContain('Decide on wording 2');
    const stale = await post(urls.rewordItem(there()), { ...next, goal: 'Two.' }, 'DEV');
    expect(stale.status).toBe(409);
    expect(stale.body).toContain('Two.');
    expect((await post(urls.approveWording(there()), { seen: '2' }, 'PRJ')).status).toBe(303);
    expect((await get(urls.item(there()), null)).text).toContain('A minute a year.');
  });

  test('the funder’s view shows status and effort and hides the details (S69)', async () => {
    const back = await post(urls.undoWording(there()), { back: '1', seen: '2' }, 'TEC');
    expect(back.status).toBe(303);
    const view = { view: 'funder' };
    const one = await get(urls.item(there(), view), 'TEC');
    expect(one.text).toContain('Approved');
    expect(one.text).toContain('3 person-months');
    expect(one.text).not.toContain('One task a file, in C.');
    const list = await get(urls.items(to, view), null);
    expect(list.text).toContain('Read tides in parallel');
  });
});

describe('pages that mean no harm', () => {
  test('hostile words are shown as words', async () => {
    const evil = '<script>alert(1)</script> "onload=" \u202Eevil';
    const saved = await post(urls.writeItem(to), { title: evil, rationale: evil, level: 'technical' }, 'TEC');
    const { body, text } = await get(saved.location, 'TEC');
    expect(body).not.toContain('<script>alert(1)');
    expect(text).toContain('&lt;script>alert(1)');
    expect(body).not.toContain('\u202E');
  });

  test('numbers that name nothing are not found, and filters that name nothing are not asked', async () => {
    for (const item of ['0', '-1', '1e3', '99999999999999', 'x']) {
      expect((await get(urls.item({ ...to, item }), 'TEC')).status).toBe(404);
    }
    expect((await get(`${urls.items(to)}?level=nonsense&state=all&view=x`, null)).status).toBe(200);
    expect((await get(urls.items({ project: 'nowhere' }), null)).status).toBe(404);
  });

  test('no page and no form of an item has a field for a date of its work (S33)', async () => {
    const { body } = await get(urls.writeItem(to), 'TEC');
    const names = [...body.matchAll(/type="date"[^>]*|name="[^"]*"[^>]*type="date"/g)].map(([match]) => match);
    // The day of the prices, and nothing else.
    expect(names.every((one) => body.includes('name="priceDate"') && one.length > 0)).toBe(true);
    expect(body.match(/type="date"/g)).toHaveLength(1);
  });
});

describe('the scope page and how it came about', () => {
  test('three columns, written by the project, read by everybody', async () => {
    expect((await get(urls.scope(to), null)).text).toContain('Nothing is written yet');
    expect((await post(urls.scope(to), { field: 'out', body: 'Maps of the land' }, 'ENG')).status).toBe(403);
    expect((await post(urls.scope(to), { field: '', body: 'Maps of the land' }, 'MNT')).status).toBe(422);
    expect((await post(urls.scope(to), { field: 'out', body: 'Maps of the land' }, 'MNT')).status).toBe(303);
    const { text } = await get(urls.scope(to), null);
    for (const words of ['In scope today', 'Hoped for', 'Out of scope', 'Maps of the land'])
      expect(text).toContain(words);
  });

  test('an empty "will be" is warned, and answered by a planned review (S66)', async () => {
    expect((await get(urls.provenance(to), null)).text).toContain('Who will be asked next, and when Not said');
    const planned = { kind: 'planned', datedOn: '2027-03-01', people: 'the mailing list' };
    expect((await post(urls.provenance(to), { ...planned, datedOn: '2026-01-01' }, 'MNT')).status).toBe(409);
    expect((await post(urls.provenance(to), planned, 'MNT')).status).toBe(303);
    const { text } = await get(urls.provenance(to), null);
    expect(text).toContain('Who will be asked next, and when Yes');
    expect(text).toContain('The mailing list');
  });
});

test('items are chosen from the reading by their boxes, and those taken are told apart', async () => {
  const bay = await roadmapProject(db, w.actor('ADM'), 'Bay', {
    '2026-04-01': {
      'ROADMAP.md': '# Roadmap\n\n- Read tides in parallel\n- Draw maps of reefs\n- Write logs of every run\n',
    },
  });
  await bay.readOn('2026-05-20');
  const there = { project: bay.slug };
  expect((await get(urls.roadmap(there), 'TEC')).body).toContain(urls.takeOverItems(there).slice(0, 30));
  const form = await get(urls.takeOverItems(there), 'TEC');
  expect(form.text).toContain('Draw maps of reefs');
  const reading = /name="reading" value="([^"]+)"/.exec(form.body)![1]!;
  const chosen = [...form.body.matchAll(/name="items" value="([^"]+)"/g)].map(([, value]) => value!);
  expect(chosen).toHaveLength(3);
  expect((await post(urls.takeOverItems(there), { reading }, 'TEC')).status).toBe(422);
  const taken = await post(
    urls.takeOverItems(there),
    { reading, items: chosen.slice(0, 2), level: 'technical' },
    'TEC',
  );
  expect(taken.status).toBe(303);
  expect((await get(taken.location, 'TEC')).text).toContain('taken over from the roadmap');
  const again = await post(
    urls.takeOverItems(there),
    { reading, items: chosen.slice(0, 1), level: 'technical' },
    'TEC',
  );
  expect(again.status).toBe(409);
  expect((await get(urls.takeOverItems(there), 'TEC')).text).toContain('Taken over already');
  const one = await get(urls.item({ ...there, item: '1' }), 'TEC');
  expect(one.text).toContain('ROADMAP.md');
  expect(one.text).toContain('Read tides in parallel');
});

describe('somebody of the workspace who also represents the project', () => {
  test('chooses the hat and says that they are both', async () => {
    const { id, number } = await w.itemIn('draft');
    mustBeDone(
      await db.tx((tx) => proposeItem(tx, w.actor('TEC'), { item: id, seen: 1, reason: null, hat: null }, NOW)),
    );
    const both: TestPerson = await addPerson(db, w.people.get('ADM')!, { name: 'Both Example', role: 'ENG' });
    const granted = { role: 'PRJ', project: w.project };
    expect((await post(urls.personGrant({ person: both.person }), granted, 'ADM')).status).toBe(303);
    await giveStanding(db, w.actor('ADM'), { project: w.project, person: both.person });
    const path = urls.approveItem({ ...to, item: String(number) });
    const send = async (form: Record<string, string>) => {
      const { statusCode, body } = await web.post(path, { seen: '1', ...form }, { as: both.token });
      return { status: statusCode, text: body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' '), body };
    };
    const page = await web.get(path, { as: both.token });
    expect(page.body).toContain('In which capacity?');
    expect(page.body).toContain('name="disclosure"');
    expect((await send({})).text).toContain('Say in which one you do this');
    const hat = /value="(project representative[^"]*)"/.exec(page.body)![1]!;
    expect((await send({ hat })).text).toContain('You work for the workspace and speak for the project');
    expect((await send({ hat, disclosure: 'I also work for the lab.' })).status).toBe(303);
    expect((await get(urls.item({ ...to, item: String(number) }), null)).text).toContain('I also work for the lab.');
  });
});

describe('the API', () => {
  test('does what the pages do, and refuses alike', async () => {
    const secret = async (role: Role) => (await addApiToken(db, w.people.get(role)!, { scope: 'read-write' })).secret;
    const [tec, prj, fnd] = [await secret('TEC'), await secret('PRJ'), await secret('FND')];
    const call = async (
      method: 'GET' | 'POST' | 'PUT' | 'DELETE',
      path: string,
      key: string | null,
      body?: unknown,
    ) => {
      const response = await web.send({
        method,
        path: `/api/v1/projects/${w.slug}${path}`,
        headers: {
          ...(key === null ? {} : { authorization: `Bearer ${key}` }),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.statusCode, json: response.json<Record<string, never>>() };
    };
    const made = await call('POST', '/items', tec, { text: { ...GOOD_TEXT, conditions: [{ text: 'Documented' }] } });
    expect(made.status).toBe(201);
    const path = `/items/${String(made.json['number'])}`;
    expect((await call('POST', '/items', fnd, { text: GOOD_TEXT })).status).toBe(403);
    expect((await call('POST', '/items', tec, { text: { title: '' } })).status).toBe(422);
    const link = { kind: 'proposal', url: 'https://example.org/nep/1', title: 'A proposal', datedOn: '2024-01-01' };
    expect((await call('POST', `${path}/alignments`, tec, link)).status).toBe(201);
    expect((await call('POST', `${path}/wordings`, tec, { seen: 1, text: { ...GOOD_TEXT, goal: 'G' } })).status).toBe(
      201,
    );
    expect((await call('POST', `${path}/proposal`, tec, { seen: 2 })).status).toBe(201);
    expect((await call('POST', `${path}/approval`, tec, { seen: 2 })).status).toBe(403);
    expect((await call('GET', path, null)).status).toBe(404);
    expect((await call('POST', `${path}/approval`, prj, { seen: 2 })).status).toBe(201);
    const shown = await call('GET', path, null);
    expect(shown.json).toMatchObject({
      state: 'approved',
      approvedWording: 2,
      wording: { goal: 'G' },
      origin: { kind: 'community' },
    });
    const list = await call('GET', '/items?state=approved', null);
    expect((list.json['items'] as unknown as readonly { number: number }[]).map(({ number }) => number)).toContain(
      made.json['number'],
    );
    expect((await call('POST', `${path}/opt-out`, prj, {})).status).toBe(201);
    expect((await call('GET', path, null)).status).toBe(404);
  });
});
