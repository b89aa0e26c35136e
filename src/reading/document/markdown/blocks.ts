/**
 * The block structure of Markdown, after CommonMark's own algorithm: each line first continues the containers that are open
 * (quotes, list entries), then may open new ones, and what is left goes to the block at the tip. Every line is looked at once.
 * The library the design had in mind takes 13 s for 40 KB of `a` over `-` and exhausts the stack at 10,000 `>`
 * (docs/decisions/006-our-own-markdown-parser.md).
 */
import { LIMITS } from '../tree.ts';
import type { Block, Cell, Item, Row, Span } from '../tree.ts';
import { directiveHead, isMystTarget, readDirectiveFence } from './myst.ts';
import { HTML_BLOCKS } from '../markup.ts';
import { readDefinitions } from './definitions.ts';
import { labelOf, later } from './reading.ts';
import type { Chunk, Flow, Reading } from './reading.ts';

export function readBlocks(chunk: Chunk, depth: number, reading: Reading): Flow[] {
  return new BlockReader(chunk, depth, reading).read();
}

interface Holder {
  readonly children: Flow[];
  readonly first: number;
}

type Container =
  | (Holder & { readonly type: 'document' })
  /** `marked` is the last line that bore its mark. */
  | (Holder & { readonly type: 'quote'; marked: number })
  | (Holder & { readonly type: 'footnote'; readonly name: string })
  | (Holder & { readonly type: 'colon'; readonly length: number; readonly info: string })
  | (Holder & { readonly type: 'item'; readonly offset: number; checked: boolean | null })
  | {
      readonly type: 'list';
      readonly ordered: boolean;
      readonly mark: string;
      readonly items: Item[];
      readonly first: number;
    };

type Leaf =
  | { readonly type: 'paragraph'; readonly lines: string[]; readonly first: number }
  | {
      readonly type: 'fence';
      readonly mark: string;
      readonly length: number;
      readonly indent: number;
      readonly info: string;
      readonly lines: string[];
      readonly first: number;
    }
  | { readonly type: 'indented'; readonly lines: string[]; readonly first: number }
  | { readonly type: 'html'; readonly end: string; readonly lines: string[]; readonly first: number }
  | {
      readonly type: 'table';
      readonly columns: number;
      readonly head: Row;
      readonly rows: Row[];
      readonly first: number;
    };

class BlockReader {
  private readonly lines: readonly string[];
  private readonly base: number;
  private readonly depth: number;
  private readonly reading: Reading;
  private readonly stack: Container[];
  private leaf: Leaf | null = null;
  /** The line at hand, its raw number, and how far its containers' marks have been read. */
  private text = '';
  private line = 0;
  private at = 0;
  /** The raw number of the last line that was not blank and went to the tip. */
  private lastFilled = 0;

  constructor(chunk: Chunk, depth: number, reading: Reading) {
    this.lines = chunk.lines;
    this.base = chunk.base;
    this.depth = depth;
    this.reading = reading;
    this.stack = [{ type: 'document', children: [], first: chunk.base }];
  }

  read(): Flow[] {
    for (let i = 0; i < this.lines.length; i++) {
      this.text = this.lines[i]!;
      this.line = this.base + i;
      this.at = 0;
      this.take();
      if (this.text !== '') this.lastFilled = this.line;
    }
    this.closeTo(1);
    const root = this.stack[0]!;
    return root.type === 'list' ? [] : root.children;
  }

  private take(): void {
    const matched = this.continueContainers();
    if (matched === 'closed') return;
    const all = matched === this.stack.length;
    if (all && this.leaf !== null && this.continueLeaf()) return;

    const opened = this.openBlocks(matched);
    if (opened === 'done') return;
    const { blank } = this.measure();
    if (!all && opened === 0 && !blank && this.leaf?.type === 'paragraph') {
      // Lazy continuation: text goes on although the mark of its quote or entry is missing.
      this.leaf.lines.push(this.text.slice(this.at).trimStart());
      return;
    }
    if (opened === 0 && !all) this.closeTo(matched);
    this.addText(blank);
  }

