/** The pages, the files and the API of roadmaps as every role meets them, and with documents that mean harm. */
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { addEveryRole, addPerson, makeWorkspace, NOW } from '../../../test/support/people.ts';
import { roadmapProject } from '../../../test/support/roadmaps.ts';
import { cookieName, testWeb } from '../../../test/support/web.ts';
import { unzip } from '../../../test/support/zip.ts';
import { QUEUES } from '../../entrances/queues.ts';
import { newId } from '../../kernel/ids.ts';
import { urls } from '../../look/index.ts';
import { installJobs } from '../../outside/jobs/index.ts';
import { publishRound } from '../survey/index.ts';
import { api } from './api.ts';
import { mayCorrectItem, mayReadAgain } from './rules.ts';

const { db, ownerUrl } = await testDatabase();
await installJobs(ownerUrl, QUEUES);
const admin = await makeWorkspace(db);
const web = await testWeb(db);

const PLAN = [
  '# Roadmap',
  '',
  'Back to the [guide](docs/guide.md), [home](https://example.org/) or [the plan](#next).',
  '',
  '## Next',
  '',
  '- [x] Read tides in parallel [#12](https://example.org/12)',
  '- [ ] =HYPERLINK("https://evil.example") in a title',
  '- [ ] Draw maps of reefs, with depths',
  '',
  '| Work | State |',
  '|---|---|',
  '| Publish a wheel for phones | in progress |',
  '',
].join('\n');
const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2018-05-02': {
    'ROADMAP.md': '# Roadmap\n\n## Next\n\n- [ ] Read tides in parallel\n- [ ] Write logs\n- [ ] Buy a boat\n',
  },
  '2026-05-02': { 'ROADMAP.md': PLAN },
});
const then = await reef.readOn('2018-09-25');
const now = await reef.readOn('2026-11-20');
const people = await addEveryRole(db, admin, reef.project);

const page = async (path: string, as: string | null = admin.token) => {
  const { statusCode, body } = await web.get(path, { as });
  return { status: statusCode, body, text: body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/\s+/g, ' ') };
};
const roadmap = (query: Parameters<typeof urls.roadmap>[1] = {}) => urls.roadmap({ project: 'reef' }, query);

