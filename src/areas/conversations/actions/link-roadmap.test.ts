import { expect, test } from 'vitest';
import { addTestSprint, enterTestGathering, gatheringNow } from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { linkRoadmap } from './link-roadmap.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('an event leads to an entry of how a roadmap came about, once', async () => {
  const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
  const gathering = await enterTestGathering(db, admin.actor);
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  const entry = await addTestSprint(db, lead.actor, project);
  const link = (which = entry) => db.tx((tx) => linkRoadmap(tx, admin.actor, { gathering, entry: which }, NOW));
  expect([codeOf(await link()), codeOf(await link())]).toEqual([null, 'linked-already']);
  expect(codeOf(await link('00000000-0000-7000-8000-000000000000'))).toBe('no-such-entry');
  expect((await gatheringNow(db, gathering)).roadmaps).toMatchObject([
    { project: { slug }, kind: 'sprint', datedOn: '2026-11-19' },
  ]);
});
