/** The skeleton of a Markdown or MyST document in one pass over its characters. */
import { endOfAddress, startOfAddress } from '../addresses.ts';
import { Forward } from '../forward.ts';
import { attributeOf, decodeEntities, HTML_BLOCKS, LINKING_ROLES, oneLine, withoutTags } from '../markup.ts';
import type { Collector } from './collector.ts';

/** MyST directives in fences whose body is text like the rest of the document. */
const TEXT_FENCES = new Set([
  'note', 'tip', 'warning', 'important', 'attention', 'caution', 'danger', 'error', 'hint', 'seealso', 'admonition', 'card',
  'grid', 'grid-item', 'grid-item-card', 'dropdown', 'tab-set', 'tab-item', 'epigraph', 'margin', 'sidebar', 'topic', 'div',
]); // prettier-ignore

interface Fence {
  readonly mark: number;
  readonly length: number;
  /** What its lines are: nothing for us, pages of a table of contents, or text. */
  readonly body: 'code' | 'toctree' | 'text';
}

export function scanMarkdown(text: string, into: Collector): void {
  const inline = new InlineScan(text, into);
  const forward = new Forward(text);
  const fences: Fence[] = [];
  const front = readFrontMatter(text, into);
  let at = front.next;
  let line = front.lines;
  /** Where the paragraph above began, for underlined headings. */
  let paragraphStart = -1;
  let paragraphEnd = -1;
  let paragraphLine = 0;
  let inComment = false;
  /** Inside a block of HTML, up to the next blank line: no headings of Markdown there. */
  let inHtml = false;

  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    line += 1;
    const lineStart = at;
    at = end + 1;

    if (inComment) {
      const close = text.indexOf('-->', lineStart);
      if (close < 0) break;
      if (close >= end) continue;
      inComment = false;
      continue;
    }

    let start = lineStart;
    while (start < end && (text.charCodeAt(start) === 0x20 || text.charCodeAt(start) === 0x09)) start += 1;
    let stop = end;
    while (stop > start && text.charCodeAt(stop - 1) <= 0x20) stop -= 1;
    if (start >= stop) {
      paragraphStart = -1;
      inHtml = false;
      inline.endParagraph();
      continue;
    }
    const indent = start - lineStart;
    const first = text.charCodeAt(start);

    const open = fences.at(-1);
    if (first === 0x60 || first === 0x7e || first === 0x3a) {
      const length = runLength(text, start, stop, first);
      if (length >= 3) {
        if (open !== undefined && open.mark === first && length >= open.length && start + length === stop) {
          fences.pop();
          paragraphStart = -1;
          continue;
        }
        if (open === undefined || open.body === 'text') {
          const info = text.slice(start + length, stop).trim();
          if (first !== 0x60 || !info.includes('`')) {
            if (first !== 0x3a || info !== '') fences.push(readFence(first, length, info, line, into));
            paragraphStart = -1;
            inline.endParagraph();
            continue;
          }
        }
      }
    }
    if (open !== undefined && open.body !== 'text') {
      if (open.body === 'toctree') readTocEntry(text.slice(start, stop), line, into);
      continue;
    }

    if (first === 0x23 && indent < 4 && !inHtml) {
      const level = runLength(text, start, stop, 0x23);
      const after = start + level;
      if (level <= 6 && (after >= stop || text.charCodeAt(after) <= 0x20)) {
        into.heading(level, plainHeading(text.slice(after, stop), true), line);
        paragraphStart = -1;
        inline.endParagraph();
        inline.scan(after, stop, line);
        inline.endParagraph();
        continue;
      }
    }
    if ((first === 0x3d || first === 0x2d) && paragraphStart >= 0 && indent < 4) {
      if (start + runLength(text, start, stop, first) === stop) {
        const title = plainHeading(text.slice(paragraphStart, paragraphEnd), false);
        into.heading(first === 0x3d ? 1 : 2, title, paragraphLine);
        paragraphStart = -1;
        inline.endParagraph();
        continue;
      }
    }
    if (first === 0x3c) {
      if (text.startsWith('!--', start + 1)) {
        const close = forward.find('-->', start + 4);
        if (close < 0) break;
        if (close >= end) inComment = true;
        continue;
      }
      const level = headingTag(text, start);
      if (level > 0) {
        const close = forward.find('</', start);
        const until = close > 0 && close - start < 2000 ? close : Math.min(stop, start + 2000);
        const words = withoutTags(text.slice(start, until));
        if (words !== '') into.heading(level, words, line);
        paragraphStart = -1;
      }
    }
    if (inHtml || (first === 0x3c && paragraphStart < 0 && HTML_BLOCKS.has(tagName(text, start + 1)))) {
      inHtml = true;
      inline.scan(start, stop, line);
      continue;
    }
    if (isRule(text, start, stop, first)) {
      paragraphStart = -1;
      inline.endParagraph();
      continue;
    }
    if (first === 0x5b && indent < 4 && paragraphStart < 0 && readDefinition(text, start, stop, line, inline)) continue;
    if (first === 0x2d && text.startsWith('-8<-', start + 1)) {
      const quote = text.indexOf('"', start);
      if (quote > 0 && quote < stop)
        into.include(
          text
            .slice(quote + 1, stop)
            .replaceAll('"', '')
            .trim(),
          line,
        );
      continue;
    }

    if (opensContainer(text, start, stop, first)) {
      paragraphStart = -1;
      inline.endParagraph();
    } else if (paragraphStart < 0) {
      if (indent < 4) {
        paragraphStart = start;
        paragraphLine = line;
        paragraphEnd = stop;
      }
    } else {
      paragraphEnd = stop;
    }
    inline.scan(start, stop, line);
  }
  inline.finish();
}

