import { beforeEach, expect, test } from 'vitest';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { sql, on } from '../../../outside/database/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addApiToken,
  addPerson,
  codeOf,
  makeWorkspace,
  NOW,
  type TestPerson,
} from '../../../../test/support/people.ts';
import { listApiTokens } from '../store/api-tokens.ts';
import { grantRole } from './grant-role.ts';
import { noteApiTokenUsed, recogniseApiToken } from './recognise-api-token.ts';
import { revokeApiToken } from './revoke-api-token.ts';

const READING = { changes: false, ofSession: false };
const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let bob: TestPerson;
let tests = 0;

beforeEach(async () => {
  bob = await addPerson(db, admin, { name: `Bob ${'x'.repeat(++tests)}`, role: 'ENG' });
});

function recognise(secret: string, use = READING, now = NOW) {
  return db.read((tx) => recogniseApiToken(tx, secret, use, now));
}

test('the person acts with the roles they hold at that moment', async () => {
  const { secret, id } = await addApiToken(db, bob);
  const before = mustBeDone(await recognise(secret));
  expect(before).toMatchObject({ id, actor: bob.actor });
  const grant = { person: bob.person, role: 'TEC', project: null } as const;
  mustBeDone(await db.tx((tx) => grantRole(tx, admin.actor, grant, NOW)));
  const after = mustBeDone(await recognise(secret)).actor.grants.map(({ role }) => role);
  expect(new Set(after)).toEqual(new Set(['ENG', 'TEC']));
});

test('a token that is unknown, cut short, run out or revoked opens nothing', async () => {
  const { secret, id } = await addApiToken(db, bob, { days: 30 });
  expect(codeOf(await recognise('cw_nothing'))).toBe('token-not-known');
  expect(codeOf(await recognise(''))).toBe('token-not-known');
  expect(codeOf(await recognise(secret.slice(0, -1)))).toBe('token-not-known');
  expect(codeOf(await recognise(secret.slice(3)))).toBe('token-not-known');
  expect(codeOf(await recognise(bob.token))).toBe('token-not-known'); // a session's secret is no token
  expect(codeOf(await recognise(secret, READING, addMinutes(addDays(NOW, 30), -1)))).toBe(null);
  expect(codeOf(await recognise(secret, READING, addDays(NOW, 30)))).toBe('token-run-out');
  mustBeDone(await db.tx((tx) => revokeApiToken(tx, bob.actor, { token: id }, NOW)));
  expect(codeOf(await recognise(secret))).toBe('token-revoked');
});

test('a closed account opens nothing, whatever became of its tokens', async () => {
  const { secret, id } = await addApiToken(db, bob);
  await db.tx(async (tx) => {
    await sql`insert into person_deactivation (id, person, at, reason) values (${id}, ${bob.person}, ${NOW}, 'x')`.execute(
      on(tx),
    );
  });
  expect(codeOf(await recognise(secret))).toBe('token-revoked');
});

test('the scope read changes nothing, and no scope looks after tokens', async () => {
  const reading = await addApiToken(db, bob, { scope: 'read' });
  const writing = await addApiToken(db, bob, { scope: 'read-write' });
  const change = { changes: true, ofSession: false };
  expect(codeOf(await recognise(reading.secret, change))).toBe('token-only-reads');
  expect(codeOf(await recognise(writing.secret, change))).toBe(null);
  for (const changes of [true, false]) {
    expect(codeOf(await recognise(writing.secret, { changes, ofSession: true }))).toBe('token-not-here');
  }
});

test('the last use is noted at most once a minute', async () => {
  const { secret, id } = await addApiToken(db, bob);
  const isDue = async (now: Date) => mustBeDone(await recognise(secret, READING, now)).isDueForNote;
  const note = (now: Date) => db.tx((tx) => noteApiTokenUsed(tx, id, now));
  const lastUse = async () => (await db.read((tx) => listApiTokens(tx, bob.person, 1)))[0]?.lastUsedAt;
  const half = new Date(NOW.getTime() + 30_000);
  expect(await isDue(NOW)).toBe(true);
  await note(NOW);
  expect(await isDue(half)).toBe(false);
  await note(half); // somebody who found it due a moment ago
  expect(await lastUse()).toEqual(NOW);
  expect(await isDue(addMinutes(NOW, 1))).toBe(true);
  await note(addMinutes(NOW, 1));
  expect(await lastUse()).toEqual(addMinutes(NOW, 1));
});
