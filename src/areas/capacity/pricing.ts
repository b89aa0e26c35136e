/**
 * What an estimate comes to. Pure and exact: every leg is reckoned once from whole numbers and rounded once to the minor unit (a half to
 * the even one); what stands under them is the sum of the rounded legs, so that every table adds up. Nothing is laid upon the direct
 * costs unless the caller chose it, and whatever is laid upon them is a leg of its own with its formula in words. (domain 8.2, 8.3)
 */
import {
  DEFAULT_HOURS,
  PARTS_OF_A_YEAR,
  showRange,
  addTimes,
  type Effort,
  type PersonTime,
  type Recurrence,
} from '../../kernel/effort.ts';
import {
  add,
  compare,
  divideHalfEven,
  money,
  showMoney,
  subtract,
  sum,
  times,
  zero,
  type Currency,
  type Money,
} from '../../kernel/money.ts';
import { NO_PERCENT, ratioOf, restOf, showPercent, type Percent } from '../../kernel/percent.ts';
import { done, refuse, type Outcome } from '../../kernel/refusal.ts';
import { DEVELOPER_ROLES, FIXED_COSTS, PAID_ROLES, type PaidRole } from '../../kernel/vocabulary.ts';
import type {
  CostSettings,
  EffortLine,
  Estimate,
  PricedEstimate,
  PricedPart,
  PriceLeg,
  PriceRange,
  PriceWarning,
  Pricing,
  PricingRefusal,
  Rate,
  SponsorTier,
} from './types.ts';

/** What of a rate pricing needs; the whole rate is for finance. */
export type RateInUse = Pick<Rate, 'role' | 'currency' | 'low' | 'likely' | 'high'>;

/** Rates and settings are those of the estimate's price date; without settings only direct costs can be priced. */
export function priceEstimate(
  estimate: Estimate,
  rates: readonly RateInUse[],
  settings: CostSettings | null,
  pricing: Pricing,
): Outcome<PricedEstimate, PricingRefusal> {
  const { currency, priceDate } = estimate;
  const used = ratesUsed(estimate, rates);
  const missing = rolesOf(estimate).filter((role) => !used.has(role));
  if (missing.length > 0) {
    return refuse('no-rate', { currency, date: priceDate, roles: missing.map((role) => PAID_ROLES[role]) });
  }
  const needsSettings =
    pricing.paidReview || pricing.indirect || pricing.giveBack || pricing.viaSponsor || pricing.heldByProject;
  if (needsSettings && settings === null) return refuse('no-cost-settings', { date: priceDate });
  const fee = pricing.viaSponsor
    ? sponsorFee(settings?.sponsorTiers ?? [], currency, pricing.sponsorVolume)
    : NO_PERCENT;
  if (fee === null) return refuse('no-sponsor-fee', { currency });

  const part = (per: Recurrence) => pricePart(per, { estimate, used, settings, pricing, fee });
  return done({
    currency,
    priceDate,
    pricing,
    hoursInYear: settings?.hoursInYear ?? DEFAULT_HOURS,
    once: part('once'),
    yearly: part('year'),
    warnings: warningsOf(estimate, used, settings, pricing, fee),
  });
}

/** What is needed once and so many years of what is needed each year. */
export function overYears(priced: PricedEstimate, years: number): PriceRange {
  if (!Number.isSafeInteger(years) || years < 0) throw new RangeError('years are counted whole');
  const nothing = zero(priced.currency);
  const once = priced.once?.together ?? { low: nothing, likely: nothing, high: nothing };
  if (priced.yearly === null) return once;
  const ratio = { of: BigInt(years), over: 1n };
  return addRanges(
    once,
    mapRange(priced.yearly.together, (value) => times(value, ratio)),
  );
}

export function addRanges(a: PriceRange, b: PriceRange): PriceRange {
  return { low: add(a.low, b.low), likely: add(a.likely, b.likely), high: add(a.high, b.high) };
}

/** Several ranges together, in one currency. */
export function sumRanges(currency: Currency, ranges: readonly PriceRange[]): PriceRange {
  return {
    low: sum(
      currency,
      ranges.map((range) => range.low),
    ),
    likely: sum(
      currency,
      ranges.map((range) => range.likely),
    ),
    high: sum(
      currency,
      ranges.map((range) => range.high),
    ),
  };
}

/** The effort of an estimate over all roles, once or per year; null where there is none. */
export function effortOf({ lines }: Pick<Estimate, 'lines'>, per: Recurrence): Effort | null {
  const efforts = lines.flatMap(({ effort }) => (effort.per === per ? [effort] : []));
  if (efforts.length === 0) return null;
  return {
    low: addTimes(efforts.map((effort) => effort.low)),
    likely: addTimes(efforts.map((effort) => effort.likely)),
    high: addTimes(efforts.map((effort) => effort.high)),
    per,
  };
}