/** `---` to `---` (YAML) or `+++` to `+++` (TOML) at the very beginning. */
function readFrontMatter(text: string, into: Collector): { next: number; lines: number } {
  const fence = text.startsWith('---') ? '---' : text.startsWith('+++') ? '+++' : null;
  const none = { next: 0, lines: 0 };
  if (fence === null) return none;
  let end = text.indexOf('\n');
  if (end < 0 || text.slice(3, end).trim() !== '') return none;
  let lines = 1;
  while (lines < 2000) {
    const start = end + 1;
    end = text.indexOf('\n', start);
    if (end < 0) end = text.length;
    if (start >= text.length) return none;
    lines += 1;
    const entry = text.slice(start, Math.min(end, start + 500));
    const trimmed = entry.trim();
    if (trimmed === fence || (fence === '---' && trimmed === '...'))
      return { next: Math.min(end + 1, text.length), lines };
    if (entry.startsWith('title')) {
      const colon = entry.indexOf(fence === '---' ? ':' : '=');
      if (colon > 0 && entry.slice(5, colon).trim() === '')
        into.statedTitle = unquote(entry.slice(colon + 1).trim()) || null;
    }
    if (end >= text.length) return none;
  }
  return none;
}

function unquote(value: string): string {
  const quote = value[0];
  return (quote === '"' || quote === "'") && value.endsWith(quote) && value.length > 1 ? value.slice(1, -1) : value;
}

function runLength(text: string, start: number, stop: number, c: number): number {
  let end = start;
  while (end < stop && text.charCodeAt(end) === c) end += 1;
  return end - start;
}

function readFence(mark: number, length: number, info: string, line: number, into: Collector): Fence {
  if (info.startsWith('{')) {
    const close = info.indexOf('}');
    const name = close > 0 ? info.slice(1, close).toLowerCase() : '';
    if (name === 'include') into.include(info.slice(close + 1).trim(), line);
    if (name === 'toctree') return { mark, length, body: 'toctree' };
    return { mark, length, body: TEXT_FENCES.has(name) || mark === 0x3a ? 'text' : 'code' };
  }
  return { mark, length, body: mark === 0x3a ? 'text' : 'code' };
}

function readTocEntry(entry: string, line: number, into: Collector): void {
  if (entry.startsWith(':') || entry.startsWith('---') || entry === 'self') return;
  const open = entry.endsWith('>') ? entry.lastIndexOf('<') : -1;
  if (open > 0) into.link(entry.slice(0, open), entry.slice(open + 1, -1).trim(), line, 'toctree');
  else into.link('', entry, line, 'toctree');
}

