import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, CAME_FROM, codeOf, makeWorkspace, NOW, PASSWORD } from '../../../../test/support/people.ts';
import { endSession } from './end-session.ts';
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
