import { expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { editProjectInput } from '../inputs.ts';
import { editsOf } from '../store/edits.ts';
import { findProject } from '../store/projects.ts';
import { editProject } from './edit-project.ts';
import { undoEdit } from './undo-edit.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
await addTestProject(db, admin.actor, 'Example Wave');

async function edit(changed: Record<string, unknown>) {
  return db.tx(async (tx) => {
    const { profile, version } = (await findProject(tx, project))!;
    const { logo: _, ...said } = profile;
    const input = { ...editProjectInput.parse({ ...said, ...changed, version }), project, logo: 'keep' as const };
    return mustBeDone(await editProject(tx, admin.actor, input, NOW));
  });
}

test('an undone edit is an edit of its own, and undoing that one brings the change back', async () => {
  const first = await edit({ summary: 'Fast grids' });
  const undone = mustBeDone(await db.tx((tx) => undoEdit(tx, admin.actor, { project, edit: first }, NOW)));
  await db.read(async (tx) => {
    expect((await findProject(tx, project))?.profile.summary).toBe('');
    expect(await editsOf(tx, project, 10)).toMatchObject([
      { id: undone, undoes: first },
      { id: first, undoes: null },
    ]);
  });
  mustBeDone(await db.tx((tx) => undoEdit(tx, admin.actor, { project, edit: undone }, NOW)));
  expect((await db.read((tx) => findProject(tx, project)))?.profile.summary).toBe('Fast grids');
});

test('an edit under a later one is not put back over it', async () => {
  const early = await edit({ licence: 'MIT' });
  await edit({ licence: 'BSD-3-Clause' });
  expect(await db.tx((tx) => undoEdit(tx, admin.actor, { project, edit: early }, NOW))).toMatchObject({
    refused: 'changed-since',
    because: { field: 'licence' },
  });
});

test('an old name that another project took meanwhile is not put back', async () => {
  const renamed = await edit({ name: 'Example Lattice' });
  await addTestProject(db, admin.actor, 'Example Grid', { url: 'https://github.com/other/grid' });
  expect(await db.tx((tx) => undoEdit(tx, admin.actor, { project, edit: renamed }, NOW))).toMatchObject({
    refused: 'name-taken',
  });
  expect((await db.read((tx) => findProject(tx, project)))?.profile.name).toBe('Example Lattice');
});

test('an edit that is not there is said so', async () => {
  const edit = newId<'project edit'>(NOW);
  expect(await db.tx((tx) => undoEdit(tx, admin.actor, { project, edit }, NOW))).toMatchObject({
    refused: 'no-such-edit',
  });
});
