import { beforeEach, expect, test } from 'vitest';
import { mustBeDone, refused } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addApiToken,
  addPerson,
  BASE_URL,
  CAME_FROM,
  makeWorkspace,
  NOW,
  PASSWORD,
  type TestPerson,
} from '../../../../test/support/people.ts';
import { changePassword } from './change-password.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { endAllSessions } from './end-all-sessions.ts';
import { reactivatePerson } from './reactivate-person.ts';
import { recogniseApiToken } from './recognise-api-token.ts';
import { revokeAllApiTokens } from './revoke-all-api-tokens.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let ana: TestPerson;
let secrets: readonly string[];
let tests = 0;

beforeEach(async () => {
  ana = await addPerson(db, admin, { name: `Ana ${'x'.repeat(++tests)}`, role: 'ENG' });
  secrets = [(await addApiToken(db, ana)).secret, (await addApiToken(db, ana)).secret];
});

function working(): Promise<number> {
  return db.read(async (tx) => {
    const use = { changes: false, ofSession: false };
    const outcomes = [];
    for (const secret of secrets) outcomes.push(await recogniseApiToken(tx, secret, use, NOW));
    return outcomes.filter((one) => !refused(one)).length;
  });
}

async function lastEvents(): Promise<string[]> {
  const events = await db.read((tx) => eventsOf(tx, { kind: 'person', id: ana.person }, { limit: 3 }));
  return events.map(({ kind }) => kind);
}

test('revokes what is not revoked yet, announces it once, and leaves other people’s alone', async () => {
  const other = await addApiToken(db, admin);
  expect(await db.tx((tx) => revokeAllApiTokens(tx, admin.actor, { person: ana.person }, NOW))).toBe(2);
  expect(await db.tx((tx) => revokeAllApiTokens(tx, admin.actor, { person: ana.person }, NOW))).toBe(0);
  expect(await working()).toBe(0);
  expect((await lastEvents()).filter((kind) => kind === 'api-token.revoked')).toHaveLength(1);
  secrets = [other.secret];
  expect(await working()).toBe(1);
});

test('changing the password ends every token', async () => {
  const input = { current: PASSWORD, password: 'a wholly different sentence', token: ana.token, baseUrl: BASE_URL };
  mustBeDone(await db.tx((tx) => changePassword(tx, ana.actor, { ...input, trace: CAME_FROM.trace }, NOW)));
  expect(await working()).toBe(0);
  expect(await lastEvents()).toContain('api-token.revoked');
});

test('a password that is not changed ends none', async () => {
  const input = { current: 'wrong', password: 'a wholly different sentence', token: ana.token, baseUrl: BASE_URL };
  await db.tx((tx) => changePassword(tx, ana.actor, { ...input, trace: CAME_FROM.trace }, NOW));
  expect(await working()).toBe(2);
});

test('closing the account ends every token, and opening it again brings none back', async () => {
  const { person } = ana;
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person, reason: 'left' }, NOW)));
  expect(await working()).toBe(0);
  mustBeDone(await db.tx((tx) => reactivatePerson(tx, admin.actor, { person }, NOW)));
  expect(await working()).toBe(0);
});

test('signing out everywhere else ends tokens only when the person says so', async () => {
  const end = (revokeTokens: boolean) =>
    db.tx((tx) => endAllSessions(tx, ana.actor, { token: ana.token, revokeTokens }, NOW));
  mustBeDone(await end(false));
  expect(await working()).toBe(2);
  mustBeDone(await end(true));
  expect(await working()).toBe(0);
});
