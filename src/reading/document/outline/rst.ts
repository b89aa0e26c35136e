/** The skeleton of a reStructuredText document in one pass over its characters. */
import { endOfAddress, startOfAddress } from '../addresses.ts';
import { LINKING_ROLES, oneLine } from '../markup.ts';
import type { Collector } from './collector.ts';

/** Directives whose indented body is code or data and no running text. */
const CODE = new Set([
  'code', 'code-block', 'sourcecode', 'literalinclude', 'highlight', 'parsed-literal', 'math', 'raw', 'plot', 'ipython',
  'testcode', 'testsetup', 'testoutput', 'doctest', 'graphviz', 'mermaid', 'productionlist', 'jupyter-execute',
]); // prettier-ignore

/** Underlines shorter than this are text when the title is longer (docutils). */
const SHORT = 4;

export function scanRst(text: string, into: Collector): void {
  const styles: string[] = [];
  const inline = new InlineScan(text, into);
  let at = 0;
  let line = 0;
  /** Lines indented deeper than this are skipped until one is not; -1 when nothing is skipped. */
  let skipDeeper = -1;
  /** The directive whose body lists pages, and its indentation. */
  let toctreeIndent = -1;
  /** The text line above, when an underline below it would make it a title. */
  let titleStart = -1;
  let titleEnd = -1;
  let blockStart = true;

  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    line += 1;
    const start = at;
    at = end + 1;

    let indentEnd = start;
    while (indentEnd < end && (text.charCodeAt(indentEnd) === 0x20 || text.charCodeAt(indentEnd) === 0x09))
      indentEnd += 1;
    let stop = end;
    while (stop > indentEnd && text.charCodeAt(stop - 1) <= 0x20) stop -= 1;
    if (indentEnd >= stop) {
      blockStart = true;
      titleStart = -1;
      continue;
    }
    const indent = indentEnd - start;
    if (skipDeeper >= 0) {
      if (indent > skipDeeper) {
        titleStart = -1;
        blockStart = true;
        continue;
      }
      skipDeeper = -1;
    }
    if (toctreeIndent >= 0) {
      if (indent > toctreeIndent) {
        readTocEntry(text.slice(indentEnd, stop), line, into);
        titleStart = -1;
        blockStart = true;
        continue;
      }
      toctreeIndent = -1;
    }

    const first = text.charCodeAt(indentEnd);
    if (indent === 0 && isAdornment(text, start, stop, first)) {
      const length = stop - start;
      if (titleStart >= 0) {
        const title = text.slice(titleStart, titleEnd);
        if (length >= SHORT || length >= title.length) {
          into.heading(levelOf(styles, text[start]!), plainTitle(title), line - 1);
          titleStart = -1;
          blockStart = true;
          continue;
        }
      } else if (blockStart && !(length === 2 && first === 0x3a)) {
        const over = readOverlined(text, at, text.slice(start, stop));
        if (over !== null) {
          into.heading(levelOf(styles, text[start]! + text[start]!), plainTitle(over.title), line + 1);
          line += 2;
          at = over.next;
          blockStart = true;
          continue;
        }
      }
      titleStart = -1;
      blockStart = true;
      if (length === 2 && first === 0x3a) skipDeeper = 0;
      continue;
    }

    if (first === 0x2e && text.charCodeAt(indentEnd + 1) === 0x2e && isSpaceOrEnd(text, indentEnd + 2, stop)) {
      titleStart = -1;
      blockStart = true;
      const after = skipSpaces(text, indentEnd + 2, stop);
      const explicit = readExplicit(text, after, stop, line, into);
      if (explicit === 'skip') skipDeeper = indent;
      else if (explicit === 'toctree') toctreeIndent = indent;
      else if (explicit === 'text') inline.scan(after, stop, line);
      continue;
    }

    if (indent === 0 && isBodyMarker(text, start, stop, first)) {
      titleStart = -1;
      blockStart = true;
    } else if (indent === 0) {
      titleStart = blockStart ? start : -1;
      titleEnd = stop;
      blockStart = false;
    } else {
      // An indented line may be the title under an overline, which is read ahead; here it ends whatever stood above.
      titleStart = -1;
      blockStart = true;
    }
    inline.scan(indentEnd, stop, line);
    if (text.charCodeAt(stop - 1) === 0x3a && text.charCodeAt(stop - 2) === 0x3a) skipDeeper = indent;
  }
}