/** List entries, quotes and table rows: what follows is not the text of an underlined heading. */
function opensContainer(text: string, start: number, stop: number, c: number): boolean {
  if (c === 0x3e || c === 0x7c) return true;
  const next = text.charCodeAt(start + 1);
  if (c === 0x2d || c === 0x2a || c === 0x2b) return start + 1 >= stop || next === 0x20 || next === 0x09;
  if (c < 0x30 || c > 0x39) return false;
  let end = start + 1;
  while (end < stop && end - start < 10 && text.charCodeAt(end) >= 0x30 && text.charCodeAt(end) <= 0x39) end += 1;
  const mark = text.charCodeAt(end);
  return (mark === 0x2e || mark === 0x29) && text.charCodeAt(end + 1) === 0x20;
}

/** Three or more of `-`, `*` or `_`, blanks between them or not. */
function isRule(text: string, start: number, stop: number, c: number): boolean {
  if (c !== 0x2d && c !== 0x2a && c !== 0x5f) return false;
  let count = 0;
  for (let i = start; i < stop; i++) {
    if (text.charCodeAt(i) === c) count += 1;
    else if (text.charCodeAt(i) > 0x20) return false;
  }
  return count >= 3;
}

function tagName(text: string, from: number): string {
  const start = text.charCodeAt(from) === 0x2f ? from + 1 : from;
  let end = start;
  while (end < start + 12 && isWord(text, end)) end += 1;
  return text.slice(start, end).toLowerCase();
}

function headingTag(text: string, start: number): number {
  if ((text.charCodeAt(start + 1) | 0x20) !== 0x68) return 0;
  const level = text.charCodeAt(start + 2) - 0x30;
  const after = text.charCodeAt(start + 3);
  return level >= 1 && level <= 6 && (after === 0x3e || after === 0x20 || after === 0x0a) ? level : 0;
}

/** `[name]: address "title"`. Footnotes (`[^1]:`) are none. */
function readDefinition(text: string, start: number, stop: number, line: number, inline: InlineScan): boolean {
  if (text.charCodeAt(start + 1) === 0x5e) return false;
  const close = text.indexOf(']', start + 1);
  if (close < 0 || close >= stop || text.charCodeAt(close + 1) !== 0x3a) return false;
  let from = close + 2;
  while (from < stop && text.charCodeAt(from) <= 0x20) from += 1;
  let to = from;
  while (to < stop && text.charCodeAt(to) > 0x20) to += 1;
  if (to === from) return false;
  const target = text.slice(from, to);
  inline.define(text.slice(start + 1, close), target.startsWith('<') ? target.slice(1, -1) : target, line);
  return true;
}

/** A heading's text without closing marks, attributes and inline markup. */
function plainHeading(raw: string, atx: boolean): string {
  let text = raw.trim();
  if (atx) {
    let end = text.length;
    while (end > 0 && text[end - 1] === '#') end -= 1;
    if (end < text.length && (end === 0 || text[end - 1] === ' ')) text = text.slice(0, end).trim();
  }
  if (text.endsWith('}')) {
    const open = text.lastIndexOf('{');
    if (open > 0 && (text[open + 1] === '#' || text[open + 1] === '.')) text = text.slice(0, open).trim();
  }
  return plainInline(text);
}

