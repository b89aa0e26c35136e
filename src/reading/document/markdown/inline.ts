/**
 * Inline Markdown (CommonMark with GitHub's additions and MyST roles) by a scanner over the characters. Openers wait on a stack
 * of bounded height and searches for an end are remembered, so that no text takes more than linear time.
 */
import { append } from '../../append.ts';
import { Forward, LineCount } from '../forward.ts';
import { endOfAddress, startOfAddress } from '../addresses.ts';
import { attributeOf, decodeEntities } from '../markup.ts';
import type { Inline } from '../tree.ts';
import { labelOf } from './reading.ts';

export function readInline(text: string, line: number, definitions: ReadonlyMap<string, string>): Inline[] {
  return new InlineScan(text, line, definitions).read();
}

/** An opener that waits for its end, with what stands after it. */
interface Frame {
  readonly kind: 'stars' | 'bracket' | 'tag';
  /** `*`, `_`, `~`, `[`, `![` or a tag's name. */
  readonly mark: string;
  count: number;
  readonly at: number;
  readonly line: number;
  children: Inline[];
  /** For a link's tag, its address; for brackets, whether a link inside forbids one around it. */
  readonly target: string | null;
  active: boolean;
  readonly both: boolean;
}

/** Openers that can wait at the same time; the oldest become text. */
const MOST_OPEN = 48;
const LONGEST_TAG = 2500;
const LONGEST_LABEL = 999;

class InlineScan {
  private readonly text: string;
  private readonly definitions: ReadonlyMap<string, string>;
  private readonly root: Inline[] = [];
  private readonly frames: Frame[] = [];
  /** Start of the text not yet emitted. */
  private from = 0;
  private buffer = '';
  private bufferLine = 0;
  private readonly lines: LineCount;
  private readonly forward: Forward;
  /** Last position of a run of so many backquotes; filled at the first miss. */
  private runs: Map<number, number> | null = null;

  constructor(text: string, line: number, definitions: ReadonlyMap<string, string>) {
    this.text = text;
    this.lines = new LineCount(text, line);
    this.forward = new Forward(text);
    this.definitions = definitions;
  }

  read(): Inline[] {
    const { text } = this;
    let at = 0;
    while (at < text.length) {
      const c = text.charCodeAt(at);
      // Letters but `w` (of `www.`), blanks and everything beyond ASCII mark nothing.
      if (c > 0x7e || c === 0x20 || (c > 0x60 && c < 0x7b && c !== 0x77)) {
        at += 1;
        continue;
      }
      at = this.special(c, at);
    }
    this.take(text.length);
    while (this.frames.length > 0) this.collapse();
    this.emit();
    return this.root;
  }

  private special(c: number, at: number): number {
    switch (c) {
      case 0x5c:
        return this.escape(at);
      case 0x60:
        return this.code(at);
      case 0x2a:
      case 0x5f:
      case 0x7e:
        return this.stars(at, this.text[at]!);
      case 0x5b:
        return this.open(at, at > this.from && this.text.charCodeAt(at - 1) === 0x21 && !this.escaped(at - 1));
      case 0x5d:
        return this.close(at);
      case 0x3c:
        return this.tag(at);
      case 0x26:
        return this.entity(at);
      case 0x0a:
        return this.lineEnd(at);
      case 0x3a:
        return this.address(at, startOfAddress(this.text, at), '');
      case 0x77:
        return this.text.startsWith('www.', at) ? this.address(at + 3, at, 'http://') : at + 1;
      case 0x7b:
        return this.template(at);
      default:
        return at + 1;
    }
  }

  private escape(at: number): number {
    const c = this.text.charCodeAt(at + 1);
    if (c === 0x0a) {
      this.take(at);
      this.push({ kind: 'break', line: this.lines.at(at) });
      return this.resume(at + 2);
    }
    if (!isPunctuation(c)) return at + 1;
    this.take(at);
    this.from = at + 1;
    return at + 2;
  }

