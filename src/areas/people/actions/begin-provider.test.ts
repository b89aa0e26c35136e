import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import { BASE_URL, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { fakeProvider } from '../../../../test/support/provider.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { beginProvider } from './begin-provider.ts';
import { reachProvider } from './reach-provider.ts';

const { db, adminUrl } = await testDatabase();
await makeWorkspace(db);
const provider = await fakeProvider();

test('the address asks for a code with state, nonce and challenge; the table has none of them', async () => {
  const found = mustBeDone(await reachProvider({ providers: [provider], sendsMail: false }, provider.key, NOW));
  const input = { purpose: 'oidc-sign-in', provider: found, next: '/survey', baseUrl: BASE_URL } as const;
  const begun = mustBeDone(
    await db.tx((tx) => beginProvider(tx, STRANGER, { ...input, sessionToken: null, browserToken: null }, NOW)),
  );
  const query = new URL(begun.address).searchParams;
  expect(Object.fromEntries(query)).toMatchObject({
    client_id: provider.clientId,
    redirect_uri: `${BASE_URL}/sign-in/with/example-id/back`,
    response_type: 'code',
    scope: 'openid email profile',
    code_challenge_method: 'S256',
  });
  const { rows } = await asAdmin(adminUrl, (client) => client.query('select * from begun_sign_in'));
  const kept = JSON.stringify(rows);
  for (const secret of [begun.browserToken, ...['state', 'nonce', 'code_challenge'].map((name) => query.get(name)!)]) {
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(kept).not.toContain(secret);
  }
});
