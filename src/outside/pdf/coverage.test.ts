/** What uncoveredIn lets pass is what Typst prints under PDF/UA with our fonts, and what it holds back is not. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { forPrint, uncoveredIn } from '../../kernel/glyphs.ts';
import type { Engine } from './engine.ts';
import { openNative } from './native.ts';

const TRIAL = `
  #import "/house.typ": *
  #show: house.with(title: "trial", at: "2026-11-25T12:00:00.000Z")
  #heading(level: 1, "trial")
  #for one in json("/data.json") {
    par(one); par(strong(one)); par(emph(one)); par(text(font: serif, style: "italic", one))
  }`;
const HOUSE = new Uint8Array(readFileSync(new URL('typst/house.typ', import.meta.url)));

let engine: Engine;
beforeAll(() => {
  engine = openNative();
});

test('every character that we say is covered is printed, upright, strong, slanted and with serifs', async () => {
  const covered = everyCharacter().filter((one) => uncoveredIn(one) === null);
  expect(covered.length).toBeGreaterThan(30_000);
  for (let at = 0; at < covered.length; at += 4000) {
    expect(await faultOf([covered.slice(at, at + 4000).join(' ')])).toBeNull();
  }
});

test('a character that we refuse would be refused, but for those without ink and those that turn text', async () => {
  const refused = everyCharacter().filter(
    (one, n) =>
      uncoveredIn(one) !== null && n % 149 === 0 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Zs}\p{Mn}\p{Cn}\p{Lo}]/u.test(one),
  );
  expect(refused.length).toBeGreaterThan(50);
  for (const one of [...refused, 'ﷺ', 'न', 'ש', '안', '𠀀', '\ue000', '\ud83d']) {
    expect([one, await faultOf([one])]).not.toEqual([one, null]);
  }
});

test('accents, joiners, selectors and flags in any order are printed when we say so', async () => {
  const piece = fc.constantFrom(
    'a',
    'é',
    'Ж',
    'Ω',
    '中',
    'か',
    '#',
    '1',
    '👩',
    '🌾',
    '❤',
    '🇩',
    '🇪',
    '🏴',
    'ế',
    'ṩ',
    '—',
    ' ',
    'ﬁ',
    '\u0301',
    '\u0323',
    '\u0327',
    '\u0338',
    '\u20e3',
    '\ufe0f',
    '\ufe0e',
    '\u200d',
    '\u200c',
    '\u{1f3fd}',
    '\u3099',
    '\u0361',
    '\u200e',
    '\u00ad',
    '\u2060',
    '\u200b',
    '\u034f',
    '\u{e0067}',
    '\u{e007f}',
    '\u{e0100}',
  );
  const cluster = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
  await fc.assert(
    fc.asyncProperty(fc.array(cluster, { minLength: 1, maxLength: 40 }), async (clusters) => {
      expect(await faultOf(clusters.filter((one) => uncoveredIn(one) === null))).toBeNull();
    }),
    { numRuns: 60 },
  );
});

async function faultOf(texts: readonly string[]): Promise<string | null> {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
  const setting = await engine.set({
    main: '/trial.typ',
    files: new Map([
      ['/house.typ', HOUSE],
      ['/trial.typ', encode(TRIAL)],
      ['/data.json', encode(forPrint(JSON.stringify(texts)))],
    ]),
    standard: 'ua-1',
    at: new Date('2026-11-25T12:00:00Z'),
  });
  return 'fault' in setting ? setting.fault.slice(0, 400) : null;
}

/** Of the planes that hold writing. */
function everyCharacter(): string[] {
  return Array.from({ length: 0x2ffff }, (_, n) => n)
    .filter((codePoint) => codePoint < 0xd800 || codePoint > 0xdfff)
    .map((codePoint) => String.fromCodePoint(codePoint));
}
