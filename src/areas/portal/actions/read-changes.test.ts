import { expect, test } from 'vitest';
import { addDays } from '../../../kernel/dates.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { notify } from '../../people/index.ts';
import { readChanges } from './read-changes.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const mika = await addPerson(db, admin, { name: 'Mika Example', role: 'MNT', project });
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const changes = (actor: typeof mika.actor, now = NOW) => db.read((tx) => readChanges(tx, actor, now));

test('what one was told, and what others did to one’s projects; not one’s own acts, nor what is long ago', async () => {
  await db.tx((tx) =>
    notify(
      tx,
      { person: mika.person, kind: 'asked', sentence: 'Rosa asks for help.', link: '/projects' },
      addDays(NOW, 1),
    ),
  );
  expect(await changes(mika.actor, addDays(NOW, 2))).toEqual([
    { at: addDays(NOW, 1), sentence: 'Rosa asks for help.', link: '/projects' },
    { at: NOW, sentence: 'Ada Example added the project (Example Grid)', link: '/projects/example-grid' },
  ]);
  expect(await changes(admin.actor)).toEqual([]);
  expect(await changes(eng.actor)).toEqual([]);
  expect(await changes(mika.actor, addDays(NOW, 40))).toEqual([]);
});