  private escaped(at: number): boolean {
    return this.from === at && at > 0 && this.text.charCodeAt(at - 1) === 0x5c;
  }

  private code(at: number): number {
    const { text } = this;
    const length = runLength(text, at);
    const close = this.closingRun(at + length, length);
    if (close < 0) return at + length;
    let inner = text.slice(at + length, close).replaceAll('\n', ' ');
    if (inner.startsWith(' ') && inner.endsWith(' ') && inner.trim() !== '') inner = inner.slice(1, -1);
    const role = this.roleBefore(at);
    this.take(role === null ? at : at - role.length - 2);
    const line = this.lines.at(at);
    this.push(role === null ? { kind: 'code', text: inner, line } : roleOf(role, inner, line));
    return this.resume(close + length);
  }

  private closingRun(from: number, length: number): number {
    const { text } = this;
    if (this.runs !== null && (this.runs.get(length) ?? -1) < from) return -1;
    let at = text.indexOf('`', from);
    while (at >= 0) {
      const run = runLength(text, at);
      if (run === length) return at;
      at = text.indexOf('`', at + run);
    }
    if (this.runs === null) {
      this.runs = new Map();
      for (let i = text.indexOf('`'); i >= 0;) {
        const run = runLength(text, i);
        this.runs.set(run, i);
        i = text.indexOf('`', i + run);
      }
    }
    return -1;
  }

  /** `{name}` directly before a backquote. */
  private roleBefore(at: number): string | null {
    const { text } = this;
    if (text.charCodeAt(at - 1) !== 0x7d || at - 1 < this.from) return null;
    let begin = at - 2;
    const limit = Math.max(this.from, at - 60);
    while (begin >= limit && isRoleCharacter(text.charCodeAt(begin))) begin -= 1;
    return begin >= limit && text.charCodeAt(begin) === 0x7b && begin < at - 2 ? text.slice(begin + 1, at - 1) : null;
  }

  /** A run of `*`, `_` or `~`: closes what it can, then opens. */
  private stars(at: number, mark: string): number {
    const { text } = this;
    let end = at + 1;
    while (text[end] === mark) end += 1;
    let count = end - at;
    const before = at === 0 ? ' ' : text[at - 1]!;
    const after = end >= text.length ? ' ' : text[end]!;
    const leftFlanking = !isBlank(after) && (!isSign(after) || isBlank(before) || isSign(before));
    const rightFlanking = !isBlank(before) && (!isSign(before) || isBlank(after) || isSign(after));
    const opens = mark === '_' ? leftFlanking && (!rightFlanking || isSign(before)) : leftFlanking;
    const closes = mark === '_' ? rightFlanking && (!leftFlanking || isSign(after)) : rightFlanking;
    if ((!opens && !closes) || (mark === '~' && count > 2)) return end;

    this.take(at);
    const line = this.lines.at(at);
    const run = count;
    if (closes) {
      while (count > 0) {
        const opener = this.openerFor(mark, run, opens);
        if (opener < 0) break;
        count -= this.wrap(opener, mark, count);
      }
    }
    this.from = at + (run - count);
    if (count > 0 && opens) {
      this.take(this.from);
      this.pushFrame({ kind: 'stars', mark, count, at, line, children: [], target: null, active: true, both: closes });
      this.from = end;
    }
    return end;
  }

  /** The nearest opener that this run may close, not beyond a bracket or tag; GitHub's `~` must have the same length. */
  private openerFor(mark: string, run: number, opens: boolean): number {
    for (let i = this.frames.length - 1; i >= 0; i--) {
      const frame = this.frames[i]!;
      if (frame.kind !== 'stars') return -1;
      if (frame.mark !== mark) continue;
      if (mark === '~') {
        if (frame.count === run) return i;
        continue;
      }
      const sum = frame.count + run;
      const forbidden = (frame.both || opens) && sum % 3 === 0 && (frame.count % 3 !== 0 || run % 3 !== 0);
      if (!forbidden) return i;
    }
    return -1;
  }

