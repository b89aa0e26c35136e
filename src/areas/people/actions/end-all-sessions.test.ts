import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { endAllSessions } from './end-all-sessions.ts';
import { recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });

async function signIn(mail: string): Promise<string> {
  const input = { mail, password: PASSWORD, ...CAME_FROM };
  return mustBeDone(await db.tx((tx) => signInWithPassword(tx, STRANGER, input, NOW))).token;
}

function isKnown(token: string): Promise<boolean> {
  return db.read(async (tx) => (await recogniseSession(tx, token, NOW)) !== null);
}

test('ending all sessions leaves this one, and other people’s', async () => {
  const [here, there] = [await signIn('ada@example.org'), await signIn('ada@example.org')];
  mustBeDone(await db.tx((tx) => endAllSessions(tx, admin.actor, { token: here, revokeTokens: false }, NOW)));
  expect(await isKnown(here)).toBe(true);
  expect(await isKnown(there)).toBe(false);
  expect(await isKnown(bob.token)).toBe(true);
});

test('a stranger has none to end', async () => {
  expect(codeOf(await db.tx((tx) => endAllSessions(tx, STRANGER, { token: null, revokeTokens: false }, NOW)))).toBe(
    'signed-out',
  );
});
