import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { roadmapProject } from '../../../../test/support/roadmaps.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { brokenInvariants } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import type { CorrectItem } from '../inputs.ts';
import { roadmapInvariants } from '../store/invariants.ts';
import type { ShownRoadmap } from '../types.ts';
import { correctItem } from './correct-item.ts';
import { showRoadmap } from './show-roadmap.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

const TIDES = '- **Read tides in parallel**: on as many cores as the machine has and the user allows\n';
const MAPS = '- Draw maps of reefs, with their depths and the date on which they were measured\n';
const LOGS = '- Write logs of every run\n';
const REST = '- Keep the units of every column\n- Keep the names of every column\n  - in the file\n  - in the table\n';
const PLAN = `# Roadmap\n\n## Next\n\n${TIDES}${MAPS}${LOGS}${REST}`;
const SHIFTED = `# Roadmap\n\nWe met in spring and went through all of it.\n\n## Next\n\n- Something new at the top\n${LOGS}${TIDES.replace('the user allows', 'users allow')}${MAPS.replace('with their depths', 'with depths')}${REST}`;

/** A project of its own for each test: read in May, and once more in November with other lines. */
async function project(name: string, later: string = SHIFTED, path = 'ROADMAP.md') {
  const made = await roadmapProject(db, admin.actor, name, {
    '2026-04-01': { 'ROADMAP.md': PLAN },
    '2026-09-01': { 'ROADMAP.md': null, [path]: later },
  });
  await made.readOn('2026-05-20');
  const shown = () => shownOf(made.slug);
  return {
    ...made,
    shown,
    correct: async (title: string, correct: CorrectItem, actor = admin.actor as Parameters<typeof correctItem>[1]) => {
      const { document } = await shown();
      const item = document!.items.items.find((one) => one.title.startsWith(title))!;
      const input = { key: made.slug, document: document!.reading.id, item: item.key, correct };
      return db.tx((tx) => correctItem(tx, actor, input, NOW));
    },
    keyOf: async (title: string) =>
      (await shown()).document!.items.items.find((one) => one.title.startsWith(title))!.key,
  };
}
const shownOf = async (key: string): Promise<ShownRoadmap> =>
  mustBeDone(await db.read((tx) => showRoadmap(tx, admin.actor, { key, at: null, document: null })));
const titles = ({ document }: ShownRoadmap) => document!.items.items.map(({ title }) => title);
const why = { reason: 'As agreed at the meeting.', link: null };