interface Listed {
  readonly documents: readonly {
    readonly id: string;
    readonly items: readonly { readonly key: string; readonly title: string }[];
  }[];
}
const documentsOf = async (project: string): Promise<string[]> => {
  const { body } = await page(urls.roadmapExport({ project, format: 'json' }));
  return (JSON.parse(body) as Listed).documents.map(({ id }) => id);
};
const call = async (
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  body?: object,
  as: string | null = admin.token,
) => {
  const response = await web.send({
    method,
    path: `/api/v1${path}`,
    headers: {
      origin: web.baseUrl,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === null ? {} : { cookie: `${cookieName(web.baseUrl)}=${as}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.statusCode, body: response.json<Record<string, never>>() };
};

describe('the page', () => {
  test('sets the document and lists its items, each leading to the other', async () => {
    const { status, body } = await page(roadmap());
    expect(status).toBe(200);
    expect(body).toContain('href="#place-item-1"');
    expect(body).toContain('id="place-item-1"');
    expect(body).toContain('href="#item-1"');
    expect(body).toContain('https://github.com/reef-example/reef/blob/');
    // A link inside the repository leads to the file as it stood; a heading is found on the page.
    expect(body).toMatch(/href="https:\/\/github\.com\/reef-example\/reef\/blob\/[0-9a-f]{40}\/docs\/guide\.md"/);
    expect(body).toContain('href="#text-next"');
  });

  test('is filtered by its address: status, section, words', async () => {
    const titles = (body: string) => [...body.matchAll(/<a href="#place-item-\d+">([^<]*)</g)].map((m) => m[1]);
    expect(titles((await page(roadmap({ status: 'done' }))).body)).toEqual(['Read tides in parallel']);
    expect(titles((await page(roadmap({ text: 'DEPTHS' }))).body)).toEqual(['Draw maps of reefs, with depths']);
    expect(titles((await page(roadmap({ section: 'Next' }))).body).length).toBeGreaterThan(2);
    expect((await page(roadmap({ text: 'nothing of the kind' }))).text).toContain('Items: none match');
  });

  test('says when a day or a document is not there', async () => {
    for (const path of [
      roadmap({ at: newId(NOW) }),
      roadmap({ at: 'x' }),
      roadmap({ document: newId(NOW) }),
      urls.roadmap({ project: 'nobody' }),
      urls.roadmapExport({ project: 'reef', format: 'exe' }),
      urls.roadmapComparison({ project: 'reef' }, { from: 'x' }),
    ]) {
      expect([path, (await page(path)).status]).toEqual([path, 404]);
    }
  });

  test('shows strangers what is published and nothing of the rest', async () => {
    expect((await page(roadmap(), null)).text).toContain('Not read yet');
    expect((await page(roadmap({ at: now }), null)).status).toBe(404);
    await db.tx((tx) => publishRound(tx, admin.actor, { round: then }, NOW));
    const { text } = await page(roadmap(), null);
    expect(text).toContain('Buy a boat');
    expect(text).not.toContain('Correct “');
    expect((await page(urls.roadmapComparison({ project: 'reef' }), null)).status).toBe(404);
  });

  test('compares two days', async () => {
    const { text } = await page(urls.roadmapComparison({ project: 'reef' }, { from: then, to: now }));
    expect(text).toContain('3 new, 1 done, 2 dropped since 2018');
  });

  test('lets choose among more than two days, as the comparison of rounds does', async () => {
    const shoal = await roadmapProject(db, admin.actor, 'Shoal', { '2020-05-02': { 'ROADMAP.md': PLAN } });
    for (const day of ['2021-01-01', '2022-01-01', '2023-01-01']) await shoal.readOn(day);
    const { body } = await page(urls.roadmapComparison({ project: 'shoal' }));
    expect(body).toContain('The two days');
    expect(body).toMatch(/<button[^>]*>Compare<\/button>/);
  });

  test('tells rounds as of one day apart by their titles', async () => {
    const twice = await roadmapProject(db, admin.actor, 'Twice', { '2020-05-02': { 'ROADMAP.md': PLAN } });
    for (const day of ['2021-01-01', '2022-01-01', '2022-01-01']) await twice.readOn(day);
    const { text } = await page(urls.roadmap({ project: 'twice' }));
    expect(text).toMatch(/As it stood on 1 Jan 2022 , \S.* 1 Jan 2022 , \S.* 1 Jan 2021 (?!,)/);
    expect((await page(urls.roadmapComparison({ project: 'twice' }))).text).toMatch(
      /as it stood on 1 January 2022 \(.*\) and on 1 January 2022 \(.*\), matched/,
    );
  });

  test('says that a document was read in part only, and does not call that an empty plan', async () => {
    const long = await roadmapProject(db, admin.actor, 'Long', {
      '2026-05-02': {
        'ROADMAP.md': `# Roadmap\n\n- ${'word '.repeat(250_000)}\n- Add sound\n- Add light\n- Draw maps\n`,
        'docs/roadmap.md': `# Roadmap of the docs\n\n${Array.from({ length: 5_001 }, (_, at) => `- [ ] Write page ${at}\n`).join('')}`,
      },
    });
    await long.readOn('2026-11-20');
    const ids = await documentsOf('long');
    const texts = await Promise.all(
      ids.map(async (document) => (await page(urls.roadmap({ project: 'long' }, { document }))).text),
    );
    const cut = texts.find((text) => text.includes('the document is longer than we read'))!;
    expect(cut).toContain('No pieces of work stand in what could be read of this document.');
    expect(texts.some((text) => text.includes('Only the first 5,000 pieces of work are listed.'))).toBe(true);
  });

  test('sets a reason apart from the name behind it', async () => {
    const [document] = await documentsOf('reef');
    const { documents } = JSON.parse(
      (await page(urls.roadmapExport({ project: 'reef', format: 'json' }))).body,
    ) as Listed;
    const { key } = documents[0]!.items.find(({ title }) => title.startsWith('Draw maps'))!;
    const correct = { kind: 'retitle', title: 'Draw every reef', reason: 'Said at the meeting' };
    const { body } = await call('POST', '/projects/reef/roadmap/corrections', { document, item: key, correct });
    expect((await page(roadmap())).text).toContain('Said at the meeting. ');
    await call('DELETE', `/projects/reef/roadmap/corrections/${String(body['correction'])}`);
  });
});