function isSpaceOrEnd(text: string, at: number, stop: number): boolean {
  return at >= stop || text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09;
}

function skipSpaces(text: string, at: number, stop: number): number {
  let i = at;
  while (i < stop && text.charCodeAt(i) <= 0x20) i += 1;
  return i;
}

/** One and the same punctuation character from end to end. */
function isAdornment(text: string, start: number, stop: number, c: number): boolean {
  if (c < 0x21 || c > 0x7e || isAlphanumeric(c)) return false;
  // `..` opens explicit markup, `|` a line block, a single bullet a list.
  if (stop - start === 1 && (c === 0x2d || c === 0x2a || c === 0x2b || c === 0x7c)) return false;
  if (stop - start === 2 && (c === 0x2e || c === 0x5f)) return false;
  for (let i = start + 1; i < stop; i++) if (text.charCodeAt(i) !== c) return false;
  return true;
}

function isAlphanumeric(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a);
}

/** A bullet, field, line block, anonymous target or doctest: it ends the paragraph above it and is no title. */
function isBodyMarker(text: string, start: number, stop: number, c: number): boolean {
  const next = start + 1;
  if (c === 0x2d || c === 0x2a || c === 0x2b || c === 0x7c || c === 0x2022) return isSpaceOrEnd(text, next, stop);
  if (c === 0x5f) return text.charCodeAt(next) === 0x5f && isSpaceOrEnd(text, start + 2, stop);
  if (c === 0x3e) return text.startsWith('>>>', start) && isSpaceOrEnd(text, start + 3, stop);
  if (c === 0x3a) {
    const close = text.indexOf(':', next);
    return close > next && close < stop && text.charCodeAt(next) !== 0x20 && isSpaceOrEnd(text, close + 1, stop);
  }
  return false;
}

function levelOf(styles: string[], style: string): number {
  const known = styles.indexOf(style);
  if (known >= 0) return known + 1;
  styles.push(style);
  return styles.length;
}

function readOverlined(text: string, at: number, adornment: string): { title: string; next: number } | null {
  if (at >= text.length) return null;
  let titleEnd = text.indexOf('\n', at);
  if (titleEnd < 0) return null;
  const title = text.slice(at, titleEnd).trim();
  if (title === '') return null;
  let underEnd = text.indexOf('\n', titleEnd + 1);
  if (underEnd < 0) underEnd = text.length;
  if (underEnd - titleEnd - 1 > adornment.length + 200) return null;
  if (text.slice(titleEnd + 1, underEnd).trimEnd() !== adornment) return null;
  if (adornment.length < SHORT && title.length > adornment.length) return null;
  titleEnd = underEnd + 1;
  return { title, next: titleEnd };
}

