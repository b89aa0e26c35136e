import { expect, test } from 'vitest';
import { parsePercent, percentText, ratioOf, restOf, showPercent, type Percent } from './percent.ts';

test.each([
  ['15', 1500],
  ['12.5', 1250],
  ['12.50%', 1250],
  ['0', 0],
  ['0.05', 5],
  ['100', 10_000],
])('%s per cent', (text, value) => {
  expect(parsePercent(text)).toEqual({ done: value });
});

test.each(['', '12,5', '-1', '1.234', 'NaN', '1e1', '1000', 'x%'])('“%s” is no percentage', (text) => {
  expect(parsePercent(text)).toMatchObject({ refused: 'not-a-percentage' });
});

test('a limit is said and kept, and a text reads back', () => {
  expect(parsePercent('31', 30)).toMatchObject({ refused: 'percentage-too-large', because: { most: 30 } });
  expect([1250, 1500, 5, 0].map((one) => percentText(one as Percent))).toEqual(['12.5', '15', '0.05', '0']);
  expect(showPercent(700 as Percent)).toBe('7%');
  expect([ratioOf(700 as Percent), restOf(700 as Percent)]).toEqual([
    { of: 700n, over: 10_000n },
    { of: 9300n, over: 10_000n },
  ]);
});
