import { expect, test } from 'vitest';
import {
  addTestAttendee,
  addTestNote,
  enterTestGathering,
  gatheringNow,
} from '../../../../test/support/conversations.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { setNoteStatus, type SetNoteStatus } from './set-note-status.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

test('a personal view is proposed, then adopted with the link to the decision; a stranger to the note does not say so', async () => {
  const { project } = await addTestProject(db, admin.actor, 'Example Grid');
  const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
  const other = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
  const gathering = await enterTestGathering(db, admin.actor);
  await addTestAttendee(db, admin.actor, gathering, keeper.person);
  await addTestAttendee(db, admin.actor, gathering, other.person);
  const note = await addTestNote(db, keeper.actor, gathering);
  const set = (actor: typeof admin.actor, more: Partial<SetNoteStatus>) =>
    db.tx((tx) =>
      setNoteStatus(tx, actor, { gathering, note, status: 'proposed', project: null, decision: null, ...more }, NOW),
    );
  expect(codeOf(await set(other.actor, {}))).toBe('not-your-note');
  expect(codeOf(await set(keeper.actor, { project: 'example-grid' }))).toBeNull();
  expect(codeOf(await set(admin.actor, { status: 'adopted', project: 'example-grid' }))).toBe('needs-decision');
  expect(
    codeOf(await set(admin.actor, { status: 'adopted', project: 'example-grid', decision: 'https://example.org/d' })),
  ).toBeNull();
  expect((await gatheringNow(db, gathering)).notes).toMatchObject([
    {
      status: 'adopted',
      decision: 'https://example.org/d',
      statusSet: { byName: 'Ada Example' },
      made: { byName: 'Mnt Example' },
    },
  ]);
});
