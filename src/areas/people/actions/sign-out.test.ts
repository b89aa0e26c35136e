import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { CAME_FROM, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { listUnendedSessions } from '../store/sessions.ts';
import { recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { signOut } from './sign-out.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

async function signIn(mail: string): Promise<string> {
  const input = { mail, password: PASSWORD, ...CAME_FROM };
  return mustBeDone(await db.tx((tx) => signInWithPassword(tx, STRANGER, input, NOW))).token;
}

function isKnown(token: string): Promise<boolean> {
  return db.read(async (tx) => (await recogniseSession(tx, token, NOW)) !== null);
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
