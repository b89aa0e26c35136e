/**
 * HTML to a tree of elements, in one pass over its characters. What browsers do with well-formed and carelessly written pages is
 * done here too (entries, rows and paragraphs without end tags); what they do with formatting that overlaps blocks is not: the
 * standard copies open formatting into every later block, and 40 KB of it grew to a gigabyte
 * (docs/decisions/010-html-and-expressions-that-are-linear.md).
 */
import { decodeEntities } from '../markup.ts';

export interface Element {
  readonly type: 'element';
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: HtmlNode[];
  readonly start: number;
  /** Behind the end tag, or where the element ended without one. */
  end: number;
}

export interface Text {
  readonly type: 'text';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

interface HtmlComment {
  readonly type: 'comment';
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

export type HtmlNode = Element | Text | HtmlComment;

export interface ParsedHtml {
  readonly children: readonly HtmlNode[];
  /** Where nesting went beyond the limit the first time, or -1. */
  readonly tooDeep: number;
}

/** Open elements at one time; tags beyond it are left away, their text is kept. */
const DEEPEST = 100;

const VOID = new Set([
  'area', 'base', 'basefont', 'bgsound', 'br', 'col', 'embed', 'frame', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source',
  'track', 'wbr',
]); // prettier-ignore
/** Their content is text up to the end tag, whatever it looks like. */
const RAW = new Set(['script', 'style', 'textarea', 'title', 'xmp', 'iframe', 'noembed', 'noframes']);
/** A paragraph ends where one of these begins. */
const ENDS_PARAGRAPH = new Set([
  'address', 'article', 'aside', 'blockquote', 'center', 'dd', 'details', 'dialog', 'dir', 'div', 'dl', 'dt', 'fieldset',
  'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hgroup', 'hr', 'li', 'main', 'menu',
  'nav', 'ol', 'p', 'pre', 'search', 'section', 'summary', 'table', 'ul', 'xmp',
]); // prettier-ignore
/** No tag inside one of these closes what stands outside. */
const WALLS = new Set(['applet', 'caption', 'marquee', 'object', 'table', 'td', 'template', 'th']);
const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const LISTS = new Set(['ul', 'ol', 'menu', 'dir']);
/** What may stand in the head of a page. */
const IN_HEAD = new Set(['base', 'link', 'meta', 'noscript', 'script', 'style', 'template', 'title']);

/** Which open elements a start tag closes, and at which it stops looking for them. */
const CLOSES: Readonly<Record<string, { readonly open: ReadonlySet<string>; readonly within: ReadonlySet<string> }>> = {
  li: { open: new Set(['li']), within: LISTS },
  dt: { open: new Set(['dt', 'dd']), within: new Set(['dl']) },
  dd: { open: new Set(['dt', 'dd']), within: new Set(['dl']) },
  option: { open: new Set(['option']), within: new Set(['select', 'datalist']) },
  optgroup: { open: new Set(['option', 'optgroup']), within: new Set(['select']) },
  a: { open: new Set(['a']), within: new Set() },
  button: { open: new Set(['button']), within: new Set() },
};
const IN_TABLE: Readonly<Record<string, ReadonlySet<string>>> = {
  tr: new Set(['tr', 'td', 'th', 'caption', 'colgroup']),
  td: new Set(['td', 'th', 'caption', 'colgroup']),
  th: new Set(['td', 'th', 'caption', 'colgroup']),
  tbody: new Set(['tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'caption', 'colgroup']),
  thead: new Set(['tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'caption', 'colgroup']),
  tfoot: new Set(['tbody', 'thead', 'tfoot', 'tr', 'td', 'th', 'caption', 'colgroup']),
  caption: new Set(['caption', 'colgroup']),
  colgroup: new Set(['caption', 'colgroup']),
};

export function parseHtml(html: string): ParsedHtml {
  return new TreeBuilder(html).build();
}

interface Tag {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly selfClosing: boolean;
  readonly end: number;
}

const NONE: ReadonlyMap<string, string> = new Map();

class TreeBuilder {
  private readonly html: string;
  private readonly root: HtmlNode[] = [];
  private readonly stack: Element[] = [];
  /** How many elements of each name are open, so that a stray end tag needs no search. */
  private readonly open = new Map<string, number>();
  private tooDeep = -1;

  constructor(html: string) {
    this.html = html;
  }

  build(): ParsedHtml {
    const { html } = this;
    let at = 0;
    while (at < html.length) {
      const tag = html.indexOf('<', at);
      if (tag < 0) break;
      const c = html.charCodeAt(tag + 1);
      const next = isLetter(c)
        ? this.startTag(at, tag)
        : c === 0x2f
          ? this.endTag(at, tag)
          : c === 0x21 || c === 0x3f
            ? this.declaration(at, tag)
            : -1;
      if (next >= 0) at = next;
      else {
        // A `<` that begins nothing is text.
        this.text(at, tag + 1);
        at = tag + 1;
      }
    }
    this.text(at, html.length);
    while (this.stack.length > 0) this.pop(html.length);
    return { children: this.root, tooDeep: this.tooDeep };
  }

  private text(from: number, to: number): void {
    if (to <= from) return;
    const list = this.stack.at(-1)?.children ?? this.root;
    const last = list.at(-1);
    const raw = this.html.slice(from, to);
    if (this.stack.at(-1)?.name === 'head' && raw.trim() !== '') {
      this.pop(from);
      this.text(from, to);
      return;
    }
    // Pieces beside each other are one text; many of them (`<<<<`) are joined only while that is short.
    if (last?.type === 'text' && last.end === from && last.value.length < 200) {
      list[list.length - 1] = { ...last, value: last.value + decodeText(raw), end: to };
    } else list.push({ type: 'text', value: decodeText(raw), start: from, end: to });
  }

  private startTag(textFrom: number, at: number): number {
    const tag = readTag(this.html, at);
    // Browsers drop a tag that the file ends in; we keep it as text, so that no word is lost.
    if (tag === null) {
      this.text(textFrom, this.html.length);
      return this.html.length;
    }
    this.text(textFrom, at);
    const { name } = tag;
    if (name === 'html' || name === 'body') {
      this.closeTo('head', at);
      return tag.end;
    }
    this.makeRoom(name, at);
    const element: Element = {
      type: 'element',
      name,
      attributes: tag.attributes,
      children: [],
      start: at,
      end: tag.end,
    };
    if (VOID.has(name)) {
      this.add(element);
      return tag.end;
    }
    if (RAW.has(name)) {
      const close = this.rawEnd(name, tag.end);
      const value = this.html.slice(tag.end, close);
      const decoded = name === 'title' || name === 'textarea' ? decodeEntities(value) : value;
      if (value !== '') element.children.push({ type: 'text', value: decoded, start: tag.end, end: close });
      const end = this.html.indexOf('>', close);
      element.end = close >= this.html.length || end < 0 ? this.html.length : end + 1;
      this.add(element);
      return element.end;
    }
    if (this.stack.length >= DEEPEST) {
      if (this.tooDeep < 0) this.tooDeep = at;
      return tag.end;
    }
    this.add(element);
    if (tag.selfClosing && this.isForeign(name)) return tag.end;
    this.stack.push(element);
    this.open.set(name, (this.open.get(name) ?? 0) + 1);
    return tag.end;
  }

  /** Only in pictures and formulas does `<x/>` end an element. */
  private isForeign(name: string): boolean {
    return name === 'svg' || name === 'math' || this.isOpen('svg') || this.isOpen('math');
  }

  private rawEnd(name: string, from: number): number {
    const { html } = this;
    let at = html.indexOf('</', from);
    while (at >= 0) {
      if (html.slice(at + 2, at + 2 + name.length).toLowerCase() === name) return at;
      at = html.indexOf('</', at + 2);
    }
    return html.length;
  }

  /** Closes what ends by itself where `name` begins. */
  private makeRoom(name: string, at: number): void {
    if (this.isOpen('head') && !IN_HEAD.has(name)) this.closeTo('head', at);
    const table = IN_TABLE[name];
    if (table !== undefined) {
      if (!this.isOpen('table')) return;
      let keep = this.stack.length;
      for (let i = this.stack.length - 1; i >= 0 && this.stack[i]!.name !== 'table'; i--) {
        if (table.has(this.stack[i]!.name)) keep = i;
      }
      this.popTo(keep, at);
      return;
    }
    if (HEADINGS.has(name) && HEADINGS.has(this.stack.at(-1)?.name ?? '')) this.pop(at);
    if (ENDS_PARAGRAPH.has(name) && this.isOpen('p')) this.closeWithin(P, NOTHING, at);
    const closes = CLOSES[name];
    if (closes !== undefined) this.closeWithin(closes.open, closes.within, at);
  }

  private closeWithin(open: ReadonlySet<string>, within: ReadonlySet<string>, at: number): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const { name } = this.stack[i]!;
      if (open.has(name)) {
        this.popTo(i, at);
        return;
      }
      if (WALLS.has(name) || within.has(name) || (name === 'button' && open === P)) return;
    }
  }

  private endTag(textFrom: number, at: number): number {
    const { html } = this;
    let nameEnd = at + 2;
    while (nameEnd < html.length && isNameCharacter(html.charCodeAt(nameEnd))) nameEnd += 1;
    if (nameEnd === at + 2) {
      // `</>` is nothing, `</ x>` a comment.
      if (html[nameEnd] !== '>') return this.declaration(textFrom, at);
      this.text(textFrom, at);
      return nameEnd + 1;
    }
    const end = html.indexOf('>', nameEnd);
    this.text(textFrom, end < 0 ? html.length : at);
    if (end < 0) return html.length;
    const name = html.slice(at + 2, Math.min(nameEnd, at + 2 + LONGEST_NAME)).toLowerCase();
    if (name === 'br') this.add({ type: 'element', name, attributes: NONE, children: [], start: at, end: end + 1 });
    else this.close(name, at, end + 1);
    return end + 1;
  }

  private close(name: string, at: number, end: number): void {
    const isHeading = HEADINGS.has(name);
    if (!this.isOpen(name) && !(isHeading && [...HEADINGS].some((heading) => this.isOpen(heading)))) return;
    const isBlock = ENDS_PARAGRAPH.has(name) || WALLS.has(name) || IN_TABLE[name] !== undefined;
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const open = this.stack[i]!.name;
      if (open === name || (isHeading && HEADINGS.has(open))) {
        this.popTo(i + 1, at);
        this.pop(end);
        return;
      }
      // Formatting does not close the blocks that stand in it, an entry not the list around it, nothing a table's cell.
      if (!isBlock && ENDS_PARAGRAPH.has(open) && name !== 'a' && !isContainer(name)) return;
      if (name === 'li' && LISTS.has(open)) return;
      if (WALLS.has(open) && (open === 'table' || IN_TABLE[name] === undefined) && name !== 'table') return;
    }
  }

  /** `<!-- -->`, `<!DOCTYPE>`, `<?xml ?>`: a comment, or nothing. */
  private declaration(textFrom: number, at: number): number {
    const { html } = this;
    this.text(textFrom, at);
    if (html.startsWith('<!--', at)) {
      const first = html.startsWith('>', at + 4) ? at + 4 : html.startsWith('->', at + 4) ? at + 5 : -1;
      const close = first >= 0 ? first - 2 : html.indexOf('-->', at + 4);
      const stop = close < 0 ? html.length : close;
      const end = first >= 0 ? first + 1 : close < 0 ? html.length : close + 3;
      this.add({ type: 'comment', value: html.slice(at + 4, Math.max(at + 4, stop)), start: at, end });
      return end;
    }
    const close = html.indexOf('>', at);
    const end = close < 0 ? html.length : close + 1;
    const isDoctype = html.slice(at + 2, at + 9).toLowerCase() === 'doctype';
    if (!isDoctype) {
      this.add({ type: 'comment', value: html.slice(at + 1, close < 0 ? end : close), start: at, end });
    }
    return end;
  }

  private isOpen(name: string): boolean {
    return (this.open.get(name) ?? 0) > 0;
  }

  private add(node: HtmlNode): void {
    (this.stack.at(-1)?.children ?? this.root).push(node);
  }

  private closeTo(name: string, at: number): void {
    if (!this.isOpen(name)) return;
    while (this.stack.length > 0 && this.stack.at(-1)!.name !== name) this.pop(at);
    this.pop(at);
  }

  private popTo(length: number, end: number): void {
    while (this.stack.length > length) this.pop(end);
  }

  private pop(end: number): void {
    const element = this.stack.pop();
    if (element === undefined) return;
    element.end = end;
    this.open.set(element.name, (this.open.get(element.name) ?? 1) - 1);
  }
}

const P = new Set(['p']);
const NOTHING: ReadonlySet<string> = new Set();
const LONGEST_NAME = 60;

/** In running text a few old references need no semicolon. */
function decodeText(raw: string): string {
  if (!raw.includes('&')) return raw;
  return decodeEntities(raw.replace(/&(copy|reg|amp|lt|gt|quot|nbsp)(?![a-z0-9;])/gi, '&$1;'));
}

/** Elements that are neither formatting nor known blocks (`span` is formatting, `x-card` and `label` are not). */
function isContainer(name: string): boolean {
  return name.includes('-') || name === 'body' || name === 'head' || name === 'button' || name === 'select';
}

/** The start tag at `at` with its attributes, or null when the text ends inside it. */
function readTag(html: string, at: number): Tag | null {
  let i = at + 1;
  while (i < html.length && !isTagEnd(html.charCodeAt(i))) i += 1;
  const name = html.slice(at + 1, Math.min(i, at + 1 + LONGEST_NAME)).toLowerCase();
  let attributes: Map<string, string> | null = null;
  let selfClosing = false;
  while (i < html.length) {
    const c = html.charCodeAt(i);
    if (c === 0x3e) return { name, attributes: attributes ?? NONE, selfClosing, end: i + 1 };
    if (c <= 0x20 || c === 0x2f) {
      selfClosing = c === 0x2f;
      i += 1;
      continue;
    }
    selfClosing = false;
    const keyFrom = i;
    i += 1;
    while (i < html.length && !isTagEnd(html.charCodeAt(i)) && html.charCodeAt(i) !== 0x3d) i += 1;
    const key = html.slice(keyFrom, i).toLowerCase();
    let next = i;
    while (next < html.length && html.charCodeAt(next) <= 0x20) next += 1;
    let value = '';
    if (html.charCodeAt(next) === 0x3d) {
      next += 1;
      while (next < html.length && html.charCodeAt(next) <= 0x20) next += 1;
      const quote = html.charCodeAt(next);
      if (quote === 0x22 || quote === 0x27) {
        const close = html.indexOf(quote === 0x22 ? '"' : "'", next + 1);
        if (close < 0) return null;
        value = html.slice(next + 1, close);
        i = close + 1;
      } else {
        i = next;
        while (i < html.length && html.charCodeAt(i) > 0x20 && html.charCodeAt(i) !== 0x3e) i += 1;
        value = html.slice(next, i);
      }
    } else i = next;
    attributes ??= new Map();
    if (!attributes.has(key)) attributes.set(key, decodeEntities(value));
  }
  return null;
}

function isTagEnd(c: number): boolean {
  return c <= 0x20 || c === 0x3e || c === 0x2f;
}

function isLetter(c: number): boolean {
  return (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a);
}

function isNameCharacter(c: number): boolean {
  return isLetter(c) || (c >= 0x30 && c <= 0x39) || c === 0x2d || c === 0x3a || c === 0x5f || c === 0x2e;
}
