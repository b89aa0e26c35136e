/** What each verb takes, shared by pages and API, and the schema of an estimate for the areas above. Messages say what to do. */
import { z } from 'zod';
import { readCalendarDate, type CalendarDate } from '../../kernel/dates.ts';
import {
  DEFAULT_HOURS,
  middle,
  parseTime,
  sayEffortRefusal,
  type Effort,
  type HoursInYear,
  type PersonTime,
} from '../../kernel/effort.ts';
import { parseAmount, readCurrency, sayAmountRefusal, type Currency, type Money } from '../../kernel/money.ts';
import { refused } from '../../kernel/refusal.ts';
import { cleanLine } from '../../kernel/text.ts';
import { FIXED_COSTS, PAID_ROLES, type FixedCost, type PaidRole } from '../../kernel/vocabulary.ts';
import type { EffortLine, Estimate, FixedLine } from './types.ts';

export const MOST_LINES = 12;
const NAME_LENGTH = 60;

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
