/** Lines and their indentation: the ground on which blocks of reStructuredText are told apart. */

export function isBlank(line: string): boolean {
  return line === '';
}

/** Blanks from `from` on. */
export function indentOf(line: string, from = 0): number {
  let at = from;
  while (line.charCodeAt(at) === 0x20) at += 1;
  return at - from;
}

/** One and the same punctuation character from end to end. */
export function isAdornment(line: string): boolean {
  const c = line.charCodeAt(0);
  if (!((c > 0x20 && c < 0x30) || (c > 0x39 && c < 0x41) || (c > 0x5a && c < 0x61) || (c > 0x7a && c < 0x7f)))
    return false;
  for (let i = 1; i < line.length; i++) if (line.charCodeAt(i) !== c) return false;
  return true;
}

export interface Taken {
  readonly lines: string[];
  /** Index of the first line that no longer belongs. */
  readonly end: number;
}

/**
 * The block of indented (or blank) lines from `start`, without their common indentation and without blank lines at its end.
 * With `head`, line `start` itself opened the block and contributes `head`.
 */
export function takeIndented(lines: readonly string[], start: number, head?: string): Taken {
  const from = head === undefined ? start : start + 1;
  let end = from;
  let last = from;
  let indent = Infinity;
  while (end < lines.length) {
    const line = lines[end]!;
    if (isBlank(line)) {
      end += 1;
      continue;
    }
    const blanks = indentOf(line);
    if (blanks === 0) break;
    if (blanks < indent) indent = blanks;
    end += 1;
    last = end;
  }
  const taken = head === undefined ? [] : [head];
  for (let i = from; i < last; i++) taken.push(isBlank(lines[i]!) ? '' : lines[i]!.slice(indent));
  return { lines: taken, end: last };
}

/** The block whose first line's text starts at column `indent`, going on while lines are blank or at least so far indented. */
export function takeKnownIndented(lines: readonly string[], start: number, indent: number): Taken {
  const taken = [lines[start]!.slice(indent)];
  let last = start + 1;
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i]!;
    if (!isBlank(line)) {
      if (indentOf(line) < indent) break;
      last = i + 1;
    }
    taken.push(line.slice(indent));
  }
  taken.length = last - start;
  return { lines: taken, end: last };
}

export function trimBlanks(lines: readonly string[]): readonly string[] {
  let from = 0;
  let to = lines.length;
  while (from < to && isBlank(lines[from]!)) from += 1;
  while (to > from && isBlank(lines[to - 1]!)) to -= 1;
  return lines.slice(from, to);
}

const TAB = 8;

/** Tabs to blanks, no white space at the end, nothing but a blank for other control characters. */
export function prepareLine(raw: string): string {
  let line = raw;
  if (line.includes('\t')) line = expandTabs(line);
  if (/[\u0000-\u0008\u000b-\u001f]/.test(line)) line = line.replace(/[\u0000-\u0008\u000b-\u001f]/g, ' ');
  return line.trimEnd();
}

function expandTabs(line: string): string {
  let out = '';
  for (const part of line.split('\t')) {
    out += part;
    out += ' '.repeat(TAB - (out.length % TAB));
  }
  return out;
}
