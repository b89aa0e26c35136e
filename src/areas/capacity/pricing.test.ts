import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CalendarDate } from '../../kernel/dates.ts';
import { middle, parseRange, type Effort, type Recurrence } from '../../kernel/effort.ts';
import {
  add,
  decimalString,
  money,
  parseAmount,
  readCurrency,
  subtract,
  sum,
  times,
  type Currency,
  type Money,
} from '../../kernel/money.ts';
import { restOf, type Percent } from '../../kernel/percent.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import type { FixedCost, PaidRole } from '../../kernel/vocabulary.ts';
import { checkPay, effortOf, overYears, priceEstimate, sponsorFee, sumRanges, type RateInUse } from './pricing.ts';
import {
  DIRECT_COSTS,
  type CostSettings,
  type Estimate,
  type PricedPart,
  type PriceRange,
  type Pricing,
} from './types.ts';

const usd = readCurrency('USD') as Currency;
const eur = readCurrency('EUR') as Currency;
const dollars = (text: string): Money => mustBeDone(parseAmount(text, usd));
const rate = (role: PaidRole, low: string, likely: string, high: string): RateInUse => ({
  role,
  currency: usd,
  low: dollars(low),
  likely: dollars(likely),
  high: dollars(high),
});

/** The demo's assumptions (domain 8.2). */
const RATES: readonly RateInUse[] = [
  rate('senior_developer', '100000', '150000', '230000'),
  rate('developer', '60000', '85000', '110000'),
  rate('technical_writer', '60000', '90000', '130000'),
  rate('designer', '70000', '100000', '140000'),
  rate('community_lead', '60000', '90000', '130000'),
  rate('project_manager', '80000', '110000', '150000'),
];

const SETTINGS: CostSettings = {
  id: 'settings' as CostSettings['id'],
  validFrom: '2026-01-01' as CalendarDate,
  hoursInYear: 1840,
  indirect: 1500 as Percent,
  paidReview: 1250 as Percent,
  giveBack: 500 as Percent,
  processing: 300 as Percent,
  currency: usd,
  sponsorTiers: [
    { from: dollars('0'), fee: 800 as Percent },
    { from: dollars('500000'), fee: 600 as Percent },
    { from: dollars('2000000'), fee: 400 as Percent },
  ],
  reserve: dollars('12500'),
  payCap: dollars('125000'),
  note: null,
  at: new Date(0),
  by: null,
  byName: null,
  hat: null,
};

function effort(text: string, per: Recurrence = 'once'): Effort {
  const { low, high } = mustBeDone(parseRange(text));
  return { low, likely: middle(low, high), high, per };
}

function estimate(
  lines: readonly (readonly [PaidRole, string, Recurrence?])[],
  fixed: readonly (readonly [FixedCost, string, Recurrence?])[] = [],
): Estimate {
  return {
    currency: usd,
    priceDate: '2026-10-01' as CalendarDate,
    lines: lines.map(([role, text, per]) => ({ role, name: null, effort: effort(text, per) })),
    fixed: fixed.map(([kind, text, per]) => ({ kind, name: null, money: dollars(text), per: per ?? 'once' })),
  };
}

const price = (one: Estimate, pricing: Partial<Pricing> = {}) =>
  mustBeDone(priceEstimate(one, RATES, SETTINGS, { ...DIRECT_COSTS, ...pricing }));
const ends = ({ low, high }: PriceRange) => [decimalString(low), decimalString(high)];
const legsOf = (part: PricedPart | null) =>
  (part?.legs ?? []).map((leg) => [leg.kind, decimalString(leg.low), decimalString(leg.high)]);

const website = estimate([['senior_developer', '0.25']], [['hosting', '40000']]);
const interoperability = estimate([['senior_developer', '1-2']]);
const balance = estimate([['senior_developer', '1', 'year']]);
const liaison = estimate([['community_lead', '0.5-1', 'year']]);

test('the golden sums of domain 8.7, to the cent', () => {
  expect(ends(price(website).once!.together)).toEqual(['77500.00', '77500.00']);
  expect(ends(price(interoperability).once!.together)).toEqual(['150000.00', '300000.00']);
  expect(ends(price(balance).yearly!.together)).toEqual(['150000.00', '150000.00']);
  expect(ends(price(liaison).yearly!.together)).toEqual(['45000.00', '90000.00']);
  const over = (years: number) =>
    ends(
      sumRanges(
        usd,
        [website, interoperability, balance, liaison].map((one) => overYears(price(one), years)),
      ),
    );
  expect(over(3)).toEqual(['812500.00', '1097500.00']);
  expect(over(5)).toEqual(['1202500.00', '1577500.00']);
});