  /** How many containers, from the outside, the line continues. */
  private continueContainers(): number | 'closed' {
    for (let i = 1; i < this.stack.length; i++) {
      const container = this.stack[i]!;
      const { start, indent, blank } = this.measure();
      switch (container.type) {
        case 'quote':
          if (blank || indent > 3 || this.text[start] !== '>') return i;
          container.marked = this.line;
          this.at = start + 1;
          if (this.text[this.at] === ' ') this.at += 1;
          break;
        case 'item': {
          const isTip = i === this.stack.length - 1;
          if (blank) {
            if (container.children.length === 0 && isTip && this.leaf === null) return i;
            this.at = start;
          } else if (indent >= container.offset) this.at += container.offset;
          else return i;
          break;
        }
        case 'footnote':
          if (!blank && indent < 4) return i;
          this.at += Math.min(4, indent);
          break;
        case 'colon': {
          const run = blank || indent > 3 ? 0 : runLength(this.text, start, ':');
          const inFence = this.leaf?.type === 'fence' && i === this.stack.length - 1;
          if (run >= container.length && start + run === this.text.length && !inFence) {
            this.lastFilled = this.line;
            this.closeTo(i);
            return 'closed';
          }
          break;
        }
        default:
      }
    }
    return this.stack.length;
  }

  private measure(): { start: number; indent: number; blank: boolean } {
    let start = this.at;
    while (this.text.charCodeAt(start) === 0x20) start += 1;
    return { start, indent: start - this.at, blank: start >= this.text.length };
  }

  /** Code, HTML and tables take their lines themselves; true when this one was taken. */
  private continueLeaf(): boolean {
    const leaf = this.leaf!;
    const { start, indent, blank } = this.measure();
    switch (leaf.type) {
      case 'fence': {
        if (indent < 4 && this.text[start] === leaf.mark) {
          const run = runLength(this.text, start, leaf.mark);
          if (run >= leaf.length && start + run === this.text.length) {
            this.lastFilled = this.line;
            this.closeLeaf();
            return true;
          }
        }
        leaf.lines.push(this.text.slice(this.at + Math.min(indent, leaf.indent)));
        return true;
      }
      case 'html':
        if (leaf.end === '') {
          if (blank) this.closeLeaf();
          else leaf.lines.push(this.text.slice(this.at));
          return true;
        }
        leaf.lines.push(this.text.slice(this.at));
        if (this.text.toLowerCase().includes(leaf.end)) {
          this.lastFilled = this.line;
          this.closeLeaf();
        }
        return true;
      case 'indented':
        if (blank) leaf.lines.push('');
        else if (indent >= 4) leaf.lines.push(this.text.slice(this.at + 4));
        else {
          this.closeLeaf();
          return false;
        }
        return true;
      case 'table':
        if (blank || indent > 3 || this.interruptsTable(start)) {
          this.closeLeaf();
          return blank;
        }
        leaf.rows.push(this.tableRow(this.text.slice(start), leaf.columns));
        return true;
      default:
        return false;
    }
  }

  private interruptsTable(start: number): boolean {
    const rest = this.text.slice(start);
    return (
      rest.startsWith('>') ||
      rest.startsWith('#') ||
      rest.startsWith('```') ||
      rest.startsWith('~~~') ||
      isThematicBreak(rest) ||
      htmlEnd(rest, true) !== null ||
      (readListMark(rest) !== null && !rest.includes('|'))
    );
  }

  /** Opens what the rest of the line begins; `done` when that took the whole line, else how many containers it opened. */
  private openBlocks(matched: number): number | 'done' {
    let opened = 0;
    let inside = matched;
    for (;;) {
      const { start, indent, blank } = this.measure();
      if (blank) return opened;
      const all = inside === this.stack.length;
      const inParagraph = this.leaf?.type === 'paragraph';
      if (indent > 3) {
        if (inParagraph && opened === 0) return opened;
        this.closeTo(inside);
        this.openLeaf({ type: 'indented', lines: [this.text.slice(this.at + 4)], first: this.line });
        return 'done';
      }
      const rest = this.text.slice(start);
      const interrupts = inParagraph && all && opened === 0;
      const container =
        this.stack.length - 1 > LIMITS.depth || this.depth > 8
          ? 'none'
          : this.container(rest, start, indent, inside, interrupts);
      if (container === 'done') return 'done';
      if (container === 'opened') {
        opened += 1;
        inside = this.stack.length;
        continue;
      }
      return this.leafBlock(rest, start, inside, interrupts) ? 'done' : opened;
    }
  }

