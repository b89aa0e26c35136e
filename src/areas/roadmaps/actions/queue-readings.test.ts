import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { readRoadmaps, roadmapProject } from '../../../../test/support/roadmaps.ts';
import { readRound, startTestRound } from '../../../../test/support/rounds.ts';
import { reactions } from '../../../entrances/reactions.ts';
import { QUEUES } from '../../../entrances/queues.ts';
import { installJobs } from '../../../outside/jobs/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { queueReadings } from './queue-readings.ts';

const { db, ownerUrl } = await testDatabase();
await installJobs(ownerUrl, QUEUES);
const admin = await makeWorkspace(db);
const PROGRAM = { kind: 'program', program: 'jobs' } as const;
const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2026-05-02': { 'ROADMAP.md': '# Roadmap\n\n- Read tides\n- Draw maps\n- Write logs of every run\n' },
});

test('a round that has finished has one job a project, and none once they are read', async () => {
  const round = await startTestRound(db, admin.actor, [reef.project]);
  const queue = (of: typeof round | null) => db.tx((tx) => queueReadings(tx, PROGRAM, { round: of }, NOW));
  expect((await queue(round)).done).toBe(0);
  await readRound(db, round, reef.open);
  expect((await queue(round)).done).toBe(1);
  expect((await queue(null)).done).toBe(1);
  await readRoadmaps(db, round, reef.project, reef.open);
  expect((await queue(null)).done).toBe(0);
});

test('the end of a round, and a stop before it, have what was read looked at', async () => {
  const round = await startTestRound(db, admin.actor, [reef.project]);
  await readRound(db, round, reef.open);
  const finished = (await db.read((tx) => eventsOf(tx, { kind: 'round', id: round }))).find(
    ({ kind }) => kind === 'round.finished',
  )!;
  for (const kind of ['round.finished', 'round.stopped'] as const) {
    const reaction = reactions[kind]!.find(({ name }) => name === 'read-roadmaps')!;
    await db.tx((tx) => reaction.run({ tx, event: finished, now: NOW, baseUrl: 'http://localhost' }));
  }
});