describe('a correction of an item', () => {
  test('at the same time as others is heard, and the last one holds', async () => {
    const one = await project('Raced');
    const key = await one.keyOf('Read tides');
    const { document } = await one.shown();
    const at = await Promise.all(
      ['First', 'Second', 'Third', 'Fourth'].map((title) => {
        const correct: CorrectItem = { kind: 'retitle', title, ...why };
        const input = { key: one.slug, document: document!.reading.id, item: key, correct };
        return db.tx((tx) => correctItem(tx, admin.actor, input, NOW));
      }),
    );
    expect(at.map(codeOf)).toEqual([null, null, null, null]);
    expect((await one.shown()).document!.items.items[0]!.corrections).toHaveLength(1);
  });

  test('of its title and its status stands over what was read, with reason, actor and time, and is announced', async () => {
    const one = await project('Retitled');
    const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project: one.project });
    mustBeDone(await one.correct('Read tides', { kind: 'retitle', title: 'Tides in parallel', ...why }, speaker.actor));
    mustBeDone(await one.correct('Tides', { kind: 'restate', status: 'in progress', ...why }, speaker.actor));
    const [item] = (await one.shown()).document!.items.items;
    expect(item).toMatchObject({
      title: 'Tides in parallel',
      status: 'in progress',
      statusStated: true,
      readAs: { title: 'Read tides in parallel', status: 'proposed' },
    });
    expect(item!.corrections).toMatchObject([
      { byName: 'Prj Example', forProject: true, reason: 'As agreed at the meeting.', at: NOW },
      { byName: 'Prj Example', change: { kind: 'retitle' } },
    ]);
    const events = await db.read((tx) => eventsOf(tx, { kind: 'project', id: one.project }));
    expect(events.filter(({ kind }) => kind === 'item.corrected')).toHaveLength(2);
  });

  test('sets aside what is no item, and keeps it in sight', async () => {
    const one = await project('Aside');
    mustBeDone(await one.correct('Write logs', { kind: 'set-aside', ...why }));
    const { items, setAside } = (await one.shown()).document!.items;
    expect(items.map(({ title }) => title)).not.toContain('Write logs of every run');
    expect(setAside.map(({ title }) => title)).toEqual(['Write logs of every run']);
  });

  test('splits an item; a title that is one of its parts takes its place', async () => {
    const one = await project('Split');
    mustBeDone(await one.correct('Keep the names', { kind: 'split', titles: ['In the file', 'Across joins'], ...why }));
    const items = (await one.shown()).document!.items.items.slice(-2);
    expect(items.map(({ title, places }) => [title, places[0]!.lines])).toEqual([
      ['In the file', [10, 10]],
      ['Across joins', [9, 11]],
    ]);
    expect(items.map(({ parts }) => parts.length)).toEqual([1, 0]);
  });

  test('merges items: one stands for all, at the places of all', async () => {
    const one = await project('Merged');
    const others = [await one.keyOf('Keep the names')];
    mustBeDone(await one.correct('Keep the units', { kind: 'merge', others, ...why }));
    const shown = await one.shown();
    expect(titles(shown)).toHaveLength(4);
    expect(shown.document!.items.items.at(-1)).toMatchObject({
      title: 'Keep the units of every column',
      places: [{ lines: [8, 8] }, { lines: [9, 11] }],
    });
  });

  test('replaces an earlier one of the same kind; of one shape there is one', async () => {
    const one = await project('Replaced');
    const others = [await one.keyOf('Keep the names')];
    mustBeDone(await one.correct('Keep the units', { kind: 'merge', others, ...why }));
    mustBeDone(await one.correct('Keep the units', { kind: 'split', titles: ['Units in', 'Units out'], ...why }));
    const shown = await one.shown();
    expect(titles(shown).slice(-3)).toEqual(['Units in', 'Units out', 'Keep the names of every column']);
    expect(shown.unfit).toEqual([]);
  });
});

describe('the next reading', () => {
  test('finds every correction again by content, on other lines and with a mended text', async () => {
    const one = await project('Survivor');
    mustBeDone(await one.correct('Read tides', { kind: 'retitle', title: 'Tides in parallel', ...why }));
    mustBeDone(await one.correct('Draw maps', { kind: 'restate', status: 'done', ...why }));
    mustBeDone(await one.correct('Write logs', { kind: 'set-aside', ...why }));
    const others = [await one.keyOf('Keep the names')];
    mustBeDone(await one.correct('Keep the units', { kind: 'merge', others, ...why }));
    await one.readOn('2026-11-20');
    const shown = await one.shown();
    expect(
      shown.document!.items.items.map(({ title, status, places }) => [title, status, places.map(({ lines }) => lines)]),
    ).toEqual([
      ['Something new at the top', 'proposed', [[7, 7]]],
      ['Tides in parallel', 'proposed', [[9, 9]]],
      ['Draw maps of reefs', 'done', [[10, 10]]],
      [
        'Keep the units of every column',
        'proposed',
        [
          [11, 11],
          [12, 14],
        ],
      ],
    ]);
    expect(shown.document!.items.setAside.map(({ places }) => places[0]!.lines)).toEqual([[8, 8]]);
    expect(shown.unfit).toEqual([]);
    // Corrected once more in its new wording, the correction made in the old one is replaced.
    mustBeDone(await one.correct('Draw maps', { kind: 'restate', status: 'in progress', ...why }));
    expect((await one.shown()).document!.items.items[2]!.corrections).toHaveLength(1);
    expect((await one.shown()).unfit).toEqual([]);
  });

  test('lists a correction that no longer fits, and applies it nowhere', async () => {
    const rewritten = SHIFTED.replace(/parallel\*\*.*/, 'parallel**: a book club for maintainers').replace(LOGS, '');
    const one = await project('Unfit', rewritten.replace('- Draw maps', '- [x] Draw maps'));
    mustBeDone(await one.correct('Read tides', { kind: 'retitle', title: 'Tides', ...why }));
    mustBeDone(await one.correct('Write logs', { kind: 'set-aside', ...why }));
    mustBeDone(await one.correct('Draw maps', { kind: 'restate', status: 'in progress', ...why }));
    await one.readOn('2026-11-20');
    const shown = await one.shown();
    expect(shown.unfit.map(({ was }) => was.title).toSorted()).toEqual([
      'Draw maps of reefs',
      'Read tides in parallel',
      'Write logs of every run',
    ]);
    const items = shown.document!.items.items;
    expect(items.flatMap(({ corrections }) => corrections)).toEqual([]);
    expect(items.find(({ title }) => title.startsWith('Draw'))!.status).toBe('done');
  });

  test('finds them in a file that was renamed', async () => {
    const one = await project('Renamed', SHIFTED, 'docs/roadmap.md');
    mustBeDone(await one.correct('Draw maps', { kind: 'restate', status: 'done', ...why }));
    await one.readOn('2026-11-20');
    const shown = await one.shown();
    expect([shown.document!.reading.path, shown.unfit]).toEqual(['docs/roadmap.md', []]);
    expect(shown.document!.items.items.find(({ title }) => title.startsWith('Draw'))!.status).toBe('done');
  });

  test('lists them when the roadmap is gone', async () => {
    const one = await project('Gone', '# Notes\n\nNothing to see.\n', 'docs/notes.md');
    mustBeDone(await one.correct('Draw maps', { kind: 'restate', status: 'done', ...why }));
    await one.readOn('2026-11-20');
    const shown = await one.shown();
    expect([shown.document, shown.unfit.length]).toEqual([null, 1]);
  });
});

