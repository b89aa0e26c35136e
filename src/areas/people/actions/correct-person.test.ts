import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
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
} from '../../../../test/support/people.ts';
import { findPerson } from '../store/persons.ts';
import { correctPerson } from './correct-person.ts';
import { lookAtLink } from './look-at-link.ts';
import { requestSignInLink } from './request-sign-in-link.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });

function correct(
  by: typeof admin.actor | typeof STRANGER,
  mail: string,
  more: { readonly name?: string; readonly sessionToken?: string | null; readonly now?: Date } = {},
) {
  const { name = 'Robert Example', sessionToken = admin.token, now = NOW } = more;
  return db.tx((tx) => correctPerson(tx, by, { person: bob.person, name, mail, baseUrl: BASE_URL, sessionToken }, now));
}

async function lettersTo(mail: string) {
  return (await db.read((tx) => listOutbox(tx, 100))).filter((letter) => letter.recipient === mail);
}

test('a new address signs in, the old one is told, and links that went there end', async () => {
  await db.tx((tx) => requestSignInLink(tx, STRANGER, { mail: bob.mail, baseUrl: BASE_URL, next: null }, NOW));
  const link = (await lettersTo(bob.mail)).find((letter) => letter.link?.includes('/sign-in/'))!.link!;
  mustBeDone(await correct(admin.actor, 'robert@example.org'));

  const signIn = (mail: string) =>
    db.tx(async (tx) =>
      codeOf(await signInWithPassword(tx, STRANGER, { mail, password: PASSWORD, ...CAME_FROM }, NOW)),
    );
  expect([await signIn('robert@example.org'), await signIn(bob.mail)]).toEqual([null, 'wrong-mail-or-password']);
  expect((await lettersTo(bob.mail)).map((letter) => letter.subject)).toContain('Your mail address was changed');
  const seen = await db.read((tx) => lookAtLink(tx, { purpose: 'sign-in', token: tokenIn(link) }, NOW));
  expect(codeOf(seen)).toBe('link-ended');
  const events = await db.read((tx) => eventsOf(tx, { kind: 'person', id: bob.person }));
  expect(events.find((event) => event.kind === 'person.corrected')?.facts).toEqual({ what: ['name', 'mail'] });
});

test('a name alone sends no letter', async () => {
  const before = (await db.read((tx) => listOutbox(tx, 100))).length;
  mustBeDone(await correct(admin.actor, 'Robert@example.org', { name: 'Bob Example', sessionToken: null }));
  expect((await db.read((tx) => findPerson(tx, bob.person)))?.name).toBe('Bob Example');
  expect(await db.read((tx) => listOutbox(tx, 100))).toHaveLength(before);
});

test('not to an address that somebody has, and only by an administrator', async () => {
  expect(codeOf(await correct(admin.actor, 'ADA@example.org'))).toBe('already-a-member');
  expect(codeOf(await correct(bob.actor, 'bob2@example.org'))).toBe('not-allowed');
  expect(codeOf(await correct(STRANGER, 'bob2@example.org'))).toBe('signed-out');
  expect((await db.read((tx) => findPerson(tx, bob.person)))?.mail).toBe('Robert@example.org');
});

test('a new address takes proof of a moment ago that it is the administrator; a token has none', async () => {
  const later = addMinutes(NOW, 30);
  expect(codeOf(await correct(admin.actor, 'taken@example.org', { now: later }))).toBe('proof-needed');
  expect(codeOf(await correct(admin.actor, 'taken@example.org', { sessionToken: null }))).toBe('signed-out');
  expect((await db.read((tx) => findPerson(tx, bob.person)))?.mail).toBe('Robert@example.org');
});
