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
import { newId } from '../../../kernel/ids.ts';
import { retryProject } from './retry-project.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const [grid, lost] = await declareExamples(db, admin.actor, 1, { lost: true });

test('a project that was not reached is read again, one that was read is not', async () => {
  const open = await exampleOpener();
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, open);
  const retry = (project: typeof lost) =>
    db.tx((tx) => retryProject(tx, admin.actor, { round, project: project! }, NOW));
  expect(codeOf(await retry(grid))).toBe('run-not-failed');
  expect(codeOf(await retry(newId<'project'>(NOW)))).toBe('project-not-in-round');
  await retry(lost);
  expect((await runsOf(db, round)).map(({ state }) => state)).toEqual(['read', 'waiting']);
  await readRound(db, round, open);
  expect((await announcedOf(db, round)).filter((kind) => kind === 'round.finished')).toHaveLength(2);
});