describe('nobody corrects', () => {
  test('who does not speak for the project or work for the workspace', async () => {
    const one = await project('Theirs');
    const other = await project('Others');
    const elsewhere = await addPerson(db, admin, { name: 'Else Example', role: 'PRJ', project: other.project });
    const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
    const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project: one.project });
    for (const actor of [elsewhere.actor, sales.actor, keeper.actor, STRANGER]) {
      expect(codeOf(await one.correct('Draw maps', { kind: 'set-aside', ...why }, actor))).toBe('not-yours-to-correct');
    }
    expect(titles(await one.shown())).toHaveLength(5);
  });

  test('into what was read already, with nothing, or what is not there', async () => {
    const one = await project('Same');
    const { document } = await one.shown();
    const same = { kind: 'retitle', title: document!.items.items[0]!.title, ...why } as const;
    expect(codeOf(await one.correct('Read tides', same))).toBe('nothing-changed');
    const alone: CorrectItem = { kind: 'merge', others: [document!.items.items[0]!.key], ...why };
    expect(codeOf(await one.correct('Read tides', alone))).toBe('others-not-found');
    const input = {
      key: one.slug,
      document: document!.reading.id,
      item: '0',
      correct: { kind: 'set-aside', ...why } as const,
    };
    expect(codeOf(await db.tx((tx) => correctItem(tx, admin.actor, input, NOW)))).toBe('item-not-found');
    const foreign = (await project('Foreign')).slug;
    expect(codeOf(await db.tx((tx) => correctItem(tx, admin.actor, { ...input, key: foreign }, NOW)))).toBe(
      'document-not-found',
    );
  });

  test('one of two entries that are alike in everything', async () => {
    const made = await roadmapProject(db, admin.actor, 'Twins', { '2026-04-01': { 'ROADMAP.md': `${PLAN}${LOGS}` } });
    await made.readOn('2026-05-20');
    const { document } = await shownOf('twins');
    const item = document!.items.items.find(({ title }) => title.startsWith('Write'))!;
    const input = {
      key: 'twins',
      document: document!.reading.id,
      item: item.key,
      correct: { kind: 'set-aside', ...why } as const,
    };
    expect(codeOf(await db.tx((tx) => correctItem(tx, admin.actor, input, NOW)))).toBe('items-alike');
  });
});

test('everything kept is whole', async () => {
  expect(await brokenInvariants(db, roadmapInvariants)).toEqual([]);
});