  private container(
    rest: string,
    start: number,
    indent: number,
    inside: number,
    interrupts: boolean,
  ): 'opened' | 'done' | 'none' {
    const c = rest.charCodeAt(0);
    if (c === 0x3e) {
      this.closeTo(inside);
      this.leaveList();
      this.stack.push({ type: 'quote', children: [], first: this.line, marked: this.line });
      this.at = start + 1;
      if (this.text[this.at] === ' ') this.at += 1;
      return 'opened';
    }
    if (c === 0x3a) {
      const length = runLength(rest, 0, ':');
      const info = rest.slice(length).trim();
      if (length >= 3 && info !== '' && !info.includes(':::')) {
        this.closeTo(inside);
        this.leaveList();
        this.stack.push({ type: 'colon', length, info, children: [], first: this.line });
        return 'done';
      }
      return 'none';
    }
    if (c === 0x5b && rest.charCodeAt(1) === 0x5e && !interrupts) {
      const close = rest.indexOf(']:');
      if (close > 2 && close < 200 && !rest.slice(2, close).includes(' ')) {
        this.closeTo(inside);
        this.leaveList();
        this.stack.push({ type: 'footnote', name: rest.slice(2, close), children: [], first: this.line });
        this.at = start + close + 2;
        return 'opened';
      }
      return 'none';
    }
    if (isThematicBreak(rest)) return 'none';
    const mark = readListMark(rest);
    if (mark === null) return 'none';
    const empty = mark.width >= rest.length;
    if (interrupts && (empty || (mark.ordered && mark.ordinal !== 1))) return 'none';
    this.closeTo(inside);
    this.openItem(mark, rest, start, indent, empty);
    return 'opened';
  }

  private openItem(mark: ListMark, rest: string, start: number, indent: number, empty: boolean): void {
    const tip = this.stack.at(-1)!;
    const same = tip.type === 'list' && tip.ordered === mark.ordered && tip.mark === mark.mark;
    if (!same) {
      this.leaveList();
      this.stack.push({ type: 'list', ordered: mark.ordered, mark: mark.mark, items: [], first: this.line });
    }
    const blanks = spaces(rest, mark.width);
    // More than four blanks after the mark belong to indented code inside the entry.
    const padding = empty || blanks === rest.length - mark.width || blanks > 4 ? 1 : blanks;
    this.stack.push({
      type: 'item',
      offset: indent + mark.width + padding,
      checked: null,
      children: [],
      first: this.line,
    });
    this.at = Math.min(start + mark.width + padding, this.text.length);
  }

  private leafBlock(rest: string, start: number, inside: number, interrupts: boolean): boolean {
    const c = rest.charCodeAt(0);
    if (c === 0x23) {
      const level = runLength(rest, 0, '#');
      if (level <= 6 && (level === rest.length || rest[level] === ' ')) {
        this.closeTo(inside);
        this.heading(level, closeHeading(rest.slice(level).trim()), this.line);
        return true;
      }
    }
    if (c === 0x60 || c === 0x7e) {
      const mark = rest[0]!;
      const length = runLength(rest, 0, mark);
      const info = rest.slice(length).trim();
      if (length >= 3 && (mark === '~' || !info.includes('`'))) {
        this.closeTo(inside);
        const indent = start - this.at;
        this.openLeaf({ type: 'fence', mark, length, indent, info, lines: [], first: this.line });
        return true;
      }
    }
    if (c === 0x3c) {
      const end = htmlEnd(rest, interrupts || (this.leaf?.type === 'paragraph' && inside < this.stack.length));
      if (end !== null) {
        this.closeTo(inside);
        this.openLeaf({ type: 'html', end, lines: [this.text.slice(this.at)], first: this.line });
        if (end !== '' && rest.toLowerCase().includes(end, end === '-->' ? 4 : 1)) {
          this.lastFilled = this.line;
          this.closeLeaf();
        }
        return true;
      }
    }
    if ((c === 0x3d || c === 0x2d) && interrupts && this.underline(rest)) return true;
    if (isThematicBreak(rest)) {
      this.closeTo(inside);
      this.add({ kind: 'transition', first: this.line, last: this.line });
      return true;
    }
    if (c === 0x28 && !interrupts && isMystTarget(rest)) {
      this.closeTo(inside);
      const name = labelOf(rest.slice(1, -2));
      this.add({ kind: 'target', of: 'label', name, target: null, children: [], first: this.line, last: this.line });
      return true;
    }
    if (this.reading.myst && !interrupts && (c === 0x25 || rest === '+++' || rest.startsWith('+++ '))) {
      this.closeTo(inside);
      if (c === 0x25) this.add({ kind: 'comment', text: rest.slice(1).trim(), first: this.line, last: this.line });
      else this.add({ kind: 'transition', first: this.line, last: this.line });
      return true;
    }
    return false;
  }

