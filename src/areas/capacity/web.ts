/** The pages of what things cost: rates, cost settings, and a calculator that keeps nothing. */
import type { VNode } from 'preact';
import { calendarDate, readCalendarDate } from '../../kernel/dates.ts';
import { DEFAULT_HOURS } from '../../kernel/effort.ts';
import { readCurrency, type Currency } from '../../kernel/money.ts';
import { refused, type Refusal } from '../../kernel/refusal.ts';
import { urls, type FormValues } from '../../look/index.ts';
import { readForm, type FieldErrors } from '../../outside/http/form.ts';
import type { Answer, PageRoute, WebRequest } from '../../outside/http/route.ts';
import { addRate } from './actions/add-rate.ts';
import { reckonEstimate } from './actions/reckon-estimate.ts';
import { setCosts } from './actions/set-costs.ts';
import {
  addRateInput,
  costsFormFields,
  pricingIn,
  pricingInput,
  readEstimateForm,
  rowsIn,
  setCostsInput,
  withAnotherRow,
} from './inputs.ts';
import { CalculatorPage, type CalculatorPageProps } from './pages/calculator-page.tsx';
import { CostsPage } from './pages/costs-page.tsx';
import type { TypedForm } from './pages/parts.tsx';
import { RatesPage } from './pages/rates-page.tsx';
import { capacityPermissions as may } from './rules.ts';
import { rateHistory, ratesAfter, ratesOn } from './store/rates.ts';
import { costSettingsHistory, costSettingsOn, newestCostSettings } from './store/settings.ts';
import { capacityRefusals, type CapacityRefusal } from './types.ts';

export const routes: readonly PageRoute[] = [
  { method: 'GET', path: urls.rates.pattern, permission: may.seeRates, action: null, answer: showRates },
  { method: 'POST', path: urls.rates.pattern, permission: may.addRate, action: 'add-rate', answer: postRate },
  { method: 'GET', path: urls.costSettings.pattern, permission: may.seeRates, action: null, answer: showCosts },
  { method: 'POST', path: urls.costSettings.pattern, permission: may.setCosts, action: 'set-costs', answer: postCosts },
  { method: 'GET', path: urls.calculator.pattern, permission: may.reckonEstimate, action: null, answer: askEstimate },
  {
    method: 'POST',
    path: urls.calculator.pattern,
    permission: may.reckonEstimate,
    action: 'reckon-estimate',
    answer: postEstimate,
  },
];

type PageAnswer = Extract<Answer, { kind: 'page' }>;

const SHOWN_COMING = 100;
const SHOWN_HISTORY = 200;
const SHOWN_SETTINGS = 50;

async function showRates(request: WebRequest): Promise<Answer> {
  return ratesPage(request, {}, request.query.get('said') === 'added' ? 'The rate is in the book.' : undefined);
}

async function postRate(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const read = readForm(addRateInput, form);
  if (!read.ok) return { ...(await ratesPage(request, { form: { values: form, errors: read.errors } })), status: 422 };
  const outcome = await addRate(tx, actor, read.input, now);
  if (!refused(outcome)) return { kind: 'redirect', to: urls.rates({}, { said: 'added' }) };
  return again(await ratesPage(request, { form: { values: form, errors: saidIn(outcome) } }), outcome);
}

async function ratesPage(
  { tx, now }: WebRequest,
  typed: { readonly form?: TypedForm },
  said?: string,
): Promise<PageAnswer> {
  const today = calendarDate(now);
  const standing = await ratesOn(tx, today);
  const history = await rateHistory(tx, SHOWN_HISTORY + 1);
  const settings = await costSettingsOn(tx, today);
  const body = RatesPage({
    today,
    standing,
    coming: await ratesAfter(tx, today, SHOWN_COMING),
    history: history.slice(0, SHOWN_HISTORY),
    isWholeHistory: history.length <= SHOWN_HISTORY,
    hours: settings?.hoursInYear ?? DEFAULT_HOURS,
    currency: history[0]?.currency ?? settings?.currency ?? USD,
    ...typed,
    ...(said === undefined ? {} : { said }),
  });
  return page('Rates', body);
}

async function showCosts(request: WebRequest): Promise<Answer> {
  return costsPage(request, {}, request.query.get('said') === 'set' ? 'The settings are saved.' : undefined);
}

