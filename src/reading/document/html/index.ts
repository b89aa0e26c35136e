/** HTML pages, templates and fragments to the one tree, over the parser of parse5. Loaded only when HTML is really read. */
import type { Element, Nodes, Root, RootContent } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { nest } from '../sections.ts';
import { countLines } from '../source.ts';
import type { Source } from '../source.ts';
import { LIMITS } from '../tree.ts';
import type { Block, Cell, Definition, DocumentTree, Inline, Item, Row, Span } from '../tree.ts';

interface Heading extends Span {
  readonly kind: 'heading';
  readonly level: number;
  readonly title: readonly Inline[];
  readonly heading: Span;
}

type Flow = Block | Heading;

export function readHtmlPage(source: Source): DocumentTree {
  const lines = countLines(source.text);
  const page = new HtmlReader(source.text, 1);
  const flow = page.read(false);
  return {
    kind: 'document',
    format: 'html',
    children: nest(flow, (heading) => heading.level),
    lines,
    cuts: [...page.cuts, ...source.cuts],
    first: 1,
    last: Math.max(1, lines),
  };
}

export function readHtmlFragment(html: string, base: number): Flow[] {
  return new HtmlReader(html, base).read(true);
}

/** Elements that hold no text of the document. */
const SILENT = new Set([
  'script',
  'style',
  'template',
  'noscript',
  'svg',
  'math',
  'iframe',
  'object',
  'form',
  'button',
  'select',
]);

/** Elements around the text: navigation, page head and foot. */
const CHROME = new Set(['nav', 'aside', 'footer', 'header', 'dialog', 'menu']);
const CHROME_ROLES = new Set(['navigation', 'banner', 'contentinfo', 'search', 'complementary', 'menu', 'toolbar']);
/** Class names and ids by which pages without such elements say the same. */
const CHROME_NAMES = new Set([
  'nav', 'navbar', 'navigation', 'sidebar', 'sidenav', 'menu', 'footer', 'header', 'toc', 'breadcrumb', 'breadcrumbs', 'pagination',
  'page-header', 'page-footer', 'site-header', 'site-footer', 'topbar', 'toolbar', 'skip-link', 'table-of-contents', 'edit-page',
  'headerlink', 'prev-next', 'related', 'masthead',
]); // prettier-ignore

const INLINE_KINDS = new Map<string, 'strong' | 'emphasis' | 'struck'>([
  ['b', 'strong'],
  ['strong', 'strong'],
  ['i', 'emphasis'],
  ['em', 'emphasis'],
  ['cite', 'emphasis'],
  ['s', 'struck'],
  ['del', 'struck'],
  ['strike', 'struck'],
]);
const CODE = new Set(['code', 'tt', 'kbd', 'samp', 'var']);

/** Elements that stand in the flow as blocks of their own or hold such. */
const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'dialog', 'div', 'dl', 'dt', 'fieldset',
  'figcaption', 'figure', 'footer', 'form', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'head', 'header', 'hgroup', 'hr', 'html', 'li', 'main',
  'menu', 'nav', 'ol', 'p', 'pre', 'section', 'summary', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'title', 'tr', 'ul',
]); // prettier-ignore

class HtmlReader {
  readonly cuts: { because: 'depth'; line: number }[] = [];
  private readonly html: string;
  private readonly base: number;

  constructor(html: string, base: number) {
    this.html = blankTemplates(html);
    this.base = base;
  }

  read(fragment: boolean): Flow[] {
    const root: Root = fromHtml(boundDepth(this.html), { fragment });
    const out: Flow[] = [];
    this.flow(mainOf(root)?.children ?? root.children, out, 0);
    return out;
  }