  private wrap(opener: number, mark: string, available: number): number {
    while (this.frames.length - 1 > opener) this.collapse();
    this.emit();
    const frame = this.frames[opener]!;
    const used = mark === '~' ? frame.count : frame.count >= 2 && available >= 2 ? 2 : 1;
    const kind = mark === '~' ? 'struck' : used === 2 ? 'strong' : 'emphasis';
    const node: Inline = { kind, children: frame.children, line: frame.line };
    frame.count -= used;
    if (frame.count === 0) {
      this.frames.pop();
      this.push(node);
    } else {
      frame.children = [node];
    }
    return used;
  }

  private open(at: number, image: boolean): number {
    this.take(image ? at - 1 : at);
    const mark = image ? '![' : '[';
    const line = this.lines.at(at);
    this.pushFrame({
      kind: 'bracket',
      mark,
      count: 1,
      at,
      line,
      children: [],
      target: null,
      active: true,
      both: false,
    });
    return this.resume(at + 1);
  }

  private close(at: number): number {
    let opener = this.frames.length - 1;
    while (opener >= 0 && this.frames[opener]!.kind !== 'bracket') opener -= 1;
    if (opener < 0) return at + 1;
    const frame = this.frames[opener]!;
    const image = frame.mark === '![';
    const found = frame.active || image ? this.destinationAfter(at, frame) : null;
    this.take(at);
    while (this.frames.length - 1 > opener) this.collapse();
    this.emit();
    this.frames.pop();
    if (found === null) {
      // Brackets that link nowhere are text; so are footnote marks, which say nothing here.
      const isFootnote = this.text.charCodeAt(frame.at + 1) === 0x5e && !image && at - frame.at > 2;
      if (isFootnote) return this.resume(at + 1);
      this.push({ kind: 'text', text: frame.mark, line: frame.line });
      for (const child of frame.children) this.push(child);
      this.from = at;
      return at + 1;
    }
    if (image) {
      this.push({ kind: 'image', target: found.target, text: plain(frame.children), line: frame.line });
    } else {
      for (const other of this.frames) if (other.kind === 'bracket') other.active = false;
      this.push({ kind: 'link', target: found.target, name: found.name, children: frame.children, line: frame.line });
    }
    return this.resume(found.end);
  }

  /** What follows `]`: `(address "title")`, `[label]`, `[]` or nothing but a definition of the words themselves. */
  private destinationAfter(at: number, frame: Frame): { target: string; name: string | null; end: number } | null {
    const { text } = this;
    const next = text.charCodeAt(at + 1);
    if (next === 0x28) {
      const inline = this.inlineDestination(at + 2);
      if (inline !== null) return { ...inline, name: null };
    }
    let label = text.slice(frame.at + 1, Math.min(at, frame.at + 1 + LONGEST_LABEL));
    let end = at + 1;
    if (next === 0x5b) {
      const close = this.forward.find(']', at + 2);
      if (close > at + 2 && close - at <= LONGEST_LABEL) label = text.slice(at + 2, close);
      if (close > 0 && close - at <= LONGEST_LABEL) end = close + 1;
    }
    if (this.definitions.size === 0) return null;
    const name = labelOf(label);
    const target = this.definitions.get(name);
    return target === undefined ? null : { target, name, end };
  }

