/** What each verb takes, shared by pages and API, and the schema of an estimate for the areas above. Messages say what to do. */
import { z } from 'zod';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import {
  DEFAULT_HOURS,
  middle,
  parseTime,
  sayEffortRefusal,
  FEWEST_HOURS,
  MOST_HOURS,
  type Effort,
  type HoursInYear,
  type PersonTime,
} from '../../kernel/effort.ts';
import { compare, parseAmount, readCurrency, sayAmountRefusal, type Currency, type Money } from '../../kernel/money.ts';
import { parsePercent, sayPercentRefusal, type Percent } from '../../kernel/percent.ts';
import { refused } from '../../kernel/refusal.ts';
import { cleanLine } from '../../kernel/text.ts';
import { FIXED_COSTS, PAID_ROLES, type FixedCost, type PaidRole } from '../../kernel/vocabulary.ts';
import {
  MOST_LINES,
  MOST_TIERS,
  MOST_YEARS,
  type CostSettingsId,
  type EffortLine,
  type Estimate,
  type FixedLine,
  type Pricing,
  type SponsorTier,
} from './types.ts';

const NAME_LENGTH = 60;
const NOTE_LENGTH = 300;

/** Counted as a reader counts, so that an accent or an emoji is one character. Made when first asked for. */
let characters: Intl.Segmenter | null = null;
function length(text: string): number {
  characters ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return [...characters.segment(text)].length;
}

function line(longest: number) {
  return z
    .string()
    .max(20_000, 'Make this much shorter.')
    .transform(cleanLine)
    .refine((text) => length(text) <= longest, { error: `Shorten this to at most ${longest} characters.` });
}

/** An empty field of a form says nothing; what is written there can be read. */
const optionalLine = (longest: number) =>
  line(longest)
    .refine((text) => text === '' || /[\p{L}\p{N}]/u.test(text), { error: 'Use at least one letter or number.' })
    .transform((text) => (text === '' ? null : text))
    .nullable()
    .default(null);

export const currencyField = z
  .string()
  .max(10)
  .transform((text, context): Currency => {
    const currency = readCurrency(text);
    if (currency !== null) return currency;
    context.addIssue({ code: 'custom', message: 'Choose a currency by its code, for example USD.' });
    return z.NEVER;
  });

export const dayField = z
  .string()
  .max(40)
  .transform((text, context): CalendarDate => {
    const day = readCalendarDate(text.trim());
    if (day !== null) return day;
    context.addIssue({ code: 'custom', message: 'Write the day as year-month-day, for example 2026-10-01.' });
    return z.NEVER;
  });

const role = z.enum(Object.keys(PAID_ROLES) as PaidRole[], { error: 'Choose whose time it is.' });
const kind = z.enum(Object.keys(FIXED_COSTS) as FixedCost[], { error: 'Choose what the money is for.' });
const per = z.enum(['once', 'year'], { error: 'Choose once or each year.' }).default('once');
const time = z.string().max(60, 'Write a shorter number.').optional();

function effortLine(hours: HoursInYear) {
  return z
    .object({ role, name: optionalLine(NAME_LENGTH), low: time, likely: time, high: time, per })
    .transform(({ low, likely, high, per: recurs, ...rest }, context): EffortLine => {
      const given = { low, likely, high };
      const read: Partial<Record<'low' | 'likely' | 'high', PersonTime>> = {};
      let isWrong = false;
      for (const [name, text] of Object.entries(given) as [keyof typeof given, string | undefined][]) {
        if (text === undefined || text.trim() === '') continue;
        const outcome = parseTime(text, hours);
        if (refused(outcome)) {
          context.addIssue({ code: 'custom', path: [name], message: sayEffortRefusal(outcome.refused) });
          isWrong = true;
        } else read[name] = outcome.done;
      }
      if (isWrong) return z.NEVER;
      const effort = rangeFrom(read);
      if (effort === null) {
        context.addIssue({
          code: 'custom',
          path: ['low'],
          message: 'Write how much effort it takes, for example 0.5.',
        });
        return z.NEVER;
      }
      const wrong = effort.low > effort.likely ? 'likely' : effort.likely > effort.high ? 'high' : null;
      if (wrong !== null) {
        context.addIssue({
          code: 'custom',
          path: [wrong],
          message: 'Write low, likely and high in rising order.',
        });
        return z.NEVER;
      }
      return { ...rest, effort: { ...effort, per: recurs } };
    });
}

