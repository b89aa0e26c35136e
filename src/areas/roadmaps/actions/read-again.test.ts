import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { roadmapProject } from '../../../../test/support/roadmaps.ts';
import { startTestRound } from '../../../../test/support/rounds.ts';
import { QUEUES } from '../../../entrances/queues.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { installJobs } from '../../../outside/jobs/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { readAgain } from './read-again.ts';

const { db, ownerUrl } = await testDatabase();
await installJobs(ownerUrl, QUEUES);
const admin = await makeWorkspace(db);
const reef = await roadmapProject(db, admin.actor, 'Reef', {
  '2026-05-02': { 'ROADMAP.md': '# Roadmap\n\n- Read tides\n- Draw maps\n- Write logs of every run\n' },
});
const round = await reef.readOn('2026-11-20');
const announced = async () =>
  (await db.read((tx) => eventsOf(tx, { kind: 'project', id: reef.project }))).filter(
    ({ kind }) => kind === 'roadmap.read-again',
  );

test('a technical lead has a roadmap read again, and it is announced', async () => {
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const outcome = await db.tx((tx) => readAgain(tx, lead.actor, { key: 'reef', round }, NOW));
  expect(codeOf(outcome)).toBe(null);
  expect(await announced()).toHaveLength(1);
});

test('nobody else does, and only what a round has read', async () => {
  const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project: reef.project });
  const again = async (actor: Parameters<typeof readAgain>[1], key: string, of = round) =>
    codeOf(await db.tx((tx) => readAgain(tx, actor, { key, round: of }, NOW)));
  expect(await again(speaker.actor, 'reef')).toBe('not-yours-to-read-again');
  expect(await again(STRANGER, 'reef')).toBe('not-yours-to-read-again');
  expect(await again(admin.actor, 'nobody')).toBe('project-not-found');
  const waiting = await startTestRound(db, admin.actor, [reef.project]);
  expect(await again(admin.actor, 'reef', waiting)).toBe('date-not-found');
  expect(await announced()).toHaveLength(1);
});
