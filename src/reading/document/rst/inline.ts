/**
 * Inline markup of reStructuredText by a scanner over the characters: every character is looked at a bounded number of times,
 * because an end that was not found once is not searched for again. (A prototype with regular expressions was quadratic.)
 */
import { LineCount } from '../forward.ts';
import { endOfAddress, startOfAddress } from '../addresses.ts';
import type { Inline } from '../tree.ts';
import { nameOf } from './reading.ts';
import type { MutableLink, Reading } from './reading.ts';

/** Marks a substitution until its definition is known; no document can write this role. */
export const SUBSTITUTION_ROLE = '|';

export function readInline(text: string, line: number, reading: Reading): Inline[] {
  const scan = new InlineScan(text, line, reading);
  return scan.read();
}

const LONGEST_NAME = 200;
/** Roles that documents define for text that is struck out; reStructuredText has none of its own. */
const STRUCK_ROLES = new Set(['del', 'strike', 'strikethrough', 'struck', 'line-through', 'linethrough']);

class InlineScan {
  private readonly text: string;
  private readonly reading: Reading;
  private readonly out: Inline[] = [];
  /** Start of the text not yet emitted, and the line it is on. */
  private from = 0;
  private readonly lines: LineCount;
  /** Positions from which a search for an end found nothing. */
  private readonly hopeless = new Map<string, number>();
  private hasSubstitution = false;

  constructor(text: string, line: number, reading: Reading) {
    this.text = text;
    this.lines = new LineCount(text, line);
    this.reading = reading;
  }

  read(): Inline[] {
    const { text } = this;
    const plain = this.reading.plain;
    let at = 0;
    while (at < text.length) {
      const c = text.charCodeAt(at);
      let next = at + 1;
      switch (c) {
        case 0x5c:
          next = plain ? at + 1 : at + 2;
          break;
        case 0x2a:
          if (!plain) next = this.starred(at);
          break;
        case 0x60:
          if (!plain) next = this.quoted(at);
          break;
        case 0x7c:
          if (!plain) next = this.substitution(at);
          break;
        case 0x5f:
          if (!plain) next = this.reference(at);
          break;
        case 0x3a:
          next = this.address(at);
          break;
        default:
      }
      at = next;
    }
    this.flush(text.length);
    if (this.hasSubstitution) this.reading.substituted.push(this.out);
    return this.out;
  }

  /** `*emphasis*` and `**strong**`. */
  private starred(at: number): number {
    const mark = this.text.charCodeAt(at + 1) === 0x2a ? '**' : '*';
    const inner = at + mark.length;
    if (!this.mayStart(at, inner)) return inner;
    const end = this.findEnd(mark, inner);
    if (end < 0) return inner;
    this.flush(at);
    const line = this.lines.at(at);
    const children: Inline[] = [{ kind: 'text', text: unescape(this.text.slice(inner, end)), line }];
    this.out.push({ kind: mark === '*' ? 'emphasis' : 'strong', children, line });
    return this.resume(end + mark.length);
  }

  private quoted(at: number): number {
    return this.text.charCodeAt(at + 1) === 0x60 && this.text.charCodeAt(at + 2) !== 0x60
      ? this.literal(at)
      : this.phrase(at);
  }

  private literal(at: number): number {
    const inner = at + 2;
    if (!this.mayStart(at, inner)) return inner;
    const end = this.findEnd('``', inner);
    if (end < 0) return inner;
    this.flush(at);
    const line = this.lines.at(at);
    this.out.push({ kind: 'code', text: this.text.slice(inner, end), line });
    return this.resume(end + 2);
  }

