/** Contrast of every pair of colours that meets on a page, in both schemes (WCAG 1.4.3 and 1.4.11). axe does not judge text in figures. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const text = 4.5;
const shape = 3;

const pairs: readonly (readonly [front: string, back: string, least: number])[] = [
  ['ink', 'paper', text],
  ['ink', 'inset', text],
  ['ink', 'field', text],
  ['ink', 'accent-wash', text],
  ['ink', 'amber-wash', text],
  ['ink', 'red-wash', text],
  ['ink-2', 'paper', text],
  ['ink-2', 'inset', text],
  ['ink-2', 'field', text],
  ['ink-2', 'accent-wash', text],
  ['accent', 'paper', text],
  ['accent', 'inset', text],
  ['accent', 'accent-wash', text],
  ['accent-deep', 'paper', text],
  ['on-accent', 'accent', text],
  ['on-accent', 'accent-deep', text],
  ['amber', 'paper', text],
  ['amber', 'amber-wash', text],
  ['red', 'paper', text],
  ['red', 'red-wash', text],
  ['paper', 'ink', text],
  ['on-fig', 'fig-none', text],
  ['on-fig', 'fig-outdated', text],
  ['on-fig', 'fig-incomplete', text],
  ['on-fig-good', 'fig-good', text],
  ['edge', 'paper', shape],
  ['edge', 'field', shape],
  ['accent', 'field', shape],
  ['fig-good', 'paper', shape],
  ['paper', 'red', shape],
];

const tokens = readTokens();

for (const scheme of ['light', 'dark'] as const) {
  for (const [front, back, least] of pairs) {
    test(`${front} on ${back} reaches ${least} to 1 in the ${scheme} scheme`, () => {
      expect(contrast(tokens[front]![scheme], tokens[back]![scheme])).toBeGreaterThanOrEqual(least);
    });
  }
}

for (const scheme of ['light', 'dark'] as const) {
  for (const fill of ['fig-none', 'fig-outdated', 'fig-incomplete', 'fig-good']) {
    test(`ink on the paler ${fill} of a reference reaches ${text} to 1 in the ${scheme} scheme`, () => {
      const paler = halfway(tokens[fill]![scheme], tokens['paper']![scheme]);
      expect(contrast(tokens['ink']![scheme], paler)).toBeGreaterThanOrEqual(text);
    });
  }
}

test('every colour is given for both schemes, and every one but the hairline is in the table above', () => {
  const judged = new Set(pairs.flatMap(([front, back]) => [front, back]));
  const missing = Object.keys(tokens).filter((name) => !judged.has(name) && name !== 'rule');
  expect(missing).toEqual([]);
  expect(Object.keys(tokens).length).toBe(21);
});

test('no style names a colour outside the tokens', () => {
  for (const file of ['base', 'layout', 'parts', 'forms', 'figures', 'narrow']) {
    const css = readFileSync(join(import.meta.dirname, `${file}.css`), 'utf8');
    expect(css.match(/#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(/gi) ?? [], file).toEqual([]);
  }
});

function readTokens(): Readonly<Record<string, { readonly light: string; readonly dark: string }>> {
  const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');
  const found = css.matchAll(/--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g);
  return Object.fromEntries([...found].map(([, name, light, dark]) => [name, { light: light!, dark: dark! }]));
}

/** What half opacity over the paper looks like. */
function halfway(one: string, other: string): string {
  const mixed = [1, 3, 5].map((at) => {
    const sum = Number.parseInt(one.slice(at, at + 2), 16) + Number.parseInt(other.slice(at, at + 2), 16);
    return Math.round(sum / 2)
      .toString(16)
      .padStart(2, '0');
  });
  return `#${mixed.join('')}`;
}

/** WCAG 2.2, "contrast ratio". */
function contrast(one: string, other: string): number {
  const [lighter, darker] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
