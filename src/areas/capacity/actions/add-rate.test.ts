import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { STRANGER } from '../../../kernel/actor.ts';
import { addMinutes, type CalendarDate } from '../../../kernel/dates.ts';
import { decimalString } from '../../../kernel/money.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { on, sql } from '../../../outside/database/index.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { addRateInput } from '../inputs.ts';
import { rateHistory, ratesAfter, ratesOn } from '../store/rates.ts';
import type { Rate } from '../types.ts';
import { addRate } from './add-rate.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const finance = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });

const developer = (more: object = {}) =>
  addRateInput.parse({
    role: 'developer',
    currency: 'usd',
    low: '60000',
    likely: '85000.00',
    high: '110000',
    validFrom: '2026-01-01',
    note: 'An assumption',
    ...more,
  });
const day = (text: string) => text as CalendarDate;
const shown = (rates: readonly Rate[]) =>
  rates.map((rate) => `${rate.role} ${decimalString(rate.likely)} ${rate.currency} from ${rate.validFrom}`);
const on2026 = () => db.read((tx) => ratesOn(tx, day('2026-11-25')));

test('finance adds a rate; it stands from its day on, and the journal does not say how much', async () => {
  const rate = mustBeDone(await db.tx((tx) => addRate(tx, finance.actor, developer(), NOW)));
  expect(await on2026()).toMatchObject([
    {
      id: rate,
      role: 'developer',
      currency: 'USD',
      low: { minor: 6_000_000n },
      byName: 'Fin Example',
      note: 'An assumption',
    },
  ]);
  expect(await db.read((tx) => ratesOn(tx, day('2025-12-31')))).toEqual([]);
  const [event] = await db.read((tx) => eventsOf(tx, { kind: 'rate', id: rate }));
  expect(event).toMatchObject({
    kind: 'rate.added',
    facts: { role: 'developer', currency: 'USD', validFrom: '2026-01-01' },
    texts: {},
  });
  expect(JSON.stringify(event?.facts)).not.toContain('85000');
});

test('the same again is refused; other amounts for the same day take its place, and the first stays in the book', async () => {
  const again = await db.tx((tx) => addRate(tx, finance.actor, developer(), NOW));
  expect(codeOf(again)).toBe('nothing-changed');
  const later = addMinutes(NOW, 1);
  mustBeDone(await db.tx((tx) => addRate(tx, finance.actor, developer({ likely: '90000' }), later)));
  expect(shown(await on2026())).toEqual(['developer 90000.00 USD from 2026-01-01']);
  expect(shown(await db.read((tx) => rateHistory(tx, 10)))).toEqual([
    'developer 90000.00 USD from 2026-01-01',
    'developer 85000.00 USD from 2026-01-01',
  ]);
});

test('a rate of a later day waits for it, and each currency has its own', async () => {
  mustBeDone(
    await db.tx((tx) => addRate(tx, finance.actor, developer({ validFrom: '2027-01-01', high: '120000' }), NOW)),
  );
  mustBeDone(await db.tx((tx) => addRate(tx, finance.actor, developer({ currency: 'EUR', likely: '80000' }), NOW)));
  expect(shown(await on2026())).toEqual([
    'developer 80000.00 EUR from 2026-01-01',
    'developer 90000.00 USD from 2026-01-01',
  ]);
  expect(shown(await db.read((tx) => ratesOn(tx, day('2027-01-01'))))).toContain(
    'developer 85000.00 USD from 2027-01-01',
  );
  expect(shown(await db.read((tx) => ratesAfter(tx, day('2026-11-25'), 10)))).toEqual([
    'developer 85000.00 USD from 2027-01-01',
  ]);
});

test('nobody but finance adds one', async () => {
  const before = await db.read((tx) => rateHistory(tx, 100));
  const engagement = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  for (const actor of [admin.actor, engagement.actor]) {
    expect(codeOf(await db.tx((tx) => addRate(tx, actor, developer({ likely: '100000' }), NOW)))).toBe('not-allowed');
  }
  expect(codeOf(await db.tx((tx) => addRate(tx, STRANGER, developer(), NOW)))).toBe('signed-out');
  expect(await db.read((tx) => rateHistory(tx, 100))).toEqual(before);
});

test('the program itself cannot change or remove a rate, nor enter one upside down', async () => {
  for (const statement of [
    sql`update rate set likely = 1`,
    sql`update rate set valid_from = '2020-01-01'`,
    sql`delete from rate`,
    sql`truncate rate`,
  ]) {
    await expect(db.tx((tx) => statement.execute(on(tx)))).rejects.toThrow('permission denied');
  }
  const upsideDown = sql`
    insert into rate (id, role, currency, low, likely, high, valid_from, at)
    values (gen_random_uuid(), 'developer', 'USD', 2, 1, 3, '2026-01-01', now())`;
  await expect(db.tx((tx) => upsideDown.execute(on(tx)))).rejects.toThrow('check constraint');
});
