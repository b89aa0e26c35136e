import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  HOURS_PRESETS,
  inUnit,
  middle,
  parseRange,
  parseTime,
  PARTS_OF_A_YEAR,
  personTime,
  showEffort,
  showRange,
  timeText,
  unitsInYear,
  type Effort,
  type PersonTime,
} from './effort.ts';
import { mustBeDone } from './refusal.ts';

const time = (text: string) => mustBeDone(parseTime(text));
const range = (text: string, per: Effort['per'] = 'once'): Effort => {
  const { low, high } = mustBeDone(parseRange(text));
  return { low, likely: middle(low, high), high, per };
};

test('a quarter of a person-year is 460 hours, and a person-year is what domain 8.1 says', () => {
  expect(inUnit(time('0.25'), 'hour')).toBe(460);
  expect(['month', 'week', 'day', 'hour'].map((unit) => inUnit(time('1'), unit as 'day'))).toEqual([12, 46, 230, 1840]);
  expect(HOURS_PRESETS).toEqual([1840, 1720, 2080]);
  expect(inUnit(time('0.25'), 'hour', 1720)).toBe(430);
  expect(inUnit(time('0.25'), 'hour', 2080)).toBe(520);
  expect([unitsInYear('week', 2080), unitsInYear('day', 2080)]).toEqual([52, 260]);
});

test('one unit of each kind is a whole number of parts, so nothing that is typed is rounded', () => {
  for (const unit of ['year', 'month', 'week', 'day', 'hour'] as const) {
    expect((PARTS_OF_A_YEAR / unitsInYear(unit)) % 1).toBe(0);
  }
  expect(PARTS_OF_A_YEAR % 1000).toBe(0);
});

test.each([
  ['0.25', '3 months'],
  ['1', '12 person-months'],
  ['0.5 MY', '920 h'],
  ['2 person-years', '2'],
  ['1 week', '5 days'],
  ['1 day', '8 hours'],
  ['1 person month', '1 month'],
])('%s is as long as %s', (one, other) => {
  expect(time(one)).toBe(time(other));
});

test.each([
  ['1-2', '1–2 person-years'],
  ['1–2', '1–2 person-years'],
  ['1 to 2 MY', '1–2 person-years'],
  ['1', '1 person-year'],
  ['1.50', '1.5 person-years'],
  ['0.25', '3 person-months'],
  ['3 months', '3 person-months'],
  ['1 month', '1 person-month'],
  ['0.5-1', '0.5–1 person-years'],
  ['13 months', '13 person-months'],
  ['2-3 weeks', '2–3 person-weeks'],
  ['3 days', '3 person-days'],
  ['40 hours', '1 person-week'],
  ['0.5 hours', '0.5 person-hours'],
  ['0', '0 person-hours'],
])('%s is shown as %s', (typed, shown) => {
  expect(showEffort(range(typed))).toBe(shown);
});

test('a recurring effort says so', () => {
  expect(showEffort(range('1', 'year'))).toBe('1 person-year a year');
  expect(showEffort(range('0.5-1', 'year'))).toBe('0.5–1 person-years a year');
});

test.each([
  ['', 'not-an-effort'],
  ['one', 'not-an-effort'],
  ['NaN', 'not-an-effort'],
  ['-1', 'not-an-effort'],
  ['1,5', 'not-an-effort'],
  ['1.2.3', 'not-an-effort'],
  ['.5', 'not-an-effort'],
  ['1e3', 'not-an-effort'],
  ['1-2-3', 'not-an-effort'],
  ['3 toString', 'not-an-effort'],
  ['3 fortnights', 'not-an-effort'],
  ['２', 'not-an-effort'],
  ['9'.repeat(70), 'not-an-effort'],
  ['2-1', 'range-reversed'],
  ['0.0001', 'effort-too-fine'],
  ['1001', 'effort-too-large'],
  ['99999999', 'effort-too-large'],
])('%s is refused: %s', (typed, code) => {
  expect(parseRange(typed)).toMatchObject({ refused: code });
});

test('a single time is no range', () => {
  expect(parseTime('1-2')).toMatchObject({ refused: 'not-an-effort' });
});

test('every time has a text that reads back as the same time, in every kind of year', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 10 * PARTS_OF_A_YEAR }),
      fc.constantFrom(...HOURS_PRESETS),
      (parts, hours) => {
        expect(mustBeDone(parseTime(timeText(parts as PersonTime, hours), hours))).toBe(parts);
      },
    ),
  );
});

test.each([
  ['0.25', '0.25'],
  ['1 month', '1 month'],
  ['5 days', '1 week'],
  ['8 hours', '1 day'],
  ['1.0', '1'],
])('%s is written %s', (typed, written) => {
  expect(timeText(time(typed))).toBe(written);
});

test('a day of another year is the nearest part and still a day', () => {
  const day = personTime(1, 'day', 1720);
  expect(timeText(day, 1720)).toBe('1 day');
  expect(showRange(day, day, 1720)).toBe('1 person-day');
});
