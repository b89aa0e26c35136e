import { beforeEach, expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addDays, addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addPerson,
  BASE_URL,
  CAME_FROM,
  codeOf,
  makeWorkspace,
  NOW,
  PASSWORD,
  tokenIn,
  type TestPerson,
} from '../../../../test/support/people.ts';
import type { MakeApiToken } from '../inputs.ts';
import { countWorkingApiTokens, findApiTokenActor, listApiTokens } from '../store/api-tokens.ts';
import { makeApiToken } from './make-api-token.ts';
import { requestSignInLink } from './request-sign-in-link.ts';
import { revokeApiToken } from './revoke-api-token.ts';
import { signInWithLink } from './sign-in-with-link.ts';
import { signOut } from './sign-out.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let ana: TestPerson;
let tests = 0;

beforeEach(async () => {
  ana = await addPerson(db, admin, { name: `Ana ${'x'.repeat(++tests)}`, role: 'ENG' });
});

interface With extends Partial<MakeApiToken> {
  readonly sessionToken?: string | null;
  readonly now?: Date;
}

function make({ sessionToken = ana.token, now = NOW, ...given }: With = {}) {
  const wanted = { name: 'nightly export', scope: 'read', days: 30, current: PASSWORD, ...given } as const;
  const input = { ...wanted, sessionToken, trace: CAME_FROM.trace, baseUrl: BASE_URL };
  return db.tx((tx) => makeApiToken(tx, ana.actor, input, now));
}

test('the secret is given once; the table holds its digest, the journal an id, and a mail says so', async () => {
  const made = mustBeDone(await make({ scope: 'read-write', days: 90 }));
  expect(made.secret).toMatch(/^cw_[A-Za-z0-9_-]{43}$/);
  expect(made.validUntil).toEqual(addDays(NOW, 90));
  await db.read(async (tx) => {
    const [listed] = await listApiTokens(tx, ana.person, 10);
    expect(listed).toEqual({
      id: made.id,
      person: ana.person,
      name: 'nightly export',
      scope: 'read-write',
      madeAt: NOW,
      validUntil: made.validUntil,
      lastUsedAt: null,
      revokedAt: null,
    });
    expect((await findApiTokenActor(tx, tokenDigest(made.secret)))?.token.id).toBe(made.id);
    const [event] = await eventsOf(tx, { kind: 'person', id: ana.person });
    expect(event).toMatchObject({
      kind: 'api-token.made',
      actor: { id: ana.person },
      facts: { apiToken: made.id, scope: 'read-write', validUntil: made.validUntil.toISOString() },
    });
    const letter = (await listOutbox(tx, 1000)).find(
      (one) => one.recipient === ana.mail && one.subject.includes('token'),
    );
    expect(letter?.body).toContain('"nightly export"');
    expect(JSON.stringify([event, letter])).not.toContain(made.secret.slice(3));
  });
});

test('without the password, or without a session of one’s own that lives, none is made', async () => {
  expect(codeOf(await make({ current: 'wrong' }))).toBe('wrong-password');
  expect(codeOf(await make({ current: '' }))).toBe('wrong-password');
  expect(codeOf(await make({ sessionToken: null }))).toBe('signed-out');
  expect(codeOf(await make({ sessionToken: admin.token }))).toBe('signed-out');
  await db.tx((tx) => signOut(tx, ana.actor, { token: ana.token }, NOW));
  expect(codeOf(await make())).toBe('signed-out');
  expect(await db.read((tx) => listApiTokens(tx, ana.person, 10))).toEqual([]);
  const input = { name: 'x', scope: 'read', days: 30, current: PASSWORD, baseUrl: BASE_URL } as const;
  const asStranger = db.tx((tx) =>
    makeApiToken(tx, STRANGER, { ...input, sessionToken: ana.token, trace: CAME_FROM.trace }, NOW),
  );
  expect(codeOf(await asStranger)).toBe('signed-out');
});

/** A session begun by mail link just now. */
async function comeByLink(now = NOW): Promise<string> {
  await db.tx((tx) => requestSignInLink(tx, STRANGER, { mail: ana.mail, baseUrl: BASE_URL, next: null }, now));
  const letters = await db.read((tx) => listOutbox(tx, 1000));
  const link = letters.find((one) => one.recipient === ana.mail && one.link?.includes('sign-in'))?.link;
  const input = { token: tokenIn(link ?? ''), ...CAME_FROM };
  return mustBeDone(await db.tx((tx) => signInWithLink(tx, STRANGER, input, now))).token;
}

test('within a quarter of an hour after a mail link the password is not asked for', async () => {
  const sessionToken = await comeByLink();
  expect(codeOf(await make({ sessionToken, current: '', now: addMinutes(NOW, 14) }))).toBe(null);
  expect(codeOf(await make({ sessionToken, current: '', now: addMinutes(NOW, 15) }))).toBe('wrong-password');
});

test('twenty may work at a time, also when many are made at once; revoked and run-out ones do not count', async () => {
  mustBeDone(await make({ days: 30 }));
  const later = addDays(NOW, 1);
  const sessionToken = await comeByLink(later);
  const another = () => make({ sessionToken, current: '', now: later, days: 365 });
  for (let made = 2; made <= 18; made++) mustBeDone(await another());
  const codes = (await Promise.all([another(), another(), another(), another()])).map(codeOf);
  expect(codes.filter((code) => code === null)).toHaveLength(2);
  expect(codes.filter((code) => code === 'too-many-api-tokens')).toHaveLength(2);
  expect(await db.read((tx) => countWorkingApiTokens(tx, ana.person, later))).toBe(20);
  const [newest] = await db.read((tx) => listApiTokens(tx, ana.person, 1));
  mustBeDone(await db.tx((tx) => revokeApiToken(tx, ana.actor, { token: newest!.id }, later)));
  expect(codeOf(await another())).toBe(null);
  expect(codeOf(await another())).toBe('too-many-api-tokens');
  expect(codeOf(await make({ now: addDays(NOW, 30) }))).toBe(null);
});
