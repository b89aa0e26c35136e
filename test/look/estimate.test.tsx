import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { middle, parseRange, type Effort } from '../../src/kernel/effort.ts';
import { parseAmount, readCurrency, type Currency } from '../../src/kernel/money.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { EffortFigure, EstimateFields, EstimateTable } from '../../src/look/index.ts';

const render = (node: VNode) => renderToString(node);
const usd = readCurrency('USD') as Currency;
const dollars = (text: string) => mustBeDone(parseAmount(text, usd));
const range = (low: string, likely: string, high: string) => ({
  low: dollars(low),
  likely: dollars(likely),
  high: dollars(high),
});
const effort = (text: string, per: Effort['per'] = 'once'): Effort => {
  const { low, high } = mustBeDone(parseRange(text));
  return { low, likely: middle(low, high), high, per };
};
const figure = (text: string, per: Effort['per'] = 'once') =>
  render(<EffortFigure number="Figure 1." effort={effort(text, per)} hours={1840} />);

test('the range begins at its low and ends at its high on an axis from zero, with the mark at the likely case', () => {
  const shown = figure('1-2');
  const bar = /<rect class="f-incomplete" x="([\d.]+)%" width="([\d.]+)%"/.exec(shown);
  const mark = /<rect class="d" x="([\d.]+)%"/.exec(shown);
  const [from, width, likely] = [bar?.[1], bar?.[2], mark?.[1]].map(Number) as [number, number, number];
  // From zero: the low end of a range of one to two lies as far from the axis as the bar is long.
  expect(from).toBeCloseTo(width, 1);
  expect(likely).toBeCloseTo(from * 1.5, 1);
  expect(from + width).toBeLessThanOrEqual(100);
  expect(shown).toContain('aria-label="Effort between 1 and 2 person-years, most likely 1.5."');
  expect(shown).toContain('>1–2 person-years<');
});

test('what recurs says so, and small efforts are drawn in their own unit', () => {
  expect(figure('0.5-1', 'year')).toContain('Effort between 0.5 and 1 person-years a year, most likely 0.75.');
  expect(figure('3 months')).toContain('Effort of 3 person-months.');
  expect(figure('2-3 weeks')).toContain('person-weeks');
});

test('the table behind it has years, months and hours', () => {
  expect(figure('0.25')).toMatch(/Person-years.*?0\.25.*?Person-months.*?>3<.*?Person-hours.*?460/);
});

test('no effort at all and a great deal of it are drawn without a number that is none', () => {
  for (const text of ['0', '1 hour', '1000']) {
    const shown = figure(text);
    expect(shown).not.toMatch(/NaN|Infinity|undefined/);
    const ends = [...shown.matchAll(/(?:x|x1|x2|width)="(-?[\d.]+)%"/g)].map((found) => Number(found[1]));
    expect(ends.every((end) => end >= 0 && end <= 100)).toBe(true);
  }
});

test('the table has the parts, how they were reckoned, and what they come to', () => {
  const shown = render(
    <EstimateTable
      number="Table 1."
      legs={[{ label: '<b>People</b>', formula: '1–2 person-years', ...range('150000', '225000', '300000') }]}
      together={range('150000', '225000', '300000')}
      per="once"
      rates="likely"
    />,
  );
  expect(shown).toContain('<b>Table 1. </b>Estimate at the likely rates, USD');
  expect(shown).toMatch(/&lt;b>People.*?1–2 person-years.*?150,000.*?225,000.*?300,000.*?Together.*?150,000/);
  expect(shown).toContain('class="keep dense"');
});

test('amounts too long to stand beside one another are records on a phone', () => {
  const shown = render(
    <EstimateTable
      number="Table 1."
      legs={[]}
      together={range('1150000.05', '1225000.05', '1300000.05')}
      per="year"
      rates="spread"
    />,
  );
  expect(shown).toContain('Estimate for each year from the low to the high rates, USD');
  expect(shown).toContain('class="stack dense"');
});

test('the fields have their rows, and the last row has no button for one more', () => {
  const shown = render(<EstimateFields lineRows={2} fixedRows={1} mostRows={2} />);
  for (const name of ['lineRole1', 'lineHigh2', 'linePer2', 'fixedAmount1', 'currency', 'priceDate']) {
    expect(shown).toContain(`name="${name}"`);
  }
  expect(shown).not.toContain('name="lineRole3"');
  expect(shown).not.toContain('value="line"');
  expect(shown).toContain('value="fixed"');
  // Enter must send the form, not add a row: the first button of all is the one that sends.
  expect(shown.indexOf('type="submit"')).toBeLessThan(shown.indexOf('name="addRow"'));
});