interface Given {
  readonly estimate: Estimate;
  readonly used: ReadonlyMap<PaidRole, RateInUse>;
  readonly settings: CostSettings | null;
  readonly pricing: Pricing;
  readonly fee: Percent;
}

function pricePart(per: Recurrence, given: Given): PricedPart | null {
  const { estimate, settings, pricing, fee } = given;
  const { currency } = estimate;
  const people = estimate.lines.filter((line) => line.effort.per === per).map((line) => effortLeg(line, given));
  const fixed = estimate.fixed.filter((line) => line.per === per).map(fixedLeg);
  // Set aside once, also where everything else recurs.
  const reserve = pricing.heldByProject && settings?.reserve?.currency === currency ? settings.reserve : null;
  if (people.length + fixed.length === 0 && (per === 'year' || reserve === null)) return null;

  const legs: PriceLeg[] = people.map(({ leg }) => leg);
  const together = () => sumRanges(currency, legs);
  if (pricing.paidReview && settings !== null && settings.paidReview > 0) {
    const developers = people.flatMap(({ leg, role }) => (DEVELOPER_ROLES.includes(role) ? [leg] : []));
    if (developers.length > 0) legs.push(reviewLeg(sumRanges(currency, developers), settings.paidReview));
  }
  legs.push(...fixed);
  if (pricing.indirect && settings !== null && settings.indirect > 0) {
    legs.push(shareLeg('indirect', 'Indirect costs', together(), settings.indirect, 'of people and fixed money'));
  }
  if (pricing.giveBack && settings !== null && settings.giveBack > 0) {
    legs.push(
      shareLeg('give-back', 'Give-back to the fiscal sponsor', together(), settings.giveBack, 'of all lines above'),
    );
  }
  if (per === 'once' && reserve !== null) legs.push(reserveLeg(reserve));
  if (fee > 0) legs.push(feeLeg(together(), fee));
  if (pricing.viaSponsor && settings !== null && settings.processing > 0) {
    legs.push(shareLeg('processing', 'Payment processing', together(), settings.processing, 'of all lines above'));
  }
  return { legs, together: together() };
}

function effortLeg(line: EffortLine, { used, settings, pricing }: Given): { leg: PriceLeg; role: PaidRole } {
  const { role, effort, name } = line;
  const rate = used.get(role)!;
  const spread = pricing.rates === 'spread';
  const words = showRange(effort.low, effort.high, settings?.hoursInYear);
  const at = spread ? 'from the low to the high rate' : 'at the likely rate';
  return {
    role,
    leg: {
      kind: 'effort',
      label: name ?? PAID_ROLES[role],
      formula: name === null ? `${words} ${at}` : `${PAID_ROLES[role]}: ${words} ${at}`,
      low: timesEffort(spread ? rate.low : rate.likely, effort.low),
      likely: timesEffort(rate.likely, effort.likely),
      high: timesEffort(spread ? rate.high : rate.likely, effort.high),
    },
  };
}

/** The rate of a person-year for a part of one. */
function timesEffort(rate: Money, time: PersonTime): Money {
  return money(rate.currency, divideHalfEven(rate.minor * BigInt(time), BigInt(PARTS_OF_A_YEAR)));
}

function fixedLeg({ kind, name, money: amount }: Estimate['fixed'][number]): PriceLeg {
  return {
    kind: 'fixed',
    label: name ?? FIXED_COSTS[kind],
    formula: name === null ? 'A fixed amount' : `${FIXED_COSTS[kind]}: a fixed amount`,
    low: amount,
    likely: amount,
    high: amount,
  };
}

function reviewLeg(developers: PriceRange, share: Percent): PriceLeg {
  return {
    kind: 'paid-review',
    label: 'Paid independent review',
    formula: `${showPercent(share)} of the developers’ time, at the same rates`,
    ...mapRange(developers, (value) => times(value, ratioOf(share))),
  };
}

function shareLeg(kind: PriceLeg['kind'], label: string, base: PriceRange, share: Percent, of: string): PriceLeg {
  return {
    kind,
    label,
    formula: `${showPercent(share)} ${of}`,
    ...mapRange(base, (value) => times(value, ratioOf(share))),
  };
}

function reserveLeg(reserve: Money): PriceLeg {
  return {
    kind: 'reserve',
    label: 'Reserve of the project',
    formula: 'Set aside once, where the project holds the money itself',
    low: reserve,
    likely: reserve,
    high: reserve,
  };
}