  private inlineDestination(from: number): { target: string; end: number } | null {
    const { text } = this;
    let at = skipBlanks(text, from);
    let target: string;
    if (text.charCodeAt(at) === 0x3c) {
      const close = this.forward.find('>', at);
      if (close < 0 || close - at > LONGEST_TAG || text.slice(at, close).includes('\n')) return null;
      target = text.slice(at + 1, close);
      at = close + 1;
    } else {
      const end = endOfDestination(text, at);
      if (end < 0) return null;
      target = text.slice(at, end);
      at = end;
    }
    const afterTarget = at;
    at = skipBlanks(text, at);
    const quote = text[at];
    if (at > afterTarget && (quote === '"' || quote === "'" || quote === '(')) {
      const close = this.titleEnd(at, quote === '(' ? ')' : quote);
      if (close < 0) return null;
      at = skipBlanks(text, close + 1);
    }
    if (text.charCodeAt(at) !== 0x29) return null;
    return { target: decodeEntities(unescape(target)), end: at + 1 };
  }

  private titleEnd(open: number, quote: string): number {
    let close = this.forward.find(quote, open + 1);
    while (close > 0 && this.text.charCodeAt(close - 1) === 0x5c) close = this.forward.find(quote, close + 1);
    return close;
  }

  /** Autolinks and HTML inside text. Links, strikes, breaks and emphasis by tags are read, others are dropped. */
  private tag(at: number): number {
    const { text } = this;
    if (text.startsWith('!--', at + 1)) {
      const end = this.forward.find('-->', at + 4);
      if (end < 0) return at + 1;
      this.take(at);
      return this.resume(end + 3);
    }
    const close = this.forward.find('>', at);
    if (close < 0 || close - at > LONGEST_TAG) return at + 1;
    const inner = text.slice(at + 1, close);
    if (isAutolink(inner)) {
      this.take(at);
      const target = inner.includes(':') ? inner : `mailto:${inner}`;
      this.push(this.bare(target, inner, this.lines.at(at)));
      return this.resume(close + 1);
    }
    const closing = inner.startsWith('/');
    const name = tagName(inner, closing ? 1 : 0);
    if (name === '') return at + 1;
    this.take(at);
    const line = this.lines.at(at);
    if (closing) this.closeTag(name);
    else if (name === 'br') this.push({ kind: 'break', line });
    else if (name === 'img') {
      this.push({
        kind: 'image',
        target: attributeOf(inner, 'src') ?? '',
        text: attributeOf(inner, 'alt') ?? '',
        line,
      });
    } else if (TAGS.has(name) && !inner.endsWith('/')) {
      const target = name === 'a' ? attributeOf(inner, 'href') : null;
      this.pushFrame({ kind: 'tag', mark: name, count: 1, at, line, children: [], target, active: true, both: false });
    }
    return this.resume(close + 1);
  }

  private closeTag(name: string): void {
    let opener = this.frames.length - 1;
    while (opener >= 0 && !(this.frames[opener]!.kind === 'tag' && this.frames[opener]!.mark === name)) opener -= 1;
    if (opener < 0) return;
    while (this.frames.length - 1 > opener) this.collapse();
    this.emit();
    const { children, line, target } = this.frames.pop()!;
    const kind = TAGS.get(name)!;
    if (kind === 'code') this.push({ kind, text: plain(children), line });
    else if (kind !== 'link') this.push({ kind, children, line });
    else if (target !== null) this.push({ kind, target, name: null, children, line });
    else for (const child of children) this.push(child);
  }

  private bare(target: string, words: string, line: number): Inline {
    return { kind: 'link', target, name: null, children: [{ kind: 'text', text: words, line }], line };
  }

  private entity(at: number): number {
    const end = this.forward.find(';', at);
    if (end < 0 || end - at > 12) return at + 1;
    const written = this.text.slice(at, end + 1);
    const meant = decodeEntities(written);
    if (meant === written) return at + 1;
    this.take(at);
    this.add(meant, at);
    return this.resume(end + 1);
  }

  /** Two blanks before a line's end break the line; other line ends stay as white space. */
  private lineEnd(at: number): number {
    let blanks = at;
    while (blanks > this.from && this.text.charCodeAt(blanks - 1) === 0x20) blanks -= 1;
    if (at - blanks < 2) return at + 1;
    this.take(blanks);
    this.push({ kind: 'break', line: this.lines.at(at) });
    return this.resume(at + 1);
  }

