import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { giveStanding } from '../../../../test/support/projects.ts';
import { roadmapProject } from '../../../../test/support/roadmaps.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { evidenceUrl } from '../../../look/links.ts';
import { takeOverItemsInput } from '../item-inputs.ts';
import { alignmentsOf } from '../store/item-beside.ts';
import { itemById } from '../store/items.ts';
import { readingById } from '../store/readings.ts';
import { correctItem } from './correct-item.ts';
import { declineItem } from './decline-item.ts';
import { showItem } from './show-item.ts';
import { showTakeOver } from './show-take-over.ts';
import { takeOverItems } from './take-over-items.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });

const TIDES = '- **Read tides in parallel**: on as many cores as the machine has\n  and the user allows\n';
const REST =
  '- Draw maps of reefs, with their depths and the date on which they were measured\n- Write logs of every run\n- Keep the units of every column\n- Keep the names of every column\n';
const PLAN = `# Roadmap\n\n## Next\n\n${TIDES}${REST}`;
const LATER = `# Roadmap\n\nWe met in spring.\n\n## Next\n\n- Something new at the top\n${TIDES}${REST.replace('- Write logs of every run\n', '').replace('with their depths', 'with depths')}`;

async function project(name: string) {
  const made = await roadmapProject(db, admin.actor, name, {
    '2026-04-01': { 'ROADMAP.md': PLAN },
    '2026-09-01': { 'ROADMAP.md': LATER },
  });
  await made.readOn('2026-05-20');
  const choices = async () =>
    mustBeDone(await db.read((tx) => showTakeOver(tx, lead.actor, { key: made.slug, document: null })));
  const take = async (titles: readonly string[], actor = lead.actor as Parameters<typeof takeOverItems>[1]) => {
    const { document, choices: listed } = await choices();
    const items = titles.map((title) => listed.find((one) => one.title.startsWith(title))?.anchor ?? title);
    const input = takeOverItemsInput.parse({ reading: document!.reading, items });
    return db.tx((tx) => takeOverItems(tx, actor, { ...input, project: made.project, addressOf: evidenceUrl }, NOW));
  };
  return { ...made, choices, take };
}

const FOUR = [
  'Read tides in parallel',
  'Draw maps of reefs',
  'Write logs of every run',
  'Keep the units of every column',
];

test('"take these four": each with its lines, its path and its commit, linked to the roadmap that lists it', async () => {
  const reef = await project('Example Reef');
  const made = mustBeDone(await reef.take(FOUR));
  expect(made.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
  await db.read(async (tx) => {
    const item = (await itemById(tx, made[0]!.id, { lock: false }))!;
    expect(item).toMatchObject({
      provenance: 'reading',
      level: 'technical',
      state: 'draft',
      source: { path: 'ROADMAP.md', lines: [5, 6] },
    });
    expect(item.wording).toMatchObject({
      title: 'Read tides in parallel',
      sourceQuote: TIDES.trimEnd().split('\n'),
    });
    const [link] = await alignmentsOf(tx, item.id);
    expect(link).toMatchObject({ kind: 'roadmap', datedOn: '2026-04-01' });
    expect(link!.url).toMatch(
      /^https:\/\/github\.com\/example-reef-example\/example-reef\/blob\/[0-9a-f]{40}\/ROADMAP\.md\?plain=1#L5-L6$/,
    );
  });
  expect((await reef.choices()).choices.map(({ takenAs }) => takenAs)).toEqual([1, 2, 3, 4, null]);
});

describe('twice', () => {
  test('the same live item is refused, and nothing of the choice is taken', async () => {
    const bay = await project('Example Bay');
    mustBeDone(await bay.take([FOUR[0]!]));
    expect(codeOf(await bay.take([FOUR[0]!, FOUR[1]!]))).toBe('taken-over-already');
    expect((await bay.choices()).choices.filter(({ takenAs }) => takenAs !== null)).toHaveLength(1);
    // By two at once neither gets it twice.
    const both = await Promise.all([bay.take([FOUR[2]!]), bay.take([FOUR[2]!])]);
    expect(new Set(both.map(codeOf))).toEqual(new Set([null, 'taken-over-already']));
  });

  test('what was declined can be taken over anew', async () => {
    const cape = await project('Example Cape');
    const speaker = await addPerson(db, admin, { name: 'Cape Speaker', role: 'PRJ', project: cape.project });
    await giveStanding(db, admin.actor, { project: cape.project, person: speaker.person });
    const [one] = mustBeDone(await cape.take([FOUR[0]!]));
    const no = { item: one!.id, reason: 'No.', isPrivate: false, discussedAt: null, disclosure: null, hat: null };
    mustBeDone(await db.tx((tx) => declineItem(tx, speaker.actor, no, NOW)));
    expect(codeOf(await cape.take([FOUR[0]!]))).toBeNull();
  });

  test('the parts that a person split out of one entry are taken one by one', async () => {
    const dune = await project('Example Dune');
    const { document, choices } = await dune.choices();
    const reading = document!.reading;
    const { anchor } = choices[0]!;
    const shown = await db.read((tx) => showTakeOver(tx, lead.actor, { key: dune.slug, document: reading }));
    expect(mustBeDone(shown).choices[0]!.anchor).toBe(anchor);
    const kept = await db.read((tx) => readingById(tx, reading));
    const split = {
      kind: 'split' as const,
      titles: ['Read in parallel', 'Let users limit it'],
      reason: 'Two things.',
      link: null,
    };
    mustBeDone(
      await db.tx((tx) =>
        correctItem(
          tx,
          lead.actor,
          { key: dune.slug, document: reading, item: kept!.items[0]!.key, correct: split },
          NOW,
        ),
      ),
    );
    mustBeDone(await dune.take(['Read in parallel']));
    expect(codeOf(await dune.take(['Read in parallel']))).toBe('taken-over-already');
    mustBeDone(await dune.take(['Let users limit it']));
  });
});

test('when the document is read anew the item says what has become of its lines', async () => {
  const east = await project('Example East');
  const made = mustBeDone(await east.take(FOUR));
  const today = async (at: number) => {
    const input = { key: east.slug, number: made[at]!.number };
    return mustBeDone(await db.read((tx) => showItem(tx, lead.actor, input, NOW))).sourceToday;
  };
  expect(await today(0)).toEqual({ kind: 'not read again' });
  await east.readOn('2026-10-20');
  expect(await today(0)).toMatchObject({
    kind: 'same',
    place: { path: 'ROADMAP.md', lines: [8, 9] },
    readOn: '2026-10-20',
  });
  expect(await today(1)).toMatchObject({
    kind: 'changed',
    title: expect.stringMatching(/^Draw maps of reefs/) as string,
  });
  expect(await today(2)).toMatchObject({ kind: 'gone' });
  // Known by its content, the same entry of the new reading is not taken over a second time.
  expect(codeOf(await east.take([FOUR[0]!]))).toBe('taken-over-already');
});

test('nothing of another project’s reading, nothing that is not there, and not by administrators', async () => {
  const fjord = await project('Example Fjord');
  const gulf = await project('Example Gulf');
  expect(codeOf(await fjord.take(['item-99']))).toBe('items-not-found');
  expect(codeOf(await fjord.take([FOUR[0]!], admin.actor))).toBe('not-yours');
  const { document } = await fjord.choices();
  const input = takeOverItemsInput.parse({ reading: document!.reading, items: ['item-1'] });
  const outcome = await db.tx((tx) =>
    takeOverItems(tx, lead.actor, { ...input, project: gulf.project, addressOf: evidenceUrl }, NOW),
  );
  expect(codeOf(outcome)).toBe('document-not-found');
});
