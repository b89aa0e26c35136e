import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, CAME_FROM, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { listUnendedSessions } from '../store/sessions.ts';
import { noteSessionSeen, recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });

async function signIn(mail: string): Promise<string> {
  const input = { mail, password: PASSWORD, ...CAME_FROM };
  return mustBeDone(await db.tx((tx) => signInWithPassword(tx, STRANGER, input, NOW))).token;
}

function isKnown(token: string, now = NOW): Promise<boolean> {
  return db.read(async (tx) => (await recogniseSession(tx, token, now)) !== null);
}

test('a session in use lives on, an unused one runs out', async () => {
  const [used, unused] = [await signIn(bob.mail), await signIn(bob.mail)];
  const later = addDays(NOW, 6);
  const { session } = (await db.read((tx) => recogniseSession(tx, used, later)))!;
  await db.tx((tx) => noteSessionSeen(tx, session.id, { address: '2001:db8::5', agent: 'Another' }, later));
  expect(await isKnown(used, addDays(NOW, 8))).toBe(true);
  expect(await isKnown(unused, addDays(NOW, 8))).toBe(false);
  const listed = await db.read((tx) => listUnendedSessions(tx, bob.person));
  expect(listed[0]).toMatchObject({ id: session.id, address: '2001:db8::5', agent: 'Another', lastSeenAt: later });
});

test('the last use is noted at most every five minutes', async () => {
  const token = await signIn(bob.mail);
  const due = (now: Date) => db.read(async (tx) => (await recogniseSession(tx, token, now))?.isDueForNote);
  expect(await due(addMinutes(NOW, 4))).toBe(false);
  expect(await due(addMinutes(NOW, 6))).toBe(true);
});