  /** Interpreted text, phrase references and inline targets: all between single backquotes. */
  private phrase(at: number): number {
    const { text } = this;
    const role = this.roleBefore(at);
    const begin = role === null ? at : at - role.length - 2;
    const isTarget = role === null && text.charCodeAt(at - 1) === 0x5f && at - 1 >= this.from;
    const start = isTarget ? at - 1 : begin;
    if (!this.mayStart(start, at + 1)) return at + 1;
    const end = this.findEnd('`', at + 1);
    if (end < 0) return at + 1;
    const inner = text.slice(at + 1, end);
    this.flush(start);
    const line = this.lines.at(start);
    if (isTarget) {
      this.out.push({ kind: 'text', text: unescape(inner), line });
      return this.resume(end + 1);
    }
    const underscores = role === null ? this.underscoresAt(end + 1) : 0;
    if (underscores > 0) {
      this.pushReference(inner, underscores === 2, line);
      return this.resume(end + 1 + underscores);
    }
    const suffix = role === null ? this.roleAfter(end + 1) : null;
    this.pushRole(role ?? suffix ?? '', inner, line);
    return this.resume(end + 1 + (suffix === null ? 0 : suffix.length + 2));
  }

  /** ``text <address>`_``, ``text <name_>`_`` or ``name`_``. */
  private pushReference(inner: string, anonymous: boolean, line: number): void {
    const open = inner.endsWith('>') ? inner.lastIndexOf('<') : -1;
    if (open >= 0 && (open === 0 || isSpace(inner.charCodeAt(open - 1)))) {
      const embedded = inner.slice(open + 1, -1);
      const words = open === 0 ? embedded : inner.slice(0, open).trimEnd();
      const isName = embedded.endsWith('_') && !embedded.endsWith('\\_');
      const target = isName ? null : unescape(embedded).split(/\s+/).join('');
      const node = this.link(words, target, isName ? embedded.slice(0, -1) : null, line);
      if (target !== null && open > 0 && !anonymous) this.reading.targets.set(nameOf(unescape(words)), target);
      if (isName) this.reading.named.push(node);
      return;
    }
    const node = this.link(inner, null, anonymous ? null : unescape(inner), line);
    (anonymous ? this.reading.anonymous : this.reading.named).push(node);
  }

  private link(words: string, target: string | null, name: string | null, line: number): MutableLink {
    const node: MutableLink = {
      kind: 'link',
      target,
      name: name === null ? null : nameOf(name),
      children: [{ kind: 'text', text: unescape(words), line }],
      line,
    };
    this.out.push(node);
    return node;
  }

  private pushRole(role: string, inner: string, line: number): void {
    const open = inner.endsWith('>') ? inner.lastIndexOf('<') : -1;
    let words = inner;
    let target = inner;
    if (open > 0 && role !== 'code' && role !== 'math') {
      words = inner.slice(0, open).trimEnd();
      target = inner.slice(open + 1, -1);
    } else if (inner.startsWith('~')) {
      target = inner.slice(1);
      words = target.slice(target.lastIndexOf('.') + 1);
    } else if (inner.startsWith('!') && role !== '') {
      words = inner.slice(1);
      target = words;
    }
    if (STRUCK_ROLES.has(role)) {
      this.out.push({ kind: 'struck', children: [{ kind: 'text', text: unescape(inner), line }], line });
      return;
    }
    this.out.push({ kind: 'role', role, text: unescape(words), target: unescape(target).split(/\s+/).join(' '), line });
  }

  private substitution(at: number): number {
    if (!this.mayStart(at, at + 1)) return at + 1;
    const end = this.findEnd('|', at + 1, LONGEST_NAME);
    if (end < 0) return at + 1;
    const underscores = this.underscoresAt(end + 1);
    const name = this.text.slice(at + 1, end);
    this.flush(at);
    const line = this.lines.at(at);
    this.out.push({ kind: 'role', role: SUBSTITUTION_ROLE, text: name, target: nameOf(name), line });
    this.hasSubstitution = true;
    return this.resume(end + 1 + underscores);
  }

