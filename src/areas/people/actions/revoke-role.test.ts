import { afterEach, beforeEach, expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW, type TestPerson } from '../../../../test/support/people.ts';
import { grantsOf } from '../store/grants.ts';
import { administrators } from '../store/persons.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { reactivatePerson } from './reactivate-person.ts';
import { recogniseSession } from './recognise-session.ts';
import { revokeRole } from './revoke-role.ts';

let database: TestDatabase;
let admin: TestPerson;

beforeEach(async () => {
  database = await freshDatabase();
  admin = await makeWorkspace(database.db);
});
afterEach(() => database.close());

async function revoke(by: TestPerson, from: TestPerson) {
  const [grant] = await database.db.read((tx) => grantsOf(tx, from.person));
  const input = { person: from.person, grant: grant!.id };
  return database.db.tx((tx) => revokeRole(tx, by.actor, input, NOW));
}

test('a role taken back counts no more from the next request on', async () => {
  const bob = await addPerson(database.db, admin, { name: 'Bob Example', role: 'ENG' });
  mustBeDone(await revoke(admin, bob));
  const recognised = await database.db.read((tx) => recogniseSession(tx, bob.token, NOW));
  expect(recognised?.actor.grants).toEqual([]);
  const [event] = await database.db.read((tx) => eventsOf(tx, { kind: 'person', id: bob.person }));
  expect(event).toMatchObject({ kind: 'role.revoked', facts: { role: 'ENG' } });
});

test('the last administrator cannot be dismissed, nor leave', async () => {
  expect(codeOf(await revoke(admin, admin))).toBe('last-administrator');
  const leave = { person: admin.person, reason: 'tired' };
  expect(codeOf(await database.db.tx((tx) => deactivatePerson(tx, admin.actor, leave, NOW)))).toBe(
    'last-administrator',
  );
  expect(await database.db.read(administrators)).toHaveLength(1);
});

test('an administrator whose account is closed does not count as one', async () => {
  const bob = await addPerson(database.db, admin, { name: 'Bob Example', role: 'ADM' });
  mustBeDone(
    await database.db.tx((tx) => deactivatePerson(tx, admin.actor, { person: bob.person, reason: 'left' }, NOW)),
  );
  expect(codeOf(await revoke(admin, admin))).toBe('last-administrator');
  mustBeDone(await database.db.tx((tx) => reactivatePerson(tx, admin.actor, { person: bob.person }, NOW)));
  expect(codeOf(await revoke(admin, admin))).toBe(null);
});

test('two administrators who dismiss each other at the same moment leave one', async () => {
  const bob = await addPerson(database.db, admin, { name: 'Bob Example', role: 'ADM' });
  const codes = await Promise.all([revoke(admin, bob), revoke(bob, admin)].map(async (one) => codeOf(await one)));
  expect(codes.filter((code) => code === null)).toHaveLength(1);
  expect(codes).toContain('last-administrator');
  expect(await database.db.read(administrators)).toHaveLength(1);
});

test('one who closes the other’s account while being dismissed: still one is left', async () => {
  const bob = await addPerson(database.db, admin, { name: 'Bob Example', role: 'ADM' });
  const close = { person: bob.person, reason: 'x' };
  const codes = await Promise.all([
    database.db.tx(async (tx) => codeOf(await deactivatePerson(tx, admin.actor, close, NOW))),
    revoke(bob, admin).then(codeOf),
  ]);
  expect(codes.filter((code) => code === null)).toHaveLength(1);
  expect(await database.db.read(administrators)).toHaveLength(1);
});

test('only an administrator takes roles back, and only roles that are held', async () => {
  const bob = await addPerson(database.db, admin, { name: 'Bob Example', role: 'ENG' });
  expect(codeOf(await revoke(bob, admin))).toBe('not-allowed');
  const [grant] = await database.db.read((tx) => grantsOf(tx, bob.person));
  const wrongPerson = { person: admin.person, grant: grant!.id };
  expect(codeOf(await database.db.tx((tx) => revokeRole(tx, admin.actor, wrongPerson, NOW)))).toBe('no-such-grant');
  mustBeDone(await revoke(admin, bob));
  expect(
    codeOf(await database.db.tx((tx) => revokeRole(tx, admin.actor, { person: bob.person, grant: grant!.id }, NOW))),
  ).toBe('no-such-grant');
});