async function postCosts(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const { fields, named } = costsFormFields(form);
  const read = setCostsInput.safeParse(fields);
  if (!read.success) {
    const errors: Record<string, string> = {};
    for (const { path, message } of read.error.issues) errors[named(path)] ??= message;
    return { ...(await costsPage(request, { form: { values: form, errors } })), status: 422 };
  }
  const outcome = await setCosts(tx, actor, read.data, now);
  if (!refused(outcome)) return { kind: 'redirect', to: urls.costSettings({}, { said: 'set' }) };
  return again(await costsPage(request, { form: { values: form, errors: saidIn(outcome) } }), outcome);
}

async function costsPage(
  { tx, now }: WebRequest,
  typed: { readonly form?: TypedForm },
  said?: string,
): Promise<PageAnswer> {
  const today = calendarDate(now);
  const body = CostsPage({
    today,
    standing: await costSettingsOn(tx, today),
    newest: await newestCostSettings(tx),
    history: await costSettingsHistory(tx, SHOWN_SETTINGS),
    ...typed,
    ...(said === undefined ? {} : { said }),
  });
  return page('Cost settings', body);
}

async function askEstimate(request: WebRequest): Promise<Answer> {
  return calculatorPage(request, {});
}

async function postEstimate(request: WebRequest): Promise<Answer> {
  const { tx, actor, form, now } = request;
  const more = withAnotherRow(form);
  if (more !== null) return calculatorPage(request, { values: more });
  // "460 hours" are hours of a year as it was on the price date.
  const priceDate = readCalendarDate(form.get('priceDate') ?? '') ?? calendarDate(now);
  const settings = await costSettingsOn(tx, priceDate);
  const estimate = readEstimateForm(form, settings?.hoursInYear);
  const chosen = readForm(pricingInput, form, Object.fromEntries(overheadsIn(form)));
  const pricing = estimate.ok && chosen.ok ? pricingIn(chosen.input, estimate.estimate.currency) : null;
  const errors: FieldErrors = {
    ...(estimate.ok ? {} : estimate.errors),
    ...(chosen.ok ? {} : chosen.errors),
    ...(pricing !== null && 'wrong' in pricing ? { sponsorVolume: pricing.wrong } : {}),
  };
  if (!estimate.ok || pricing === null || 'wrong' in pricing) {
    return { ...(await calculatorPage(request, { values: form, errors })), status: 422 };
  }
  const input = { estimate: estimate.estimate, pricing: pricing.pricing };
  const outcome = await reckonEstimate(tx, actor, input, now);
  if (refused(outcome)) {
    return again(await calculatorPage(request, { values: form, errors: saidIn(outcome) }), outcome);
  }
  return calculatorPage(request, {
    values: form,
    reckoned: { estimate: estimate.estimate, priced: outcome.done, years: pricing.years },
  });
}

async function calculatorPage(
  { tx, now }: WebRequest,
  shown: {
    readonly values?: URLSearchParams;
    readonly errors?: FieldErrors;
    readonly reckoned?: CalculatorPageProps['reckoned'];
  },
): Promise<PageAnswer> {
  const today = calendarDate(now);
  const rates = await ratesOn(tx, today);
  const currencies = [...new Set(rates.map((rate) => rate.currency))];
  const fresh = { currency: currencies[0] ?? USD, priceDate: today, rates: 'likely', years: '3' };
  const values: FormValues = shown.values ?? fresh;
  const body = CalculatorPage({
    form: { values, errors: shown.errors ?? {} },
    lineRows: rowsIn(shown.values ?? new URLSearchParams(), 'line'),
    fixedRows: rowsIn(shown.values ?? new URLSearchParams(), 'fixed'),
    currencies,
    settings: await costSettingsOn(tx, today),
    reckoned: shown.reckoned ?? null,
  });
  return page('What does it come to?', body);
}

/** The boxes that were ticked, as the schema names them. */
function overheadsIn(form: URLSearchParams): readonly (readonly [string, 'yes'])[] {
  const ticked = form.getAll('with');
  return OVERHEADS.flatMap((name) => (ticked.includes(name) ? [[name, 'yes'] as const] : []));
}
const OVERHEADS = ['paidReview', 'indirect', 'giveBack', 'heldByProject', 'viaSponsor'] as const;

const USD = readCurrency('USD') as Currency;

function page(title: string, body: VNode): PageAnswer {
  return { kind: 'page', title, nav: 'rates', body };
}

/** The form again with what refused it. */
function again(answer: PageAnswer, refusal: Refusal<CapacityRefusal>): Answer {
  return { ...answer, refused: { refusal, sheet: capacityRefusals } };
}

function saidIn({ refused: code, because }: Refusal<CapacityRefusal>): FieldErrors {
  return { form: capacityRefusals[code].say(because) };
}
