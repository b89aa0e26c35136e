import { expect, test } from 'vitest';
import { showDate, showLongDate, showMonth, showTime } from './dates.ts';
import type { CalendarDate } from './dates.ts';

test('dates in words are those of Intl in British English, without its one four-letter month', () => {
  const words = (options: Intl.DateTimeFormatOptions, at: Date): string =>
    new Intl.DateTimeFormat('en-GB', { ...options, timeZone: 'UTC' }).format(at);
  const days = Array.from({ length: 800 }, (_, i) => new Date(Date.UTC(2018, 0, 1 + i, i % 24, i % 60)));
  for (const at of days) {
    expect(showDate(at)).toBe(words({ day: 'numeric', month: 'short', year: 'numeric' }, at).replace('Sept', 'Sep'));
    expect(showLongDate(at)).toBe(words({ day: 'numeric', month: 'long', year: 'numeric' }, at));
    expect(showMonth(at)).toBe(words({ month: 'long', year: 'numeric' }, at));
    expect(showTime(at)).toBe(`${words({ hour: '2-digit', minute: '2-digit' }, at)} UTC`);
  }
  expect(showDate('2018-09-25' as CalendarDate)).toBe('25 Sep 2018');
});

test('what is no date is never shown as one', () => {
  expect(() => showDate(new Date(Number.NaN))).toThrow(RangeError);
});
