import { expect, test } from 'vitest';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, codeOf, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { decimalString } from '../../../kernel/money.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { addRateInput, estimateInput, setCostsInput } from '../inputs.ts';
import { overYears } from '../pricing.ts';
import { DIRECT_COSTS } from '../types.ts';
import { addRate } from './add-rate.ts';
import { reckonEstimate } from './reckon-estimate.ts';
import { setCosts } from './set-costs.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const finance = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });
await db.tx(async (tx) => {
  for (const [role, low, likely, high, validFrom] of [
    ['senior_developer', '100000', '150000', '230000', '2026-10-01'],
    ['community_lead', '60000', '90000', '130000', '2026-10-01'],
    ['community_lead', '60000', '99000', '130000', '2027-01-01'],
  ]) {
    const rate = addRateInput.parse({ role, currency: 'USD', low, likely, high, validFrom });
    mustBeDone(await addRate(tx, finance.actor, rate, NOW));
  }
});

const estimate = (more: object = {}) =>
  estimateInput.parse({
    currency: 'USD',
    priceDate: '2026-10-15',
    lines: [
      { role: 'senior_developer', low: '0.25' },
      { role: 'senior_developer', low: '1', high: '2' },
      { role: 'senior_developer', low: '1', per: 'year' },
      { role: 'community_lead', low: '0.5', high: '1', per: 'year' },
    ],
    fixed: [{ kind: 'hosting', amount: '40000' }],
    ...more,
  });
const reckon = (one = estimate(), pricing = DIRECT_COSTS, actor = finance.actor) =>
  db.read((tx) => reckonEstimate(tx, actor, { estimate: one, pricing }, NOW));

test('the rates of the price date make the golden sums of domain 8.7', async () => {
  const priced = mustBeDone(await reckon());
  const sums = (years: number) => {
    const { low, high } = overYears(priced, years);
    return [decimalString(low), decimalString(high)];
  };
  expect([sums(3), sums(5)]).toEqual([
    ['812500.00', '1097500.00'],
    ['1202500.00', '1577500.00'],
  ]);
});

test('a later price date takes the later rate, an earlier one has none', async () => {
  const liaison = { lines: [{ role: 'community_lead', low: '1', per: 'year' }], fixed: [] };
  const later = mustBeDone(await reckon(estimate({ ...liaison, priceDate: '2027-01-01' })));
  expect(decimalString(later.yearly!.together.likely)).toBe('99000.00');
  expect(codeOf(await reckon(estimate({ ...liaison, priceDate: '2026-09-30' })))).toBe('no-rate');
});

test('what is laid upon it needs cost settings, and takes those of the day', async () => {
  const pricing = { ...DIRECT_COSTS, indirect: true };
  expect(codeOf(await reckon(estimate(), pricing))).toBe('no-cost-settings');
  const settings = { validFrom: '2026-01-01', hoursInYear: 1840, indirect: '10', currency: 'USD' };
  mustBeDone(await db.tx((tx) => setCosts(tx, finance.actor, setCostsInput.parse(settings), NOW)));
  const priced = mustBeDone(await reckon(estimate(), pricing));
  expect(priced.yearly?.legs.at(-1)).toMatchObject({ kind: 'indirect', low: { minor: 1_950_000n } });
});

test('it is for finance', async () => {
  expect(codeOf(await reckon(estimate(), DIRECT_COSTS, admin.actor))).toBe('not-allowed');
});
