import { expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { findProject } from '../store/projects.ts';
import { countProjects } from '../store/views.ts';
import { archiveProject } from './archive-project.ts';
import { restoreProject } from './restore-project.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');

test('an archived project comes back as it was, and can be archived again', async () => {
  for (const reason of ['once', 'twice']) {
    mustBeDone(await db.tx((tx) => archiveProject(tx, admin.actor, { project, reason }, NOW)));
    expect(await db.read(countProjects)).toBe(0);
    mustBeDone(await db.tx((tx) => restoreProject(tx, admin.actor, { project }, NOW)));
    expect(await db.read(countProjects)).toBe(1);
  }
  expect((await db.read((tx) => findProject(tx, project)))?.archival).toBe(null);
});

test('one that is not archived, or not there, is said so', async () => {
  expect(await db.tx((tx) => restoreProject(tx, admin.actor, { project }, NOW))).toMatchObject({
    refused: 'project-not-archived',
  });
  const nowhere = newId<'project'>(NOW);
  expect(await db.tx((tx) => restoreProject(tx, admin.actor, { project: nowhere }, NOW))).toMatchObject({
    refused: 'no-such-project',
  });
});
