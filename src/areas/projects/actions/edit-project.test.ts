import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { loadFile, readFileDigest } from '../../../outside/files/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, pngOf } from '../../../../test/support/projects.ts';
import { recogniseSession } from '../../people/index.ts';
import { editProjectInput } from '../inputs.ts';
import { readLogo } from '../logo.ts';
import { editsOf } from '../store/edits.ts';
import { findProject } from '../store/projects.ts';
import { editProject, type EditProject } from './edit-project.ts';
import { undoEdit } from './undo-edit.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const { project: other } = await addTestProject(db, admin.actor, 'Example Wave');
const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project: other });

/** The form as it would be filled from the project now, with some fields changed. */
async function formWith(changed: Partial<EditProject>): Promise<EditProject> {
  const now = (await db.read((tx) => findProject(tx, project)))!;
  const { logo: _, ...said } = now.profile;
  return { ...editProjectInput.parse({ ...said, version: now.version }), project, logo: 'keep', ...changed };
}

test('a representative edits their project; what was said before is kept with who changed it', async () => {
  const input = await formWith({ licence: 'BSD-3-Clause', label: 'Wish list' });
  const edit = mustBeDone(await db.tx((tx) => editProject(tx, speaker.actor, input, NOW)));
  await db.read(async (tx) => {
    expect(await findProject(tx, project)).toMatchObject({
      version: 1,
      profile: { name: 'Example Grid', licence: 'BSD-3-Clause', label: 'Wish list' },
    });
    expect(await editsOf(tx, project, 10)).toMatchObject([
      {
        id: edit,
        byName: 'Prj Example',
        changes: [
          { field: 'licence', from: null, to: 'BSD-3-Clause' },
          { field: 'label', from: 'Roadmap', to: 'Wish list' },
        ],
      },
    ]);
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'project.edited',
      facts: { edit, fields: ['licence', 'label'] },
    });
  });
});

test('a maintainer of another project is refused', async () => {
  const input = await formWith({ summary: 'Not mine' });
  expect(await db.tx((tx) => editProject(tx, keeper.actor, input, NOW))).toMatchObject({ refused: 'not-allowed' });
});

test('a form filled before somebody else saved is refused, not written over', async () => {
  const stale = await formWith({ summary: 'First' });
  mustBeDone(await db.tx((tx) => editProject(tx, lead.actor, stale, NOW)));
  const outcome = await db.tx((tx) => editProject(tx, speaker.actor, { ...stale, summary: 'Second' }, NOW));
  expect(outcome).toEqual({ refused: 'edited-meanwhile', because: {} });
  expect((await db.read((tx) => findProject(tx, project)))?.profile.summary).toBe('First');
});

test('who speaks for a project does so under the name that it has now', async () => {
  const hatNow = async () => (await db.read((tx) => recogniseSession(tx, speaker.token, NOW)))?.actor.hat;
  expect(await hatNow()).toBe('project representative, Example Grid');
  const renamed = await formWith({ name: 'Example Mesh' });
  mustBeDone(await db.tx((tx) => editProject(tx, lead.actor, renamed, NOW)));
  expect(await hatNow()).toBe('project representative, Example Mesh');
  const back = await formWith({ name: 'Example Grid' });
  mustBeDone(await db.tx((tx) => editProject(tx, lead.actor, back, NOW)));
});

test('saving without a change is no edit', async () => {
  const input = await formWith({});
  expect(await db.tx((tx) => editProject(tx, lead.actor, input, NOW))).toMatchObject({ refused: 'nothing-changed' });
});

test('the name of another project is refused, one’s own in another case is not', async () => {
  const taken = await formWith({ name: 'EXAMPLE  wave' });
  expect(await db.tx((tx) => editProject(tx, lead.actor, taken, NOW))).toMatchObject({ refused: 'name-taken' });
  const input = await formWith({ name: 'EXAMPLE grid' });
  mustBeDone(await db.tx((tx) => editProject(tx, lead.actor, input, NOW)));
  expect(await db.read((tx) => findProject(tx, 'example-grid'))).toMatchObject({ profile: { name: 'EXAMPLE grid' } });
});

test('a logo is kept as a file, and an undone edit brings back the one before', async () => {
  const first = mustBeDone(readLogo(pngOf(100, 50)));
  const second = mustBeDone(readLogo(pngOf(200, 80)));
  const withFirst = await formWith({ logo: first });
  mustBeDone(await db.tx((tx) => editProject(tx, lead.actor, withFirst, NOW)));
  const digest = (await db.read((tx) => findProject(tx, project)))!.profile.logo!;
  expect((await db.read((tx) => loadFile(tx, readFileDigest(digest)!)))?.bytes.equals(first.bytes)).toBe(true);

  const withSecond = await formWith({ logo: second });
  const edit = mustBeDone(await db.tx((tx) => editProject(tx, lead.actor, withSecond, NOW)));
  mustBeDone(await db.tx((tx) => undoEdit(tx, speaker.actor, { project, edit }, NOW)));
  expect((await db.read((tx) => findProject(tx, project)))?.profile.logo).toBe(digest);

  const removed = await formWith({ logo: 'remove' });
  mustBeDone(await db.tx((tx) => editProject(tx, lead.actor, removed, NOW)));
  expect((await db.read((tx) => findProject(tx, project)))?.profile.logo).toBe(null);
});