  /** The paragraph above becomes a heading, unless it holds nothing but link definitions. */
  private underline(rest: string): boolean {
    const mark = rest[0]!;
    const run = runLength(rest, 0, mark);
    if (run + spaces(rest, run) !== rest.length) return false;
    const leaf = this.leaf!;
    if (leaf.type !== 'paragraph') return false;
    const taken = this.takeDefinitions(leaf.lines, leaf.first);
    if (taken === leaf.lines.length) {
      this.leaf = null;
      return false;
    }
    const words = leaf.lines.slice(taken).join('\n');
    const first = leaf.first + taken;
    this.leaf = null;
    const span = { first, last: this.line };
    const title = later(this.reading, words.trim(), first);
    this.add({ kind: 'heading', level: mark === '=' ? 1 : 2, title, heading: span, ...span });
    return true;
  }

  private heading(level: number, words: string, line: number): void {
    const span = { first: line, last: line };
    this.add({ kind: 'heading', level, title: later(this.reading, words, line), heading: span, ...span });
  }

  private addText(blank: boolean): void {
    if (blank) {
      this.closeLeaf();
      return;
    }
    const text = this.text.slice(this.at).trimStart();
    if (this.leaf?.type === 'paragraph') {
      if (this.tableHead(text)) return;
      this.leaf.lines.push(text);
      return;
    }
    this.openLeaf({ type: 'paragraph', lines: [text], first: this.line });
  }

  /** A row of `---|:-:` below a line with as many cells makes that line the head of a table. */
  private tableHead(text: string): boolean {
    const leaf = this.leaf;
    if (leaf?.type !== 'paragraph') return false;
    const columns = delimiterColumns(text);
    const above = leaf.lines.at(-1)!;
    if (columns === 0 || !above.includes('|') || splitRow(above).length !== columns) return false;
    if (columns === 1 && !text.includes('|')) return false;
    leaf.lines.pop();
    if (leaf.lines.length > 0) this.closeLeaf();
    else this.leaf = null;
    const line = this.line;
    const head = this.rowOf(above, columns, line - 1);
    this.openLeaf({ type: 'table', columns, head, rows: [], first: line - 1 });
    return true;
  }

  private tableRow(text: string, columns: number): Row {
    return this.rowOf(text, columns, this.line);
  }

  private rowOf(text: string, columns: number, line: number): Row {
    const texts = splitRow(text).slice(0, columns);
    const span = { first: line, last: line };
    const cells = Array.from({ length: columns }, (_, index): Cell => {
      const words = texts[index] ?? '';
      const children: Block[] =
        words === '' ? [] : [{ kind: 'paragraph', inline: later(this.reading, words, line), ...span }];
      return { kind: 'cell', children, ...span };
    });
    return { kind: 'row', cells, ...span };
  }

  private openLeaf(leaf: Leaf): void {
    this.closeLeaf();
    this.leaveList();
    this.leaf = leaf;
  }

  private add(block: Flow): void {
    this.closeLeaf();
    this.leaveList();
    this.push(block);
  }

  private push(block: Flow): void {
    for (let i = this.stack.length - 1; i >= 0; i--) {
      const container = this.stack[i]!;
      if (container.type !== 'list') {
        container.children.push(block);
        return;
      }
    }
  }

  /** A list takes entries only: anything else stands beside it. */
  private leaveList(): void {
    if (this.stack.at(-1)!.type === 'list') this.closeTop();
  }

  private closeTo(length: number): void {
    if (this.stack.length > length) this.closeLeaf();
    else if (this.leaf !== null) this.closeLeaf();
    while (this.stack.length > length) this.closeTop();
  }

