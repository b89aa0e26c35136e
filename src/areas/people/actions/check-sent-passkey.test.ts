import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addTestPasskey, begin } from '../../../../test/support/passkeys.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { checkSentPasskey } from './check-sent-passkey.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });

test('it says whose passkey answered; what was begun is used up also when the answer is wrong', async () => {
  const passkey = await addTestPasskey(db, ana);
  const { challenge, browserToken } = await begin(db, null, 'passkey-sign-in');
  const check = (forged: boolean) => {
    const sent = passkey.used({ origin: BASE_URL, challenge, forged });
    const input = { passkey: sent, browserToken, baseUrl: BASE_URL, purpose: 'passkey-sign-in' } as const;
    return db.tx((tx) => checkSentPasskey(tx, ana.actor, input, NOW));
  };
  expect(codeOf(await check(true))).toBe('passkey-not-taken');
  expect(codeOf(await check(false))).toBe('begun-elsewhere');

  const again = await begin(db, null, 'passkey-sign-in');
  const sent = passkey.used({ origin: BASE_URL, challenge: again.challenge });
  const input = {
    passkey: sent,
    browserToken: again.browserToken,
    baseUrl: BASE_URL,
    purpose: 'passkey-sign-in',
  } as const;
  const outcome = await db.tx((tx) => checkSentPasskey(tx, ana.actor, input, NOW));
  expect(outcome).toEqual({ done: { person: ana.person, factor: passkey.factor } });
});
