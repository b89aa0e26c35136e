import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import {
  announcedOf,
  declareExamples,
  exampleOpener,
  readRound,
  runsOf,
  startTestRound,
} from '../../../../test/support/rounds.ts';
import { resumeRound } from './resume-round.ts';
import { stopRound } from './stop-round.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
await declareExamples(db, admin.actor, 2);

test('a stopped round goes on where it was, and what was read stays read', async () => {
  const open = await exampleOpener();
  const round = await startTestRound(db, admin.actor);
  expect(codeOf(await db.tx((tx) => resumeRound(tx, admin.actor, { round }, NOW)))).toBe('round-not-stopped');
  await db.tx((tx) => stopRound(tx, admin.actor, { round, manner: 'after-current' }, NOW));
  await db.tx((tx) => resumeRound(tx, admin.actor, { round }, NOW));
  expect((await runsOf(db, round)).map(({ state }) => state)).toEqual(['waiting', 'waiting']);
  expect((await readRound(db, round, open)).map(({ state }) => state)).toEqual(['read', 'read']);
  expect(await announcedOf(db, round)).toEqual(['round.started', 'round.stopped', 'round.resumed', 'round.finished']);
});
