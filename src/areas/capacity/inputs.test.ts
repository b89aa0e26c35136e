import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CURRENCIES, decimalsOf } from '../../kernel/money.ts';
import { FIXED_COSTS, PAID_ROLES, type FixedCost, type PaidRole } from '../../kernel/vocabulary.ts';
import { estimateJson } from './estimate.ts';
import { estimateInput, readEstimateForm, rowsIn, withAnotherRow } from './inputs.ts';

const form = (fields: Readonly<Record<string, string>>) =>
  new URLSearchParams({ currency: 'USD', priceDate: '2026-10-01', ...fields });

const written = (fields: Readonly<Record<string, string>>, hours?: number) => {
  const read = readEstimateForm(form(fields), hours);
  return read.ok ? estimateJson(read.estimate) : read.errors;
};

test('the website of the seeds: a quarter of a person-year and 40,000 (S74)', () => {
  expect(
    written({ lineRole1: 'senior_developer', lineLow1: '0.25', fixedKind1: 'hosting', fixedAmount1: '40000' }),
  ).toEqual({
    currency: 'USD',
    priceDate: '2026-10-01',
    lines: [{ role: 'senior_developer', name: null, low: '0.25', likely: '0.25', high: '0.25', per: 'once' }],
    fixed: [{ kind: 'hosting', name: null, amount: '40000.00', per: 'once' }],
  });
});

test('between low and high the middle is likely, and rows left empty do not count', () => {
  expect(
    written({
      lineRole3: 'developer',
      lineName3: ' Three\u202e  adoptions ',
      lineLow3: '1',
      lineHigh3: '2',
      linePer3: 'year',
    }),
  ).toMatchObject({
    lines: [{ role: 'developer', name: 'Three adoptions', low: '1', likely: '1.5', high: '2', per: 'year' }],
    fixed: [],
  });
});

test('hours are those of the workspace', () => {
  expect(written({ lineRole1: 'developer', lineLow1: '430 hours' }, 1720)).toMatchObject({ lines: [{ low: '0.25' }] });
});

test('each error stands at its own field and says what to do', () => {
  expect(
    written({
      currency: 'JPY',
      lineRole1: 'developer',
      lineLow1: '2',
      lineHigh1: '1',
      lineName2: 'Nobody’s',
      lineLow2: '1',
      lineRole4: 'designer',
      lineLikely4: 'soon',
    }),
  ).toEqual({
    lineLikely1: 'Write low, likely and high in rising order.',
    lineRole2: 'Choose whose time it is.',
    lineLikely4:
      'Write person-years, for example 0.25, or another unit with its name: 3 months, 2 weeks, 10 days, 40 hours.',
  });
  expect(written({ currency: 'JPY', fixedKind2: 'audit', fixedAmount2: '500.00' })).toEqual({
    fixedAmount2: 'JPY has no decimals: write a whole number, for example 40000.',
  });
  expect(written({ fixedKind1: 'audit', fixedAmount1: '0' })).toEqual({ fixedAmount1: 'Write an amount above zero.' });
  expect(written({ lineRole1: 'developer' })).toEqual({
    lineLow1: 'Write how much effort it takes, for example 0.5.',
  });
  expect(written({})).toEqual({ lineRole1: 'Write at least one part with its effort, or one fixed amount.' });
  expect(written({ currency: 'DEM', priceDate: 'soon', lineRole1: 'developer', lineLow1: '1' })).toEqual({
    currency: 'Choose a currency by its code, for example USD.',
    priceDate: 'Write the day as year-month-day, for example 2026-10-01.',
  });
});

test('names are limited as a reader counts, and nothing hostile is too much', () => {
  expect(written({ lineRole1: 'developer', lineLow1: '1', lineName1: `a${'👩‍💻'.repeat(59)}` })).toHaveProperty('lines');
  expect(written({ lineRole1: 'developer', lineLow1: '1', lineName1: '\u200b' })).toEqual({
    lineName1: 'Use at least one letter or number.',
  });
  expect(written({ lineRole1: 'developer', lineLow1: '1', lineName1: 'x'.repeat(61) })).toEqual({
    lineName1: 'Shorten this to at most 60 characters.',
  });
  expect(written({ lineRole1: 'constructor', lineLow1: '1' })).toEqual({ lineRole1: 'Choose whose time it is.' });
  expect(written({ lineRole1: 'developer', lineLow1: '9'.repeat(100_000) })).toEqual({
    lineLow1: 'Write a shorter number.',
  });
});

test('what JSON says reads back as the very same estimate', () => {
  const per = fc.constantFrom('once', 'year');
  const lines = fc.array(
    fc.record({
      role: fc.constantFrom(...(Object.keys(PAID_ROLES) as PaidRole[])),
      name: fc.constantFrom(null, 'Three adoptions'),
      times: fc.tuple(
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 3000 }),
        fc.integer({ min: 0, max: 3000 }),
      ),
      unit: fc.constantFrom('', ' months', ' weeks', ' days', ' hours'),
      per,
    }),
    { minLength: 1, maxLength: 12 },
  );
  const fixed = fc.array(
    fc.record({
      kind: fc.constantFrom(...(Object.keys(FIXED_COSTS) as FixedCost[])),
      whole: fc.integer({ min: 1, max: 10 ** 9 }),
      per,
    }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(fc.constantFrom(...CURRENCIES), lines, fixed, (currency, some, more) => {
      const typed = {
        currency,
        priceDate: '2026-10-01',
        lines: some.map(({ times, unit, ...rest }) => {
          const [low, likely, high] = times.toSorted((a, b) => a - b).map((n) => `${n / 8}${unit}`);
          return { ...rest, low, likely, high };
        }),
        fixed: more.map(({ whole, ...rest }) => ({
          ...rest,
          amount: decimalsOf(currency) === 0 ? `${whole}` : `${whole}.${'7'.repeat(decimalsOf(currency))}`,
        })),
      };
      const read = estimateInput.parse(typed);
      expect(estimateInput.parse(estimateJson(read))).toEqual(read);
      expect(JSON.stringify(estimateJson(estimateInput.parse(estimateJson(read))))).toBe(
        JSON.stringify(estimateJson(read)),
      );
    }),
  );
});

test('a button adds a row, up to a limit', () => {
  expect([rowsIn(form({}), 'line'), rowsIn(form({}), 'fixed'), rowsIn(form({ lineRows: '99' }), 'line')]).toEqual([
    3, 2, 12,
  ]);
  const more = withAnotherRow(form({ addRow: 'line', lineRows: '3', lineName1: 'kept' }));
  expect([more?.get('lineRows'), more?.get('lineName1'), more?.has('addRow')]).toEqual(['4', 'kept', false]);
  expect(withAnotherRow(form({ addRow: 'fixed', fixedRows: '12' }))?.get('fixedRows')).toBe('12');
  expect(withAnotherRow(form({}))).toBe(null);
});
