import { beforeEach, expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { fakeProvider, type Says } from '../../../../test/support/provider.ts';
import { comeBack, goTo, roundTrip } from '../../../../test/support/provider-return.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { listFactors } from '../store/factors.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
const provider = await fakeProvider();
provider.now = () => NOW;
mustBeDone(await roundTrip(db, provider, ana, {}));

beforeEach(() => {
  provider.says = {};
});

test('an honest answer signs in whoever connected the account, and goes on to where they wanted', async () => {
  const arrived = mustBeDone(await roundTrip(db, provider, null, {}));
  expect(arrived).toMatchObject({ kind: 'signed-in', session: { person: ana.person }, next: '/survey' });
});

test.each<[string, Says, string]>([
  ['with another nonce', { claims: { nonce: 'another' } }, 'provider-not-believed'],
  ['without a nonce', { claims: { nonce: undefined } }, 'provider-not-believed'],
  ['for another audience', { claims: { aud: 'somebody else' } }, 'provider-not-believed'],
  ['of another issuer', { claims: { iss: 'https://elsewhere.example' } }, 'provider-not-believed'],
  ['that has run out', { claims: { exp: NOW.getTime() / 1000 - 31 } }, 'provider-not-believed'],
  ['of the future', { claims: { nbf: NOW.getTime() / 1000 + 3600 } }, 'provider-not-believed'],
  ['signed with another key', { forged: true }, 'provider-not-believed'],
  ['signed with none', { unsigned: true }, 'provider-not-believed'],
  ['without a subject', { claims: { sub: '' } }, 'provider-not-believed'],
  ['about somebody with no end', { claims: { sub: 'x'.repeat(256) } }, 'provider-not-believed'],
  ['that is a no', { error: 'access_denied' }, 'provider-said-no'],
  ['that never ends', { token: 'endless' }, 'provider-unreachable'],
  ['that leads elsewhere', { token: 'elsewhere' }, 'provider-unreachable'],
  ['that breaks off', { token: 'silent-error' }, 'provider-unreachable'],
])('an answer %s opens nothing', async (_, says, code) => {
  expect(codeOf(await roundTrip(db, provider, null, says))).toBe(code);
});

test('the clocks may differ by half a minute', async () => {
  const says = { claims: { exp: NOW.getTime() / 1000 - 29 } };
  expect(codeOf(await roundTrip(db, provider, null, says))).toBe(null);
});

test('another state, another browser, or too late: nothing', async () => {
  const there = await goTo(db, provider, null);
  const otherState = new URL(there.back);
  otherState.searchParams.set('state', 'x'.repeat(43));
  expect(codeOf(await comeBack(db, provider, null, { ...there, back: otherState }))).toBe('begun-elsewhere');
  expect(codeOf(await comeBack(db, provider, null, { ...there, browserToken: 'b'.repeat(43) }))).toBe(
    'begun-elsewhere',
  );
  expect(codeOf(await comeBack(db, provider, null, { ...there, browserToken: null }))).toBe('begun-elsewhere');
  const noState = new URL(there.back);
  noState.searchParams.delete('state');
  expect(codeOf(await comeBack(db, provider, null, { ...there, back: noState }))).toBe('begun-elsewhere');

  const late = await goTo(db, provider, null);
  expect(codeOf(await comeBack(db, provider, null, late, addMinutes(NOW, 15)))).toBe('begun-elsewhere');
});

test('the same answer twice: the second finds nothing, and the code is brought in vain', async () => {
  const there = await goTo(db, provider, null);
  expect(codeOf(await comeBack(db, provider, null, there))).toBe(null);
  expect(codeOf(await comeBack(db, provider, null, there))).toBe('begun-elsewhere');
});

test('a code that somebody else caught is no good in another browser that was sent there as well', async () => {
  const mine = await goTo(db, provider, null);
  const theirs = await goTo(db, provider, null);
  const back = new URL(theirs.back);
  back.searchParams.set('code', mine.back.searchParams.get('code') ?? '');
  expect(codeOf(await comeBack(db, provider, null, { ...theirs, back }))).toBe('provider-not-believed');
});

test('what one began as oneself, nobody else ends', async () => {
  const there = await goTo(db, provider, admin);
  expect(codeOf(await comeBack(db, provider, ana, there))).toBe('begun-elsewhere');
  expect((await db.read((tx) => listFactors(tx, admin.person))).map(({ kind }) => kind)).toEqual(['password']);
});

test('a return to another provider than one was sent to is none', async () => {
  const there = await goTo(db, provider, null);
  const other = { ...provider, key: 'other-id' };
  expect(codeOf(await comeBack(db, other, null, there))).not.toBe(null);
});
