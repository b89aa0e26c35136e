/** Time is passed in: nothing below the entrances asks the clock. */

/** A moment. Treated as immutable. */
export type Instant = Date;

declare const calendar: unique symbol;
/** A day without a zone, as YYYY-MM-DD. */
export type CalendarDate = string & { readonly [calendar]: true };

const DAY_MS = 86_400_000;

export function readCalendarDate(text: string): CalendarDate | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const parsed = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text) ? (text as CalendarDate) : null;
}

/** The day of a moment in UTC. */
export function calendarDate(at: Instant): CalendarDate {
  return at.toISOString().slice(0, 10) as CalendarDate;
}

/** The last second of a day in UTC: a survey "as of" a date includes that day. */
export function endOfDay(date: CalendarDate): Instant {
  return new Date(`${date}T23:59:59Z`);
}

export function addDays(at: Instant, days: number): Instant {
  return new Date(at.getTime() + days * DAY_MS);
}

export function addMinutes(at: Instant, minutes: number): Instant {
  return new Date(at.getTime() + minutes * 60_000);
}

export function daysBetween(from: Instant, to: Instant): number {
  return Math.floor((to.getTime() - from.getTime()) / DAY_MS);
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

// By hand and not by Intl, whose first date costs a command 11 ms; a test holds them equal to Intl's en-GB.

/** "14 Sep 2026", for tables. */
export function showDate(at: Instant | CalendarDate): string {
  const day = asInstant(at);
  return `${day.getUTCDate()} ${monthOf(day).slice(0, 3)} ${day.getUTCFullYear()}`;
}

/** "14 September 2026", for running text. */
export function showLongDate(at: Instant | CalendarDate): string {
  const day = asInstant(at);
  return `${day.getUTCDate()} ${showMonth(day)}`;
}

/** "September 2026", for titles. */
export function showMonth(at: Instant | CalendarDate): string {
  const day = asInstant(at);
  return `${monthOf(day)} ${day.getUTCFullYear()}`;
}

/** "14:26 UTC". */
export function showTime(at: Instant): string {
  return `${at.toISOString().slice(11, 16)} UTC`;
}

function monthOf(day: Instant): string {
  const month = MONTHS[day.getUTCMonth()];
  if (month === undefined) throw new RangeError('not a date');
  return month;
}

/** "0.4 s", "41 s", "2 min 5 s", "1 h 3 min". */
export function showDuration(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds) / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

function asInstant(at: Instant | CalendarDate): Instant {
  return typeof at === 'string' ? new Date(`${at}T00:00:00Z`) : at;
}
