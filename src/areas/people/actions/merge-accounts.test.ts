import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { calendarDate } from '../../../kernel/dates.ts';
import { hatWords } from '../../../kernel/hats.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql, sqlState } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { addInterest } from '../../../../test/support/interests.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import {
  addApiToken,
  addPerson,
  BASE_URL,
  CAME_FROM,
  codeOf,
  makeWorkspace,
  NOW,
  PASSWORD,
} from '../../../../test/support/people.ts';
import { addTestProject } from '../../../../test/support/projects.ts';
import { findActor } from '../store/actors.ts';
import { interestsOf, interestsOn } from '../store/interests.ts';
import { findPerson } from '../store/persons.ts';
import { grantRole } from './grant-role.ts';
import { mergeAccounts } from './merge-accounts.ts';
import { reactivatePerson } from './reactivate-person.ts';
import { recogniseApiToken } from './recognise-api-token.ts';
import { recogniseSession } from './recognise-session.ts';
import { signInWithPassword } from './sign-in-with-password.ts';
import { stateHat } from './state-hat.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const kept = await addPerson(db, admin, { name: 'Rosa Example', role: 'TEC' });
const double = await addPerson(db, admin, { name: 'Rosa Doppelt', role: 'PRJ', project });
type One = typeof admin;

const merge = (duplicate: One, into: One, actor: Parameters<typeof mergeAccounts>[1] = admin.actor) => {
  const input = { duplicate: duplicate.person, into: into.person, reason: 'Told me by phone.', baseUrl: BASE_URL };
  return db.tx((tx) => mergeAccounts(tx, actor, input, NOW));
};

test.each([
  ['a stranger', STRANGER, 'signed-out'],
  ['the person, without proof', kept.actor, 'not-allowed'],
] as const)('%s merges nothing', async (_, actor, code) => {
  expect(codeOf(await merge(double, kept, actor))).toBe(code);
});

test('roles, hats, interests and tokens go over; the duplicate signs in no more and keeps its name for what it did', async () => {
  mustBeDone(
    await db.tx((tx) => grantRole(tx, admin.actor, { person: double.person, role: 'TEC', project: null }, NOW)),
  );
  const hat = { capacity: 'engineer', affiliation: 'Larkspur Quant' };
  mustBeDone(await db.tx((tx) => stateHat(tx, double.actor, hat, NOW)));
  const interest = await addInterest(db, double);
  const { secret } = await addApiToken(db, double, { scope: 'read-write' });

  expect(mustBeDone(await merge(double, kept))).toEqual({ roles: 1, hats: 1, interests: 1, tokens: 1 });
  const actor = (await db.read((tx) => findActor(tx, kept.person)))!;
  expect(actor.grants).toEqual([
    { role: 'TEC', project: null },
    { role: 'PRJ', project },
  ]);
  expect(actor.hats.map(hatWords)).toContain('engineer, Larkspur Quant');
  const today = calendarDate(NOW);
  await db.read(async (tx) => {
    expect(await interestsOn(tx, kept.person, today)).toMatchObject([
      { organisation: 'Larkspur Quant', since: '2025-01-01', until: null },
    ]);
    expect(await interestsOf(tx, double.person, 10)).toMatchObject([{ id: interest, until: today, endedAt: NOW }]);
    const recognised = mustBeDone(await recogniseApiToken(tx, secret, { changes: true, ofSession: false }, NOW));
    expect(recognised.actor.person).toBe(kept.person);
    expect(await recogniseSession(tx, double.token, NOW)).toBe(null);
    expect(await findPerson(tx, double.person)).toMatchObject({ name: 'Rosa Doppelt', deactivation: { at: NOW } });
    const events = await eventsOf(tx, { kind: 'person', id: double.person });
    expect(events.find(({ kind }) => kind === 'person.merged')).toMatchObject({ facts: { into: kept.person } });
    expect(events.find(({ kind }) => kind === 'hat.stated')).toMatchObject({ actor: { id: double.person } });
  });
  const again = { mail: double.mail, password: PASSWORD, ...CAME_FROM };
  expect(codeOf(await db.tx((tx) => signInWithPassword(tx, STRANGER, again, NOW)))).toBe('wrong-mail-or-password');
});

test('it is not taken back, by no verb and by no SQL', async () => {
  expect(codeOf(await db.tx((tx) => reactivatePerson(tx, admin.actor, { person: double.person }, NOW)))).toBe(
    'account-merged',
  );
  expect(codeOf(await merge(double, kept))).toBe('account-merged');
  expect(codeOf(await merge(kept, double))).toBe('account-closed');
  for (const statement of [
    sql`update person_deactivation set lifted_at = now() where person = ${double.person}`,
    sql`delete from person_merge`,
    sql`update person_merge set into_person = ${admin.person}`,
  ]) {
    expect(await db.tx((tx) => statement.execute(on(tx))).catch(sqlState)).toBe('42501');
  }
});

test('an account is not merged into itself, nor two into each other at the same moment', async () => {
  expect(codeOf(await merge(kept, kept))).toBe('same-account');
  const [a, b] = [
    await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' }),
    await addPerson(db, admin, { name: 'Anna Example', role: 'ENG' }),
  ];
  const codes = await Promise.all([merge(a, b), merge(b, a)].map(async (one) => codeOf(await one)));
  expect(codes.filter((code) => code === null)).toHaveLength(1);
  expect(codes).toContain(codes.find((code) => code !== null && /account-(closed|merged)/.test(code)));
});

test('the last administrator can be merged: the role goes over', async () => {
  const other = await addPerson(db, admin, { name: 'Other Example', role: 'ENG' });
  mustBeDone(await merge(admin, other));
  expect((await db.read((tx) => findActor(tx, other.person)))?.grants).toContainEqual({ role: 'ADM', project: null });
});
