import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { editWorkspaceProfileInput } from '../profile-inputs.ts';
import { profileVersions, workspaceProfile } from '../store/profiles.ts';
import { editWorkspaceProfile, type EditWorkspaceProfile } from './edit-workspace-profile.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

const said: EditWorkspaceProfile = {
  mission: 'Sustain the array stack.',
  focus: ['Arrays', 'Plots'],
  majority: null,
  version: 0,
};
const edit = (more: Partial<EditWorkspaceProfile>, actor = admin.actor) =>
  db.tx((tx) => editWorkspaceProfile(tx, actor, { ...said, ...more }, NOW));

test('an administrator says what the workspace is for; each version is kept and signed', async () => {
  expect(await db.read(workspaceProfile)).toBeNull();
  expect(codeOf(await edit({}))).toBeNull();
  expect(codeOf(await edit({ version: 1 }))).toBe('profile-unchanged');
  expect(codeOf(await edit({ version: 0, mission: 'Another.' }))).toBe('profile-changed-meanwhile');
  expect(codeOf(await edit({ version: 1, majority: 'Most of us maintain a project.' }))).toBeNull();
  expect(await db.read((tx) => profileVersions(tx))).toMatchObject([
    { version: 2, focus: ['Arrays', 'Plots'], majority: 'Most of us maintain a project.', byName: 'Ada Example' },
    { version: 1, majority: null },
  ]);
});

test('of two who save at once one is told; nobody else saves; the database changes no version', async () => {
  const both = await Promise.all([edit({ version: 2, mission: 'One.' }), edit({ version: 2, mission: 'Two.' })]);
  expect(new Set(both.map(codeOf))).toEqual(new Set(['profile-changed-meanwhile', null]));
  const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
  expect(codeOf(await edit({ version: 3, mission: 'Mine.' }, lead.actor))).toBe('not-allowed');
  await expect(db.tx((tx) => sql`update workspace_profile set mission = 'x'`.execute(on(tx)))).rejects.toThrow();
});

test('topics are read a line each, twice is once, and too many are refused', () => {
  const typed = { mission: ' A <b>mission</b> ', focus: 'Arrays\n\n Plots \nArrays', majority: '', version: '0' };
  expect(editWorkspaceProfileInput.parse(typed)).toEqual({
    mission: 'A <b>mission</b>',
    focus: ['Arrays', 'Plots'],
    majority: null,
    version: 0,
  });
  expect(editWorkspaceProfileInput.safeParse({ ...typed, focus: 'x\n'.repeat(5) + 'y'.repeat(81) }).success).toBe(
    false,
  );
  expect(editWorkspaceProfileInput.safeParse({ ...typed, mission: ' … ' }).success).toBe(false);
});