/** One number is a range without width; between low and high the middle is likely, until somebody says otherwise. */
function rangeFrom(read: Partial<Record<'low' | 'likely' | 'high', PersonTime>>): Omit<Effort, 'per'> | null {
  const low = read.low ?? read.likely ?? read.high;
  const high = read.high ?? read.likely ?? read.low;
  if (low === undefined || high === undefined) return null;
  return { low, likely: read.likely ?? middle(low, high), high };
}

const fixedLine = z.object({
  kind,
  name: optionalLine(NAME_LENGTH),
  amount: z.string().max(40, 'Write a shorter number.'),
  per,
});

/** The schema of an estimate; efforts are read by so many hours in a person-year. */
function estimateSchema(hours: HoursInYear) {
  return z
    .object({
      currency: currencyField,
      priceDate: dayField,
      lines: z.array(effortLine(hours)).max(MOST_LINES, `Write at most ${MOST_LINES} parts.`).default([]),
      fixed: z.array(fixedLine).max(MOST_LINES, `Write at most ${MOST_LINES} fixed amounts.`).default([]),
    })
    .transform(({ currency, priceDate, lines, fixed }, context): Estimate => {
      if (lines.length + fixed.length === 0) {
        context.addIssue({
          code: 'custom',
          path: ['lines'],
          message: 'Write at least one part with its effort, or one fixed amount.',
        });
      }
      const priced = fixed.flatMap(({ amount, ...rest }, at): FixedLine[] => {
        const money = readFixed(amount, currency);
        if (typeof money !== 'string') return [{ ...rest, money }];
        context.addIssue({ code: 'custom', path: ['fixed', at, 'amount'], message: money });
        return [];
      });
      return { currency, priceDate, lines, fixed: priced };
    });
}

/** The money, or what to do about it. */
function readFixed(amount: string, currency: Currency): Money | string {
  const read = parseAmount(amount.trim(), currency);
  if (refused(read)) return sayAmountRefusal(read.refused, currency);
  return read.done.minor > 0n ? read.done : 'Write an amount above zero.';
}

/** An estimate as JSON has it, for APIs and for what is kept; efforts of the default year. */
export const estimateInput = estimateSchema(DEFAULT_HOURS);

export type ReadEstimate =
  | { readonly ok: true; readonly estimate: Estimate }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/**
 * The estimate in the fields of a form (look's `EstimateFields`), by the workspace's hours in a person-year. Rows in which nothing was
 * written are left out. The errors are by the name of the field.
 */
export function readEstimateForm(form: URLSearchParams, hours: HoursInYear = DEFAULT_HOURS): ReadEstimate {
  const get = (name: string) => form.get(name) ?? '';
  const numbers = Array.from({ length: MOST_LINES }, (_, at) => at + 1);
  const isFilled = (names: readonly string[]) => names.some((name) => get(name).trim() !== '');
  const lineRows = numbers.filter((n) =>
    isFilled(['lineRole', 'lineName', 'lineLow', 'lineLikely', 'lineHigh'].map((name) => `${name}${n}`)),
  );
  const fixedRows = numbers.filter((n) =>
    isFilled(['fixedKind', 'fixedName', 'fixedAmount'].map((name) => `${name}${n}`)),
  );
  const read = estimateSchema(hours).safeParse({
    currency: get('currency'),
    priceDate: get('priceDate'),
    lines: lineRows.map((n) => ({
      role: get(`lineRole${n}`),
      name: get(`lineName${n}`),
      low: get(`lineLow${n}`),
      likely: get(`lineLikely${n}`),
      high: get(`lineHigh${n}`),
      per: get(`linePer${n}`) || 'once',
    })),
    fixed: fixedRows.map((n) => ({
      kind: get(`fixedKind${n}`),
      name: get(`fixedName${n}`),
      amount: get(`fixedAmount${n}`),
      per: get(`fixedPer${n}`) || 'once',
    })),
  });
  if (read.success) return { ok: true, estimate: read.data };
  const errors: Record<string, string> = {};
  for (const { path, message } of read.error.issues) errors[fieldNamed(path, lineRows, fixedRows)] ??= message;
  return { ok: false, errors };
}

