/**
 * Which characters our documents can show. The fonts that are shipped are the only ones a document may use, and PDF/UA refuses a
 * character without a glyph: whatever may come to stand in a document is asked for here when it is typed, not when it is printed.
 */
import { GLYPH_RANGES } from './glyph-ranges.ts';

export interface Uncovered {
  /** As it was typed: one character, or several that are read as one. */
  readonly character: string;
  /** "U+FDFA"; of several the first that is at fault. */
  readonly codePoint: string;
  /** What it is, as far as that can be told without a table of names: "Arabic", "a control character". */
  readonly what: string;
}

/** The first character that no shipped font covers, or null when all can be printed. */
export function uncoveredIn(text: string): Uncovered | null {
  if (PLAIN.test(text)) return null;
  for (const { segment } of clusters().segment(text)) {
    const found = PLAIN.test(segment) ? null : uncoveredCluster(segment);
    if (found !== null) return found;
  }
  return null;
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

/** A font must have all of a cluster: an accent on a letter, the parts of a flag, a family of emoji. It may have them in one piece or in several. */
function uncoveredCluster(cluster: string): Uncovered | null {
  const inked = cluster.replace(INKLESS, '');
  const spellings = [inked, inked.normalize('NFC'), inked.normalize('NFD')];
  if (coverage().some((covered) => spellings.some((spelling) => all(spelling, covered)))) return null;
  const culprit = Array.from(inked).find((one) => !coverage().some((covered) => covered(one.codePointAt(0)!)));
  return describe(culprit ?? inked);
}

function all(text: string, covered: (codePoint: number) => boolean): boolean {
  for (const one of text) if (!covered(one.codePointAt(0)!)) return false;
  return true;
}

function describe(character: string): Uncovered {
  const hex = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0');
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

let segmenter: Intl.Segmenter | null = null;

/** Made when first needed: most text is plain, and this loads tables. */
function clusters(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}

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