  private address(at: number, begin: number, scheme: string): number {
    if (begin < this.from || begin < 0) return at + 1;
    // In the text of a link it is that text.
    if (this.frames.some((frame) => frame.kind === 'bracket' || frame.mark === 'a')) {
      if (this.closesAsLink(at)) return at + 1;
    }
    const before = begin === 0 ? ' ' : this.text[begin - 1]!;
    if (!isBlank(before) && !'*_~(["\'>|/,;:'.includes(before)) return at + 1;
    const end = endOfAddress(this.text, begin, this.text.length);
    if (end <= at + 3 - (scheme === '' ? 0 : 2)) return at + 1;
    this.take(begin);
    const words = this.text.slice(begin, end);
    this.push(this.bare(scheme + words, words, this.lines.at(begin)));
    return this.resume(end);
  }

  /** Whether the bracket that is open becomes a link: the next `]` is followed by `(` or `[`. */
  private closesAsLink(at: number): boolean {
    const close = this.forward.find(']', at);
    if (close < 0) return this.frames.some((frame) => frame.mark === 'a');
    const next = this.text.charCodeAt(close + 1);
    return next === 0x28 || next === 0x5b || this.definitions.size > 0;
  }

  /** `{% statement %}` inside text says nothing to a reader. */
  private template(at: number): number {
    if (this.text.charCodeAt(at + 1) !== 0x25) return at + 1;
    const end = this.forward.find('%}', at);
    if (end < 0) return at + 1;
    this.take(at);
    return this.resume(end + 2);
  }

  private pushFrame(frame: Frame): void {
    this.emit();
    this.frames.push(frame);
    if (this.frames.length <= MOST_OPEN) return;
    const oldest = this.frames.shift()!;
    append(this.root, literally(oldest));
  }

  /** The latest opener found no end: its mark is text. */
  private collapse(): void {
    this.emit();
    const frame = this.frames.pop()!;
    for (const child of literally(frame)) this.push(child);
  }

  /** The text up to `to` becomes part of the buffer. */
  private take(to: number): void {
    if (to > this.from) this.add(this.text.slice(this.from, to), this.from);
    this.from = Math.max(this.from, to);
  }

  private add(text: string, at: number): void {
    if (this.buffer === '') this.bufferLine = this.lines.at(at);
    this.buffer += text;
  }

  private emit(): void {
    if (this.buffer === '') return;
    const node: Inline = { kind: 'text', text: this.buffer, line: this.bufferLine };
    this.buffer = '';
    (this.frames.at(-1)?.children ?? this.root).push(node);
  }

  private push(node: Inline): void {
    this.emit();
    const list = this.frames.at(-1)?.children ?? this.root;
    const last = list.at(-1);
    // Text beside text is one text, so that phrases are not torn at marks that mark nothing.
    if (node.kind === 'text' && last?.kind === 'text') {
      list[list.length - 1] = { kind: 'text', text: last.text + node.text, line: last.line };
    } else list.push(node);
  }

  private resume(at: number): number {
    this.from = at;
    return at;
  }
}

const TAGS = new Map<string, 'link' | 'strong' | 'emphasis' | 'struck' | 'code'>([
  ['a', 'link'],
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'emphasis'],
  ['em', 'emphasis'],
  ['s', 'struck'],
  ['del', 'struck'],
  ['strike', 'struck'],
  ['code', 'code'],
  ['kbd', 'code'],
  ['tt', 'code'],
]);

function literally(frame: Frame): Inline[] {
  if (frame.kind === 'tag') return frame.children;
  const mark = frame.kind === 'bracket' ? frame.mark : frame.mark.repeat(frame.count);
  return [{ kind: 'text', text: mark, line: frame.line }, ...frame.children];
}

