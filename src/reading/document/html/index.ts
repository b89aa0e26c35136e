/** HTML pages, templates and fragments to the one tree. Loaded only when HTML is really read. */
import { append } from '../../append.ts';
import { nest } from '../sections.ts';
import { frontMatter } from '../front-matter.ts';
import { countLines, linesOf } from '../source.ts';
import type { Source } from '../source.ts';
import { LIMITS } from '../tree.ts';
import type { Block, Cell, Definition, DocumentTree, Inline, Item, Row, Span } from '../tree.ts';
import { parseHtml } from './parse.ts';
import type { Element, HtmlNode } from './parse.ts';

interface Heading extends Span {
  readonly kind: 'heading';
  readonly level: number;
  readonly title: readonly Inline[];
  readonly heading: Span;
}

type Flow = Block | Heading;

export function readHtmlPage(source: Source): DocumentTree {
  const lines = countLines(source.text);
  // Pages of site generators begin with fields of their own.
  const apart: Block[] = [];
  const rows = source.text.startsWith('---') || source.text.startsWith('+++') ? linesOf(source.text) : [];
  const start = rows.length === 0 ? 0 : frontMatter(rows, apart);
  const page = new HtmlReader(start === 0 ? source.text : rows.slice(start).join('\n'), start + 1);
  const flow = [...apart, ...page.read()];
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
  return new HtmlReader(html, base).read();
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
  /** With template statements blanked, and as it was written. */
  private readonly html: string;
  private readonly raw: string;
  private readonly base: number;
  /** Where each line begins. */
  private readonly starts: readonly number[];

  constructor(html: string, base: number) {
    this.html = blankTemplates(html);
    this.base = base;
    this.starts = lineStarts(html);
    this.raw = html;
  }

  read(): Flow[] {
    const { children, tooDeep } = parseHtml(this.html);
    if (tooDeep >= 0) this.cuts.push({ because: 'depth', line: this.lineOf(tooDeep) });
    const out: Flow[] = [];
    this.flow(mainOf(children)?.children ?? children, out, 0);
    return this.withGaps(out);
  }

  /** Lines that no block holds (tags alone, templates, what stands outside the main part) are markup: no line is lost. */
  private withGaps(flow: readonly Flow[]): Flow[] {
    const out: Flow[] = [];
    let next = this.base;
    const fill = (until: number): void => {
      for (let line = next; line < until; line++) {
        const from = line;
        while (line < until && this.isFilled(line)) line += 1;
        if (line === from) continue;
        const text = this.raw.slice(this.starts[from - this.base], this.starts[line - this.base]).trimEnd();
        out.push({ kind: 'markup', text, first: from, last: line - 1 });
      }
    };
    for (const block of flow) {
      if (block.first > next) fill(block.first);
      out.push(block);
      next = Math.max(next, block.last + 1);
    }
    fill(this.base + this.starts.length);
    return out;
  }

  private isFilled(line: number): boolean {
    const from = this.starts[line - this.base]!;
    const to = this.starts[line - this.base + 1] ?? this.raw.length;
    for (let at = from; at < to; at++) if (this.raw.charCodeAt(at) > 0x20) return true;
    return false;
  }

  /** Blocks of a run of nodes; inline nodes between blocks make paragraphs. */
  private flow(nodes: readonly HtmlNode[], out: Flow[], depth: number): void {
    let inline: HtmlNode[] = [];
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
      } else if (node.type === 'element' && SILENT.has(node.name)) {
        if (node.name === 'script' || node.name === 'style') out.push(this.markup(node));
      } else if (node.type === 'element' && (BLOCKS.has(node.name) || holdsBlocks(node))) {
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
    return { kind: 'markup', text: this.raw.slice(element.start, element.end), ...this.span(element) };
  }

  private paragraph(nodes: readonly HtmlNode[], out: Flow[]): void {
    const used = nodes.filter((node) => node.type !== 'text' || node.value.trim() !== '');
    if (used.length === 0) return;
    const inline = trim(this.inline(nodes, 0));
    if (inline.length === 0) return;
    const first = this.textSpan(used[0]!).first;
    out.push({ kind: 'paragraph', inline, first, last: Math.max(first, this.textSpan(used.at(-1)!).last) });
  }

  private block(element: Element, out: Flow[], depth: number): void {
    const name = element.name;
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
        out.push({ kind: 'quote', children: this.blocks(element.children, depth), ...span });
        return;
      case 'pre':
        out.push({ kind: 'literal', language: null, text: textOf(element).replace(/^\n/, ''), ...span });
        return;
      case 'hr':
        out.push({ kind: 'transition', ...span });
        return;
      case 'head':
      case 'title':
        out.push(this.markup(element));
        return;
      default:
        this.flow(element.children, out, depth + 1);
    }
  }

  /** Blocks of a nested place; a heading there heads no section and is a bold line. */
  private blocks(nodes: readonly HtmlNode[], depth: number): Block[] {
    const out: Flow[] = [];
    this.flow(nodes, out, depth + 1);
    return out.map((block): Block => {
      if (block.kind !== 'heading') return block;
      const { first, last, title } = block;
      return { kind: 'paragraph', inline: [{ kind: 'strong', children: title, line: first }], first, last };
    });
  }

  private list(element: Element, out: Flow[], depth: number): void {
    const items: Item[] = [];
    for (const run of runsOf(element.children, 'li')) {
      if (run.element?.name === 'li') {
        const children = this.blocks(run.nodes, depth);
        if (children.length > 0) {
          items.push({ kind: 'item', checked: boxOf(run.element), children, ...this.span(run.element) });
        }
        continue;
      }
      // What stands in a list outside its entries belongs to the entry above it, or is one.
      const children = this.blocks(run.nodes, depth);
      const above = items.at(-1);
      if (children.length === 0) continue;
      const [first, last] = [children[0]!.first, children.at(-1)!.last];
      if (above === undefined) items.push({ kind: 'item', checked: null, children, first, last });
      else {
        append(above.children as Block[], children);
        items[items.length - 1] = { ...above, last: Math.max(above.last, last) };
      }
    }
    if (items.length > 0) out.push({ kind: 'list', ordered: element.name === 'ol', items, ...this.span(element) });
  }

  private definitions(element: Element, out: Flow[], depth: number): void {
    const entries: Definition[] = [];
    const take = (nodes: readonly HtmlNode[], level: number): void => {
      for (const run of runsOf(nodes, 'dt', 'dd', 'div')) {
        const { element: child } = run;
        if (child?.name === 'div' && level < 8) take(child.children, level + 1);
        else if (child?.name === 'dt') {
          const span = this.span(child);
          const term = trim(this.inline(child.children, 0));
          if (term.length > 0) entries.push({ kind: 'definition', term, termLines: span, children: [], ...span });
        } else {
          const children = this.blocks(run.nodes, depth);
          if (children.length === 0) continue;
          const last = child === null ? children.at(-1)!.last : this.span(child).last;
          const entry = entries.at(-1);
          // A definition before any term is text like other text.
          if (entry === undefined) append(out, children);
          else {
            append(entry.children as Block[], children);
            entries[entries.length - 1] = { ...entry, last: Math.max(entry.last, last) };
          }
        }
      }
    };
    take(element.children, 0);
    if (entries.length > 0) out.push({ kind: 'definitions', entries, ...this.span(element) });
  }

  /** A table that holds headings, lists of its own or tables lays out a page; its cells are part of the flow. */
  private table(element: Element, out: Flow[], depth: number): void {
    const rows = rowsOf(element);
    if (standsInColumns(rows)) return this.columns(rows, out, depth);
    for (const child of element.children) {
      // A caption, and what careless pages write between the rows, stands before the table.
      if (child.type === 'element' && !TABLE_PARTS.has(child.name))
        this.flow(child.name === 'caption' ? child.children : [child], out, depth + 1);
      else if (child.type === 'text') this.paragraph([child], out);
    }
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
        if (cell.type !== 'element' || (cell.name !== 'td' && cell.name !== 'th')) continue;
        cells.push({ kind: 'cell', children: this.blocks(cell.children, depth), ...this.span(cell) });
      }
      if (cells.length === 0) continue;
      const isHead = row.children.every((cell) => cell.type !== 'element' || cell.name === 'th');
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

  private inline(nodes: readonly HtmlNode[], depth: number): Inline[] {
    const out: Inline[] = [];
    for (const node of nodes) {
      if (node.type === 'text') {
        if (node.value !== '') out.push({ kind: 'text', text: node.value, line: this.span(node).first });
        continue;
      }
      if (node.type !== 'element' || SILENT.has(node.name) || isChrome(node)) continue;
      const { first: line } = this.span(node);
      const name = node.name;
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
  private span(node: HtmlNode): Span {
    let end = node.end - 1;
    while (end > node.start && this.html.charCodeAt(end) <= 0x20) end -= 1;
    const first = this.lineOf(node.start);
    return { first, last: Math.max(first, this.lineOf(end)) };
  }

  private lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return this.base + low;
  }

  /** As `span`, without white space at the beginning of a text. */
  private textSpan(node: HtmlNode): Span {
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

/** Children one by one, those that are none of `names` gathered; white space between them is nothing. */
function runsOf(
  nodes: readonly HtmlNode[],
  ...names: readonly string[]
): { readonly element: Element | null; readonly nodes: readonly HtmlNode[] }[] {
  const runs: { element: Element | null; nodes: readonly HtmlNode[] }[] = [];
  let stray: HtmlNode[] = [];
  const flush = (): void => {
    if (stray.some((node) => node.type !== 'text' || node.value.trim() !== '')) {
      runs.push({ element: null, nodes: stray });
    }
    stray = [];
  };
  for (const node of nodes) {
    if (node.type === 'element' && names.includes(node.name)) {
      flush();
      runs.push({ element: node, nodes: node.children });
    } else if (node.type !== 'comment') stray.push(node);
  }
  flush();
  return runs;
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0 && at + 1 < text.length; at = text.indexOf('\n', at + 1))
    starts.push(at + 1);
  return starts;
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
function mainOf(root: readonly HtmlNode[]): Element | null {
  const found: Element[] = [];
  const look = (nodes: readonly HtmlNode[], depth: number): void => {
    for (const node of nodes) {
      if (node.type !== 'element' || depth > 40) continue;
      if (node.name === 'main' || attribute(node, 'role') === 'main') found.push(node);
      else look(node.children, depth + 1);
    }
  };
  look(root, 0);
  return found.length === 1 ? found[0]! : null;
}

function isChrome(element: Element): boolean {
  if (CHROME.has(element.name)) {
    // The head of an article may hold its title.
    return element.name !== 'header' || !holds(element, (inner) => /^h[1-6]$/.test(inner.name), 4);
  }
  if (CHROME_ROLES.has(attribute(element, 'role'))) return true;
  if (element.name === 'body' || element.name === 'html') return false;
  const names = [...attribute(element, 'class').split(/\s+/), attribute(element, 'id')];
  return names.some((name) => CHROME_NAMES.has(name.toLowerCase()));
}

function holds(element: Element, wanted: (inner: Element) => boolean, depth: number): boolean {
  if (depth === 0) return false;
  return element.children.some(
    (child) => child.type === 'element' && (wanted(child) || holds(child, wanted, depth - 1)),
  );
}

/** An inline element around blocks (`<a><div>`, custom elements) stands in the flow. */
function holdsBlocks(element: Element): boolean {
  return holds(element, (inner) => BLOCKS.has(inner.name), 4);
}

const TABLE_PARTS = new Set(['tr', 'thead', 'tbody', 'tfoot', 'colgroup', 'col', 'script', 'style', 'template']);

function rowsOf(table: Element): Element[] {
  const rows: Element[] = [];
  for (const child of table.children) {
    if (child.type !== 'element') continue;
    if (child.name === 'tr') rows.push(child);
    else if (['thead', 'tbody', 'tfoot'].includes(child.name)) {
      for (const row of child.children) if (row.type === 'element' && row.name === 'tr') rows.push(row);
    }
  }
  return rows;
}

function cellsOf(row: Element): Element[] {
  return row.children.flatMap((cell) =>
    cell.type === 'element' && (cell.name === 'td' || cell.name === 'th') ? [cell] : [],
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
  const lists = (cell: Element): boolean => holds(cell, ({ name }) => name === 'ul' || name === 'ol', 4);
  const isName = (cell: Element): boolean => {
    const text = textOf(cell).trim();
    return text !== '' && text.length <= LONGEST_COLUMN_NAME && !lists(cell);
  };
  return cellsOf(names).every(isName) && others.some((row) => cellsOf(row).filter(lists).length >= 2);
}

function isLayout(table: Element, rows: readonly Element[]): boolean {
  const role = attribute(table, 'role');
  if (role === 'presentation' || role === 'none') return true;
  if (rows.some((row) => row.children.some((cell) => cell.type === 'element' && cell.name === 'th'))) return false;
  const lays = (inner: Element): boolean => /^(?:h[1-6]|table|dl|form|nav|main|article)$/.test(inner.name);
  return rows.some((row) => holds(row, lays, 8));
}

function attribute(element: Element, name: string): string {
  return element.attributes.get(name)?.trim() ?? '';
}

/** A check box at the beginning of an entry. */
function boxOf(item: Element): boolean | null {
  const first = item.children.find((child) => child.type !== 'text' || child.value.trim() !== '');
  const input =
    first?.type === 'element' && (first.name === 'p' || first.name === 'label')
      ? first.children.find((child) => child.type === 'element')
      : first;
  if (input?.type !== 'element' || input.name !== 'input' || attribute(input, 'type') !== 'checkbox') return null;
  return input.attributes.has('checked');
}

function textOf(node: HtmlNode): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

function textsOf(node: HtmlNode): HtmlNode[] {
  if (node.type === 'text') return [node];
  return 'children' in node ? node.children.flatMap(textsOf) : [];
}

/** Without white space at either end; a text of white space alone goes. */
function trim(inline: readonly Inline[]): Inline[] {
  let from = 0;
  let to = inline.length;
  while (from < to && isBlank(inline[from]!)) from += 1;
  while (to > from && isBlank(inline[to - 1]!)) to -= 1;
  const out = inline.slice(from, to);
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

function isBlank(node: Inline): boolean {
  return node.kind === 'break' || (node.kind === 'text' && node.text.trim() === '');
}
