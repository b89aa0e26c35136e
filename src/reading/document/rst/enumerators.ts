/** `1.`, `a)`, `(iv)`, `#.`: how reStructuredText numbers the entries of a list, and when a numbered line is one. */

type Sequence = 'arabic' | 'loweralpha' | 'upperalpha' | 'lowerroman' | 'upperroman' | '#';
type Shape = 'period' | 'rparen' | 'parens';

export interface Enumerator {
  readonly shape: Shape;
  readonly sequence: Sequence;
  readonly ordinal: number;
  /** Length of the mark with the blanks after it. */
  readonly width: number;
}

/** The enumerator a line starts with; `expected` decides between `i` the letter and `i` the number. */
export function readEnumerator(line: string, expected: Sequence | null): Enumerator | null {
  const match = /^(?:(\()([0-9]{1,9}|[a-zA-Z]{1,15}|#)\)|([0-9]{1,9}|[a-zA-Z]{1,15}|#)([.)]))( +|$)/.exec(line);
  if (match === null) return null;
  const mark = match[2] ?? match[3]!;
  const shape: Shape = match[1] !== undefined ? 'parens' : match[4] === '.' ? 'period' : 'rparen';
  const sequence = sequenceOf(mark, expected);
  if (sequence === null) return null;
  const ordinal = ordinalOf(mark, sequence);
  return ordinal === null ? null : { shape, sequence, ordinal, width: match[0].length };
}

/** Whether the line below allows `enumerator` to open an entry: blank, indented, missing, or the next number. */
export function isListed(enumerator: Enumerator, below: string | undefined): boolean {
  if (below === undefined || below === '' || below.startsWith(' ')) return true;
  const auto = mark(enumerator.shape, '#');
  if (below.startsWith(`${auto} `)) return true;
  if (enumerator.sequence === '#') return false;
  const next = markOf(enumerator.ordinal + 1, enumerator.sequence);
  return next !== null && below.startsWith(`${mark(enumerator.shape, next)} `);
}

/** Whether `next` continues a list in which `last` was the latest entry. */
export function continues(last: Enumerator, auto: boolean, next: Enumerator): boolean {
  if (next.shape !== last.shape) return false;
  if (next.sequence === '#') return true;
  return !auto && next.sequence === last.sequence && next.ordinal === last.ordinal + 1;
}

function mark(shape: Shape, body: string): string {
  return shape === 'parens' ? `(${body})` : shape === 'period' ? `${body}.` : `${body})`;
}

function sequenceOf(body: string, expected: Sequence | null): Sequence | null {
  if (body === '#') return '#';
  if (expected !== null && expected !== '#' && ordinalOf(body, expected) !== null) return expected;
  if (/^[0-9]+$/.test(body)) return 'arabic';
  if (body === 'i') return 'lowerroman';
  if (body === 'I') return 'upperroman';
  if (/^[a-z]$/.test(body)) return 'loweralpha';
  if (/^[A-Z]$/.test(body)) return 'upperalpha';
  if (/^[ivxlcdm]+$/.test(body)) return 'lowerroman';
  if (/^[IVXLCDM]+$/.test(body)) return 'upperroman';
  return null;
}

function ordinalOf(body: string, sequence: Sequence): number | null {
  switch (sequence) {
    case '#':
      return 1;
    case 'arabic':
      return /^[0-9]+$/.test(body) ? Number(body) : null;
    case 'loweralpha':
      return /^[a-z]$/.test(body) ? body.charCodeAt(0) - 0x60 : null;
    case 'upperalpha':
      return /^[A-Z]$/.test(body) ? body.charCodeAt(0) - 0x40 : null;
    case 'lowerroman':
      return body === body.toLowerCase() ? fromRoman(body.toUpperCase()) : null;
    default:
      return fromRoman(body);
  }
}

function markOf(ordinal: number, sequence: Sequence): string | null {
  switch (sequence) {
    case '#':
      return '#';
    case 'arabic':
      return String(ordinal);
    case 'loweralpha':
      return ordinal <= 26 ? String.fromCharCode(0x60 + ordinal) : null;
    case 'upperalpha':
      return ordinal <= 26 ? String.fromCharCode(0x40 + ordinal) : null;
    case 'lowerroman':
      return toRoman(ordinal)?.toLowerCase() ?? null;
    default:
      return toRoman(ordinal);
  }
}

const ROMAN: readonly (readonly [string, number])[] = [
  ['M', 1000],
  ['CM', 900],
  ['D', 500],
  ['CD', 400],
  ['C', 100],
  ['XC', 90],
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
];

function toRoman(ordinal: number): string | null {
  if (ordinal < 1 || ordinal > 4999) return null;
  let rest = ordinal;
  let out = '';
  for (const [letters, value] of ROMAN) {
    while (rest >= value) {
      out += letters;
      rest -= value;
    }
  }
  return out;
}

/** Only the canonical spelling counts: `mix` is a number, `mill` a word. */
function fromRoman(letters: string): number | null {
  let rest = letters;
  let ordinal = 0;
  for (const [part, value] of ROMAN) {
    while (rest.startsWith(part)) {
      ordinal += value;
      rest = rest.slice(part.length);
    }
  }
  return rest === '' && ordinal > 0 && toRoman(ordinal) === letters ? ordinal : null;
}