function plain(nodes: readonly Inline[]): string {
  let out = '';
  for (const node of nodes) {
    if ('text' in node) out += node.text;
    else if ('children' in node) out += plain(node.children);
    else out += ' ';
  }
  return out;
}

function roleOf(role: string, inner: string, line: number): Inline {
  const open = inner.endsWith('>') ? inner.lastIndexOf('<') : -1;
  if (open > 0) {
    return { kind: 'role', role, text: inner.slice(0, open).trim(), target: inner.slice(open + 1, -1), line };
  }
  const short = inner.startsWith('~') ? inner.slice(inner.lastIndexOf('.') + 1) : inner;
  return { kind: 'role', role, text: short, target: inner.startsWith('~') ? inner.slice(1) : inner, line };
}

function runLength(text: string, at: number): number {
  let end = at;
  while (text.charCodeAt(end) === 0x60) end += 1;
  return end - at;
}

/** Balanced parentheses, no blanks; a template's `{{ name }}` counts as one word. */
function endOfDestination(text: string, from: number): number {
  let depth = 0;
  let at = from;
  const limit = Math.min(text.length, from + LONGEST_TAG);
  while (at < limit) {
    const c = text.charCodeAt(at);
    if (c === 0x5c) at += 1;
    else if (c === 0x7b && text.charCodeAt(at + 1) === 0x7b) {
      const end = text.indexOf('}}', at);
      if (end < 0 || end - at > 200) return -1;
      at = end + 1;
    } else if (c === 0x28) {
      depth += 1;
      if (depth > 32) return -1;
    } else if (c === 0x29) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (c <= 0x20) break;
    at += 1;
  }
  return depth === 0 && at < text.length ? at : -1;
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x0a) at += 1;
  return at;
}

function unescape(text: string): string {
  return text.includes('\\') ? text.replace(/\\([!-/:-@[-`{-~])/g, '$1') : text;
}

function isAutolink(inner: string): boolean {
  if (inner.includes(' ') || inner.includes('\n') || inner.includes('<')) return false;
  const colon = inner.indexOf(':');
  if (colon >= 2 && colon <= 32) return /^[a-z][a-z0-9+.-]*$/i.test(inner.slice(0, colon));
  const at = inner.indexOf('@');
  return at > 0 && at < inner.length - 1 && !inner.includes('/') && !inner.includes('"');
}

function tagName(inner: string, from: number): string {
  let end = from;
  while (end < from + 24 && isTagCharacter(inner.charCodeAt(end))) end += 1;
  const first = inner.charCodeAt(from) | 0x20;
  const after = inner.charCodeAt(end);
  if (!(first > 0x60 && first < 0x7b)) return '';
  return end === inner.length || after <= 0x20 || after === 0x2f ? inner.slice(from, end).toLowerCase() : '';
}

function isTagCharacter(c: number): boolean {
  return c === 0x2d || (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a);
}

function isRoleCharacter(c: number): boolean {
  return (
    (c >= 0x30 && c <= 0x39) ||
    (c >= 0x41 && c <= 0x5a) ||
    (c >= 0x61 && c <= 0x7a) ||
    (c >= 0x2d && c <= 0x2e) ||
    c === 0x3a ||
    c === 0x5f
  );
}

function isPunctuation(c: number): boolean {
  return (c > 0x20 && c < 0x30) || (c > 0x39 && c < 0x41) || (c > 0x5a && c < 0x61) || (c > 0x7a && c < 0x7f);
}

function isBlank(c: string): boolean {
  return c === ' ' || c === '\n' || c === '\t' || c === '\u00a0' || c === '\u3000';
}

/** Punctuation and symbols, in the wide sense of CommonMark. */
function isSign(c: string): boolean {
  const code = c.charCodeAt(0);
  if (code < 0x80) return isPunctuation(code);
  return /[\p{P}\p{S}]/u.test(c);
}