test('one estimate with all four comes to the same', () => {
  const all: Estimate = {
    ...website,
    lines: [website, interoperability, balance, liaison].flatMap((one) => one.lines),
  };
  expect(ends(overYears(price(all), 3))).toEqual(['812500.00', '1097500.00']);
  expect(price(all).once?.legs.map((leg) => leg.formula)).toEqual([
    '3 person-months at the likely rate',
    '1–2 person-years at the likely rate',
    'A fixed amount',
  ]);
});

test('the spread goes from low effort at low rates to high effort at high rates', () => {
  const { low, likely, high } = price(interoperability, { rates: 'spread' }).once!.together;
  expect([low, likely, high].map(decimalString)).toEqual(['100000.00', '225000.00', '460000.00']);
});

test('headcount ranges are priced: one lead and two to five developers for a year (S79)', () => {
  const grow = estimate([
    ['project_manager', '1', 'year'],
    ['developer', '2-5', 'year'],
  ]);
  expect(ends(price(grow).yearly!.together)).toEqual(['280000.00', '535000.00']);
  expect(ends(price(grow, { rates: 'spread' }).yearly!.together)).toEqual(['200000.00', '700000.00']);
});

test('nothing is laid upon the direct costs unless it was chosen', () => {
  expect(legsOf(price(website).once)).toEqual([
    ['effort', '37500.00', '37500.00'],
    ['fixed', '40000.00', '40000.00'],
  ]);
  expect(price(website).warnings).toEqual([]);
});

test('every overhead is a leg of its own, and two of them are said aloud', () => {
  const priced = price(website, {
    paidReview: true,
    indirect: true,
    giveBack: true,
    viaSponsor: true,
    heldByProject: true,
  });
  expect(priced.once?.legs.map((leg) => [leg.kind, decimalString(leg.likely), leg.formula])).toEqual([
    ['effort', '37500.00', '3 person-months at the likely rate'],
    ['paid-review', '4687.50', '12.5% of the developers’ time, at the same rates'],
    ['fixed', '40000.00', 'A fixed amount'],
    ['indirect', '12328.12', '15% of people and fixed money'],
    ['give-back', '4725.78', '5% of all lines above'],
    ['reserve', '12500.00', 'Set aside once, where the project holds the money itself'],
    ['sponsor-fee', '9716.64', '8% of what the sponsor receives: the lines above divided by 92%, less themselves'],
    ['processing', '3643.74', '3% of all lines above'],
  ]);
  expect(decimalString(priced.once!.together.likely)).toBe('125101.78');
  expect(priced.warnings.map((warning) => warning.kind)).toEqual(['two-overheads', 'over-pay-cap', 'more-than-double']);
  expect(priced.warnings[0]?.sentence).toContain('15% indirect costs and the fiscal sponsor’s 8%');
});

test('the sponsor’s fee is of the gross, so the net arrives whole', () => {
  const priced = price(interoperability, { viaSponsor: true, sponsorVolume: dollars('600000') });
  const fee = priced.once!.legs.find((leg) => leg.kind === 'sponsor-fee')!;
  // 150,000 / 0.94 = 159,574.468...
  expect(decimalString(fee.low)).toBe('9574.47');
  expect(priced.warnings).toEqual([]);
});

test('the tier is that of the yearly volume', () => {
  const at = (text: string) => sponsorFee(SETTINGS.sponsorTiers, usd, dollars(text));
  expect([at('0'), at('499999.99'), at('500000'), at('3000000')]).toEqual([800, 800, 600, 400]);
  expect(sponsorFee(SETTINGS.sponsorTiers, usd, null)).toBe(800);
  expect(sponsorFee(SETTINGS.sponsorTiers, eur, null)).toBe(null);
});

test('the reserve is set aside once, also where everything recurs', () => {
  const priced = price(balance, { heldByProject: true });
  expect(legsOf(priced.once)).toEqual([['reserve', '12500.00', '12500.00']]);
  expect(ends(overYears(priced, 3))).toEqual(['462500.00', '462500.00']);
});

test('a review line is of developers’ time alone', () => {
  expect(legsOf(price(liaison, { paidReview: true }).yearly)).toEqual([['effort', '45000.00', '90000.00']]);
});

