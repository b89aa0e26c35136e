import { expect, test } from 'vitest';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { listUnendedSessions } from '../store.ts';
import { endAllSessions } from './end-all-sessions.ts';
import { endSession } from './end-session.ts';
import { noteSessionSeen, recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { signOut } from './sign-out.ts';

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

test('signing out ends the session on the server, and where it came from is forgotten', async () => {
  const token = await signIn('ada@example.org');
  await db.tx((tx) => signOut(tx, admin.actor, { token }, NOW));
  expect(await isKnown(token)).toBe(false);
  const left = await db.read((tx) => listUnendedSessions(tx, admin.person));
  expect(left).toHaveLength(1);
  expect(await isKnown(admin.token)).toBe(true);
});

test('signing out without a session, or twice, is fine', async () => {
  expect(await db.tx((tx) => signOut(tx, STRANGER, { token: null }, NOW))).toEqual({ done: 'signed-out' });
  expect(await db.tx((tx) => signOut(tx, STRANGER, { token: 'x'.repeat(43) }, NOW))).toEqual({ done: 'signed-out' });
});

test('one ends one of one’s own sessions; somebody else’s does not exist', async () => {
  const token = await signIn('ada@example.org');
  const { session } = (await db.read((tx) => recogniseSession(tx, token, NOW)))!;
  const end = (actor: typeof admin.actor) => db.tx((tx) => endSession(tx, actor, { session: session.id }, NOW));
  expect(codeOf(await end(bob.actor))).toBe('no-such-session');
  expect(await isKnown(token)).toBe(true);
  expect(codeOf(await end(admin.actor))).toBe(null);
  expect(await isKnown(token)).toBe(false);
  expect(codeOf(await end(admin.actor))).toBe('no-such-session');
});

test('ending all sessions leaves this one, and other people’s', async () => {
  const [here, there] = [await signIn('ada@example.org'), await signIn('ada@example.org')];
  mustBeDone(await db.tx((tx) => endAllSessions(tx, admin.actor, { token: here }, NOW)));
  expect(await isKnown(here)).toBe(true);
  expect(await isKnown(there)).toBe(false);
  expect(await isKnown(bob.token)).toBe(true);
});

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