/** Link texts and images' descriptions instead of their markup; stars, backquotes and tags dropped, code kept as it stands. */
function plainInline(whole: string): string {
  // Skeletons keep 300 characters; ends are searched for again and again below.
  const text = whole.slice(0, 2000);
  if (!/[[`*<&\\_]/.test(text)) return oneLine(text);
  const linked = text.includes('](') || text.includes('][');
  let out = '';
  let words = '';
  let at = 0;
  while (at < text.length) {
    const c = text[at]!;
    if (c === '\\' && at + 1 < text.length) {
      words += text[at + 1]!;
      at += 2;
    } else if (c === '`') {
      const length = runLength(text, at, text.length, 0x60);
      const close = text.indexOf(text.slice(at, at + length), at + length);
      if (close > 0) {
        out += withSpaces(words) + text.slice(at + length, close);
        words = '';
        at = close + length;
      } else at += length;
    } else if (c === ']' && text[at + 1] === '(') {
      const close = text.indexOf(')', at + 2);
      at = close < 0 ? at + 1 : close + 1;
    } else if ((linked && (c === '[' || c === ']')) || c === '*') {
      at += 1;
    } else if (c === '!' && text[at + 1] === '[') {
      at += 2;
    } else if (c === '_' && (at === 0 || text[at - 1] === ' ' || text[at - 1] === '_' || !isWord(text, at + 1))) {
      at += 1;
    } else {
      words += c;
      at += 1;
    }
  }
  return oneLine(out + withSpaces(words));
}

/** As `withoutTags`, but white space at either end stays: code stands beside it. */
function withSpaces(words: string): string {
  if (words.trim() === '') return words;
  return (words.startsWith(' ') ? ' ' : '') + withoutTags(words) + (words.endsWith(' ') ? ' ' : '');
}

function isWord(text: string, at: number): boolean {
  const c = text.charCodeAt(at);
  return (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c > 0x7f;
}

interface OpenBracket {
  readonly at: number;
  readonly line: number;
  readonly image: boolean;
}

/** Finds links; bracketed text may run over the lines of its paragraph. */
class InlineScan {
  private readonly text: string;
  private readonly into: Collector;
  private readonly brackets: OpenBracket[] = [];
  private readonly definitions = new Map<string, string>();
  private readonly references: { text: string; key: string; line: number }[] = [];
  private done = 0;
  /** No `)` before this position: later searches on the same line need not look again. */
  private noClose = 0;
  private readonly forward: Forward;

  constructor(text: string, into: Collector) {
    this.text = text;
    this.into = into;
    this.forward = new Forward(text);
  }

  endParagraph(): void {
    this.brackets.length = 0;
  }

  define(name: string, target: string, line: number): void {
    const key = keyOf(name);
    if (!this.definitions.has(key)) this.definitions.set(key, target);
    this.into.link(name, target, line, 'definition');
  }

  /** Reference links, now that all definitions are known. */
  finish(): void {
    for (const { text, key, line } of this.references) {
      const target = this.definitions.get(keyOf(key));
      if (target !== undefined) this.into.link(plainInline(text), target, line, 'text');
    }
  }

  scan(from: number, stop: number, line: number): void {
    const text = this.text;
    for (let i = Math.max(from, this.done); i < stop; i++) {
      const c = text.charCodeAt(i);
      if (c > 0x7d || (c > 0x60 && c < 0x7b)) continue;
      switch (c) {
        case 0x5c:
          i += 1;
          break;
        case 0x60:
          i = this.code(i, stop, line);
          break;
        case 0x5b:
          if (this.brackets.length < 32) {
            this.brackets.push({ at: i, line, image: i > 0 && text.charCodeAt(i - 1) === 0x21 });
          }
          break;
        case 0x5d:
          i = this.close(i, stop);
          break;
        case 0x3c:
          i = this.tag(i, line);
          break;
        case 0x3a: {
          const begin = startOfAddress(text, i);
          // Inside brackets it is the text of a link that follows.
          if (begin < from || this.brackets.length > 0) break;
          const end = endOfAddress(text, begin, stop);
          if (end > i + 3) {
            this.into.link('', text.slice(begin, end), line, 'address');
            i = end - 1;
          }
          break;
        }
        case 0x7b:
          i = this.template(i, stop, line);
          break;
        default:
      }
    }
  }

  /** Code between backquotes holds no links; `{doc}` before it makes it a role. */
  private code(open: number, stop: number, line: number): number {
    const text = this.text;
    const length = runLength(text, open, stop, 0x60);
    let i = open + length;
    const limit = Math.min(text.length, open + 2000);
    while (i < limit) {
      const c = text.charCodeAt(i);
      if (c === 0x60) {
        const run = runLength(text, i, text.length, 0x60);
        if (run === length) {
          this.role(open, text.slice(open + length, i), line);
          this.done = i + run;
          return i + run - 1;
        }
        i += run;
      } else if (c === 0x0a && text.charCodeAt(i + 1) === 0x0a) break;
      else i += 1;
    }
    return open + length - 1;
  }

  private role(open: number, inner: string, line: number): void {
    if (this.text.charCodeAt(open - 1) !== 0x7d) return;
    const begin = this.text.lastIndexOf('{', open - 1);
    if (begin < 0 || open - begin > 40) return;
    if (!LINKING_ROLES.has(this.text.slice(begin + 1, open - 1).toLowerCase())) return;
    const target = inner.endsWith('>') ? inner.lastIndexOf('<') : -1;
    if (target > 0) this.into.link(inner.slice(0, target), inner.slice(target + 1, -1).trim(), line, 'role');
    else this.into.link('', inner, line, 'role');
  }

  private close(at: number, stop: number): number {
    const open = this.brackets.pop();
    if (open === undefined) return at;
    const text = this.text;
    const words = () => plainInline(text.slice(open.at + 1, Math.min(at, open.at + 1000)));
    const next = text.charCodeAt(at + 1);
    if (next === 0x28) {
      const close = this.destination(at + 2, stop);
      if (close < 0) return at;
      if (!open.image) {
        let target = text.slice(at + 2, close).trim();
        if (target.startsWith('<')) target = target.slice(1, target.indexOf('>') > 0 ? target.indexOf('>') : undefined);
        else target = target.split(/\s/, 1)[0] ?? '';
        this.into.link(words(), decodeEntities(target), open.line, 'text');
      }
      return close;
    }
    if (open.image || at - open.at > 1000) return at;
    if (next === 0x5b) {
      const close = text.indexOf(']', at + 2);
      if (close < 0 || close >= stop) return at;
      const key = close === at + 2 ? text.slice(open.at + 1, at) : text.slice(at + 2, close);
      this.references.push({ text: text.slice(open.at + 1, at), key, line: open.line });
      return close;
    }
    if (at - open.at > 2) {
      const label = text.slice(open.at + 1, at);
      this.references.push({ text: label, key: label, line: open.line });
    }
    return at;
  }

  /** Where the `)` of a destination is, or -1; parentheses inside it must balance. */
  private destination(from: number, stop: number): number {
    if (from < this.noClose) return -1;
    const text = this.text;
    let depth = 0;
    for (let i = from; i < stop; i++) {
      const c = text.charCodeAt(i);
      if (c === 0x5c) i += 1;
      else if (c === 0x28) depth += 1;
      else if (c === 0x29) {
        if (depth === 0) return i;
        depth -= 1;
      }
    }
    this.noClose = stop;
    return -1;
  }

  /** `<https://...>` and `<a href="...">words</a>`. */
  private tag(at: number, line: number): number {
    const text = this.text;
    const next = text.charCodeAt(at + 1) | 0x20;
    const close = this.forward.find('>', at + 1);
    if (close < 0 || close - at > 2500) return at;
    if (next === 0x68 && (text.startsWith('http://', at + 1) || text.startsWith('https://', at + 1))) {
      this.into.link('', text.slice(at + 1, close), line, 'address');
      return this.jump(close);
    }
    if (next === 0x61 && text.charCodeAt(at + 2) <= 0x20) {
      const target = attributeOf(text.slice(at + 2, close), 'href');
      const end = this.forward.find('</', close);
      const words = end > 0 && end - close < 1000 ? withoutTags(text.slice(close + 1, end)) : '';
      if (target !== null) this.into.link(words, target, line, 'text');
      return this.jump(close);
    }
    // The attributes of another tag hold no links of the text.
    return isTagStart(text.charCodeAt(at + 1)) ? this.jump(close) : at;
  }

  private jump(to: number): number {
    this.done = to + 1;
    return to;
  }

  /** `{% include "x" %}`, `{% include_relative x %}`, `{{< include x >}}`. */
  private template(at: number, stop: number, line: number): number {
    const next = this.text.charCodeAt(at + 1);
    if (next !== 0x25 && next !== 0x7b) return at;
    const statement = this.text.slice(at, Math.min(stop, at + 300));
    const match = /^\{[%{][-<%]? *include(?:_relative)? +["']?([^\s"'%>}]{1,200})/.exec(statement);
    if (match !== null) this.into.include(match[1]!, line);
    return at + 1;
  }
}

function isTagStart(c: number): boolean {
  return (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c === 0x2f;
}

function keyOf(label: string): string {
  return oneLine(label).toLowerCase();
}