/** The sponsor takes its share of the gross, so that the net arrives whole: gross = net / (1 − fee). */
function feeLeg(net: PriceRange, fee: Percent): PriceLeg {
  const rest = restOf(fee);
  return {
    kind: 'sponsor-fee',
    label: 'Fee of the fiscal sponsor',
    formula: `${showPercent(fee)} of what the sponsor receives: the lines above divided by ${showPercent((10_000 - fee) as Percent)}, less themselves`,
    ...mapRange(net, (value) => subtract(times(value, { of: rest.over, over: rest.of }), value)),
  };
}

function mapRange(range: PriceRange, change: (value: Money) => Money): PriceRange {
  return { low: change(range.low), likely: change(range.likely), high: change(range.high) };
}

function rolesOf({ lines }: Estimate): readonly PaidRole[] {
  return [...new Set(lines.map((line) => line.role))];
}

function ratesUsed(estimate: Estimate, rates: readonly RateInUse[]): ReadonlyMap<PaidRole, RateInUse> {
  const roles = new Set(rolesOf(estimate));
  return new Map(
    rates
      .filter((rate) => rate.currency === estimate.currency && roles.has(rate.role))
      .map((rate) => [rate.role, rate] as const),
  );
}

/** The fee for what passes through in a year; null when the settings name none in this currency. */
export function sponsorFee(tiers: readonly SponsorTier[], currency: Currency, volume: Money | null): Percent | null {
  const asked = volume?.currency === currency ? volume : zero(currency);
  const fitting = tiers.filter((tier) => tier.from.currency === currency && compare(tier.from, asked) <= 0);
  return fitting.toSorted((a, b) => compare(b.from, a.from))[0]?.fee ?? null;
}

/** A contractor pays tax and insurance from the same sum: about a fifth more than an employee's pay. (NEP 48, domain 8.2) */
const CONTRACTOR: { readonly of: bigint; readonly over: bigint } = { of: 120n, over: 100n };

/** Only warnings: what a project pays from its own money is its own decision. */
function warningsOf(
  estimate: Estimate,
  used: ReadonlyMap<PaidRole, RateInUse>,
  settings: CostSettings | null,
  pricing: Pricing,
  fee: Percent,
): readonly PriceWarning[] {
  if (settings === null) return [];
  const warnings: PriceWarning[] = [];
  if (fee > 0 && pricing.indirect && settings.indirect > 0) {
    warnings.push({
      kind: 'two-overheads',
      sentence: `Two overheads are in this sum: ${showPercent(settings.indirect)} indirect costs and the fiscal sponsor’s ${showPercent(fee)}. Say so to whoever pays.`,
    });
  }
  if (!pricing.heldByProject) return warnings;
  if (settings.reserve !== null && settings.reserve.currency !== estimate.currency) {
    warnings.push({
      kind: 'reserve-in-other-currency',
      sentence: `The reserve is set in ${settings.reserve.currency} and is not part of this sum.`,
    });
  }
  for (const rate of used.values()) warnings.push(...checkPay(rate, settings.payCap));
  return warnings;
}

/** The checks of domain 8.2 for money that a project holds itself: the cap, the fifth for contractors, at most double by place. */
export function checkPay(rate: RateInUse, cap: Money | null): readonly PriceWarning[] {
  const role = PAID_ROLES[rate.role];
  const warnings: PriceWarning[] = [];
  if (cap !== null && cap.currency !== rate.currency) {
    warnings.push({
      kind: 'cap-in-other-currency',
      sentence: `${role}: the cap on pay is set in ${cap.currency} and was not compared.`,
    });
  } else if (cap !== null && compare(rate.likely, cap) > 0) {
    const contractorCap = times(cap, CONTRACTOR);
    warnings.push(
      compare(rate.likely, contractorCap) > 0
        ? {
            kind: 'over-contractor-cap',
            sentence: `${role}: the likely rate is above the cap of ${showMoney(cap)}, even with the fifth more for contractors (${showMoney(contractorCap)}).`,
          }
        : {
            kind: 'over-pay-cap',
            sentence: `${role}: the likely rate is above the cap of ${showMoney(cap)}. Only a contractor, who may cost a fifth more, would be within it.`,
          },
    );
  }
  if (compare(rate.high, times(rate.low, { of: 2n, over: 1n })) > 0) {
    warnings.push({
      kind: 'more-than-double',
      sentence: `${role}: the high rate is more than double the low one. Pay for equal work should differ at most twofold by place.`,
    });
  }
  return warnings;
}
