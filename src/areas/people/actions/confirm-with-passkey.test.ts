import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addTestPasskey, begin, type TestPasskey } from '../../../../test/support/passkeys.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { checkProof } from './check-proof.ts';
import { confirmWithPasskey } from './confirm-with-passkey.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
const later = addMinutes(NOW, 60);

async function confirm(passkey: TestPasskey) {
  const { challenge, browserToken } = await begin(db, ana, 'passkey-confirm', later);
  const sent = passkey.used({ origin: BASE_URL, challenge });
  const input = { passkey: sent, browserToken, baseUrl: BASE_URL, sessionToken: ana.token };
  return db.tx((tx) => confirmWithPasskey(tx, ana.actor, input, later));
}

test('one’s own passkey is proof for ten minutes; somebody else’s is none', async () => {
  const own = await addTestPasskey(db, ana);
  const other = await addTestPasskey(db, admin);
  const proof = async (now: Date) =>
    codeOf(await db.tx((tx) => checkProof(tx, ana.actor, { sessionToken: ana.token }, now)));
  expect(codeOf(await confirm(other))).toBe('passkey-not-known');
  expect(await proof(later)).toBe('proof-needed');
  expect(codeOf(await confirm(own))).toBe(null);
  expect(await proof(addMinutes(later, 9))).toBe(null);
  expect(await proof(addMinutes(later, 10))).toBe('proof-needed');
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: ana.person }));
  expect(event).toMatchObject({ kind: 'session.confirmed', facts: { proof: 'passkey' } });
});