test('what cannot be priced is refused with what is missing', () => {
  const refusal = (one: Estimate, settings: CostSettings | null, pricing: Partial<Pricing> = {}, rates = RATES) =>
    priceEstimate(one, rates, settings, { ...DIRECT_COSTS, ...pricing });
  expect(refusal(liaison, SETTINGS, {}, RATES.slice(0, 2))).toEqual({
    refused: 'no-rate',
    because: { currency: 'USD', date: '2026-10-01', roles: ['Community lead'] },
  });
  expect(refusal({ ...liaison, currency: eur }, SETTINGS)).toMatchObject({ refused: 'no-rate' });
  expect(refusal(liaison, null)).toHaveProperty('done');
  expect(refusal(liaison, null, { indirect: true })).toMatchObject({ refused: 'no-cost-settings' });
  expect(refusal(liaison, { ...SETTINGS, sponsorTiers: [] }, { viaSponsor: true })).toMatchObject({
    refused: 'no-sponsor-fee',
  });
});

test('pay from a project’s own money is compared with its cap, a fifth more for contractors, and double by place', () => {
  const kinds = (one: RateInUse, cap: Money | null) => checkPay(one, cap).map((warning) => warning.kind);
  const cap = dollars('125000');
  expect(kinds(rate('developer', '60000', '125000', '120000'), cap)).toEqual([]);
  expect(kinds(rate('developer', '100000', '125000.01', '200000'), cap)).toEqual(['over-pay-cap']);
  expect(kinds(rate('developer', '100000', '150000', '200000'), cap)).toEqual(['over-pay-cap']);
  expect(kinds(rate('developer', '100000', '150000.01', '200000'), cap)).toEqual(['over-contractor-cap']);
  // $110k against at least $55k.
  expect(kinds(rate('developer', '55000', '80000', '110000'), cap)).toEqual([]);
  expect(kinds(rate('developer', '54999', '80000', '110000'), cap)).toEqual(['more-than-double']);
  expect(kinds(rate('developer', '55000', '80000', '110000'), money(eur, 1n))).toEqual(['cap-in-other-currency']);
});

test('effort adds up by how often it is needed', () => {
  const both = estimate([
    ['developer', '1-2'],
    ['designer', '0.5'],
    ['developer', '1', 'year'],
  ]);
  expect(effortOf(both, 'once')).toEqual(effort('1.5-2.5'));
  expect(effortOf(both, 'year')).toEqual(effort('1', 'year'));
  expect(effortOf(estimate([], [['audit', '5000']]), 'once')).toBe(null);
});

test('whatever is chosen, the legs add up, nothing falls below the direct costs, and the range keeps its order', () => {
  const anyEstimate = fc
    .record({
      low: fc.integer({ min: 0, max: 1000 }),
      more: fc.integer({ min: 0, max: 1000 }),
      fixed: fc.bigInt({ min: 0n, max: 10n ** 9n }),
      role: fc.constantFrom<PaidRole>('developer', 'senior_developer', 'designer'),
      per: fc.constantFrom<Recurrence>('once', 'year'),
    })
    .map(({ low, more, fixed, role, per }): Estimate => ({
      ...website,
      lines: [{ role, name: null, effort: effort(`${low / 1000}-${(low + more) / 1000}`, per) }],
      fixed: [{ kind: 'hosting', name: null, money: money(usd, fixed), per }],
    }));
  const anyPricing = fc.record({
    rates: fc.constantFrom<Pricing['rates']>('likely', 'spread'),
    paidReview: fc.boolean(),
    indirect: fc.boolean(),
    giveBack: fc.boolean(),
    viaSponsor: fc.boolean(),
    sponsorVolume: fc.constantFrom(null, dollars('700000')),
    heldByProject: fc.boolean(),
  });
  fc.assert(
    fc.property(anyEstimate, anyPricing, (one, pricing) => {
      const priced = price(one, pricing);
      const direct = price(one, { rates: pricing.rates });
      for (const part of [priced.once, priced.yearly]) {
        if (part === null) continue;
        for (const column of ['low', 'likely', 'high'] as const) {
          expect(part.together[column]).toEqual(
            sum(
              usd,
              part.legs.map((leg) => leg[column]),
            ),
          );
        }
        for (const { low, likely, high } of [part.together, ...part.legs]) {
          expect(low.minor <= likely.minor && likely.minor <= high.minor).toBe(true);
        }
        const fee = part.legs.find((leg) => leg.kind === 'sponsor-fee');
        if (fee !== undefined) {
          const net = sum(
            usd,
            part.legs.slice(0, part.legs.indexOf(fee)).map((leg) => leg.likely),
          );
          // What is left of the gross after the fee is the net, within the one rounding.
          const back = times(add(net, fee.likely), restOf((pricing.sponsorVolume === null ? 800 : 600) as Percent));
          const off = subtract(back, net).minor;
          expect(off >= -1n && off <= 1n).toBe(true);
        }
      }
      expect(overYears(priced, 2).likely.minor >= overYears(direct, 2).likely.minor).toBe(true);
    }),
  );
});
