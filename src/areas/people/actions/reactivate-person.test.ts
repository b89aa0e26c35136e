import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { grantsOf } from '../store/grants.ts';
import { findPerson } from '../store/persons.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { reactivatePerson } from './reactivate-person.ts';
import { recogniseSession } from './recognise-session.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

test('opened again, it has its roles, and must sign in anew', async () => {
  const open = () => db.tx((tx) => reactivatePerson(tx, admin.actor, { person: bob.person }, NOW));
  expect(codeOf(await db.tx((tx) => reactivatePerson(tx, eng.actor, { person: bob.person }, NOW)))).toBe('not-allowed');
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: bob.person, reason: 'left' }, NOW)));
  mustBeDone(await open());
  expect(codeOf(await open())).toBe('not-deactivated');
  await db.read(async (tx) => {
    expect((await findPerson(tx, bob.person))?.deactivation).toBe(null);
    expect(await grantsOf(tx, bob.person)).toMatchObject([{ role: 'ENG' }]);
    expect(await recogniseSession(tx, bob.token, NOW)).toBe(null);
  });
});
