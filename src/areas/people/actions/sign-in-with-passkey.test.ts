import { expect, test } from 'vitest';
import { softPasskey, type Answering } from '../../../../test/support/authenticator.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addTestPasskey, begin, type TestPasskey } from '../../../../test/support/passkeys.ts';
import { addPerson, BASE_URL, CAME_FROM, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { listOutbox } from '../../../outside/mail/index.ts';
import { listFactors } from '../store/factors.ts';
import { passkeysOf } from '../store/passkeys.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { recogniseSession } from './recognise-session.ts';
import { removeFactor } from './remove-factor.ts';
import { signInWithPasskey } from './sign-in-with-passkey.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const later = addMinutes(NOW, 60);

async function signIn(
  passkey: Pick<TestPasskey, 'used'>,
  { now = later, browser, ...answering }: Partial<Answering> & { readonly now?: Date; readonly browser?: string } = {},
) {
  const { challenge, browserToken } = await begin(db, null, 'passkey-sign-in', later);
  const sent = passkey.used({ origin: BASE_URL, challenge, ...answering });
  const input = { passkey: sent, browserToken: browser ?? browserToken, baseUrl: BASE_URL, ...CAME_FROM };
  return db.tx((tx) => signInWithPasskey(tx, STRANGER, input, now));
}

test('a passkey says whose it is, and signs in; its use is noted', async () => {
  const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
  const passkey = await addTestPasskey(db, ana);
  const session = mustBeDone(await signIn(passkey, { isCopied: false }));
  expect(session.person).toBe(ana.person);
  const known = await db.read((tx) => recogniseSession(tx, session.token, later));
  expect(known?.session).toMatchObject({ person: ana.person, proof: 'passkey' });
  const [, listed] = await db.read((tx) => listFactors(tx, ana.person));
  expect(listed).toMatchObject({ lastUsedAt: later });
  expect(codeOf(await signIn(passkey))).toBe(null); // those that do not count say 0 for ever
});

test.each<[string, Partial<Answering> & { now?: Date; browser?: string }, string]>([
  ['signed with another key', { forged: true }, 'passkey-not-taken'],
  ['for another site', { site: 'elsewhere.example' }, 'passkey-not-taken'],
  ['passed on from another site', { origin: 'https://elsewhere.example', site: 'localhost' }, 'passkey-not-taken'],
  ['for another account', { account: Buffer.alloc(16, 7).toString('base64url') }, 'passkey-not-taken'],
  ['to a question of our own making', { challenge: 'x'.repeat(43) }, 'begun-elsewhere'],
  ['in another browser', { browser: 'z'.repeat(43) }, 'begun-elsewhere'],
  ['too late', { now: addMinutes(later, 5) }, 'begun-elsewhere'],
])('an answer %s opens nothing', async (what, differently, code) => {
  const name = `Bea ${'x'.repeat(what.length)}`;
  const passkey = await addTestPasskey(db, await addPerson(db, admin, { name, role: 'ENG' }));
  expect(codeOf(await signIn(passkey, differently))).toBe(code);
});

test('a question for one purpose or answered once is no good again', async () => {
  const cleo = await addPerson(db, admin, { name: 'Cleo Example', role: 'ENG' });
  const passkey = await addTestPasskey(db, cleo);
  const { challenge, browserToken } = await begin(db, cleo, 'passkey-confirm');
  const sent = passkey.used({ origin: BASE_URL, challenge });
  const input = { passkey: sent, browserToken, baseUrl: BASE_URL, ...CAME_FROM };
  expect(codeOf(await db.tx((tx) => signInWithPasskey(tx, STRANGER, input, NOW)))).toBe('begun-elsewhere');

  const begun = await begin(db, null, 'passkey-sign-in');
  const twice = { ...input, ...begun, passkey: passkey.used({ origin: BASE_URL, challenge: begun.challenge }) };
  const both = await Promise.all([1, 2].map(() => db.tx((tx) => signInWithPasskey(tx, STRANGER, twice, NOW))));
  expect(new Set(both.map(codeOf))).toEqual(new Set([null, 'begun-elsewhere']));
});

test('one that nobody added, that was removed, or of a closed account opens nothing', async () => {
  const dan = await addPerson(db, admin, { name: 'Dan Example', role: 'ENG' });
  expect(codeOf(await signIn(softPasskey(dan.person)))).toBe('passkey-not-known');
  const removed = await addTestPasskey(db, dan);
  const kept = await addTestPasskey(db, dan);
  const input = { factor: removed.factor, sessionToken: dan.token, baseUrl: BASE_URL, sendsMail: false };
  mustBeDone(await db.tx((tx) => removeFactor(tx, dan.actor, input, NOW)));
  expect(codeOf(await signIn(removed))).toBe('passkey-not-known');
  expect(codeOf(await signIn(kept))).toBe(null);
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: dan.person, reason: 'left' }, NOW)));
  expect(codeOf(await signIn(kept))).toBe('passkey-not-known');
});

test('a count that goes back or stands still closes the passkey, is recorded, and its person is told', async () => {
  const eve = await addPerson(db, admin, { name: 'Eve Example', role: 'ENG' });
  const passkey = await addTestPasskey(db, eve, { counter: 3 });
  expect(codeOf(await signIn(passkey, { counter: 4 }))).toBe(null);
  expect(codeOf(await signIn(passkey, { counter: 9 }))).toBe(null);
  expect(await db.read((tx) => passkeysOf(tx, eve.person))).toMatchObject([{ counter: 9 }]);
  expect(codeOf(await signIn(passkey, { counter: 9 }))).toBe('passkey-perhaps-copied');
  await db.read(async (tx) => {
    const [event] = await eventsOf(tx, { kind: 'person', id: eve.person });
    expect(event).toMatchObject({ kind: 'passkey.suspected', facts: { factor: passkey.factor } });
    const letters = (await listOutbox(tx, 1000)).filter((one) => one.recipient === eve.mail);
    expect(letters.some((letter) => letter.subject.includes('may have been copied'))).toBe(true);
    expect((await listFactors(tx, eve.person))[1]).toMatchObject({ suspectedAt: later });
  });
  // Neither the copy nor the other one gets in by it any more.
  expect(codeOf(await signIn(passkey, { counter: 10 }))).toBe('passkey-perhaps-copied');
});

test('of two that come with the same count at the same moment, one gets in', async () => {
  const flo = await addPerson(db, admin, { name: 'Flo Example', role: 'ENG' });
  const passkey = await addTestPasskey(db, flo, { counter: 1 });
  const codes = (await Promise.all([signIn(passkey, { counter: 2 }), signIn(passkey, { counter: 2 })])).map(codeOf);
  expect(new Set(codes)).toEqual(new Set([null, 'passkey-perhaps-copied']));
});
