import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { grantsOf } from '../store/grants.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { grantRole } from './grant-role.ts';
import { recogniseSession } from './recognise-session.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });
const project = newId<'project'>(NOW);

test('a role counts from the next request on, and who gave it is announced', async () => {
  const input = { person: bob.person, role: 'MNT', project } as const;
  mustBeDone(await db.tx((tx) => grantRole(tx, admin.actor, input, NOW)));
  const recognised = await db.read((tx) => recogniseSession(tx, bob.token, NOW));
  expect(recognised?.actor.grants).toContainEqual({ role: 'MNT', project });
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: bob.person }));
  expect(event).toMatchObject({ kind: 'role.granted', facts: { role: 'MNT', project }, actor: { id: admin.person } });
});

test('the same role at the same moment is given once', async () => {
  const input = { person: bob.person, role: 'TEC', project: null } as const;
  const codes = await Promise.all(
    [1, 2].map(() => db.tx(async (tx) => codeOf(await grantRole(tx, admin.actor, input, NOW)))),
  );
  expect(new Set(codes)).toEqual(new Set([null, 'role-already-held']));
  const held = await db.read((tx) => grantsOf(tx, bob.person));
  expect(held.filter((grant) => grant.role === 'TEC')).toHaveLength(1);
});

test.each([
  ['a stranger', STRANGER, { person: bob.person, role: 'ADM', project: null }, 'signed-out'],
  ['a person, to themselves', bob.actor, { person: bob.person, role: 'ADM', project: null }, 'not-allowed'],
  [
    'an administrator, to nobody',
    admin.actor,
    { person: newId<'person'>(NOW), role: 'ADM', project: null },
    'no-such-person',
  ],
  ['an administrator, twice', admin.actor, { person: bob.person, role: 'ENG', project: null }, 'role-already-held'],
  [
    'an administrator, PRJ of nothing',
    admin.actor,
    { person: bob.person, role: 'PRJ', project: null },
    'role-needs-a-project',
  ],
] as const)('%s gives no role', async (_, actor, input, code) => {
  const before = await db.read((tx) => grantsOf(tx, bob.person));
  expect(codeOf(await db.tx((tx) => grantRole(tx, actor, input, NOW)))).toBe(code);
  expect(await db.read((tx) => grantsOf(tx, bob.person))).toEqual(before);
});

test('a closed account is given nothing', async () => {
  const eve = await addPerson(db, admin, { name: 'Eve Example', role: 'ENG' });
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: eve.person, reason: 'left' }, NOW)));
  const input = { person: eve.person, role: 'TEC', project: null } as const;
  expect(codeOf(await db.tx((tx) => grantRole(tx, admin.actor, input, NOW)))).toBe('person-deactivated');
});