  /** Blocks of a run of nodes; inline nodes between blocks make paragraphs. */
  private flow(nodes: readonly Nodes[], out: Flow[], depth: number): void {
    let inline: Nodes[] = [];
    const flush = (): void => {
      this.paragraph(inline, out);
      inline = [];
    };
    for (const node of nodes) {
      if (node.type === 'comment') {
        flush();
        out.push({ kind: 'comment', text: node.value.trim(), ...this.span(node) });
      } else if (node.type === 'element' && isChrome(node)) {
        flush();
        out.push(this.markup(node));
      } else if (node.type === 'element' && SILENT.has(node.tagName)) {
        if (node.tagName === 'script' || node.tagName === 'style') out.push(this.markup(node));
      } else if (node.type === 'element' && (BLOCKS.has(node.tagName) || holdsBlocks(node))) {
        flush();
        if (depth > LIMITS.depth * 2) {
          this.cuts.push({ because: 'depth', line: this.span(node).first });
          this.paragraph(textsOf(node), out);
        } else this.block(node, out, depth);
      } else if (node.type === 'text' || node.type === 'element') inline.push(node);
    }
    flush();
  }

  private markup(element: Element): Block {
    const span = this.span(element);
    const start = element.position?.start.offset ?? 0;
    return { kind: 'markup', text: this.html.slice(start, element.position?.end.offset ?? start), ...span };
  }

  private paragraph(nodes: readonly Nodes[], out: Flow[]): void {
    const used = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
    if (used.length === 0) return;
    const inline = trim(this.inline(nodes, 0));
    if (inline.length === 0) return;
    const first = this.textSpan(used[0]!).first;
    out.push({ kind: 'paragraph', inline, first, last: Math.max(first, this.textSpan(used.at(-1)!).last) });
  }

  private block(element: Element, out: Flow[], depth: number): void {
    const name = element.tagName;
    const span = this.span(element);
    switch (name) {
      case 'h1':
      case 'h2':
      case 'h3':
      case 'h4':
      case 'h5':
      case 'h6': {
        const title = trim(this.inline(element.children, 0));
        if (title.length > 0) out.push({ kind: 'heading', level: Number(name[1]), title, heading: span, ...span });
        return;
      }
      case 'p': {
        const inline = trim(this.inline(element.children, 0));
        if (inline.length > 0) out.push({ kind: 'paragraph', inline, ...span });
        return;
      }
      case 'ul':
      case 'ol':
        return this.list(element, out, depth);
      case 'dl':
        return this.definitions(element, out, depth);
      case 'table':
        return this.table(element, out, depth);
      case 'blockquote':
        out.push({ kind: 'quote', children: this.blocks(element, depth), ...span });
        return;
      case 'pre':
        out.push({ kind: 'literal', language: null, text: textOf(element), ...span });
        return;
      case 'hr':
        out.push({ kind: 'transition', ...span });
        return;
      case 'head':
      case 'title':
        // A head that only the parser sees has no place in the file.
        if (element.position !== undefined) out.push(this.markup(element));
        return;
      default:
        this.flow(element.children, out, depth + 1);
    }
  }

  /** Blocks of a nested place; a heading there heads no section and is a bold line. */
  private blocks(element: Element, depth: number): Block[] {
    const out: Flow[] = [];
    this.flow(element.children, out, depth + 1);
    return out.map((block): Block => {
      if (block.kind !== 'heading') return block;
      const { first, last, title } = block;
      return { kind: 'paragraph', inline: [{ kind: 'strong', children: title, line: first }], first, last };
    });
  }

  private list(element: Element, out: Flow[], depth: number): void {
    const items: Item[] = [];
    for (const child of element.children) {
      if (child.type !== 'element') continue;
      if (child.tagName === 'li') {
        const children = this.blocks(child, depth);
        if (children.length > 0) items.push({ kind: 'item', checked: boxOf(child), children, ...this.span(child) });
      } else if (items.length > 0 && (child.tagName === 'ul' || child.tagName === 'ol')) {
        // A list directly inside a list belongs to the entry above it.
        const nested: Flow[] = [];
        this.list(child, nested, depth + 1);
        const last = items.at(-1)!;
        const children = [...last.children, ...(nested as Block[])];
        items[items.length - 1] = { ...last, children, last: Math.max(last.last, this.span(child).last) };
      }
    }
    if (items.length > 0) out.push({ kind: 'list', ordered: element.tagName === 'ol', items, ...this.span(element) });
  }

