import { afterEach, beforeEach, expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes, type Instant } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { freshDatabase, type TestDatabase } from '../../../../test/support/database.ts';
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

let database: TestDatabase;
let admin: TestPerson;

beforeEach(async () => {
  database = await freshDatabase();
  admin = await makeWorkspace(database.db);
});
afterEach(() => database.close());

/** Tries and, as the entrance does, keeps what a counted refusal wrote. */
function attempt(mail: string, password: string, now: Instant = NOW, address = '192.0.2.7') {
  const input = { mail, password, trace: { address, agent: 'x' }, previousToken: null };
  return database.db.tx((tx) => signInWithPassword(tx, STRANGER, input, now));
}

test('the right password begins a session of its own, in any spelling of the address', async () => {
  const first = mustBeDone(await attempt('ada@example.org', PASSWORD));
  const second = mustBeDone(await attempt('Ada@Example.org', PASSWORD));
  expect(first.token).not.toBe(second.token);
  const recognised = await database.db.read((tx) => recogniseSession(tx, first.token, NOW));
  expect(recognised?.actor).toMatchObject({ person: admin.person, grants: [{ role: 'ADM', project: null }] });
});

test('a session brought along ends: it cannot become this person’s', async () => {
  const input = { mail: 'ada@example.org', password: PASSWORD, ...CAME_FROM, previousToken: admin.token };
  const begun = mustBeDone(await database.db.tx((tx) => signInWithPassword(tx, STRANGER, input, NOW)));
  expect(await database.db.read((tx) => recogniseSession(tx, admin.token, NOW))).toBe(null);
  expect(await database.db.read((tx) => recogniseSession(tx, begun.token, NOW))).not.toBe(null);
});

test('a wrong password, an unknown address and a closed account look alike', async () => {
  const bob = await addPerson(database.db, admin, { name: 'Bob Example', role: 'ENG' });
  mustBeDone(
    await database.db.tx((tx) => deactivatePerson(tx, admin.actor, { person: bob.person, reason: 'left' }, NOW)),
  );
  const answers = [
    await attempt('ada@example.org', 'not the password'),
    await attempt('nobody@example.org', PASSWORD),
    await attempt(bob.mail, PASSWORD),
  ];
  for (const answer of answers) expect(answer).toEqual({ refused: 'wrong-mail-or-password', because: {} });
});

test.each(['ada@example.org', 'nobody@example.org'])(
  'the sixth try at %s within a moment must wait, also with the right password',
  async (mail) => {
    for (let tries = 1; tries <= 5; tries++) {
      expect(codeOf(await attempt(mail, 'wrong', NOW, `192.0.2.${tries}`))).toBe('wrong-mail-or-password');
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
  for (let tries = 1; tries <= 4; tries++) await attempt('ada@example.org', 'wrong');
  expect(codeOf(await attempt('ada@example.org', PASSWORD))).toBe(null);
  for (let tries = 1; tries <= 4; tries++) {
    expect(codeOf(await attempt('ada@example.org', 'wrong'))).toBe('wrong-mail-or-password');
  }
});

test('one network that tries many accounts must wait, others need not', async () => {
  for (let tries = 1; tries <= 20; tries++) await attempt(`nobody${tries}@example.org`, 'wrong', NOW, '2001:db8::1');
  expect(codeOf(await attempt('ada@example.org', PASSWORD, NOW, '2001:db8::ffff'))).toBe('too-many-attempts');
  expect(codeOf(await attempt('ada@example.org', PASSWORD, NOW, '2001:db8:0:1::1'))).toBe(null);
});

test('guesses sent at the same moment are not all checked before the first is counted', async () => {
  const codes = await Promise.all(
    Array.from({ length: 12 }, async () => codeOf(await attempt('ada@example.org', 'wrong'))),
  );
  expect(codes.filter((code) => code === 'wrong-mail-or-password').length).toBeLessThanOrEqual(5);
  expect(codes.every((code) => code === 'wrong-mail-or-password' || code === 'too-many-attempts')).toBe(true);
});
