import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import {
  announcedOf,
  declareExamples,
  exampleOpener,
  readRound,
  startTestRound,
} from '../../../../test/support/rounds.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { correctionsOf } from '../store/corrections.ts';
import { resultOf } from '../store/results.ts';
import { roundView } from '../store/views.ts';
import { roundById } from '../store/rounds.ts';
import { correctAnswer } from './correct-answer.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const [grid, other] = await declareExamples(db, admin.actor, 2);
const round = await startTestRound(db, admin.actor);
const input = {
  round,
  project: grid!,
  key: 'roadmap' as const,
  answer: 'outdated' as const,
  reason: 'We moved to a board.',
  link: null,
};

test('nothing is corrected before it was read', async () => {
  expect(codeOf(await db.tx((tx) => correctAnswer(tx, admin.actor, input, NOW)))).toBe('nothing-read-yet');
});

test('a representative corrects an answer: it counts, the reason is shown, and what was read stays', async () => {
  await readRound(db, round, await exampleOpener());
  const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project: grid! });
  await db.tx((tx) => correctAnswer(tx, speaker.actor, input, NOW));

  const view = await db.read(async (tx) => roundView(tx, (await roundById(tx, round))!, false, null));
  expect(view.rows[0]).toMatchObject({ verdict: 'outdated', corrected: true, reason: 'We moved to a board.' });
  expect(view.shares).toMatchObject({ outdated: 1, good: 0, none: 1 });
  expect((await db.read((tx) => resultOf(tx, round, grid!)))!.verdict).toBe('good');
  const [correction] = await db.read((tx) => correctionsOf(tx, round, grid!));
  expect(correction).toMatchObject({ byName: 'Prj Example', forProject: true, withdrawnAt: null });
  expect((await announcedOf(db, round)).at(-1)).toBe('answer.corrected');
});

test('a second correction replaces the first, which stays on record', async () => {
  await db.tx((tx) => correctAnswer(tx, admin.actor, { ...input, answer: 'incomplete' }, NOW));
  const corrections = await db.read((tx) => correctionsOf(tx, round, grid!));
  expect(corrections.filter(({ withdrawnAt }) => withdrawnAt === null).map(({ answer }) => answer)).toEqual([
    'incomplete',
  ]);
  expect(corrections).toHaveLength(2);
});

test('of people who correct the same answer at once each is heard, and the last one holds', async () => {
  const answers = ['good', 'outdated', 'incomplete', 'none'] as const;
  const at = await Promise.all(
    answers.map((answer) => db.tx((tx) => correctAnswer(tx, admin.actor, { ...input, answer }, NOW))),
  );
  expect(at.map(codeOf)).toEqual([null, null, null, null]);
  const corrections = await db.read((tx) => correctionsOf(tx, round, grid!));
  expect(corrections.filter(({ withdrawnAt }) => withdrawnAt === null)).toHaveLength(1);
});

test('representatives of other projects, sales and strangers correct nothing', async () => {
  const elsewhere = await addPerson(db, admin, { name: 'Else Example', role: 'PRJ', project: other! });
  const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const before = await db.read((tx) => correctionsOf(tx, round, grid!));
  for (const actor of [elsewhere.actor, sales.actor, STRANGER]) {
    expect(codeOf(await db.tx((tx) => correctAnswer(tx, actor, input, NOW)))).toBe('not-yours-to-correct');
  }
  expect(await db.read((tx) => correctionsOf(tx, round, grid!))).toEqual(before);
});