  private definitions(element: Element, out: Flow[], depth: number): void {
    const entries: Definition[] = [];
    const take = (nodes: readonly RootContent[]): void => {
      for (const child of nodes) {
        if (child.type !== 'element') continue;
        const span = this.span(child);
        if (child.tagName === 'div') take(child.children);
        else if (child.tagName === 'dt') {
          const term = trim(this.inline(child.children, 0));
          if (term.length > 0) entries.push({ kind: 'definition', term, termLines: span, children: [], ...span });
        } else if (child.tagName === 'dd') {
          const entry = entries.at(-1);
          if (entry === undefined) continue;
          const children = [...entry.children, ...this.blocks(child, depth)];
          entries[entries.length - 1] = { ...entry, children, last: Math.max(entry.last, span.last) };
        }
      }
    };
    take(element.children);
    if (entries.length > 0) out.push({ kind: 'definitions', entries, ...this.span(element) });
  }

  /** A table that holds headings, lists of its own or tables lays out a page; its cells are part of the flow. */
  private table(element: Element, out: Flow[], depth: number): void {
    const rows = rowsOf(element);
    if (standsInColumns(rows)) return this.columns(rows, out, depth);
    if (isLayout(element, rows)) {
      for (const row of rows) {
        for (const cell of row.children) {
          if (cell.type !== 'element') continue;
          if (isChrome(cell)) out.push(this.markup(cell));
          else this.flow(cell.children, out, depth + 1);
        }
      }
      return;
    }
    const head: Row[] = [];
    const body: Row[] = [];
    for (const row of rows) {
      const cells: Cell[] = [];
      for (const cell of row.children) {
        if (cell.type !== 'element' || (cell.tagName !== 'td' && cell.tagName !== 'th')) continue;
        cells.push({ kind: 'cell', children: this.blocks(cell, depth), ...this.span(cell) });
      }
      if (cells.length === 0) continue;
      const isHead = row.children.every((cell) => cell.type !== 'element' || cell.tagName === 'th');
      (isHead && body.length === 0 ? head : body).push({ kind: 'row', cells, ...this.span(row) });
    }
    if (head.length + body.length > 0) out.push({ kind: 'table', head, rows: body, ...this.span(element) });
  }

  /** A board: the first row names its columns, and each column holds lists. Column after column, as it is read. */
  private columns([names, ...rows]: readonly Element[], out: Flow[], depth: number): void {
    for (const [at, name] of cellsOf(names!).entries()) {
      const title = trim(this.inline(name.children, 0));
      const span = this.span(name);
      if (title.length > 0) out.push({ kind: 'heading', level: BELOW_ALL, title, heading: span, ...span });
      for (const row of rows) this.flow(cellsOf(row)[at]?.children ?? [], out, depth + 1);
    }
  }

  private inline(nodes: readonly Nodes[], depth: number): Inline[] {
    const out: Inline[] = [];
    for (const node of nodes) {
      if (node.type === 'text') {
        if (node.value !== '') out.push({ kind: 'text', text: node.value, line: this.span(node).first });
        continue;
      }
      if (node.type !== 'element' || SILENT.has(node.tagName) || isChrome(node)) continue;
      const { first: line } = this.span(node);
      const name = node.tagName;
      const kind = INLINE_KINDS.get(name);
      if (name === 'br') out.push({ kind: 'break', line });
      else if (name === 'img')
        out.push({ kind: 'image', target: attribute(node, 'src'), text: attribute(node, 'alt'), line });
      else if (CODE.has(name)) out.push({ kind: 'code', text: textOf(node), line });
      else if (depth >= LIMITS.inlineDepth) out.push({ kind: 'text', text: textOf(node), line });
      else {
        const children = this.inline(node.children, depth + 1);
        const target = name === 'a' ? attribute(node, 'href') : '';
        if (target !== '') out.push({ kind: 'link', target, name: null, children, line });
        else if (kind !== undefined) out.push({ kind, children, line });
        else for (const child of children) out.push(child);
      }
    }
    return out;
  }

  /** From an element's tag to its last character that is not white space. */
  private span(node: Nodes): Span {
    const position = node.position;
    if (position === undefined) return { first: this.base, last: this.base };
    const first = this.base + position.start.line - 1;
    let last = this.base + position.end.line - 1;
    let at = (position.end.offset ?? 0) - 1;
    const from = position.start.offset ?? 0;
    while (at > from && this.html.charCodeAt(at) <= 0x20) {
      if (this.html.charCodeAt(at) === 0x0a) last -= 1;
      at -= 1;
    }
    return { first, last: Math.max(first, last) };
  }