  /** `name_`, `name__` and footnote marks `[1]_`, met at their underscore. */
  private reference(at: number): number {
    const { text } = this;
    if (text.charCodeAt(at + 1) === 0x60 && at + 1 < text.length) return at + 1;
    const underscores = text.charCodeAt(at + 1) === 0x5f ? 2 : 1;
    const after = at + underscores;
    if (at === 0 || !this.mayEndAt(after)) return after;
    if (text.charCodeAt(at - 1) === 0x5d) return this.footnote(at, after);
    const start = this.nameStart(at);
    if (start < 0 || !this.mayStart(start, start)) return after;
    const word = text.slice(start, at);
    this.flush(start);
    const line = this.lines.at(start);
    const node = this.link(word, null, underscores === 2 ? null : word, line);
    (underscores === 2 ? this.reading.anonymous : this.reading.named).push(node);
    return this.resume(after);
  }

  /** A footnote's mark is no text of the sentence. */
  private footnote(at: number, after: number): number {
    let open = at - 1;
    const limit = Math.max(this.from, at - 60);
    while (open >= limit && this.text.charCodeAt(open) !== 0x5b) open -= 1;
    if (open < limit || !this.mayStart(open, open + 1)) return after;
    this.flush(open);
    return this.resume(after);
  }

  /** The simple name that ends before `at`: letters and digits with single `-._+:` between them. */
  private nameStart(at: number): number {
    const { text } = this;
    const limit = Math.max(this.from, at - LONGEST_NAME);
    let start = at;
    while (start > limit) {
      const c = text.charCodeAt(start - 1);
      if (isWord(c)) start -= 1;
      else if (isJoint(c) && start < at && isWord(text.charCodeAt(start - 2)) && start - 1 > limit) start -= 1;
      else break;
    }
    return start < at ? start : -1;
  }

  private address(colon: number): number {
    const begin = startOfAddress(this.text, colon);
    if (begin < this.from || begin < 0) return colon + 1;
    const before = this.text.charCodeAt(begin - 1);
    if (begin > 0 && isWord(before)) return colon + 1;
    const end = endOfAddress(this.text, begin, this.text.length);
    if (end <= colon + 3) return colon + 1;
    const target = this.text.slice(begin, end);
    this.flush(begin);
    const line = this.lines.at(begin);
    this.out.push({ kind: 'link', target, name: null, children: [{ kind: 'text', text: target, line }], line });
    return this.resume(end);
  }

  /** Markup starts after white space, an opening or a dash, before something that is not white space, and not inside quotes. */
  private mayStart(at: number, inner: number): boolean {
    const { text } = this;
    if (inner >= text.length || (inner > at && isSpace(text.charCodeAt(inner)))) return false;
    if (at === 0) return true;
    const before = text.charCodeAt(at - 1);
    if (isSpace(before)) return true;
    // `\ ` joins markup to a word: the escape and its blank are white space here.
    if (before > 0x7f) return !isLetter(text[at - 1]!);
    if (!OPENERS.includes(text[at - 1]!)) return false;
    const closing = CLOSES[text[at - 1]!];
    return closing === undefined || text[inner] !== closing;
  }

  /** The end must follow something that is not white space and be followed by white space, a closing or punctuation. */
  private findEnd(mark: string, from: number, longest = Infinity): number {
    const { text } = this;
    if (from >= (this.hopeless.get(mark) ?? Infinity)) return -1;
    const escapes = mark !== '``';
    let at = text.indexOf(mark, from + 1);
    while (at >= 0) {
      if (at - from > longest) return -1;
      let end = at;
      // `***` ends `**` at its last two stars.
      if (mark === '**' || mark === '``') while (text.startsWith(mark[0]!, end + mark.length)) end += 1;
      const before = text.charCodeAt(end - 1);
      const escaped = escapes && isEscaped(text, end);
      if (!isSpace(before) && !escaped && this.mayEndOf(mark, end + mark.length)) {
        if (mark !== '*' || text.charCodeAt(end + 1) !== 0x2a) return end;
      }
      at = text.indexOf(mark, end + mark.length);
    }
    this.hopeless.set(mark, Math.min(from, this.hopeless.get(mark) ?? Infinity));
    return -1;
  }

