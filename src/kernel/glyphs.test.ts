import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { writeGlyphRanges } from '../../scripts/glyph-ranges.ts';
import { sayUncovered, uncoveredIn } from './glyphs.ts';

test('the ranges are those of the fonts (node scripts/glyph-ranges.ts writes them)', () => {
  expect(readFileSync(new URL('glyph-ranges.ts', import.meta.url), 'utf8')).toBe(writeGlyphRanges());
});

test.each([
  'Arrays that work together, 1–2 person-years, $150,000–300,000: “yes”… → ≤ € ½ №',
  'Žluťoučký kůň, naïve Łódź, Ærø, İstanbul, ẞ, Việt Nam',
  'Ελληνικά, Кириллица',
  '数组花园，愿望清单：こんにちは カタカナ',
  'letters with their accents apart: é ñ ế q̃',
  '🌾 ❤️ 1️⃣ 👩🏽‍🚀 👨‍👩‍👧 🇩🇪 🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'soft\u00adhyphen, word\u2060joiner, \u200eleft to right, no\u00a0break',
  'two\nlines\tand a tab',
  '',
])('can be printed: %s', (text) => {
  expect(uncoveredIn(text)).toBeNull();
});

test.each([
  ['peace: ﷺ', 'The character ﷺ (U+FDFA, Arabic) cannot be printed; leave it out.'],
  ['שלום', 'The character ש (U+05E9, Hebrew) cannot be printed; leave it out.'],
  ['नमस्ते', 'The character न (U+0928, Devanagari) cannot be printed; leave it out.'],
  ['안녕', 'The character 안 (U+C548, Korean) cannot be printed; leave it out.'],
  ['𠀀', 'The character 𠀀 (U+20000, a rare Chinese character) cannot be printed; leave it out.'],
  ['a\u0000b', 'The character U+0000 (a control character) cannot be printed; leave it out.'],
  ['a\u0007b', 'The character U+0007 (a control character) cannot be printed; leave it out.'],
  ['a\rb', 'The character U+000D (a control character) cannot be printed; leave it out.'],
  ['evil\u202etxt', 'The character U+202E (a mark that turns the direction of text) cannot be printed; leave it out.'],
  ['a\ufeffb', 'The character U+FEFF (an invisible character) cannot be printed; leave it out.'],
  ['a\u2028b', 'The character U+2028 (an invisible character) cannot be printed; leave it out.'],
  ['\ue000', 'The character U+E000 (a character for private use) cannot be printed; leave it out.'],
  ['\ud800', 'The character U+D800 (half a character) cannot be printed; leave it out.'],
  ['\uffff', 'The character U+FFFF (not a character) cannot be printed; leave it out.'],
])('cannot be printed, and is named: %j', (text, sentence) => {
  expect(sayUncovered(uncoveredIn(text)!)).toBe(sentence);
});

test('a long text is read once', () => {
  const long = '数组'.repeat(200_000);
  const began = performance.now();
  expect(uncoveredIn(`${long}ﷺ`)?.codePoint).toBe('U+FDFA');
  expect(performance.now() - began).toBeLessThan(2000);
});
