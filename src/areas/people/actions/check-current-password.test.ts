import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { findPerson } from '../store/persons.ts';
import { checkCurrentPassword } from './check-current-password.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });

test('the right one passes; wrong ones are counted, until even the right one must wait', async () => {
  const person = (await db.read((tx) => findPerson(tx, bob.person)))!;
  const check = (current: string) =>
    db.tx((tx) => checkCurrentPassword(tx, bob.actor, { person, current, trace: CAME_FROM.trace }, NOW));
  expect(codeOf(await check(PASSWORD))).toBe(null);
  for (let tries = 1; tries <= 5; tries++) expect(codeOf(await check('wrong'))).toBe('wrong-password');
  expect(codeOf(await check(PASSWORD))).toBe('too-many-attempts');
});
