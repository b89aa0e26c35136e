import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, pngOf } from '../../../../test/support/projects.ts';
import { editProjectInput } from '../inputs.ts';
import { readLogo } from '../logo.ts';
import { findProject } from '../store/projects.ts';
import { editProject } from './edit-project.ts';
import { loadLogo } from './load-logo.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');

test('a project without a logo has none, and one with a logo gives the very bytes with their type', async () => {
  const load = () => db.read(async (tx) => loadLogo(tx, (await findProject(tx, project))!));
  expect(await load()).toBe(null);
  const logo = mustBeDone(readLogo(pngOf(100, 50)));
  const said = editProjectInput.parse({ name: 'Example Grid', version: '0' });
  await db.tx(async (tx) => mustBeDone(await editProject(tx, admin.actor, { ...said, project, logo }, NOW)));
  const loaded = await load();
  expect(loaded?.type).toBe('image/png');
  expect(loaded?.bytes.equals(pngOf(100, 50))).toBe(true);
});
