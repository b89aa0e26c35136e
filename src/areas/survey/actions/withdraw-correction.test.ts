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
import { mustBeDone } from '../../../kernel/refusal.ts';
import { verdictsOfRounds } from '../store/results.ts';
import { correctAnswer } from './correct-answer.ts';
import { withdrawCorrection } from './withdraw-correction.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const [grid] = await declareExamples(db, admin.actor, 1);

test('without the correction what was read counts again; it is withdrawn once, by those who may correct', async () => {
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, await exampleOpener());
  const answer = { key: 'roadmap' as const, answer: 'none' as const, reason: 'It is a draft.', link: null };
  const correction = mustBeDone(
    await db.tx((tx) => correctAnswer(tx, admin.actor, { round, project: grid!, ...answer }, NOW)),
  );
  const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const input = { round, project: grid!, correction };
  expect(codeOf(await db.tx((tx) => withdrawCorrection(tx, sales.actor, input, NOW)))).toBe('not-yours-to-correct');
  expect(codeOf(await db.tx((tx) => withdrawCorrection(tx, admin.actor, input, NOW)))).toBe(null);
  expect((await db.read((tx) => verdictsOfRounds(tx, [round])))[0]!.verdict).toBe('good');
  expect(codeOf(await db.tx((tx) => withdrawCorrection(tx, admin.actor, input, NOW)))).toBe('correction-not-found');
  expect((await announcedOf(db, round)).at(-1)).toBe('correction.withdrawn');
});
