import { expect, test } from 'vitest';
import { asAdmin } from '../../../../test/support/server.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addApiToken, addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { brokenInvariants } from '../../../outside/database/index.ts';
import { deactivatePerson } from '../actions/deactivate-person.ts';
import { peopleInvariants } from './invariants.ts';

const { db, adminUrl } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
await addApiToken(db, admin, { days: 365 });
await addApiToken(db, ana, { days: 365 });
await db.tx(async (tx) =>
  mustBeDone(await deactivatePerson(tx, admin.actor, { person: ana.person, reason: 'left' }, NOW)),
);

test('the verbs keep every invariant', async () => {
  expect(await brokenInvariants(db, peopleInvariants)).toEqual([]);
});

test.each([
  [
    'a closed account has no token that works',
    `update api_token set revoked_at = null, valid_until = now() + interval '1 day'`,
  ],
  [
    'nobody has more than 20 tokens that work',
    `insert into api_token (id, token_digest, person, name, scope, made_at, valid_until)
     select gen_random_uuid(), sha256(n::text::bytea), person, name, scope, now(), now() + interval '1 day'
     from api_token, generate_series(1, 21) n where revoked_at is null`,
  ],
  [
    'nobody has more than 20 passkeys',
    `insert into person_factor (id, person, kind, handle, name, details, set_at)
     select gen_random_uuid(), (select min(id::text)::uuid from person), 'passkey', n::text, 'x', '{"publicKey":"x"}', now()
     from generate_series(1, 21) n`,
  ],
  [
    'nobody has two accounts of one sign-in provider connected',
    `insert into person_factor (id, person, kind, handle, details, set_at)
     select gen_random_uuid(), (select min(id::text)::uuid from person), 'oidc', n::text, '{"issuer":"x"}', now()
     from generate_series(1, 2) n`,
  ],
  [
    'nobody has two recovery links, or two new mail addresses, that wait',
    `insert into mail_change (id, person, token_digest, mail, asked_at, valid_until)
     select gen_random_uuid(), (select min(id::text)::uuid from person), sha256(n::text::bytea), 'x@y', now(), now() + interval '1 hour'
     from generate_series(1, 2) n`,
  ],
  [
    'an account that was merged is closed, holds no role and has no token that works',
    `insert into person_merge (duplicate, into_person, at, reason)
     select a.id, b.id, now(), 'x' from person a, person b where a.id < b.id`,
  ],
  [
    'a link for one act that was used was used while it worked',
    `insert into act_link (id, token_digest, act, subject, role, use, made_at, valid_until, spent_at)
     values (gen_random_uuid(), sha256('x'), 'answer', gen_random_uuid(), 'FND', 'once', now(), now() + interval '1 s',
             now() + interval '2 s')`,
  ],
])('it is found when it does not hold that %s', async (name, damage) => {
  await asAdmin(adminUrl, async (client) => {
    await client.query(`begin; ${damage}`);
    const invariant = peopleInvariants.find((one) => one.name === name)!;
    expect((await client.query(invariant.sql)).rows).not.toEqual([]);
    await client.query('rollback');
  });
});
