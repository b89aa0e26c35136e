import { beforeEach, expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  BASE_URL,
  CAME_FROM,
  codeOf,
  makeWorkspace,
  NOW,
  PASSWORD,
  tokenIn,
  type TestPerson,
  addPerson,
} from '../../../../test/support/people.ts';
import { changePassword } from './change-password.ts';
import { lookAtLink } from './look-at-link.ts';
import { recogniseSession } from './recognise-session.ts';
import { requestSignInLink } from './request-sign-in-link.ts';
import { signInWithLink } from './sign-in-with-link.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const NEW = 'a wholly different sentence';
const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let ana: TestPerson;
let tests = 0;

beforeEach(async () => {
  ana = await addPerson(db, admin, { name: `Ana ${'x'.repeat(++tests)}`, role: 'ENG' });
});

function change(current: string, password: string, token: string | null = ana.token, now = NOW) {
  const input = { current, password, token, trace: CAME_FROM.trace, baseUrl: BASE_URL };
  return db.tx((tx) => changePassword(tx, ana.actor, input, now));
}

function signIn(password: string) {
  const input = { mail: ana.mail, password, ...CAME_FROM };
  return db.tx((tx) => signInWithPassword(tx, STRANGER, input, NOW));
}

async function askForLink(): Promise<string> {
  const input = { mail: ana.mail, baseUrl: BASE_URL, next: null };
  await db.tx((tx) => requestSignInLink(tx, STRANGER, input, NOW));
  const mine = (one: { recipient: string; link: string | null }) =>
    one.recipient === ana.mail && one.link !== null && one.link.includes('sign-in');
  return db.read(async (tx) => tokenIn((await listOutbox(tx, 1000)).find(mine)!.link!));
}

test('with the current one shown the new one counts, other sessions and open links end, and a mail says so', async () => {
  const { token: elsewhere } = mustBeDone(await signIn(PASSWORD));
  const link = await askForLink();
  mustBeDone(await change(PASSWORD, NEW));
  expect(codeOf(await signIn(PASSWORD))).toBe('wrong-mail-or-password');
  expect(codeOf(await signIn(NEW))).toBe(null);
  await db.read(async (tx) => {
    expect(await recogniseSession(tx, elsewhere, NOW)).toBe(null);
    expect(await recogniseSession(tx, ana.token, NOW)).not.toBe(null);
    expect(codeOf(await lookAtLink(tx, { purpose: 'sign-in', token: link }, NOW))).toBe('link-ended');
    const subjects = (await listOutbox(tx, 1000))
      .filter((one) => one.recipient === ana.mail)
      .map((letter) => letter.subject);
    expect(subjects).toContain('Your password was changed');
  });
});

test('a wrong current one, a weak new one, and no session change nothing', async () => {
  expect(codeOf(await change('wrong', NEW))).toBe('wrong-password');
  expect(codeOf(await change('', NEW))).toBe('wrong-password');
  expect(codeOf(await change(PASSWORD, 'short'))).toBe('weak-password');
  expect(codeOf(await change(PASSWORD, NEW, null))).toBe('signed-out');
  expect(codeOf(await signIn(PASSWORD))).toBe(null);
});

test('guessing the current one is counted like guessing at the door', async () => {
  for (let tries = 1; tries <= 5; tries++) await change('wrong', NEW);
  expect(codeOf(await change(PASSWORD, NEW))).toBe('too-many-attempts');
  expect(codeOf(await signIn(PASSWORD))).toBe('too-many-attempts');
});

test('a forgotten one is replaced within a quarter of an hour after a mail link', async () => {
  const link = await askForLink();
  const { token } = mustBeDone(await db.tx((tx) => signInWithLink(tx, STRANGER, { token: link, ...CAME_FROM }, NOW)));
  expect(codeOf(await change('', NEW, token, addMinutes(NOW, 15)))).toBe('wrong-password');
  expect(codeOf(await change('', NEW, token, addMinutes(NOW, 14)))).toBe(null);
  expect(codeOf(await signIn(NEW))).toBe(null);
});