function readExplicit(
  text: string,
  at: number,
  stop: number,
  line: number,
  into: Collector,
): 'skip' | 'toctree' | 'text' | 'none' {
  if (at >= stop) return 'skip';
  const c = text.charCodeAt(at);
  if (c === 0x5f) {
    readTarget(text.slice(at + 1, stop), line, into);
    return 'none';
  }
  if (c === 0x5b) return 'text';
  let nameAt = at;
  if (c === 0x7c) {
    const close = text.indexOf('|', at + 1);
    if (close < 0 || close >= stop) return 'skip';
    nameAt = skipSpaces(text, close + 1, stop);
  }
  let nameEnd = nameAt;
  while (nameEnd < stop && isNameCharacter(text.charCodeAt(nameEnd))) nameEnd += 1;
  // Domain directives (`py:function::`) and the old habit of a space before the colons are read too.
  let colons = nameEnd;
  while (colons < stop && text.charCodeAt(colons) === 0x20) colons += 1;
  while (
    colons + 2 < stop &&
    text.charCodeAt(colons) === 0x3a &&
    text.charCodeAt(colons + 1) !== 0x3a &&
    isNameCharacter(text.charCodeAt(colons + 1))
  ) {
    colons += 1;
    while (colons < stop && isNameCharacter(text.charCodeAt(colons))) colons += 1;
    nameEnd = colons;
  }
  if (nameEnd === nameAt || text.charCodeAt(colons) !== 0x3a || text.charCodeAt(colons + 1) !== 0x3a) return 'skip';
  const name = text.slice(nameAt, nameEnd).toLowerCase();
  const argument = text.slice(colons + 2, stop).trim();
  if (name === 'include' || name === 'mdinclude' || name === 'rstinclude') {
    into.include(argument, line);
    return 'skip';
  }
  if (name === 'toctree') return 'toctree';
  return CODE.has(name) ? 'skip' : 'text';
}

function isNameCharacter(c: number): boolean {
  return isAlphanumeric(c) || c === 0x2d || c === 0x5f || c === 0x2e || c === 0x2b;
}

/** `.. _name: address` and ``.. _`long name`: address``. A label alone is no link. */
function readTarget(rest: string, line: number, into: Collector): void {
  let name: string;
  let after: number;
  if (rest.startsWith('`')) {
    const close = rest.indexOf('`', 1);
    if (close < 0) return;
    name = rest.slice(1, close);
    after = rest[close + 1] === ' ' ? close + 2 : close + 1;
  } else {
    after = rest.indexOf(': ');
    if (after < 0) return;
    name = rest.slice(0, after);
  }
  if (rest.charCodeAt(after) !== 0x3a) return;
  into.link(name, rest.slice(after + 1).trim(), line, 'definition');
}

/** `page`, `Title <page>`, `self`, or an option such as `:maxdepth: 2`. */
function readTocEntry(entry: string, line: number, into: Collector): void {
  if (entry.startsWith(':') || entry.startsWith('..')) return;
  const open = entry.endsWith('>') ? entry.lastIndexOf('<') : -1;
  if (open > 0) into.link(entry.slice(0, open), entry.slice(open + 1, -1).trim(), line, 'toctree');
  else if (entry !== 'self') into.link('', entry, line, 'toctree');
}

/** A title's text without markup: roles, quotes, stars and explicit targets. */
function plainTitle(raw: string): string {
  if (!/[`*|\\_]/.test(raw)) return oneLine(raw);
  let out = '';
  let at = 0;
  while (at < raw.length) {
    const c = raw[at]!;
    if (c === '\\' && at + 1 < raw.length) {
      if (raw[at + 1] !== ' ') out += raw[at + 1]!;
      at += 2;
    } else if (c === '`') {
      const double = raw.startsWith('``', at);
      const close = raw.indexOf(double ? '``' : '`', at + (double ? 2 : 1));
      if (close < 0) {
        out += raw.slice(at);
        break;
      }
      const inner = raw.slice(at + (double ? 2 : 1), close);
      const role = double ? null : /:[a-z][a-z0-9:+.-]{0,58}:$/i.exec(out.slice(-60));
      if (role !== null) out = out.slice(0, out.length - role[0].length);
      const target = double ? -1 : inner.lastIndexOf(' <');
      if (target > 0 && inner.endsWith('>')) out += inner.slice(0, target);
      else out += !double && inner.startsWith('~') ? inner.slice(inner.lastIndexOf('.') + 1) : inner;
      at = close + (double ? 2 : 1);
      if (!double) while (raw[at] === '_') at += 1;
    } else if (c === '*' && !isAlone(raw, at)) {
      at += 1;
    } else if (c === '_' && at > 0 && isWord(raw, at - 1) && !isWord(raw, at + 1)) {
      at += 1;
    } else {
      out += c;
      at += 1;
    }
  }
  return oneLine(out);
}

