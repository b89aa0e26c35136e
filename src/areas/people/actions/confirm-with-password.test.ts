import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { checkProof } from './check-proof.ts';
import { confirmWithPassword } from './confirm-with-password.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
const later = addMinutes(NOW, 60);

function confirm(current: string, sessionToken = ana.token, actor = ana.actor) {
  const { trace } = CAME_FROM;
  return db.tx((tx) => confirmWithPassword(tx, actor, { current, sessionToken, trace }, later));
}

test('the password is proof for ten minutes, in this session alone; a wrong one is none and is counted', async () => {
  const proof = async (now: Date) =>
    codeOf(await db.tx((tx) => checkProof(tx, ana.actor, { sessionToken: ana.token }, now)));
  expect(codeOf(await confirm('not it'))).toBe('wrong-password');
  expect(await proof(later)).toBe('proof-needed');
  expect(codeOf(await confirm(PASSWORD))).toBe(null);
  expect(await proof(addMinutes(later, 9))).toBe(null);
  expect(await proof(addMinutes(later, 10))).toBe('proof-needed');
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: ana.person }));
  expect(event).toMatchObject({ kind: 'session.confirmed', facts: { proof: 'password' } });
  for (let tries = 2; tries <= 5; tries++) expect(codeOf(await confirm('not it'))).toBe('wrong-password');
  expect(codeOf(await confirm(PASSWORD))).toBe('too-many-attempts');
});

test('in somebody else’s session, or in none, nothing is confirmed', async () => {
  expect(codeOf(await confirm(PASSWORD, admin.token))).toBe('signed-out');
  const input = { current: PASSWORD, sessionToken: null, trace: CAME_FROM.trace };
  expect(codeOf(await db.tx((tx) => confirmWithPassword(tx, STRANGER, input, later)))).toBe('signed-out');
});
