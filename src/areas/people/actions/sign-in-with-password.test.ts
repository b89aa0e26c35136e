import { beforeEach, expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes, type Instant } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addPerson,
  CAME_FROM,
  codeOf,
  makeWorkspace,
  NOW,
  PASSWORD,
  type TestPerson,
} from '../../../../test/support/people.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
let ana: TestPerson;
let tests = 0;

beforeEach(async () => {
  ana = await addPerson(db, admin, { name: `Ana ${'x'.repeat(++tests)}`, role: 'ADM' });
});

/** Tries and, as the entrance does, keeps what a counted refusal wrote. */
function attempt(mail: string, password: string, now: Instant = NOW, address = `192.0.2.${tests}`) {
  const input = { mail, password, trace: { address, agent: 'x' }, previousToken: null };
  return db.tx((tx) => signInWithPassword(tx, STRANGER, input, now));
}

test('the right password begins a session of its own, in any spelling of the address', async () => {
  const first = mustBeDone(await attempt(ana.mail, PASSWORD));
  const second = mustBeDone(await attempt(ana.mail.toUpperCase(), PASSWORD));
  expect(first.token).not.toBe(second.token);
  const recognised = await db.read((tx) => recogniseSession(tx, first.token, NOW));
  expect(recognised?.actor).toMatchObject({ person: ana.person, grants: [{ role: 'ADM', project: null }] });
});

test('a session brought along ends: it cannot become this person’s', async () => {
  const input = { mail: ana.mail, password: PASSWORD, ...CAME_FROM, previousToken: ana.token };
  const begun = mustBeDone(await db.tx((tx) => signInWithPassword(tx, STRANGER, input, NOW)));
  expect(await db.read((tx) => recogniseSession(tx, ana.token, NOW))).toBe(null);
  expect(await db.read((tx) => recogniseSession(tx, begun.token, NOW))).not.toBe(null);
});

test('a wrong password, an unknown address and a closed account look alike', async () => {
  const bob = await addPerson(db, admin, { name: 'Bob Example', role: 'ENG' });
  mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: bob.person, reason: 'left' }, NOW)));
  const answers = [
    await attempt(ana.mail, 'not the password'),
    await attempt('nobody@example.org', PASSWORD),
    await attempt(bob.mail, PASSWORD),
  ];
  for (const answer of answers) expect(answer).toEqual({ refused: 'wrong-mail-or-password', because: {} });
});

test.each(['a known address', 'an unknown address'])(
  'the sixth try at %s within a moment must wait, also with the right password',
  async (which) => {
    const mail = which === 'a known address' ? ana.mail : 'no.one@example.org';
    for (let tries = 1; tries <= 5; tries++) {
      expect(codeOf(await attempt(mail, 'wrong', NOW, `198.51.100.${tries}`))).toBe('wrong-mail-or-password');
    }
    expect(await attempt(mail, PASSWORD)).toEqual({ refused: 'too-many-attempts', because: { seconds: 15 } });
    expect(codeOf(await attempt(mail, 'wrong', addMinutes(NOW, 1)))).toBe('wrong-mail-or-password');
    expect(await attempt(mail, PASSWORD, addMinutes(NOW, 1))).toEqual({
      refused: 'too-many-attempts',
      because: { seconds: 30 },
    });
  },
);

test('the right password forgets the account’s failures', async () => {
  for (let tries = 1; tries <= 4; tries++) await attempt(ana.mail, 'wrong');
  expect(codeOf(await attempt(ana.mail, PASSWORD))).toBe(null);
  for (let tries = 1; tries <= 4; tries++) {
    expect(codeOf(await attempt(ana.mail, 'wrong'))).toBe('wrong-mail-or-password');
  }
});

test('one network that tries many accounts must wait, others need not', async () => {
  for (let tries = 1; tries <= 20; tries++) await attempt(`nobody${tries}@example.org`, 'wrong', NOW, '2001:db8::1');
  expect(codeOf(await attempt(ana.mail, PASSWORD, NOW, '2001:db8::ffff'))).toBe('too-many-attempts');
  expect(codeOf(await attempt(ana.mail, PASSWORD, NOW, '2001:db8:0:1::1'))).toBe(null);
});

test('guesses sent at the same moment are not all checked before the first is counted', async () => {
  const codes = await Promise.all(Array.from({ length: 12 }, async () => codeOf(await attempt(ana.mail, 'wrong'))));
  expect(codes.filter((code) => code === 'wrong-mail-or-password').length).toBeLessThanOrEqual(5);
  expect(codes.every((code) => code === 'wrong-mail-or-password' || code === 'too-many-attempts')).toBe(true);
});