/** A run of stars between blanks marks nothing. */
function isAlone(raw: string, at: number): boolean {
  let from = at;
  let to = at;
  while (raw[from - 1] === '*') from -= 1;
  while (raw[to + 1] === '*') to += 1;
  return to - from < 8 && (raw[from - 1] ?? ' ') === ' ' && (raw[to + 1] ?? ' ') === ' ';
}

function isWord(raw: string, at: number): boolean {
  const c = raw.charCodeAt(at);
  return isAlphanumeric(c) || c > 0x7f;
}

/** Finds links line by line; phrases may run on over the next lines of the paragraph. */
class InlineScan {
  private readonly text: string;
  private readonly into: Collector;
  /** Everything before this was read as part of a phrase already. */
  private done = 0;

  constructor(text: string, into: Collector) {
    this.text = text;
    this.into = into;
  }

  scan(from: number, stop: number, line: number): void {
    const text = this.text;
    for (let i = Math.max(from, this.done); i < stop; i++) {
      const c = text.charCodeAt(i);
      if (c === 0x3a) {
        const begin = startOfAddress(text, i);
        if (begin < from) continue;
        const end = endOfAddress(text, begin, stop);
        if (end > i + 3) {
          this.into.link('', text.slice(begin, end), line, 'address');
          i = end - 1;
        }
      } else if (c === 0x60) {
        i = this.phrase(i, line);
      }
    }
  }

  /** A quoted phrase that starts at `open`; returns the position of its last character. */
  private phrase(open: number, line: number): number {
    const text = this.text;
    if (text.charCodeAt(open + 1) === 0x60) {
      const close = text.indexOf('``', open + 2);
      return close > 0 && this.sameParagraph(open, close) ? this.endAt(close + 1) : open + 1;
    }
    const close = text.indexOf('`', open + 1);
    if (close < 0 || !this.sameParagraph(open, close)) return open;
    const inner = text.slice(open + 1, close);
    const target = inner.endsWith('>') ? inner.lastIndexOf('<') : -1;
    const role = this.roleBefore(open);
    if (role !== null) {
      if (LINKING_ROLES.has(role)) {
        if (target > 0) this.into.link(inner.slice(0, target), inner.slice(target + 1, -1).trim(), line, 'role');
        else this.into.link('', inner, line, 'role');
      }
    } else if (target >= 0 && text.charCodeAt(close + 1) === 0x5f) {
      const address = inner
        .slice(target + 1, -1)
        .split(/\s+/)
        .join('');
      this.into.link(target === 0 ? '' : inner.slice(0, target), address, line, 'text');
    }
    return this.endAt(close);
  }

  private endAt(position: number): number {
    this.done = position + 1;
    return position;
  }

  /** A phrase ends in its own paragraph: no blank line and not more than a page away. */
  private sameParagraph(open: number, close: number): boolean {
    if (close - open > 2000) return false;
    let blankSince = -1;
    for (let i = open; i < close; i++) {
      const c = this.text.charCodeAt(i);
      if (c === 0x0a) {
        if (blankSince >= 0) return false;
        blankSince = i;
      } else if (c > 0x20) blankSince = -1;
    }
    return true;
  }

  private roleBefore(open: number): string | null {
    if (this.text.charCodeAt(open - 1) !== 0x3a) return null;
    let begin = open - 2;
    const limit = Math.max(0, open - 40);
    while (begin >= limit && isNameCharacter(this.text.charCodeAt(begin))) begin -= 1;
    return begin >= 0 && this.text.charCodeAt(begin) === 0x3a && begin < open - 2
      ? this.text.slice(begin + 1, open - 1).toLowerCase()
      : null;
  }
}