/** `lines, 1, low` in the second filled row is the field `lineLow3` when the third row holds it. */
function fieldNamed(path: readonly PropertyKey[], lineRows: readonly number[], fixedRows: readonly number[]): string {
  const [list, at, name] = path.map(String);
  if (list !== 'lines' && list !== 'fixed') return list ?? 'form';
  const [prefix, rows] = list === 'lines' ? ['line', lineRows] : ['fixed', fixedRows];
  if (at === undefined) return `${prefix}Role1`;
  const field = name ?? (list === 'lines' ? 'role' : 'kind');
  return `${prefix}${field.charAt(0).toUpperCase()}${field.slice(1)}${rows[Number(at)] ?? 1}`;
}

/** The form again with one more row, when its button for that was pressed; null when it was sent to be read. */
export function withAnotherRow(form: URLSearchParams): URLSearchParams | null {
  const list = form.get('addRow');
  if (list !== 'line' && list !== 'fixed') return null;
  const more = new URLSearchParams(form);
  more.delete('addRow');
  more.set(`${list}Rows`, String(Math.min(MOST_LINES, rowsIn(form, list) + 1)));
  return more;
}

const FIRST_ROWS = { line: 3, fixed: 2 } as const;

/** How many rows the form shows. */
export function rowsIn(form: URLSearchParams, list: 'line' | 'fixed'): number {
  const said = /^[0-9]{1,2}$/.exec(form.get(`${list}Rows`) ?? '');
  return said === null ? FIRST_ROWS[list] : Math.max(1, Math.min(MOST_LINES, Number(said[0])));
}

const amountField = z.string().max(40, 'Write a shorter number.');

/** A rate for one person-year, loaded; amounts as decimal strings in its currency. */
export const addRateInput = z
  .object({
    role,
    currency: currencyField,
    low: amountField,
    likely: amountField,
    high: amountField,
    validFrom: dayField,
    note: optionalLine(NOTE_LENGTH),
  })
  .transform((typed, context) => {
    const read = {
      low: readFixed(typed.low, typed.currency),
      likely: readFixed(typed.likely, typed.currency),
      high: readFixed(typed.high, typed.currency),
    };
    for (const [name, money] of Object.entries(read)) {
      if (typeof money === 'string') context.addIssue({ code: 'custom', path: [name], message: money });
    }
    const { low, likely, high } = read;
    if (typeof low === 'string' || typeof likely === 'string' || typeof high === 'string') return z.NEVER;
    const wrong = compare(low, likely) > 0 ? 'likely' : compare(likely, high) > 0 ? 'high' : null;
    if (wrong !== null) {
      context.addIssue({ code: 'custom', path: [wrong], message: 'Write low, likely and high in rising order.' });
      return z.NEVER;
    }
    return { ...typed, low, likely, high };
  });

function percentField(most: number) {
  return z
    .string()
    .max(20, 'Write a shorter number.')
    .transform((text, context): Percent => {
      const read = parsePercent(text.trim() === '' ? '0' : text, most);
      if (!refused(read)) return read.done;
      context.addIssue({ code: 'custom', message: sayPercentRefusal(read.refused, most) });
      return z.NEVER;
    })
    .default(0 as Percent);
}

const tierShape = z.object({ from: amountField, fee: percentField(50) });

/** What is laid upon direct costs, from a day on; percentages as text ("12.5"), amounts as decimal strings in the one currency. */
export const setCostsInput = z
  .object({
    validFrom: dayField,
    hoursInYear: z.coerce
      .number({ error: 'Write hours as a whole number.' })
      .pipe(
        z
          .int('Write hours as a whole number.')
          .min(FEWEST_HOURS, `Write at least ${FEWEST_HOURS} hours.`)
          .max(MOST_HOURS, `Write at most ${MOST_HOURS} hours.`),
      ),
    indirect: percentField(100),
    paidReview: percentField(50),
    giveBack: percentField(50),
    processing: percentField(20),
    currency: currencyField,
    sponsorTiers: z.array(tierShape).max(MOST_TIERS, `Write at most ${MOST_TIERS} tiers.`).default([]),
    reserve: amountField.default(''),
    payCap: amountField.default(''),
    note: optionalLine(NOTE_LENGTH),
    /** The settings that were the newest when the form was filled; empty when there were none. */
    replaces: z
      .union([z.uuid(), z.literal('')])
      .nullable()
      .default(null),
  })
  .transform((typed, context) => {
    const { currency } = typed;
    const sponsorTiers = readTiers(typed.sponsorTiers, currency, context);
    const amounts = {
      reserve: optionalAmount(typed.reserve, currency),
      payCap: optionalAmount(typed.payCap, currency),
    };
    for (const [name, money] of Object.entries(amounts)) {
      if (typeof money === 'string') context.addIssue({ code: 'custom', path: [name], message: money });
    }
    const { reserve, payCap } = amounts;
    if (sponsorTiers === null || typeof reserve === 'string' || typeof payCap === 'string') return z.NEVER;
    return { ...typed, sponsorTiers, reserve, payCap, replaces: (typed.replaces || null) as CostSettingsId | null };
  });

