import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW, type TestPerson } from '../../../../test/support/people.ts';
import { STRANGER, type Actor } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { checkProof } from './check-proof.ts';
import { signOut } from './sign-out.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });

async function code(who: Pick<TestPerson, 'token'> & { actor: Actor }, now = NOW) {
  return codeOf(await db.tx((tx) => checkProof(tx, who.actor, { sessionToken: who.token }, now)));
}

test('proof is fresh for ten minutes after the session began', async () => {
  expect(await code(ana, addMinutes(NOW, 9))).toBe(null);
  expect(await code(ana, addMinutes(NOW, 10))).toBe('proof-needed');
});

test('only in a session of one’s own that lives', async () => {
  expect(await code({ actor: STRANGER, token: ana.token })).toBe('signed-out');
  expect(await code({ actor: ana.actor, token: admin.token })).toBe('signed-out');
  expect(await code({ actor: ana.actor, token: 'nothing' })).toBe('signed-out');
  await db.tx((tx) => signOut(tx, ana.actor, { token: ana.token }, NOW));
  expect(await code(ana)).toBe('signed-out');
});
