import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes } from '../../../kernel/dates.ts';
import { money, readCurrency, showMoney } from '../../../kernel/money.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { interestLimit } from '../store/interests.ts';
import { setInterestLimit } from './set-interest-limit.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const euros = (minor: bigint) => money(readCurrency('EUR')!, minor);

test('until one is set, the amount of the sources holds; then the newest', async () => {
  expect(showMoney(await db.read(interestLimit))).toMatch(/5,000/);
  mustBeDone(await db.tx((tx) => setInterestLimit(tx, admin.actor, euros(1n), NOW)));
  mustBeDone(await db.tx((tx) => setInterestLimit(tx, admin.actor, euros(200_000n), addMinutes(NOW, 1))));
  expect(await db.read(interestLimit)).toEqual(euros(200_000n));
});

test.each([
  ['a stranger', STRANGER, 'signed-out'],
  ['an engagement lead', eng.actor, 'not-allowed'],
] as const)('%s does not set it', async (_, actor, code) => {
  expect(codeOf(await db.tx((tx) => setInterestLimit(tx, actor, euros(0n), NOW)))).toBe(code);
});