  private mayEndOf(mark: string, after: number): boolean {
    if (mark === '`' || mark === '|') {
      const c = this.text.charCodeAt(after);
      if (c === 0x5f) return this.mayEndAt(after + (this.text.charCodeAt(after + 1) === 0x5f ? 2 : 1));
      if (mark === '`' && c === 0x3a) return true;
    }
    return this.mayEndAt(after);
  }

  private mayEndAt(after: number): boolean {
    if (after >= this.text.length) return true;
    const c = this.text.charCodeAt(after);
    if (isSpace(c) || c === 0x5c) return true;
    return c > 0x7f ? !isLetter(this.text[after]!) : CLOSERS.includes(this.text[after]!);
  }

  private underscoresAt(at: number): number {
    if (this.text.charCodeAt(at) !== 0x5f) return 0;
    const count = this.text.charCodeAt(at + 1) === 0x5f ? 2 : 1;
    return this.mayEndAt(at + count) ? count : 0;
  }

  /** `:role:` directly before the backquote at `at`. */
  private roleBefore(at: number): string | null {
    const { text } = this;
    if (text.charCodeAt(at - 1) !== 0x3a) return null;
    const limit = Math.max(this.from, at - 80);
    let begin = at - 2;
    while (begin >= limit && (isWord(text.charCodeAt(begin)) || isJoint(text.charCodeAt(begin)))) {
      if (text.charCodeAt(begin) === 0x3a && (begin === limit || !isWord(text.charCodeAt(begin - 1)))) break;
      begin -= 1;
    }
    return begin >= limit && text.charCodeAt(begin) === 0x3a && begin < at - 2 ? text.slice(begin + 1, at - 1) : null;
  }

  private roleAfter(at: number): string | null {
    const { text } = this;
    if (text.charCodeAt(at) !== 0x3a) return null;
    let end = at + 1;
    while (end < at + 60 && isWord(text.charCodeAt(end))) end += 1;
    return end > at + 1 && text.charCodeAt(end) === 0x3a && this.mayEndAt(end + 1) ? text.slice(at + 1, end) : null;
  }

  private flush(to: number): void {
    if (to <= this.from) return;
    const text = unescape(this.text.slice(this.from, to));
    if (text !== '') this.out.push({ kind: 'text', text, line: this.lines.at(this.from) });
    this.from = to;
  }

  private resume(at: number): number {
    this.from = at;
    return at;
  }
}

const OPENERS = `'"([{<-/:`;
const CLOSERS = `'")]}>-/:.,;!?`;
const CLOSES: Readonly<Record<string, string>> = { "'": "'", '"': '"', '(': ')', '[': ']', '{': '}', '<': '>' };

/** `\x` is x, a backslash before white space is nothing at all. */
function unescape(text: string): string {
  if (!text.includes('\\')) return text;
  let out = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\') out += text[i]!;
    else {
      i += 1;
      const next = text[i];
      if (next !== undefined && next !== ' ' && next !== '\n') out += next;
    }
  }
  return out;
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (slashes < 64 && text.charCodeAt(at - 1 - slashes) === 0x5c) slashes += 1;
  return slashes % 2 === 1;
}

function isSpace(c: number): boolean {
  return c === 0x20 || c === 0x0a || c === 0x09 || c === 0xa0;
}

function isWord(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || (c > 0x7f && c !== 0xa0);
}

function isJoint(c: number): boolean {
  return c === 0x2d || c === 0x2e || c === 0x5f || c === 0x2b || c === 0x3a;
}

function isLetter(c: string): boolean {
  return /[\p{L}\p{N}]/u.test(c);
}
