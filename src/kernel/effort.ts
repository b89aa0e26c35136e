/**
 * Effort: how long people work, in person-years (MY in the seeds: one person full time for a year, S73).
 *
 * Kept as whole parts of a person-year, 276,000 to the year: the fewest in which thousandths of a year, months, weeks, days and hours of
 * the default year (12 months, 46 weeks, 230 days, 1,840 hours) are all whole numbers, so that "3 months" and "0.25" are the same
 * effort and nothing that is typed is rounded. In another year (1,720 or 2,080 hours) days and hours go to the nearest part, 24 seconds.
 */
import { done, refuse, type Outcome } from './refusal.ts';

declare const effortUnit: unique symbol;

/** Whole parts of a person-year. */
export type PersonTime = number & { readonly [effortUnit]: true };

export const PARTS_OF_A_YEAR = 276_000;

/** Once for the whole piece of work, or again each year. */
export type Recurrence = 'once' | 'year';

/** A range with its likely case: low is at most likely, likely at most high. */
export interface Effort {
  readonly low: PersonTime;
  readonly likely: PersonTime;
  readonly high: PersonTime;
  readonly per: Recurrence;
}

/** How many hours a person works in a year: 1,840 by default; 1,720 is common in EU programmes, 2,080 are paid hours in the US. (domain 8.1) */
export type HoursInYear = number;
export const DEFAULT_HOURS: HoursInYear = 1840;
export const HOURS_PRESETS: readonly HoursInYear[] = [1840, 1720, 2080];
export const FEWEST_HOURS = 1000;
export const MOST_HOURS = 2600;

export const EFFORT_UNITS = ['year', 'month', 'week', 'day', 'hour'] as const;
export type EffortUnit = (typeof EFFORT_UNITS)[number];

/** How many of a unit make a person-year: always 12 months; days have 8 hours and weeks five days. */
export function unitsInYear(unit: EffortUnit, hours: HoursInYear = DEFAULT_HOURS): number {
  switch (unit) {
    case 'year':
      return 1;
    case 'month':
      return 12;
    case 'week':
      return hours / 40;
    case 'day':
      return hours / 8;
    case 'hour':
      return hours;
  }
}

/** The effort in a unit: a quarter of a person-year is 460 hours. */
export function inUnit(time: PersonTime, unit: EffortUnit, hours: HoursInYear = DEFAULT_HOURS): number {
  return (time * unitsInYear(unit, hours)) / PARTS_OF_A_YEAR;
}

/** So many of a unit; exact in the default year. */
export function personTime(amount: number, unit: EffortUnit = 'year', hours: HoursInYear = DEFAULT_HOURS): PersonTime {
  return Math.round((amount * PARTS_OF_A_YEAR) / unitsInYear(unit, hours)) as PersonTime;
}

export type EffortRefusal = 'not-an-effort' | 'range-reversed' | 'effort-too-large' | 'effort-too-fine';

/** More person-years than any piece of community work: a slip of the hand. */
const MOST_YEARS = 1000;

const UNIT_WORDS: Readonly<Record<string, EffortUnit>> = {
  my: 'year',
  year: 'year',
  years: 'year',
  pm: 'month',
  month: 'month',
  months: 'month',
  week: 'week',
  weeks: 'week',
  day: 'day',
  days: 'day',
  h: 'hour',
  hour: 'hour',
  hours: 'hour',
};

/** One length of time as typed: "0.25", "3 months", "460 h". */
export function parseTime(text: string, hours: HoursInYear = DEFAULT_HOURS): Outcome<PersonTime, EffortRefusal> {
  const range = parseRange(text, hours);
  if ('refused' in range) return range;
  const { low, high } = range.done;
  return low === high ? done(low) : refuse('not-an-effort');
}

/** A length or a range as typed: "0.25", "1-2", "1 to 2 MY", "3 months", "2–3 weeks". A plain number is person-years. */
export function parseRange(
  text: string,
  hours: HoursInYear = DEFAULT_HOURS,
): Outcome<{ readonly low: PersonTime; readonly high: PersonTime }, EffortRefusal> {
  if (text.length > 60) return refuse('not-an-effort');
  const words = text
    .toLowerCase()
    .replace(/person[- ]?/g, '')
    .replace(/[–—]|\bto\b/g, '-')
    .replace(/\s/g, '');
  const read = /^([0-9.]+)(?:-([0-9.]+))?([a-z]*)$/.exec(words);
  if (read === null) return refuse('not-an-effort');
  const [, from = '', to = from, word = ''] = read;
  const unit = word === '' ? 'year' : Object.hasOwn(UNIT_WORDS, word) ? UNIT_WORDS[word] : undefined;
  if (unit === undefined) return refuse('not-an-effort');
  const low = readNumber(from, unit, hours);
  if ('refused' in low) return low;
  const high = readNumber(to, unit, hours);
  if ('refused' in high) return high;
  return low.done > high.done ? refuse('range-reversed') : done({ low: low.done, high: high.done });
}

