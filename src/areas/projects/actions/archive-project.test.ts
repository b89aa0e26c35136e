import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { archiveProjectInput, listProjectsInput } from '../inputs.ts';
import { findProject } from '../store/projects.ts';
import { countProjects, listProjects } from '../store/views.ts';
import { archiveProject } from './archive-project.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
await addTestProject(db, admin.actor, 'Example Wave');

async function namesShown(show: string) {
  const query = { ...listProjectsInput.parse({ show }), limit: 10, seesOptedOut: null };
  return (await db.read((tx) => listProjects(tx, query))).projects.map(({ name }) => name);
}

test('neither an engagement lead nor the project’s own representative archives it', async () => {
  const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
  for (const { actor } of [sales, speaker]) {
    const outcome = await db.tx((tx) => archiveProject(tx, actor, { project, reason: 'x' }, NOW));
    expect(outcome).toMatchObject({ refused: 'not-allowed' });
  }
});

test('an archived project leaves the list and the count, and keeps its page with the reason', async () => {
  const reason = 'Merged into another project.';
  mustBeDone(await db.tx((tx) => archiveProject(tx, admin.actor, { project, reason }, NOW)));
  expect(await db.read(countProjects)).toBe(1);
  expect(await namesShown('active')).toEqual(['Example Wave']);
  expect(await namesShown('archived')).toEqual(['Example Grid']);
  expect(await namesShown('all')).toEqual(['Example Grid', 'Example Wave']);
  await db.read(async (tx) => {
    expect((await findProject(tx, 'example-grid'))?.archival).toEqual({
      reason,
      by: admin.person,
      byName: 'Ada Example',
      hat: 'workspace administrator, Example Lab',
      at: NOW,
    });
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'project.archived',
      texts: { reason: { text: reason } },
    });
  });
  expect(await db.tx((tx) => archiveProject(tx, admin.actor, { project, reason }, NOW))).toMatchObject({
    refused: 'project-archived',
  });
});

test('a reason is asked for', () => {
  expect(archiveProjectInput.safeParse({ reason: ' … ' }).error?.issues[0]?.message).toMatch(/^Say why/);
});