function optionalAmount(text: string, currency: Currency): Money | string | null {
  return text.trim() === '' ? null : readFixed(text, currency);
}

function readTiers(
  typed: readonly { readonly from: string; readonly fee: Percent }[],
  currency: Currency,
  context: z.RefinementCtx,
): readonly SponsorTier[] | null {
  const tiers: SponsorTier[] = [];
  for (const [at, { from, fee }] of typed.entries()) {
    const before = tiers.at(-1);
    const read = parseAmount(from.trim(), currency);
    const wrong = refused(read)
      ? sayAmountRefusal(read.refused, currency)
      : at === 0 && read.done.minor !== 0n
        ? 'The first tier begins at 0.'
        : before !== undefined && read.done.minor <= before.from.minor
          ? 'Each tier begins above the one before it.'
          : null;
    if (wrong === null && !refused(read)) tiers.push({ from: read.done, fee });
    else context.addIssue({ code: 'custom', path: ['sponsorTiers', at, 'from'], message: wrong ?? '' });
  }
  return tiers.length === typed.length ? tiers : null;
}

/** The fields of the settings' form as the schema takes them: tiers in which nothing was written are left out. */
export function costsFormFields(form: URLSearchParams): {
  readonly fields: Readonly<Record<string, unknown>>;
  /** The form's name of a field of the schema. */
  readonly named: (path: readonly PropertyKey[]) => string;
} {
  const rows = Array.from({ length: MOST_TIERS }, (_, at) => at + 1).filter(
    (n) => `${form.get(`tierFrom${n}`) ?? ''}${form.get(`tierFee${n}`) ?? ''}`.trim() !== '',
  );
  return {
    fields: {
      ...Object.fromEntries(form),
      sponsorTiers: rows.map((n) => ({ from: form.get(`tierFrom${n}`) ?? '', fee: form.get(`tierFee${n}`) ?? '' })),
    },
    named: (path) => {
      const [list, at, name] = path.map(String);
      if (list !== 'sponsorTiers') return list ?? 'form';
      return `${name === 'fee' ? 'tierFee' : 'tierFrom'}${rows[Number(at ?? 0)] ?? 1}`;
    },
  };
}

/** A box of a form sends "yes" or nothing; the API sends true or false. */
const ticked = z
  .union([z.boolean(), z.enum(['yes', ''])])
  .default(false)
  .transform((value) => value === true || value === 'yes');

/** How to price; everything that is not asked for is left out. */
export const pricingInput = z.object({
  rates: z.enum(['likely', 'spread'], { error: 'Choose which rates.' }).default('likely'),
  paidReview: ticked,
  indirect: ticked,
  giveBack: ticked,
  viaSponsor: ticked,
  heldByProject: ticked,
  sponsorVolume: amountField.default(''),
  years: z.coerce
    .number({ error: 'Write years as a whole number.' })
    .pipe(
      z
        .int('Write years as a whole number.')
        .min(1, 'Write at least one year.')
        .max(MOST_YEARS, `Write at most ${MOST_YEARS} years.`),
    )
    .default(1),
});

/** The volume counts in the estimate's currency. */
export function pricingIn(
  { sponsorVolume, years, ...chosen }: z.output<typeof pricingInput>,
  currency: Currency,
): { readonly pricing: Pricing; readonly years: number } | { readonly wrong: string } {
  const volume = optionalAmount(sponsorVolume, currency);
  return typeof volume === 'string' ? { wrong: volume } : { pricing: { ...chosen, sponsorVolume: volume }, years };
}

export const onDayInput = z.object({ on: dayField.optional() });
