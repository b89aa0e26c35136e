import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import {
  announcedOf,
  declareExamples,
  exampleOpener,
  readRound,
  startTestRound,
} from '../../../../test/support/rounds.ts';
import { publishedRounds } from '../store/rounds.ts';
import { publishRound } from './publish-round.ts';
import { withdrawRound } from './withdraw-round.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
await declareExamples(db, admin.actor, 1);

test('a published round is taken back with a reason, and may be published again', async () => {
  const open = await exampleOpener();
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, open);
  const withdraw = () =>
    db.tx((tx) => withdrawRound(tx, admin.actor, { round, reason: 'A mistake in the portfolio.' }, NOW));
  expect(codeOf(await withdraw())).toBe('not-published');
  await db.tx((tx) => publishRound(tx, admin.actor, { round }, NOW));
  expect(codeOf(await withdraw())).toBe(null);
  expect(await db.read(publishedRounds)).toEqual([]);
  expect(codeOf(await db.tx((tx) => publishRound(tx, admin.actor, { round }, NOW)))).toBe(null);
  expect((await announcedOf(db, round)).slice(-3)).toEqual(['round.published', 'round.withdrawn', 'round.published']);
});
