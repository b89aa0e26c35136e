import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace } from '../../../../test/support/people.ts';
import { readRoadmaps, roadmapProject, unreadOf } from '../../../../test/support/roadmaps.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { brokenInvariants } from '../../../outside/database/index.ts';
import { looksOf, readingsByIds } from '../store/readings.ts';
import { roadmapInvariants } from '../store/invariants.ts';
import { showRoadmap } from './show-roadmap.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

const THEN = `Roadmap
=======

What we want to work on, and why.

Performance
-----------

* **Reading in parallel**: read the parts of a file on all cores.
* **Less copying**: pass views along the pipeline.

Documentation
-------------

* A tutorial that starts from a question, with a result at the end.
`;
const NOW_TEXT = `${THEN}* Reference pages with an example each, run as tests.\n`;

const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2018-05-02': { 'README.md': '# Reef\n', 'doc/roadmap.rst': THEN },
  '2026-04-02': { 'doc/roadmap.rst': NOW_TEXT },
});
const shownOf = async (key: string, at: Parameters<typeof showRoadmap>[2]['at'] = null) =>
  mustBeDone(await db.read((tx) => showRoadmap(tx, admin.actor, { key, at, document: null })));

test('the documents of each round are kept with their items, and the newest is shown', async () => {
  const then = await reef.readOn('2018-09-25');
  const now = await reef.readOn('2026-11-20');
  const shown = await shownOf('reef');
  expect(shown.dates.map(({ asOf }) => asOf)).toEqual(['2026-11-20', '2018-09-25']);
  expect(shown.date!.round).toBe(now);
  expect(shown.document!.items.items.map(({ title, section, places }) => [title, section, places[0]!.lines])).toEqual([
    ['Reading in parallel', ['Performance'], [9, 9]],
    ['Less copying', ['Performance'], [10, 10]],
    ['A tutorial that starts from a question', ['Documentation'], [15, 15]],
    ['Reference pages with an example each, run as tests', ['Documentation'], [16, 16]],
  ]);
  expect(shown.document!.files).toMatchObject([
    { path: 'doc/roadmap.rst', why: 'document', format: 'rst', part: null },
  ]);
  expect(shown.document!.files[0]!.text).toBe(NOW_TEXT);
  expect((await shownOf('reef', then)).document!.items.items).toHaveLength(3);
});

test('a roadmap of endless documents is listed to an end, and says so', async () => {
  const plan = (name: string): string =>
    `# Roadmap ${name}\n\n${Array.from({ length: 4_000 }, (_, at) => `- [ ] Write chapter ${at} of ${name}\n`).join('')}`;
  const endless = await roadmapProject(db, admin.actor, 'Endless', {
    '2026-01-02': { 'ROADMAP.md': plan('A'), 'docs/roadmap.md': plan('B'), 'guide/roadmap.md': plan('C') },
  });
  await endless.readOn('2026-11-20');
  const { documents } = await shownOf('endless');
  expect(documents.reduce((sum, { items }) => sum + items, 0)).toBe(10_000);
  const shown = await Promise.all(
    documents.map(async ({ reading }) =>
      mustBeDone(await db.read((tx) => showRoadmap(tx, admin.actor, { key: 'endless', at: null, document: reading }))),
    ),
  );
  expect(shown.flatMap(({ document }) => document!.files.flatMap(({ remarks }) => remarks))).toEqual([
    'Of this roadmap 10,000 pieces of work are listed at most; here some are left out.',
  ]);
});

test('what was read completely is not read again, however often its job is delivered', async () => {
  const round = await reef.readOn('2026-11-21');
  const looks = await db.read((tx) => looksOf(tx, reef.project, [round]));
  const before = reef.opened();
  await readRoadmaps(db, round, reef.project, reef.open);
  expect(reef.opened()).toBe(before);
  expect(await db.read((tx) => looksOf(tx, reef.project, [round]))).toEqual(looks);
  expect(await unreadOf(db, round)).toBe(0);
});

test('two rounds that read the same commit share one reading', async () => {
  const rounds = [await reef.readOn('2026-11-18'), await reef.readOn('2026-11-19')];
  const looks = await db.read((tx) => looksOf(tx, reef.project, rounds));
  expect(new Set(looks.map(({ documents }) => documents[0]!.reading)).size).toBe(1);
});