  /** As `span`, without white space at the beginning of a text. */
  private textSpan(node: Nodes): Span {
    const span = this.span(node);
    if (node.type !== 'text') return span;
    let first = span.first;
    for (const c of node.value) {
      if (c === '\n') first += 1;
      else if (c.trim() !== '') break;
    }
    return { first, last: Math.max(first, span.last) };
  }
}

/** Nesting beyond this is no document; the parser's recursion must not exhaust the stack. */
const DEEPEST = 100;
const VOID = new Set([
  'area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'param', 'source', 'track', 'wbr',
]); // prettier-ignore
/** A new one closes the one before it, so that they do not nest by themselves. */
const SELF_CLOSING = new Set(['p', 'li', 'dt', 'dd', 'tr', 'td', 'th', 'option', 'tbody', 'thead', 'tfoot']);

/** Opening tags deeper than the limit become blanks of the same length. */
function boundDepth(html: string): string {
  let depth = 0;
  let out = '';
  let copied = 0;
  let at = html.indexOf('<');
  while (at >= 0) {
    const closing = html.charCodeAt(at + 1) === 0x2f;
    const nameAt = closing ? at + 2 : at + 1;
    let end = nameAt;
    while (end < nameAt + 20 && isNameCharacter(html.charCodeAt(end))) end += 1;
    if (end > nameAt) {
      const name = html.slice(nameAt, end).toLowerCase();
      if (!VOID.has(name) && !SELF_CLOSING.has(name)) {
        if (closing) depth = Math.max(0, depth - 1);
        else if (depth >= DEEPEST) {
          out += `${html.slice(copied, at)} `;
          copied = at + 1;
        } else depth += 1;
      }
    }
    at = html.indexOf('<', at + 1);
  }
  return copied === 0 ? html : out + html.slice(copied);
}

function isNameCharacter(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a) || c === 0x2d;
}

/** Template statements to blanks of the same length, so that lines and offsets stay; words between them are text. */
function blankTemplates(html: string): string {
  if (!html.includes('{%') && !html.includes('{{') && !html.includes('{#')) return html;
  let out = '';
  let at = 0;
  let open = nextOpen(html, 0);
  while (open >= 0) {
    const close = html.indexOf(html[open + 1] === '%' ? '%}' : html[open + 1] === '#' ? '#}' : '}}', open);
    if (close < 0) break;
    out += html.slice(at, open) + html.slice(open, close + 2).replace(/[^\n]/g, ' ');
    at = close + 2;
    open = nextOpen(html, at);
  }
  return out + html.slice(at);
}

function nextOpen(html: string, from: number): number {
  let at = html.indexOf('{', from);
  while (at >= 0 && !'%{#'.includes(html[at + 1] ?? '?')) at = html.indexOf('{', at + 1);
  return at;
}

/** The one element that says it holds the page's text. */
function mainOf(root: Root): Element | null {
  const found: Element[] = [];
  const look = (nodes: readonly RootContent[], depth: number): void => {
    for (const node of nodes) {
      if (node.type !== 'element' || depth > 40) continue;
      if (node.tagName === 'main' || attribute(node, 'role') === 'main') found.push(node);
      else look(node.children, depth + 1);
    }
  };
  look(root.children, 0);
  return found.length === 1 ? found[0]! : null;
}

function isChrome(element: Element): boolean {
  if (CHROME.has(element.tagName)) {
    // The head of an article may hold its title.
    return element.tagName !== 'header' || !holds(element, (inner) => /^h[1-6]$/.test(inner.tagName), 4);
  }
  if (CHROME_ROLES.has(attribute(element, 'role'))) return true;
  const names = element.properties['className'];
  if (Array.isArray(names) && names.some((name) => typeof name === 'string' && CHROME_NAMES.has(name.toLowerCase()))) {
    return element.tagName !== 'body' && element.tagName !== 'html';
  }
  const id = element.properties['id'];
  return typeof id === 'string' && CHROME_NAMES.has(id.toLowerCase()) && element.tagName !== 'body';
}

