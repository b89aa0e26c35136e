import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../../test/support/rounds.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { rulebookOf } from '../../projects/index.ts';
import { suggestRulebooks } from './suggest-rulebooks.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const program = { kind: 'program', program: 'jobs' } as const;

test('a round that was read suggests what stands in the documents, once, with the lines; nothing of it holds', async () => {
  const [project] = await declareExamples(db, admin.actor, 2);
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, await exampleOpener());
  const suggest = () => db.tx((tx) => suggestRulebooks(tx, program, { round }, NOW));
  expect(mustBeDone(await suggest())).toBeGreaterThan(0);
  expect(mustBeDone(await suggest())).toBe(0);
  const { entries, suggestions } = await db.read((tx) => rulebookOf(tx, project!));
  expect(entries).toEqual([]);
  expect(suggestions.length).toBeGreaterThan(0);
  const rested = suggestions.flatMap(({ evidence }) => evidence);
  expect(rested.length).toBeGreaterThan(0);
  expect(rested.every(({ path, commit }) => path !== '' && /^[0-9a-f]{7,}$/.test(commit))).toBe(true);
});

test('a person suggests nothing in this way, and a round that is not there has nothing to suggest', async () => {
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, await exampleOpener());
  expect(mustBeDone(await db.tx((tx) => suggestRulebooks(tx, admin.actor, { round }, NOW)))).toBe(0);
  const gone = '019abf00-0000-7000-8000-000000000000' as RoundId;
  expect(codeOf(await db.tx((tx) => suggestRulebooks(tx, program, { round: gone }, NOW)))).toBe('round-not-found');
});