test('a repository that cannot be reached is said so, and read when it is there again', async () => {
  const shoal = await roadmapProject(db, admin.actor, 'Shoal', {
    '2026-01-02': { 'ROADMAP.md': '# Roadmap\n\n- Read tides\n- Draw maps\n- Write logs of every run\n' },
  });
  shoal.setReachable(true);
  const { startTestRound, readRound } = await import('../../../../test/support/rounds.ts');
  const round = await startTestRound(db, admin.actor, [shoal.project]);
  await readRound(db, round, shoal.open);
  expect(await unreadOf(db, round)).toBe(1);
  shoal.setReachable(false);
  await readRoadmaps(db, round, shoal.project, shoal.open);
  const away = await shownOf('shoal');
  expect(away.document).toBe(null);
  expect(away.look!.gaps).toEqual([
    { repository: 'shoal-example/shoal', path: 'ROADMAP.md', because: 'github.com could not be reached.' },
  ]);
  shoal.setReachable(true);
  await readRoadmaps(db, round, shoal.project, shoal.open);
  const back = await shownOf('shoal');
  expect(back.look!.gaps).toEqual([]);
  expect(back.document!.items.items).toHaveLength(3);
});

test('a project without a roadmap is looked at too, and has none', async () => {
  const bare = await roadmapProject(db, admin.actor, 'Bare', {
    '2026-01-02': { 'README.md': '# Bare\n\nIt sorts.\n' },
  });
  await bare.readOn('2026-11-20');
  const shown = await shownOf('bare');
  expect([shown.look!.documents, shown.look!.gaps, shown.document]).toEqual([[], [], null]);
});

test('what a document includes is read with it, from the same commit', async () => {
  const skerry = await roadmapProject(db, admin.actor, 'Skerry', {
    '2026-02-02': {
      'doc/roadmap.rst': `${THEN}\nLater\n-----\n\n.. include:: parts/later.inc\n`,
      'doc/parts/later.inc': '* Charts of the sea floor, with their sources\n* A viewer for charts on phones\n',
    },
  });
  await skerry.readOn('2026-11-20');
  const { document } = await shownOf('skerry');
  expect(document!.files.map(({ path, why }) => [path, why])).toEqual([
    ['doc/roadmap.rst', 'document'],
    ['doc/parts/later.inc', 'included'],
  ]);
  expect(document!.items.items.filter(({ places }) => places[0]!.path.endsWith('.inc'))).toHaveLength(2);
});

test('a file that one document shows is not listed once more, whichever was found first', async () => {
  const holm = await roadmapProject(db, admin.actor, 'Holm', {
    '2026-02-02': {
      'ROADMAP.rst': THEN,
      'doc/roadmap.rst': 'Where we go\n===========\n\n.. include:: ../ROADMAP.rst\n',
    },
  });
  await holm.readOn('2026-11-20');
  const { documents, document } = await shownOf('holm');
  expect(documents.map(({ path, items }) => [path, items])).toEqual([['doc/roadmap.rst', 3]]);
  expect(document!.items.items[0]!.places[0]!.path).toBe('ROADMAP.rst');
});

test('a section of a page is read alone, with the lines of the whole page', async () => {
  const cove = await roadmapProject(db, admin.actor, 'Cove', {
    '2026-02-02': {
      'README.md': [
        '# Cove',
        '',
        '## Features',
        '',
        '- Reads everything',
        '- Writes everything',
        '',
        '## Roadmap',
        '',
        '- Sort records by tide before they are written',
        '- Publish a wheel for every platform',
        '- Replace the parser by a faster one',
        '- Document the format of the logs',
        '',
        '## Licence',
        '',
        '- MIT',
        '',
      ].join('\n'),
    },
  });
  await cove.readOn('2026-11-20');
  const { document } = await shownOf('cove');
  expect(document!.files[0]!.part).toEqual([8, 14]);
  expect(document!.items.items.map(({ places }) => places[0]!.lines[0])).toEqual([10, 11, 12, 13]);
});

test('bytes that the database would refuse are kept as what can be read of them', async () => {
  const many = Array.from({ length: 400 }, (_, at) => `- Write chapter ${at} of the guide for newcomers\n`).join('');
  const text = Buffer.concat([
    Buffer.from(`# Roadmap\n\n${many}- Sort \0 records\n- Faster ${'𝔸'.repeat(700)}\n- Publish `),
    Buffer.from([0xff, 0xfe, 0x0a]),
  ]);
  const odd = await roadmapProject(db, admin.actor, 'Odd', { '2026-02-02': { 'ROADMAP.md': text } });
  await odd.readOn('2026-11-20');
  expect((await shownOf('odd')).document!.items.items.length).toBeGreaterThan(400);
});

test('everything kept is whole', async () => {
  expect(await brokenInvariants(db, roadmapInvariants)).toEqual([]);
  expect(await db.read((tx) => readingsByIds(tx, []))).toEqual([]);
});
