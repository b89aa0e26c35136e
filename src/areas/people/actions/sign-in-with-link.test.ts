import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addPerson,
  BASE_URL,
  CAME_FROM,
  codeOf,
  makeWorkspace,
  NOW,
  tokenIn,
} from '../../../../test/support/people.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { lookAtLink } from './look-at-link.ts';
import { recogniseSession } from './recognise-session.ts';
import { requestSignInLink } from './request-sign-in-link.ts';
import { signInWithLink } from './sign-in-with-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });

async function lettersTo(mail: string): Promise<string[]> {
  const letters = await db.read((tx) => listOutbox(tx, 100));
  return letters
    .filter((one) => one.recipient === mail && one.subject.includes('sign in'))
    .map((one) => one.link ?? '');
}

function ask(mail: string, now = NOW) {
  return db.tx((tx) => requestSignInLink(tx, STRANGER, { mail, baseUrl: BASE_URL, next: '/survey' }, now));
}

function use(token: string, now = NOW) {
  return db.tx((tx) => signInWithLink(tx, STRANGER, { token, ...CAME_FROM }, now));
}

test('two links for one account', async () => {
  await ask('ada@example.org');
  await ask('ada@example.org');
  expect(await lettersTo('ada@example.org')).toHaveLength(2);
});

test('looking does not spend it, using does, once, and the account’s other links end with it', async () => {
  const [first, second] = await lettersTo('ada@example.org');
  const look = () => db.read((tx) => lookAtLink(tx, { purpose: 'sign-in', token: tokenIn(first!) }, NOW));
  expect(codeOf(await look())).toBe(null);
  expect(codeOf(await look())).toBe(null);
  const begun = mustBeDone(await use(tokenIn(first!)));
  const recognised = await db.read((tx) => recogniseSession(tx, begun.token, NOW));
  expect(recognised).toMatchObject({ actor: { person: admin.person }, session: { proof: 'link' } });
  expect(codeOf(await use(tokenIn(first!)))).toBe('link-ended');
  expect(codeOf(await use(tokenIn(second!)))).toBe('link-ended');
});

test('of two who use it at the same moment one gets in', async () => {
  await ask(bob.mail);
  const [link] = await lettersTo(bob.mail);
  const codes = await Promise.all([1, 2, 3].map(async () => codeOf(await use(tokenIn(link!)))));
  expect(codes.filter((code) => code === null)).toHaveLength(1);
  expect(codes.filter((code) => code === 'link-ended')).toHaveLength(2);
});

test('it runs out after 20 minutes, and is no key to anything else', async () => {
  await ask('ada@example.org', addMinutes(NOW, 30));
  const [link] = await lettersTo('ada@example.org');
  expect(codeOf(await use(tokenIn(link!), addMinutes(NOW, 50)))).toBe('link-ended');
  const asInvitation = await db.read((tx) => lookAtLink(tx, { purpose: 'invitation', token: tokenIn(link!) }, NOW));
  expect(codeOf(asInvitation)).toBe('link-ended');
});

test('a closed account gets no link, and one that was out opens nothing', async () => {
  await ask(bob.mail, addMinutes(NOW, 60));
  const [link] = await lettersTo(bob.mail);
  const close = { person: bob.person, reason: 'left the lab' };
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, close, NOW)));
  expect(codeOf(await use(tokenIn(link!), addMinutes(NOW, 61)))).toBe('link-ended');
  const before = await lettersTo(bob.mail);
  await ask(bob.mail, addMinutes(NOW, 120));
  expect(await lettersTo(bob.mail)).toHaveLength(before.length);
});
