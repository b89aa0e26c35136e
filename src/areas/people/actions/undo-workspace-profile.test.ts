import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { profileVersions } from '../store/profiles.ts';
import { editWorkspaceProfile } from './edit-workspace-profile.ts';
import { undoWorkspaceProfile } from './undo-workspace-profile.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('an earlier version is put back as one of its own, and that can be put back as well', async () => {
  const said = { focus: [], majority: null };
  await db.tx((tx) => editWorkspaceProfile(tx, admin.actor, { ...said, mission: 'First.', version: 0 }, NOW));
  await db.tx((tx) => editWorkspaceProfile(tx, admin.actor, { ...said, mission: 'Second.', version: 1 }, NOW));
  const undo = (version: number) => db.tx((tx) => undoWorkspaceProfile(tx, admin.actor, { version }, NOW));
  expect(codeOf(await undo(2))).toBe('profile-unchanged');
  expect(codeOf(await undo(9))).toBe('no-such-version');
  expect([codeOf(await undo(1)), codeOf(await undo(2))]).toEqual([null, null]);
  const versions = await db.read((tx) => profileVersions(tx));
  expect(versions.map(({ mission, undoes }) => [mission, undoes])).toEqual([
    ['Second.', 2],
    ['First.', 1],
    ['Second.', null],
    ['First.', null],
  ]);
});
