import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addTestPasskey } from '../../../../test/support/passkeys.ts';
import { addPerson, BASE_URL, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { asAdmin } from '../../../../test/support/server.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { beginPasskey } from './begin-passkey.ts';

const { db, adminUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
const asked = { sessionToken: ana.token, browserToken: null, baseUrl: BASE_URL } as const;

test('for a new one: whose it is, which are there already, and that it must say so by itself', async () => {
  const known = await addTestPasskey(db, ana);
  const input = { ...asked, purpose: 'passkey-add' } as const;
  const { options, browserToken } = mustBeDone(await db.tx((tx) => beginPasskey(tx, ana.actor, input, NOW)));
  expect(browserToken).toMatch(/^[\w-]{43}$/);
  expect(options).toMatchObject({
    rp: { id: 'localhost', name: 'Example Lab' },
    user: { name: ana.mail, displayName: 'Ana Example' },
    attestation: 'none',
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    excludeCredentials: [{ id: known.id }],
  });
});

test('to sign in, nothing is said of anybody', async () => {
  const input = { ...asked, purpose: 'passkey-sign-in', browserToken: 'b'.repeat(43) } as const;
  const { options, browserToken } = mustBeDone(await db.tx((tx) => beginPasskey(tx, ana.actor, input, NOW)));
  expect(browserToken).toBe('b'.repeat(43));
  expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'preferred', allowCredentials: [] });
});

test('the table knows digests alone, and forgets what nobody came back for', async () => {
  const later = addMinutes(NOW, 30);
  const input = { ...asked, purpose: 'passkey-sign-in' } as const;
  const { options, browserToken } = mustBeDone(await db.tx((tx) => beginPasskey(tx, STRANGER, input, later)));
  const { rows } = await asAdmin(adminUrl, (client) => client.query('select * from begun_sign_in'));
  expect(rows).toHaveLength(1);
  const kept = JSON.stringify(rows);
  expect(kept).not.toContain(options.challenge);
  expect(kept).not.toContain(browserToken);
});

test.each([
  ['a stranger adds none', { purpose: 'passkey-add' }, 'signed-out', NOW],
  ['nor is asked to confirm', { purpose: 'passkey-confirm' }, 'signed-out', NOW],
  [
    'a site without a name has none',
    { purpose: 'passkey-sign-in', baseUrl: 'http://192.0.2.1' },
    'no-passkeys-here',
    NOW,
  ],
] as const)('%s', async (_, input, code, now) => {
  expect(codeOf(await db.tx((tx) => beginPasskey(tx, STRANGER, { ...asked, ...input }, now)))).toBe(code);
});

test('without fresh proof none is made', async () => {
  const input = { ...asked, purpose: 'passkey-add' } as const;
  const outcome = await db.tx((tx) => beginPasskey(tx, ana.actor, input, addMinutes(NOW, 10)));
  expect(codeOf(outcome)).toBe('proof-needed');
});
