import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addPerson,
  BASE_URL,
  CAME_FROM,
  codeOf,
  makeWorkspace,
  NOW,
  PASSWORD,
} from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listFactors } from '../store/factors.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { makeRecoveryLink } from './make-recovery-link.ts';
import { recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { lookAtRecovery, useRecoveryLink } from './use-recovery-link.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let people = 0;

async function recovered() {
  const who = await addPerson(db, admin, { name: `Ana ${'x'.repeat(++people)}`, role: 'ENG' });
  const input = { person: who.person, reason: 'a call', mail: null, sessionToken: admin.token, baseUrl: BASE_URL };
  const { token } = mustBeDone(await db.tx((tx) => makeRecoveryLink(tx, admin.actor, input, NOW)));
  return { who, token };
}

function use(token: string, password = 'another sentence', now = NOW) {
  return db.tx((tx) => useRecoveryLink(tx, STRANGER, { token, password, ...CAME_FROM }, now));
}

test('its holder chooses a password and is in, once; looking spends nothing', async () => {
  const { who, token } = await recovered();
  expect(mustBeDone(await db.read((tx) => lookAtRecovery(tx, { token }, NOW))).person.id).toBe(who.person);
  expect(codeOf(await use(token, 'short'))).toBe('weak-password');
  const both = await Promise.all([use(token), use(token)]);
  expect(new Set(both.map(codeOf))).toEqual(new Set([null, 'link-ended']));
  const session = both.flatMap((outcome) => ('done' in outcome ? [outcome.done] : []))[0]!;
  await db.read(async (tx) => {
    expect((await recogniseSession(tx, session.token, NOW))?.actor.person).toBe(who.person);
    expect((await listFactors(tx, who.person)).map(({ kind }) => kind)).toEqual(['password']);
    const kinds = (await eventsOf(tx, { kind: 'person', id: who.person })).slice(0, 2).map(({ kind }) => kind);
    expect(kinds.toSorted()).toEqual(['recovery.used', 'session.started']);
  });
  const input = { mail: who.mail, ...CAME_FROM };
  const signIn = (password: string) => db.tx((tx) => signInWithPassword(tx, STRANGER, { ...input, password }, NOW));
  expect(codeOf(await signIn(PASSWORD))).toBe('wrong-mail-or-password');
  expect(codeOf(await signIn('another sentence'))).toBe(null);
});

test('an hour later it has ended, as when a newer one was made or the account was closed', async () => {
  const { who, token } = await recovered();
  expect(codeOf(await use(token, 'another sentence', addMinutes(NOW, 60)))).toBe('link-ended');
  const input = { person: who.person, reason: 'again', mail: null, sessionToken: admin.token, baseUrl: BASE_URL };
  const newer = mustBeDone(await db.tx((tx) => makeRecoveryLink(tx, admin.actor, input, NOW)));
  expect(codeOf(await use(token))).toBe('link-ended');
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: who.person, reason: 'left' }, NOW)));
  expect(codeOf(await use(newer.token))).toBe('link-ended');
});