  private closeTop(): void {
    const container = this.stack.pop()!;
    const { first } = container;
    if (container.type === 'list') {
      const { ordered, items } = container;
      this.push({ kind: 'list', ordered, items, first, last: items.at(-1)?.last ?? first });
      return;
    }
    const children = this.blocksOf(container.children);
    const last = Math.max(first, container.children.at(-1)?.last ?? first);
    switch (container.type) {
      case 'item': {
        const list = this.stack.at(-1);
        const item: Item = { kind: 'item', checked: container.checked, children, first, last };
        if (list?.type === 'list') list.items.push(item);
        break;
      }
      case 'quote':
        this.push({ kind: 'quote', children, first, last: Math.max(last, container.marked) });
        break;
      case 'footnote':
        this.push({ kind: 'target', of: 'footnote', name: container.name, target: null, children, first, last });
        break;
      case 'colon': {
        const head = directiveHead(container.info);
        const end = Math.max(last, this.lastFilled);
        this.push({ kind: 'directive', ...head, options: [], children, first, last: end });
        break;
      }
      default:
    }
  }

  /** Headings inside other blocks head no section: a bold line over what follows. */
  private blocksOf(flow: readonly Flow[]): Block[] {
    return flow.map((block): Block => {
      if (block.kind === 'html') return { ...block, kind: 'markup' };
      if (block.kind !== 'heading') return block;
      const { first, last, title } = block;
      return { kind: 'paragraph', inline: [{ kind: 'strong', children: title, line: first }], first, last };
    });
  }

  private closeLeaf(): void {
    const leaf = this.leaf;
    if (leaf === null) return;
    this.leaf = null;
    const { first } = leaf;
    switch (leaf.type) {
      case 'paragraph':
        this.closeParagraph(leaf.lines, first);
        break;
      case 'fence':
        this.closeFence(leaf);
        break;
      case 'indented': {
        let count = leaf.lines.length;
        while (count > 1 && leaf.lines[count - 1] === '') count -= 1;
        const text = leaf.lines.slice(0, count).join('\n');
        this.push({ kind: 'literal', language: null, text, first, last: first + count - 1 });
        break;
      }
      case 'html': {
        const span = { first, last: first + leaf.lines.length - 1 };
        const text = leaf.lines.join('\n');
        if (leaf.end === '-->' && text.trimEnd().endsWith('-->')) {
          this.push({ kind: 'comment', text: text.trim().slice(4, -3).trim(), ...span });
        } else this.push({ kind: 'html', text, ...span });
        break;
      }
      case 'table': {
        const last = Math.max(first + 1, leaf.rows.at(-1)?.last ?? 0);
        this.push({ kind: 'table', head: [leaf.head], rows: leaf.rows, first, last });
        break;
      }
      default:
    }
  }

  private closeParagraph(lines: readonly string[], first: number): void {
    const taken = this.takeDefinitions(lines, first);
    if (taken === lines.length) return;
    const start = first + taken;
    const text = this.checkbox(lines.slice(taken).join('\n').trimEnd());
    const inline = later(this.reading, text, start);
    this.push({ kind: 'paragraph', inline, first: start, last: first + lines.length - 1 });
  }

  /** Emits the link definitions at the paragraph's beginning; returns how many of its lines they took. */
  private takeDefinitions(lines: readonly string[], first: number): number {
    if (!lines[0]!.startsWith('[')) return 0;
    let taken = 0;
    for (const { label, target, from, to } of readDefinitions(lines)) {
      const name = labelOf(label);
      if (!this.reading.definitions.has(name)) this.reading.definitions.set(name, target);
      const span: Span = { first: first + from, last: first + to - 1 };
      this.push({ kind: 'target', of: 'link', name, target, children: [], ...span });
      taken = to;
    }
    return taken;
  }

  /** `[ ]` or `[x]` at the beginning of an entry is its box. */
  private checkbox(text: string): string {
    const tip = this.stack.at(-1)!;
    if (tip.type !== 'item' || tip.children.length > 0 || text[0] !== '[' || text[2] !== ']') return text;
    const mark = text[1]!;
    if (!' xX'.includes(mark) || (text.length > 3 && text[3] !== ' ' && text[3] !== '\n')) return text;
    tip.checked = mark !== ' ';
    return text.slice(4);
  }

  private closeFence(leaf: Extract<Leaf, { type: 'fence' }>): void {
    const { first, info, lines } = leaf;
    const last = Math.max(first, Math.min(this.lastFilled, first + lines.length + 1));
    if (info.startsWith('{')) {
      const chunk = { lines, base: first + 1 };
      const nested = (inner: Chunk): Block[] => this.blocksOf(readBlocks(inner, this.depth + 1, this.reading));
      this.push(readDirectiveFence(info, chunk, { first, last }, this.depth < 8 ? nested : null));
      return;
    }
    const language = info.split(/\s/, 1)[0] || null;
    this.push({ kind: 'literal', language, text: lines.join('\n'), first, last });
  }
}