function holds(element: Element, wanted: (inner: Element) => boolean, depth: number): boolean {
  if (depth === 0) return false;
  return element.children.some(
    (child) => child.type === 'element' && (wanted(child) || holds(child, wanted, depth - 1)),
  );
}

/** An inline element around blocks (`<a><div>`, custom elements) stands in the flow. */
function holdsBlocks(element: Element): boolean {
  return holds(element, (inner) => BLOCKS.has(inner.tagName), 4);
}

function rowsOf(table: Element): Element[] {
  const rows: Element[] = [];
  for (const child of table.children) {
    if (child.type !== 'element') continue;
    if (child.tagName === 'tr') rows.push(child);
    else if (['thead', 'tbody', 'tfoot'].includes(child.tagName)) {
      for (const row of child.children) if (row.type === 'element' && row.tagName === 'tr') rows.push(row);
    }
  }
  return rows;
}

function cellsOf(row: Element): Element[] {
  return row.children.flatMap((cell) =>
    cell.type === 'element' && (cell.tagName === 'td' || cell.tagName === 'th') ? [cell] : [],
  );
}

const LONGEST_COLUMN_NAME = 60;
/** A column is a section below whatever heading stands above the table. */
const BELOW_ALL = 6;

function standsInColumns(rows: readonly Element[]): boolean {
  const [names, ...others] = rows;
  if (names === undefined || others.length === 0) return false;
  const width = cellsOf(names).length;
  if (width < 2 || others.some((row) => cellsOf(row).length > width)) return false;
  const lists = (cell: Element): boolean => holds(cell, ({ tagName }) => tagName === 'ul' || tagName === 'ol', 4);
  const isName = (cell: Element): boolean => {
    const text = textOf(cell).trim();
    return text !== '' && text.length <= LONGEST_COLUMN_NAME && !lists(cell);
  };
  return cellsOf(names).every(isName) && others.some((row) => cellsOf(row).filter(lists).length >= 2);
}

function isLayout(table: Element, rows: readonly Element[]): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  if (rows.some((row) => row.children.some((cell) => cell.type === 'element' && cell.tagName === 'th'))) return false;
  const lays = (inner: Element): boolean => /^(?:h[1-6]|table|dl|form|nav|main|article)$/.test(inner.tagName);
  return rows.some((row) => holds(row, lays, 8));
}

function attribute(element: Element, name: string): string {
  const value = element.properties[name];
  return typeof value === 'string' ? value.trim() : '';
}

/** A check box at the beginning of an entry. */
function boxOf(item: Element): boolean | null {
  const first = item.children.find((child) => child.type !== 'text' || child.value.trim() !== '');
  const input =
    first?.type === 'element' && (first.tagName === 'p' || first.tagName === 'label')
      ? first.children.find((child) => child.type === 'element')
      : first;
  if (input?.type !== 'element' || input.tagName !== 'input' || attribute(input, 'type') !== 'checkbox') return null;
  const checked = input.properties['checked'];
  return checked === true || checked === '';
}

function textOf(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function textsOf(node: Nodes): Nodes[] {
  if (node.type === 'text') return [node];
  return 'children' in node ? node.children.flatMap(textsOf) : [];
}

/** Without white space at either end; a text of white space alone goes. */
function trim(inline: readonly Inline[]): Inline[] {
  const out = [...inline];
  while (out[0]?.kind === 'break' || (out[0]?.kind === 'text' && out[0].text.trim() === '')) out.shift();
  while (out.at(-1)?.kind === 'break' || isBlankText(out.at(-1))) out.pop();
  const first = out[0];
  if (first?.kind === 'text') {
    const text = first.text.trimStart();
    const lost = first.text.slice(0, first.text.length - text.length).split('\n').length - 1;
    out[0] = { kind: 'text', text, line: first.line + lost };
  }
  const last = out.at(-1);
  if (last?.kind === 'text') out[out.length - 1] = { ...last, text: last.text.trimEnd() };
  return out;
}

function isBlankText(node: Inline | undefined): boolean {
  return node?.kind === 'text' && node.text.trim() === '';
}
