/** Text that came from outside, made fit to keep and to show. */

/** NFC, no control characters but newline and tab, no bidirectional overrides, no lone surrogates, trimmed. */
export function cleanText(raw: string): string {
  return raw
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

/** As cleanText, on one line. */
export function cleanLine(raw: string): string {
  return cleanText(raw).replace(/\s+/g, ' ');
}

/** One form for all spellings of a name that a reader could not tell apart: case, width, spacing and invisible characters do not count. */
export function nameKey(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** A path or name from a repository, with control characters made visible, for one line of text. */
export function showPath(raw: string): string {
  return raw.replace(
    /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g,
    (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

export function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length - 1).trimEnd()}…`;
}

/** Order of paths, ids and ISO dates: by code unit, the same on every machine; a collator costs 8 ms to load. */
export function byCode(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** "1,200" of a whole number. */
export function showNumber(n: number): string {
  const digits = String(n);
  const groups: string[] = [];
  for (let end = digits.length; end > 0; end -= 3) groups.unshift(digits.slice(Math.max(0, end - 3), end));
  return groups.join(',');
}

/** "1 project", "3 projects", "1,200 projects". */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${showNumber(n)} ${n === 1 ? one : many}`;
}

/** Lower case, hyphens, ASCII: for file names of downloads and anchors. */
export function slug(text: string): string {
  const ascii = text
    .normalize('NFKD')
    .replace(/[^\x00-\x7f]/g, '')
    .toLowerCase();
  return (
    ascii
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-/, '')
      .slice(0, 60)
      .replace(/-$/, '') || 'untitled'
  );
}

const FEW = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];

/** Numbers to twelve in words, for running text. */
export function inWords(n: number): string {
  return FEW[n] ?? showNumber(n);
}

const LONGEST_COMPARED = 40;

/** The known word that a slip of the hand would turn into this one (two letters wrong, missing, too many or swapped; fewer in short words), or null. */
export function nearest(word: string, known: readonly string[]): string | null {
  const asked = word.toLowerCase();
  if (asked.length > LONGEST_COMPARED) return null;
  let best: { readonly word: string; readonly steps: number } | null = null;
  for (const candidate of known) {
    const steps = stepsBetween(asked, candidate.toLowerCase());
    const most = Math.min(2, Math.floor(Math.max(asked.length, candidate.length) / 2));
    if (steps <= most && (best === null || steps < best.steps)) best = { word: candidate, steps };
  }
  return best?.word ?? null;
}

/** Letters to change, add, take away or swap with their neighbour to come from one word to the other. */
function stepsBetween(one: string, other: string): number {
  let before: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    before = last;
    last = row;
  }
  return last[other.length]!;
}
