/** What things cost, in `/api/v1`. For finance alone. */
import { z } from 'zod';
import { calendarDate } from '../../kernel/dates.ts';
import { moneyJson } from '../../kernel/money.ts';
import { percentText } from '../../kernel/percent.ts';
import { refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRoute } from '../../outside/http/route.ts';
import { addRate } from './actions/add-rate.ts';
import { reckonEstimate } from './actions/reckon-estimate.ts';
import { setCosts } from './actions/set-costs.ts';
import { addRateInput, estimateInput, onDayInput, pricingIn, pricingInput, setCostsInput } from './inputs.ts';
import { overYears } from './pricing.ts';
import { capacityPermissions as may } from './rules.ts';
import { ratesOn } from './store/rates.ts';
import { costSettingsOn, newestCostSettings } from './store/settings.ts';
import {
  capacityRefusals,
  type CapacityRefusal,
  type CostSettings,
  type PricedPart,
  type PriceRange,
  type Rate,
} from './types.ts';

const day = z.string().meta({ format: 'date' });
const moment = z.string().meta({ format: 'date-time' });
const moneyShape = z.object({ amount: z.string(), currency: z.string() }).meta({
  id: 'Money',
  description: 'An exact decimal string with all decimals of the currency, and its ISO 4217 code.',
});
const rangeShape = z.object({ low: moneyShape, likely: moneyShape, high: moneyShape });

const rateShape = z
  .object({
    id: z.uuid(),
    role: z.string(),
    low: moneyShape,
    likely: moneyShape,
    high: moneyShape,
    validFrom: day,
    note: z.string().nullable(),
    enteredAt: moment,
  })
  .meta({ id: 'Rate' });

const settingsShape = z
  .object({
    id: z.uuid(),
    validFrom: day,
    hoursInYear: z.int(),
    indirect: z.string(),
    paidReview: z.string(),
    giveBack: z.string(),
    processing: z.string(),
    currency: z.string(),
    sponsorTiers: z.array(z.object({ from: moneyShape, fee: z.string() })),
    reserve: moneyShape.nullable(),
    payCap: moneyShape.nullable(),
    note: z.string().nullable(),
    enteredAt: moment,
  })
  .meta({ id: 'CostSettings', description: 'Percentages as decimal strings: "12.5".' });

const partShape = z.object({
  legs: z.array(rangeShape.extend({ kind: z.string(), label: z.string(), formula: z.string() })),
  together: rangeShape,
});

const made = z.object({ id: z.uuid() });

export const api: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/rates',
    operationId: 'listRates',
    summary: 'What a person-year of each role costs on a day, today unless it is said',
    permission: may.seeRates,
    action: null,
    query: onDayInput,
    response: z.object({ on: day, rates: z.array(rateShape) }),
    answer: async ({ tx, query, now }) => {
      const on = query.on ?? calendarDate(now);
      return json({ on, rates: (await ratesOn(tx, on)).map(rateJson) });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/rates',
    operationId: 'addRate',
    summary: 'Add a rate to the book; from its day on it takes the place of what stood',
    permission: may.addRate,
    action: 'add-rate',
    body: addRateInput,
    response: made,
    answer: async ({ tx, actor, body, now }) => answered(await addRate(tx, actor, body, now), (id) => ({ id })),
  }),
  apiRoute({
    method: 'GET',
    path: '/cost-settings',
    operationId: 'getCostSettings',
    summary: 'What is laid upon direct costs on a day, and the id that the next settings must name',
    permission: may.seeRates,
    action: null,
    query: onDayInput,
    response: z.object({
      on: day,
      settings: settingsShape.nullable(),
      newest: z.uuid().nullable().meta({ description: '`replaces` of the next settings' }),
    }),
    answer: async ({ tx, query, now }) => {
      const on = query.on ?? calendarDate(now);
      const settings = await costSettingsOn(tx, on);
      const newest = await newestCostSettings(tx);
      return json({ on, settings: settings === null ? null : settingsJson(settings), newest: newest?.id ?? null });
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/cost-settings',
    operationId: 'setCosts',
    summary:
      'Set what is laid upon direct costs from a day on; `replaces` must be the newest settings’ id, or null for the first',
    permission: may.setCosts,
    action: 'set-costs',
    body: setCostsInput,
    response: made,
    answer: async ({ tx, actor, body, now }) => answered(await setCosts(tx, actor, body, now), (id) => ({ id })),
  }),
  apiRoute({
    method: 'POST',
    path: '/estimates/reckoning',
    operationId: 'reckonEstimate',
    summary: 'What an estimate comes to at the rates of its price date; nothing is kept',
    permission: may.reckonEstimate,
    action: 'reckon-estimate',
    body: z.object({ estimate: estimateInput, pricing: pricingInput.prefault({}) }),
    response: z.object({
      currency: z.string(),
      priceDate: day,
      hoursInYear: z.int(),
      once: partShape.nullable(),
      yearly: partShape.nullable(),
      years: z.int(),
      overYears: rangeShape,
      warnings: z.array(z.object({ kind: z.string(), sentence: z.string() })),
    }),
    answer: async ({ tx, actor, body, now }) => {
      const { estimate } = body;
      const chosen = pricingIn(body.pricing, estimate.currency);
      if ('wrong' in chosen) return answered(refuse('volume-refused', { why: chosen.wrong }), () => ({}));
      return answered(await reckonEstimate(tx, actor, { estimate, pricing: chosen.pricing }, now), (priced) => ({
        currency: priced.currency,
        priceDate: priced.priceDate,
        hoursInYear: priced.hoursInYear,
        once: partJson(priced.once),
        yearly: partJson(priced.yearly),
        years: chosen.years,
        overYears: rangeJson(overYears(priced, chosen.years)),
        warnings: priced.warnings,
      }));
    },
  }),
];

function rateJson({ id, role, low, likely, high, validFrom, note, at }: Rate) {
  return { id, role, ...rangeJson({ low, likely, high }), validFrom, note, enteredAt: at.toISOString() };
}

function settingsJson(settings: CostSettings) {
  return {
    id: settings.id,
    validFrom: settings.validFrom,
    hoursInYear: settings.hoursInYear,
    indirect: percentText(settings.indirect),
    paidReview: percentText(settings.paidReview),
    giveBack: percentText(settings.giveBack),
    processing: percentText(settings.processing),
    currency: settings.currency,
    sponsorTiers: settings.sponsorTiers.map(({ from, fee }) => ({ from: moneyJson(from), fee: percentText(fee) })),
    reserve: settings.reserve === null ? null : moneyJson(settings.reserve),
    payCap: settings.payCap === null ? null : moneyJson(settings.payCap),
    note: settings.note,
    enteredAt: settings.at.toISOString(),
  };
}

function partJson(part: PricedPart | null) {
  if (part === null) return null;
  return {
    legs: part.legs.map(({ kind, label, formula, ...range }) => ({ kind, label, formula, ...rangeJson(range) })),
    together: rangeJson(part.together),
  };
}

function rangeJson({ low, likely, high }: PriceRange) {
  return { low: moneyJson(low), likely: moneyJson(likely), high: moneyJson(high) };
}

function json(body: unknown): Answer {
  return { kind: 'json', body };
}

function answered<T>(outcome: Outcome<T, CapacityRefusal>, say: (done: T) => object): Answer {
  return refused(outcome) ? { kind: 'refusal', refusal: outcome, sheet: capacityRefusals } : json(say(outcome.done));
}
