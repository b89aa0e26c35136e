/**
 * Which characters our documents can show. The fonts that are shipped are the only ones a document may use, and PDF/UA refuses a
 * character without a glyph: whatever may come to stand in a document is asked for here when it is typed, not when it is printed.
 */
import { GLYPH_RANGES } from './glyph-ranges.ts';

export interface Uncovered {
  readonly character: string;
  /** "U+FDFA". */
  readonly codePoint: string;
  /** What it is, as far as that can be told without a table of names: "Arabic", "a control character". */
  readonly what: string;
}

/** The first character that no shipped font covers, or null when all can be printed. */
export function uncoveredIn(text: string): Uncovered | null {
  if (PLAIN.test(text)) return null;
  // An accent joins its letter where the font has both in one piece.
  for (const character of text.normalize('NFC').replace(INKLESS, '')) {
    if (!isCovered(character)) return describe(character);
  }
  return null;
}

/**
 * The same text as fonts take it: accents joined to their letters, and no selector of a form behind a letter that has only one,
 * because shapers then no longer take the letter apart. What uncoveredIn lets pass can be printed when it is put so.
 */
export function forPrint(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(\p{Emoji}?)(?:[\ufe00-\ufe0f]|[\u{e0100}-\u{e01ef}])+/gu, (all, base: string) =>
      base === '' ? '' : all,
    );
}

/** "ﷺ (U+FDFA, Arabic)"; what cannot be seen is not shown. */
export function showUncovered({ character, codePoint, what }: Uncovered): string {
  return /[\p{C}\p{Z}\p{M}]/u.test(character) ? `${codePoint} (${what})` : `${character} (${codePoint}, ${what})`;
}

/** The sentence for a field: what is wrong and what to do. */
export function sayUncovered(found: Uncovered): string {
  return `The character ${showUncovered(found)} cannot be printed; leave it out.`;
}

const PLAIN = /^[\n\t\x20-\x7e]*$/;

/** Without ink and without a glyph of their own: joiners, selectors of a form, marks of direction and of breaks, tags of flags. */
const INKLESS = /\u00ad|\u034f|[\u200b-\u200f]|\u2060|[\ufe00-\ufe0f]|[\u{e0020}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/gu;

/** In one piece, or in pieces of one font. */
function isCovered(character: string): boolean {
  const pieces = Array.from(character.normalize('NFD'));
  return coverage().some(
    (covered) => covered(codePointOf(character)) || pieces.every((one) => covered(codePointOf(one))),
  );
}

function codePointOf(character: string): number {
  return character.codePointAt(0)!;
}

function describe(character: string): Uncovered {
  const hex = codePointOf(character).toString(16).toUpperCase().padStart(4, '0');
  return { character, codePoint: `U+${hex}`, what: whatIs(character) };
}

function whatIs(character: string): string {
  for (const [what, pattern] of KINDS) if (pattern.test(character)) return what;
  return 'a character of a script that our fonts lack';
}

const KINDS: ReadonlyArray<readonly [what: string, pattern: RegExp]> = [
  ['a mark that turns the direction of text', /^[\u202a-\u202e\u2066-\u2069]/],
  ['a control character', /^\p{Cc}/u],
  ['an invisible character', /^[\p{Cf}\p{Zl}\p{Zp}]/u],
  ['a character for private use', /^\p{Co}/u],
  ['half a character', /^\p{Cs}/u],
  ['not a character', /^\p{Cn}/u],
  ['Arabic', /^\p{scx=Arabic}/u],
  ['Hebrew', /^\p{scx=Hebrew}/u],
  ['Devanagari', /^\p{scx=Devanagari}/u],
  ['Bengali', /^\p{scx=Bengali}/u],
  ['Tamil', /^\p{scx=Tamil}/u],
  ['Thai', /^\p{scx=Thai}/u],
  ['Korean', /^\p{scx=Hangul}/u],
  ['Armenian', /^\p{scx=Armenian}/u],
  ['Georgian', /^\p{scx=Georgian}/u],
  ['Ethiopic', /^\p{scx=Ethiopic}/u],
  ['a rare Chinese character', /^\p{scx=Han}/u],
  ['an emoji', /^\p{Extended_Pictographic}/u],
  ['a symbol', /^[\p{S}\p{P}]/u],
  ['a mark on a letter', /^\p{M}/u],
  ['a space of unusual width', /^\p{Z}/u],
];

let covers: ReadonlyArray<(codePoint: number) => boolean> | null = null;

function coverage(): ReadonlyArray<(codePoint: number) => boolean> {
  covers ??= Object.values(GLYPH_RANGES).map(readRanges);
  return covers;
}

/** "w.2n 1.5": so far after the end of the one before, so many, in base 36. */
function readRanges(written: string): (codePoint: number) => boolean {
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const range of written.split(' ')) {
    const [gap = '', length = ''] = range.split('.');
    at += Number.parseInt(gap, 36);
    starts.push(at);
    at += Number.parseInt(length, 36);
    ends.push(at);
  }
  return (codePoint) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (ends[middle]! <= codePoint) low = middle + 1;
      else high = middle;
    }
    return low < starts.length && starts[low]! <= codePoint;
  };
}
