import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addPerson,
  BASE_URL,
  codeOf,
  makeWorkspace,
  NOW,
  PASSWORD,
  CAME_FROM,
  tokenIn,
  type TestPerson,
} from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { findPerson } from '../store/persons.ts';
import { askForNewMail } from './ask-for-new-mail.ts';
import { changePassword } from './change-password.ts';
import { correctPerson } from './correct-person.ts';
import { lookAtNewMail, takeNewMail } from './take-new-mail.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let people = 0;

async function asked(mail: string): Promise<{ readonly who: TestPerson; readonly token: string }> {
  const who = await addPerson(db, admin, { name: `Ana ${'x'.repeat(++people)}`, role: 'ENG' });
  const input = { mail, sessionToken: who.token, baseUrl: BASE_URL };
  mustBeDone(await db.tx((tx) => askForNewMail(tx, who.actor, input, NOW)));
  const letter = (await db.read((tx) => listOutbox(tx, 1000))).find((one) => one.recipient === mail);
  return { who, token: tokenIn(letter?.link ?? '') };
}

async function take(token: string, now = NOW) {
  return codeOf(await db.tx((tx) => takeNewMail(tx, STRANGER, { token, baseUrl: BASE_URL }, now)));
}

async function mailOf(who: TestPerson) {
  return (await db.read((tx) => findPerson(tx, who.person)))?.mail;
}

test('looking changes nothing, however often; the reader’s yes does, once, and the old address is told', async () => {
  const { who, token } = await asked('one@new.example');
  for (let looks = 0; looks < 2; looks++) {
    expect(mustBeDone(await db.read((tx) => lookAtNewMail(tx, { token }, NOW))).mail).toBe('one@new.example');
  }
  expect(await mailOf(who)).toBe(who.mail);
  const both = await Promise.all([take(token), take(token)]);
  expect(new Set(both)).toEqual(new Set([null, 'link-ended']));
  expect(await mailOf(who)).toBe('one@new.example');
  const letters = (await db.read((tx) => listOutbox(tx, 1000))).filter((one) => one.recipient === who.mail);
  expect(letters.find((one) => one.subject.includes('was changed'))?.body).toContain('one@new.example');
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'person', id: who.person }));
  expect(event?.kind).toBe('new-mail.taken');
});

test('an hour later, or copied in part, it has ended', async () => {
  const { who, token } = await asked('two@new.example');
  expect(await take(token.slice(1))).toBe('link-ended');
  expect(await take(token, addMinutes(NOW, 60))).toBe('link-ended');
  expect(await mailOf(who)).toBe(who.mail);
});

test('a new password, or an administrator’s correction, ends what somebody else may have asked for', async () => {
  const { who, token } = await asked('three@new.example');
  const changed = { current: PASSWORD, password: 'another sentence', trace: CAME_FROM.trace };
  const more = { baseUrl: BASE_URL, token: who.token };
  mustBeDone(await db.tx((tx) => changePassword(tx, who.actor, { ...changed, ...more }, NOW)));
  expect(await take(token)).toBe('link-ended');

  const other = await asked('four@new.example');
  const corrected = {
    person: other.who.person,
    name: 'Ana',
    mail: 'right@example.org',
    baseUrl: BASE_URL,
    sessionToken: admin.token,
  };
  mustBeDone(await db.tx((tx) => correctPerson(tx, admin.actor, corrected, NOW)));
  expect(await take(other.token)).toBe('link-ended');
  expect(await mailOf(other.who)).toBe('right@example.org');
});

test('an address that somebody else has got meanwhile is not taken from them', async () => {
  const first = await asked('five@new.example');
  const second = await addPerson(db, admin, { name: 'Bea Example', role: 'ENG' });
  const corrected = {
    person: second.person,
    name: 'Bea',
    mail: 'five@new.example',
    baseUrl: BASE_URL,
    sessionToken: admin.token,
  };
  mustBeDone(await db.tx((tx) => correctPerson(tx, admin.actor, corrected, NOW)));
  expect(await take(first.token)).toBe('already-a-member');
  expect(await mailOf(first.who)).toBe(first.who.mail);
});