interface ListMark {
  readonly ordered: boolean;
  readonly ordinal: number;
  readonly mark: string;
  readonly width: number;
}

function readListMark(rest: string): ListMark | null {
  const c = rest.charCodeAt(0);
  if (c === 0x2d || c === 0x2a || c === 0x2b) {
    return rest.length === 1 || rest[1] === ' ' ? { ordered: false, ordinal: 0, mark: rest[0]!, width: 1 } : null;
  }
  let end = 0;
  while (end < 9 && rest.charCodeAt(end) >= 0x30 && rest.charCodeAt(end) <= 0x39) end += 1;
  if (end === 0 || (rest[end] !== '.' && rest[end] !== ')')) return null;
  if (end + 1 < rest.length && rest[end + 1] !== ' ') return null;
  return { ordered: true, ordinal: Number(rest.slice(0, end)), mark: rest[end]!, width: end + 1 };
}

function isThematicBreak(rest: string): boolean {
  const mark = rest[0];
  if (mark !== '-' && mark !== '*' && mark !== '_') return false;
  let count = 0;
  for (let i = 0; i < rest.length; i++) {
    if (rest[i] === mark) count += 1;
    else if (rest[i] !== ' ') return false;
  }
  return count >= 3;
}

function closeHeading(text: string): string {
  let end = text.length;
  while (end > 0 && text[end - 1] === '#') end -= 1;
  const closed = end < text.length && (end === 0 || text[end - 1] === ' ') ? text.slice(0, end).trimEnd() : text;
  // `{#anchor}` and `{.class}` of several site generators.
  if (!closed.endsWith('}')) return closed;
  const open = closed.lastIndexOf('{');
  return open > 0 && (closed[open + 1] === '#' || closed[open + 1] === '.') ? closed.slice(0, open).trimEnd() : closed;
}

/** What ends the HTML block that `rest` begins: a text, '' for a blank line, or null when it begins none (CommonMark 4.6). */
function htmlEnd(rest: string, inParagraph: boolean): string | null {
  if (rest.startsWith('<!--')) return '-->';
  if (rest.startsWith('<?')) return '?>';
  if (rest.startsWith('<![CDATA[')) return ']]>';
  if (/^<![a-z]/i.test(rest)) return '>';
  const match = /^<(\/?)([a-z][a-z0-9-]{0,30})(?=[\s/>]|$)/i.exec(rest);
  if (match === null) return null;
  const name = match[2]!.toLowerCase();
  if (match[1] === '' && (name === 'script' || name === 'pre' || name === 'style' || name === 'textarea')) {
    return `</${name}>`;
  }
  if (HTML_BLOCKS.has(name)) return '';
  // Any other whole tag alone on its line, but not inside a paragraph.
  return !inParagraph && rest.indexOf('>') === rest.trimEnd().length - 1 ? '' : null;
}

/** The number of columns of a delimiter row, 0 when the line is none. */
function delimiterColumns(text: string): number {
  if (!text.includes('-')) return 0;
  const cells = splitRow(text);
  for (const cell of cells) if (!/^:?-+:?$/.test(cell)) return 0;
  return cells.length;
}

/** Cells between `|`; `\|` is text, and so is a `|` in code by GitHub's rule only when escaped. */
function splitRow(text: string): string[] {
  const row = text.trim();
  const cells: string[] = [];
  let cell = '';
  let at = row.startsWith('|') ? 1 : 0;
  for (; at < row.length; at++) {
    const c = row[at]!;
    if (c === '\\' && row[at + 1] === '|') {
      cell += '|';
      at += 1;
    } else if (c === '|') {
      cells.push(cell.trim());
      cell = '';
    } else cell += c;
  }
  if (cell.trim() !== '' || !row.endsWith('|')) cells.push(cell.trim());
  return cells;
}

function runLength(text: string, from: number, mark: string): number {
  let end = from;
  while (text[end] === mark) end += 1;
  return end - from;
}

function spaces(text: string, from: number): number {
  return runLength(text, from, ' ');
}