describe('files', () => {
  test('CSV that no spreadsheet calculates with', async () => {
    const { body } = await page(urls.roadmapExport({ project: 'reef', format: 'csv' }));
    const rows = parse<Record<string, string>>(body, { columns: true, bom: true });
    expect(rows.map((row) => [row['title'], row['status'], row['lines']])).toContainEqual([
      'Read tides in parallel',
      'done',
      'ROADMAP.md:7',
    ]);
    expect(rows.flatMap((row) => Object.values(row)).filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
    const compared = await page(urls.roadmapComparisonExport({ project: 'reef', format: 'csv' }));
    const kinds = parse<{ what: string }>(compared.body, { columns: true, bom: true }).map(({ what }) => what);
    expect(kinds.toSorted()).toEqual(['done', 'dropped', 'dropped', 'new', 'new', 'new']);
  });

  test('spreadsheets in which every cell is text', async () => {
    for (const [path, words] of [
      [urls.roadmapExport({ project: 'reef', format: 'xlsx' }), '=HYPERLINK('],
      [urls.roadmapComparisonExport({ project: 'reef', format: 'xlsx' }), 'dropped'],
    ] as const) {
      const answer = await web.get(path, { as: admin.token });
      expect(answer.headers['content-disposition']).toContain('.xlsx');
      const files = unzip(answer.rawPayload);
      const sheet = files.get('xl/worksheets/sheet1.xml')!;
      expect(sheet).not.toMatch(/<f[ >]/);
      expect(sheet.match(/<c /g)?.length).toBeGreaterThan(30);
      expect([...files.values()].join('')).toContain(words);
    }
  });

  test('Markdown and JSON', async () => {
    const markdown = await page(urls.roadmapExport({ project: 'reef', format: 'md' }));
    expect(markdown.body).toContain('- **Read tides in parallel** (done) `ROADMAP.md:7`');
    const compared = await page(urls.roadmapComparisonExport({ project: 'reef', format: 'md' }));
    expect(compared.body).toContain('3 new, 1 done, 2 dropped since 2018.');
    const json = JSON.parse((await page(urls.roadmapExport({ project: 'reef', format: 'json' }))).body) as Listed;
    expect(json.documents[0]!.items).toHaveLength(4);
    const both = JSON.parse((await page(urls.roadmapComparisonExport({ project: 'reef', format: 'json' }))).body) as {
      sentence: string;
    };
    expect(both.sentence).toBe('3 new, 1 done, 2 dropped since 2018');
  });
});

describe('the API', () => {
  const shapeOf = (operationId: string) => api.find((one) => one.operationId === operationId)!.response;

  test('answers what its description says', async () => {
    const read = await call('GET', '/projects/reef/roadmap');
    expect(read.status).toBe(200);
    shapeOf('getRoadmap').parse(read.body);
    expect((read.body as unknown as Listed).documents[0]!.items).toHaveLength(4);
    const compared = await call('GET', `/projects/reef/roadmap/comparison?from=${then}&to=${now}`);
    shapeOf('compareRoadmap').parse(compared.body);
    expect((await call('GET', '/projects/reef/roadmap?round=x')).status).toBe(422);
    expect((await call('GET', '/projects/nobody/roadmap')).status).toBe(404);
  });

  test('takes a correction and takes it back', async () => {
    const { documents } = (await call('GET', '/projects/reef/roadmap')).body as unknown as Listed;
    const correct = { kind: 'retitle', title: 'Maps of reefs', reason: 'Shorter.' };
    const body = { document: documents[0]!.id, item: documents[0]!.items.at(-2)!.key, correct };
    const made = await call('POST', '/projects/reef/roadmap/corrections', body);
    expect(made.status).toBe(201);
    const after = await call('GET', '/projects/reef/roadmap');
    shapeOf('getRoadmap').parse(after.body);
    expect((after.body as unknown as Listed).documents[0]!.items.map(({ title }) => title)).toContain('Maps of reefs');
    expect((await page(roadmap())).text).toContain('Corrected. Read as “Draw maps of reefs, with depths”. Shorter.');
    const gone = await call('DELETE', `/projects/reef/roadmap/corrections/${made.body['correction']}`);
    expect(gone.status).toBe(200);
    expect((await call('DELETE', `/projects/reef/roadmap/corrections/${made.body['correction']}`)).status).toBe(404);
    for (const bad of [
      { kind: 'retitle', title: '', reason: 'x' },
      { kind: 'retitle', title: 'x' },
      { kind: 'sing', reason: 'x' },
    ]) {
      expect((await call('POST', '/projects/reef/roadmap/corrections', { ...body, correct: bad })).status).toBe(422);
    }
  });
});

describe('who may', () => {
  test('correct and have read again: as the permissions say, each role for its own project only', async () => {
    const { documents } = (await call('GET', '/projects/reef/roadmap')).body as unknown as Listed;
    const item = documents[0]!.items[0]!.key;
    const form = urls.correctItem({ project: 'reef', item }, { document: documents[0]!.id, as: 'set-aside' });
    for (const [role, person] of people) {
      const corrects = mayCorrectItem.roles.includes(role);
      expect([role, (await page(form, person.token)).status]).toEqual([role, corrects ? 200 : 403]);
      const said = await web.post(form, {}, { as: person.token });
      expect([role, said.statusCode]).toEqual([role, corrects ? 422 : 403]);
      const again = await web.post(urls.roadmapReadAgain({ project: 'reef' }), { round: now }, { as: person.token });
      expect([role, again.statusCode]).toEqual([role, mayReadAgain.roles.includes(role) ? 303 : 403]);
    }
    const other = await roadmapProject(db, admin.actor, 'Other', { '2026-05-02': { 'README.md': '# Other\n' } });
    const outsider = await addPerson(db, admin, { name: 'Out Example', role: 'PRJ', project: other.project });
    expect((await page(form, outsider.token)).status).toBe(403);
    const stranger = await web.get(form);
    expect([stranger.statusCode, stranger.headers.location]).toEqual([303, expect.stringContaining('/sign-in')]);
    expect((await web.post(form, {})).statusCode).toBe(401);
  });

  test('a form comes back with what was typed and what to do', async () => {
    const { documents } = (await call('GET', '/projects/reef/roadmap')).body as unknown as Listed;
    const item = documents[0]!.items[0]!.key;
    const address = (as: string) => urls.correctItem({ project: 'reef', item }, { document: documents[0]!.id, as });
    const back = await web.post(address('split'), { titles: 'Only one', reason: 'Because.' }, { as: admin.token });
    expect(back.statusCode).toBe(422);
    expect(back.body).toContain('Write at least two titles');
    expect(back.body).toContain('Because.');
    const same = await web.post(
      address('retitle'),
      { title: 'Read tides in parallel', reason: 'x' },
      { as: admin.token },
    );
    expect(same.statusCode).toBe(409);
    expect(same.body).toContain('There is nothing to correct.');
    const alone = await web.post(address('merge'), { reason: 'x' }, { as: admin.token });
    expect(alone.body).toContain('Choose at least one other item.');
    const done = await web.post(address('set-aside'), { reason: 'A heading (example).' }, { as: admin.token });
    expect(done.statusCode).toBe(303);
    expect((await page(roadmap())).text).toContain('1 entry set aside by people');
  });
});

describe('documents that mean harm', () => {
  test('markup, scripts and addresses of all kinds stay words', async () => {
    const hostile = [
      '# <script>alert(1)</script> Roadmap',
      '',
      '<img src=x onerror=alert(1)>',
      '',
      '- [Read tides](javascript:alert(1)) in parallel',
      '- [Draw maps](data:text/html;base64,PHNjcmlwdD4=) of "><svg onload=alert(1)>',
      '- ![Tracker](https://evil.example/pixel.png) Write logs of `</code><script>x</script>`',
      '- [Up](../../../../etc/passwd) and [out](//evil.example/x) and [user](https://a:b@evil.example/)',
      '- See [this](vbscript:x "onmouseover=alert(1)") \u202egnp.exe',
      '',
    ].join('\n');
    const trap = await roadmapProject(db, admin.actor, 'Trap', { '2026-05-02': { 'ROADMAP.md': hostile } });
    await trap.readOn('2026-11-20');
    const { status, body } = await page(urls.roadmap({ project: 'trap' }));
    expect(status).toBe(200);
    const main = body.slice(body.indexOf('<main'), body.indexOf('</main>'));
    expect(main).not.toMatch(/<(script|img|iframe|svg[^>]*onload)/);
    const addresses = [...main.matchAll(/\s(?:href|src|action)="([^"]*)"/g)].map((found) => found[1]!);
    expect(addresses.length).toBeGreaterThan(5);
    expect(addresses.filter((one) => !/^(?:https:\/\/(?!evil|a:b)|\/|#)/.test(one))).toEqual([]);
    expect(addresses.filter((one) => one.startsWith('//') || one.includes('evil.example'))).toEqual([]);
    expect(main).not.toMatch(/<[^>]*\son[a-z]+=/);
    expect(main).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  test('a document of a megabyte is shown a part at a time, and says where it was cut', async () => {
    const long = `# Roadmap\n\n${Array.from({ length: 20_000 }, (_, at) => `- Write chapter ${at} of the guide for people who are new to it\n`).join('')}`;
    const flood = await roadmapProject(db, admin.actor, 'Flood', { '2026-05-02': { 'ROADMAP.md': long } });
    await flood.readOn('2026-11-20');
    const { status, body, text } = await page(urls.roadmap({ project: 'flood' }));
    expect(status).toBe(200);
    expect(text).toContain('This document is unusually long');
    expect(text).toContain('Items 1–250 of 5,000');
    expect(body.length).toBeLessThan(600_000);
    const further = await page(urls.roadmap({ project: 'flood' }, { from: 401, page: 20 }));
    expect(further.text).toContain('Items 4,751–5,000 of 5,000');
    expect(further.text).toContain('chapter 420');
    expect((await page(urls.roadmapExport({ project: 'flood', format: 'csv' }))).body.split('\n')).toHaveLength(5_002);
    const form = /href="(\/projects\/flood\/roadmap\/items\/[^"]*)"/.exec(body)![1]!.replaceAll('&amp;', '&');
    expect((await page(`${form}&as=merge`)).status).toBe(200);
  });
});
