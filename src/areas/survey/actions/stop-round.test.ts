import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { announcedOf, declareExamples, runsOf, startTestRound } from '../../../../test/support/rounds.ts';
import { newId } from '../../../kernel/ids.ts';
import { roundById, stopOf } from '../store/rounds.ts';
import { saveRunStarted } from '../store/runs.ts';
import { stopRound } from './stop-round.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
await declareExamples(db, admin.actor, 3);

test('what waits is dropped, what runs is let end, and a second stop ends it at once', async () => {
  const round = await startTestRound(db, admin.actor);
  const [first] = await runsOf(db, round);
  await db.tx((tx) => saveRunStarted(tx, first!.id, NOW));
  await db.tx((tx) => stopRound(tx, admin.actor, { round, manner: 'after-current' }, NOW));
  expect((await runsOf(db, round)).map(({ state }) => state)).toEqual(['running', 'stopped', 'stopped']);
  expect((await db.read((tx) => roundById(tx, round)))!.state).toBe('stopping');
  await db.tx((tx) => stopRound(tx, admin.actor, { round, manner: 'at-once' }, NOW));
  expect(await db.read((tx) => stopOf(tx, round))).toBe('at-once');
  expect(await announcedOf(db, round)).toEqual(['round.started', 'round.stopped', 'round.stopped']);
});

test('a round that is not running is not stopped, nor one that is not there', async () => {
  const round = await startTestRound(db, admin.actor);
  await db.tx((tx) => stopRound(tx, admin.actor, { round, manner: 'after-current' }, NOW));
  expect(codeOf(await db.tx((tx) => stopRound(tx, admin.actor, { round, manner: 'at-once' }, NOW)))).toBe(
    'round-not-running',
  );
  const nowhere = { round: newId<'round'>(NOW), manner: 'at-once' as const };
  expect(codeOf(await db.tx((tx) => stopRound(tx, admin.actor, nowhere, NOW)))).toBe('round-not-found');
});