/** Three decimals are enough for anything that a person estimates: a thousandth of a year is two hours. */
function readNumber(text: string, unit: EffortUnit, hours: HoursInYear): Outcome<PersonTime, EffortRefusal> {
  const read = /^([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (read === null) return refuse('not-an-effort');
  const [, whole = '', fraction = ''] = read;
  if (fraction.length > 3) return refuse('effort-too-fine');
  if (whole.replace(/^0+/, '').length > 7) return refuse('effort-too-large');
  const thousandths = Number(whole) * 1000 + Number(fraction.padEnd(3, '0'));
  const time = Math.round((thousandths * PARTS_OF_A_YEAR) / (unitsInYear(unit, hours) * 1000)) as PersonTime;
  return time > MOST_YEARS * PARTS_OF_A_YEAR ? refuse('effort-too-large') : done(time);
}

/** What to do about an effort that was refused. */
export function sayEffortRefusal(refused: EffortRefusal): string {
  switch (refused) {
    case 'not-an-effort':
      return 'Write person-years, for example 0.25, or another unit with its name: 3 months, 2 weeks, 10 days, 40 hours.';
    case 'range-reversed':
      return 'Write the smaller number first.';
    case 'effort-too-large':
      return `Write at most ${MOST_YEARS} person-years.`;
    case 'effort-too-fine':
      return 'Write at most three decimals.';
  }
}

/** The middle of a range, where nobody has said what is likely. */
export function middle(low: PersonTime, high: PersonTime): PersonTime {
  return Math.round((low + high) / 2) as PersonTime;
}

/**
 * The text that `parseTime` reads back as the very same time: person-years where three decimals are enough, else whole months, weeks,
 * days or hours, else what fits. For JSON and for fields of a form.
 */
export function timeText(time: PersonTime, hours: HoursInYear = DEFAULT_HOURS): string {
  const texts = EFFORT_UNITS.flatMap((unit) => {
    const amount = trimmed(inUnit(time, unit, hours), 3);
    return personTime(Number(amount), unit, hours) === time ? [{ unit, amount }] : [];
  });
  const { unit, amount } = texts.find((text) => text.unit === 'year' || !text.amount.includes('.')) ??
    texts[0] ?? { unit: 'hour', amount: trimmed(inUnit(time, 'hour', hours), 3) };
  return unit === 'year' ? amount : `${amount} ${amount === '1' ? unit : `${unit}s`}`;
}

/** "1–2 person-years", "3 person-months", "6 person-weeks a year": the largest unit in which the range reads well. */
export function showEffort(effort: Effort, hours: HoursInYear = DEFAULT_HOURS): string {
  return `${showRange(effort.low, effort.high, hours)}${effort.per === 'year' ? ' a year' : ''}`;
}

/** As showEffort, of any two ends. */
export function showRange(low: PersonTime, high: PersonTime, hours: HoursInYear = DEFAULT_HOURS): string {
  const unit = readableUnit(low, high, hours);
  const ends = [...new Set([low, high].map((time) => trimmed(inUnit(time, unit, hours), 2)))];
  return `${ends.join('–')} person-${unit}${ends.length === 1 && ends[0] === '1' ? '' : 's'}`;
}

/** The number of an axis or a cell in a given unit: "0.25", "1.5", at most two decimals. */
export function showInUnit(time: PersonTime, unit: EffortUnit, hours: HoursInYear = DEFAULT_HOURS): string {
  return trimmed(inUnit(time, unit, hours), 2);
}

/** Years from one year on, months from one month on, else weeks, days or hours; the first of them in which both ends are short numbers. */
export function readableUnit(low: PersonTime, high: PersonTime, hours: HoursInYear = DEFAULT_HOURS): EffortUnit {
  const first = EFFORT_UNITS.findIndex((unit) => inUnit(high, unit, hours) >= 1);
  const from = first === -1 ? EFFORT_UNITS.length - 1 : first;
  const decimals = (unit: EffortUnit) => (unit === 'year' ? 2 : 1);
  const units = EFFORT_UNITS.slice(from);
  return (
    units.find((unit) => [low, high].every((time) => isShort(inUnit(time, unit, hours), decimals(unit)))) ??
    units[0] ??
    'hour'
  );
}

function isShort(amount: number, decimals: number): boolean {
  const scaled = amount * 10 ** decimals;
  return Math.abs(scaled - Math.round(scaled)) < 1e-9;
}

/** By hand and not by Intl, whose first number costs a command several milliseconds: "1,840", "0.25". */
function trimmed(amount: number, decimals: number): string {
  const [whole = '', fraction = ''] = amount.toFixed(decimals).split('.');
  const kept = fraction.replace(/0{1,3}$/, '');
  return kept === '' ? whole : `${whole}.${kept}`;
}

export function addTimes(times: readonly PersonTime[]): PersonTime {
  return times.reduce((total, time) => total + time, 0) as PersonTime;
}
