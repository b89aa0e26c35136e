/**
 * The block parser of reStructuredText, after the states of docutils: what a line opens is decided by its first characters and
 * the line below it. Each nested block is read from its own lines without their indentation; nesting is limited, so the work is
 * linear in the size of the document.
 */
import { append } from '../../append.ts';
import { LIMITS } from '../tree.ts';
import type { Block, Definition, Field, Inline, Item, List, Paragraph, Span } from '../tree.ts';
import { continues, isListed, readEnumerator } from './enumerators.ts';
import type { Enumerator } from './enumerators.ts';
import { readExplicit } from './explicit.ts';
import { readInline } from './inline.ts';
import { isAdornment, isBlank, indentOf, takeIndented, takeKnownIndented, trimBlanks } from './lines.ts';
import { nameOf } from './reading.ts';
import type { Chunk, Flow, Reading } from './reading.ts';
import { isGridTop, isSimpleTop, readGridTable, readSimpleTable } from './tables.ts';

/** Where blocks stand: the body of the document may hold headings, a list entry reads lists more freely. */
type Place = 'document' | 'entry' | 'nested';

/** Underlines and rules shorter than this are text unless they cover a title (docutils). */
const SHORT = 4;

export function readBlocks(chunk: Chunk, place: Place, depth: number, reading: Reading): Flow[] {
  if (depth > LIMITS.depth) {
    reading.cuts.push({ because: 'depth', line: chunk.base });
    return readFlat(chunk, reading);
  }
  return new BlockReader(chunk, place, depth, reading).read();
}

/** Blocks of a nested place, where no heading can stand. */
export function readNested(chunk: Chunk, place: 'entry' | 'nested', depth: number, reading: Reading): Block[] {
  return readBlocks(chunk, place, depth, reading).filter((block): block is Block => block.kind !== 'heading');
}

/** Too deep to look for structure: paragraphs between blank lines. */
function readFlat(chunk: Chunk, reading: Reading): Paragraph[] {
  const out: Paragraph[] = [];
  let from = 0;
  for (let i = 0; i <= chunk.lines.length; i++) {
    if (i < chunk.lines.length && !isBlank(chunk.lines[i]!)) continue;
    if (i > from) {
      const text = chunk.lines.slice(from, i).join('\n');
      const first = chunk.base + from;
      out.push({ kind: 'paragraph', inline: readInline(text, first, reading), first, last: chunk.base + i - 1 });
    }
    from = i + 1;
  }
  return out;
}

class BlockReader {
  private readonly lines: readonly string[];
  private readonly base: number;
  private readonly place: Place;
  private readonly depth: number;
  private readonly reading: Reading;
  private readonly out: Flow[] = [];
  /** Lists that only readers see. */
  private readonly meant = new Set<List>();
  private at = 0;

  constructor(chunk: Chunk, place: Place, depth: number, reading: Reading) {
    this.lines = chunk.lines;
    this.base = chunk.base;
    this.place = place;
    this.depth = depth;
    this.reading = reading;
  }

  read(): Flow[] {
    while (this.at < this.lines.length) {
      const line = this.lines[this.at]!;
      if (isBlank(line)) this.at += 1;
      else if (line.charCodeAt(0) === 0x20) this.quote();
      else this.body(line);
    }
    return this.out;
  }

  private readonly readText = (chunk: Chunk): Block[] => readNested(chunk, 'nested', this.depth + 1, this.reading);

  private raw(index: number): number {
    return this.base + index;
  }

  private quote(): void {
    const block = takeIndented(this.lines, this.at);
    const children = this.readText({ lines: block.lines, base: this.raw(this.at) });
    this.out.push({ kind: 'quote', children, ...this.span(this.at, block.end) });
    this.at = block.end;
  }

  /** From the first line to the last that is not blank before `end`. */
  private span(first: number, end: number): Span {
    let last = end - 1;
    while (last > first && isBlank(this.lines[last]!)) last -= 1;
    return { first: this.raw(first), last: this.raw(last) };
  }

  private body(line: string): void {
    const bullet = bulletWidth(line);
    if (bullet > 0) return this.bulletList(line[0]!);
    const enumerator = readEnumerator(line, null);
    if (enumerator !== null && isListed(enumerator, this.lines[this.at + 1])) return this.enumeratedList(enumerator);
    if (fieldNameEnd(line) > 0) return this.fieldList(fieldNameEnd, readFieldName);
    if (optionsEnd(line) > 0) return this.fieldList(optionsEnd, readOptions);
    if (line.startsWith('>>>') && (line.length === 3 || line[3] === ' ')) return this.doctest();
    if (isLineBlock(line)) return this.lineBlock();
    if (isGridTop(line) && this.gridTable()) return undefined;
    if (isSimpleTop(line) && this.simpleTable()) return undefined;
    if (line.startsWith('..') && (line.length === 2 || line[2] === ' ')) return this.explicit();
    if (line.startsWith('__') && (line.length === 2 || line[2] === ' ')) return this.anonymousTarget();
    if (isAdornment(line) && this.adornment(line)) return undefined;
    return this.text(line);
  }

  private bulletList(bullet: string): void {
    const first = this.at;
    const items: Item[] = [];
    let end = first;
    while (this.at < this.lines.length) {
      const line = this.lines[this.at]!;
      if (isBlank(line)) {
        this.at += 1;
        continue;
      }
      const width = line[0] === bullet ? bulletWidth(line) : 0;
      if (width === 0) break;
      items.push(this.item(width, line.length <= width));
      end = this.at;
    }
    this.pushList(false, items, this.span(first, end));
  }

  /** A list that goes on right after one that only its readers see is one list. */
  private pushList(ordered: boolean, items: readonly Item[], span: Span): void {
    const before = this.out.at(-1);
    if (this.reading.lists === 'as-meant' && before?.kind === 'list' && before.ordered === ordered) {
      if (this.meant.has(before)) {
        const joined: List = { ...before, items: [...before.items, ...items], last: span.last };
        this.meant.add(joined);
        this.out[this.out.length - 1] = joined;
        return;
      }
    }
    this.out.push({ kind: 'list', ordered, items, ...span });
  }

  private item(width: number, empty: boolean): Item {
    const start = this.at;
    // A mark alone takes the indentation of what follows; a mark with text fixes it.
    const block = empty ? takeIndented(this.lines, start, '') : takeKnownIndented(this.lines, start, width);
    this.at = block.end;
    const chunk = { lines: block.lines, base: this.raw(start) };
    return {
      kind: 'item',
      checked: null,
      children: readNested(chunk, 'entry', this.depth + 1, this.reading),
      ...this.span(start, block.end),
    };
  }

  private enumeratedList(opening: Enumerator): void {
    const first = this.at;
    const items: Item[] = [];
    let end = first;
    let last = opening;
    let auto = opening.sequence === '#';
    while (this.at < this.lines.length) {
      const line = this.lines[this.at]!;
      if (isBlank(line)) {
        this.at += 1;
        continue;
      }
      const next = items.length === 0 ? opening : readEnumerator(line, auto ? null : last.sequence);
      if (next === null || (items.length > 0 && !continues(last, auto, next))) break;
      if (!isListed(next, this.lines[this.at + 1])) break;
      if (next.sequence === '#') auto = true;
      items.push(this.item(next.width, line.length <= next.width));
      last = next;
      end = this.at;
    }
    this.pushList(true, items, this.span(first, end));
  }

  /** Fields (`:name: value`) and command-line options (`-a  what it does`) have the same shape. */
  private fieldList(endOf: (line: string) => number, nameIn: (line: string, end: number) => string): void {
    const first = this.at;
    const fields: Field[] = [];
    let end = first;
    while (this.at < this.lines.length) {
      const line = this.lines[this.at]!;
      if (isBlank(line)) {
        this.at += 1;
        continue;
      }
      const width = endOf(line);
      if (width === 0) break;
      const start = this.at;
      const block = takeIndented(this.lines, start, line.slice(width));
      this.at = block.end;
      fields.push({
        kind: 'field',
        name: nameIn(line, width),
        children: this.readText({ lines: block.lines, base: this.raw(start) }),
        ...this.span(start, block.end),
      });
      end = this.at;
    }
    this.out.push({ kind: 'fields', fields, ...this.span(first, end) });
  }

  private doctest(): void {
    const first = this.at;
    while (this.at < this.lines.length && !isBlank(this.lines[this.at]!)) this.at += 1;
    this.literal(first, this.at, this.lines.slice(first, this.at), 'pycon');
  }

  private literal(first: number, end: number, lines: readonly string[], language: string | null): void {
    this.out.push({ kind: 'literal', language, text: lines.join('\n'), ...this.span(first, end) });
  }

  private lineBlock(): void {
    const first = this.at;
    const inline: Inline[] = [];
    while (this.at < this.lines.length) {
      const line = this.lines[this.at]!;
      if (!isLineBlock(line) && !line.startsWith(' ')) break;
      if (inline.length > 0 && !line.startsWith(' ')) inline.push({ kind: 'break', line: this.raw(this.at) });
      const words = line.slice(1).trim();
      if (words !== '') {
        const before = line.startsWith(' ') ? ' ' : '';
        append(inline, readInline(before + words, this.raw(this.at), this.reading));
      }
      this.at += 1;
    }
    this.out.push({ kind: 'paragraph', inline, ...this.span(first, this.at) });
  }

  private gridTable(): boolean {
    return this.table(readGridTable(this.lines, this.at, this.base, this.readText));
  }

  private simpleTable(): boolean {
    return this.table(readSimpleTable(this.lines, this.at, this.base, this.readText));
  }

  private table(found: { block: Block; end: number } | null): boolean {
    if (found === null) return false;
    this.out.push(found.block);
    this.at = found.end;
    return true;
  }

  private explicit(): void {
    this.at = readExplicit(this.lines, this.at, this.base, this.reading, this.readText, this.out);
  }

  private anonymousTarget(): void {
    const first = this.at;
    const target = this.lines[first]!.slice(2).trim();
    this.at += 1;
    this.reading.anonymousTargets.push(target);
    this.out.push({ kind: 'target', of: 'link', name: '', target, children: [], ...this.span(first, this.at) });
  }

  /** A rule across the page or the line over a title; false when it is too short to be either. */
  private adornment(line: string): boolean {
    const start = this.at;
    if (this.place !== 'document') {
      if (line.length < SHORT) return false;
      // docutils calls this an error; readers see a rule.
      this.at += 1;
      this.out.push({ kind: 'transition', ...this.span(start, this.at) });
      return true;
    }
    const title = this.lines[start + 1];
    if (title === undefined || isBlank(title)) {
      if (line.length < SHORT) return false;
      this.at += 1;
      this.out.push({ kind: 'transition', ...this.span(start, this.at) });
      return true;
    }
    const under = this.lines[start + 2];
    if (under !== line || isAdornment(title)) {
      if (line.length < SHORT) return false;
      this.at += 1;
      this.out.push({ kind: 'transition', ...this.span(start, this.at) });
      return true;
    }
    if (line.length < SHORT && title.length > line.length) return false;
    this.at += 3;
    this.out.push({
      kind: 'heading',
      style: line[0]! + line[0]!,
      title: readInline(title.trim(), this.raw(start + 1), this.reading),
      heading: { first: this.raw(start + 1), last: this.raw(start + 2) },
      ...this.span(start, this.at),
    });
    return true;
  }

  private text(line: string): void {
    const below = this.lines[this.at + 1];
    if (below === undefined || isBlank(below)) return this.paragraph(this.at + 1);
    if (below.charCodeAt(0) === 0x20) return this.definitionList();
    if (isAdornment(below) && (below.length >= line.length || below.length >= SHORT))
      return this.underlined(line, below);
    let end = this.at + 1;
    while (end < this.lines.length && !isBlank(this.lines[end]!) && this.lines[end]!.charCodeAt(0) !== 0x20) end += 1;
    return this.paragraph(end);
  }

  private underlined(line: string, below: string): void {
    const start = this.at;
    this.at += 2;
    const title = readInline(line.trim(), this.raw(start), this.reading);
    if (this.place === 'document') {
      const span = this.span(start, this.at);
      this.out.push({ kind: 'heading', style: below[0]!, title, heading: span, ...span });
    } else {
      // A title inside another block has no section: a bold line over what follows.
      const strong: Inline = { kind: 'strong', children: title, line: this.raw(start) };
      this.out.push({ kind: 'paragraph', inline: [strong], ...this.span(start, this.at) });
    }
  }

  private paragraph(end: number): void {
    const start = this.at;
    const split = this.reading.lists === 'as-meant' ? this.listInside(start, end) : -1;
    if (split > 0) {
      this.pushParagraph(start, split);
      this.at = split;
      return this.meantList(split, end);
    }
    this.at = end;
    if (this.pushParagraph(start, end)) this.literalBlock();
    return undefined;
  }

  /** Emits the paragraph; true when its `::` announces a literal block. */
  private pushParagraph(start: number, end: number): boolean {
    let text = this.lines.slice(start, end).join('\n').trimEnd();
    const announces = text.endsWith('::') && !text.endsWith('\\::');
    if (announces) {
      if (text.length === 2) {
        this.out.push({ kind: 'paragraph', inline: [], ...this.span(start, end) });
        return true;
      }
      const before = text[text.length - 3]!;
      text = before === ' ' || before === '\n' ? text.slice(0, -3).trimEnd() : text.slice(0, -1);
    }
    const inline = readInline(text, this.raw(start), this.reading);
    this.out.push({ kind: 'paragraph', inline, ...this.span(start, end) });
    return announces;
  }

  /** Indented text after `::`, or lines that all begin with the same punctuation. */
  private literalBlock(): void {
    let start = this.at;
    while (start < this.lines.length && isBlank(this.lines[start]!)) start += 1;
    const line = this.lines[start];
    if (line === undefined) return;
    if (line.startsWith(' ')) {
      const block = takeIndented(this.lines, start);
      this.literal(start, block.end, trimBlanks(block.lines), null);
      this.at = block.end;
      return;
    }
    const quote = line[0]!;
    if (!isPunctuation(quote.charCodeAt(0)) || start === this.at) return;
    let end = start;
    while (end < this.lines.length && this.lines[end]!.startsWith(quote)) end += 1;
    if (end < this.lines.length && !isBlank(this.lines[end]!)) return;
    this.literal(start, end, this.lines.slice(start, end), null);
    this.at = end;
  }

  /** The line inside a paragraph at which people see a list begin, or -1. */
  private listInside(start: number, end: number): number {
    for (let i = start + 1; i < end; i++) {
      const line = this.lines[i]!;
      const width = bulletWidth(line);
      if (width > 0 && line.length > width) {
        if (this.place === 'entry' || this.lines[i - 1]!.endsWith(':')) return i;
        for (let next = i + 1; next < end; next++) {
          if (this.lines[next]![0] === line[0] && bulletWidth(this.lines[next]!) > 0) return i;
        }
        return -1;
      }
      const enumerator = readEnumerator(line, null);
      if (enumerator !== null && (enumerator.ordinal === 1 || enumerator.sequence === '#')) {
        if (this.lines[i - 1]!.endsWith(':')) return i;
      }
    }
    return -1;
  }

  /** Entries without blank lines before or between them; a line that starts no entry goes on with the one above. */
  private meantList(start: number, end: number): void {
    const items: Item[] = [];
    const ordered = bulletWidth(this.lines[start]!) === 0;
    let at = start;
    while (at < end) {
      const line = this.lines[at]!;
      const width = markWidth(line);
      let next = at + 1;
      while (next < end && markWidth(this.lines[next]!) === 0) next += 1;
      const lines = [line.slice(width), ...this.lines.slice(at + 1, next)];
      // Indented lines after the last entry belong to it.
      let last = next;
      if (next === end) {
        const rest = takeIndented(this.lines, end);
        append(lines, rest.lines);
        last = rest.end > end ? rest.end : end;
      }
      items.push({
        kind: 'item',
        checked: null,
        children: readNested({ lines, base: this.raw(at) }, 'entry', this.depth + 1, this.reading),
        ...this.span(at, last),
      });
      at = next;
      this.at = last;
    }
    const list: List = { kind: 'list', ordered, items, ...this.span(start, this.at) };
    this.meant.add(list);
    this.out.push(list);
  }

  /** Terms with indented text directly below; blank lines may part the entries. */
  private definitionList(): void {
    const first = this.at;
    const entries: Definition[] = [];
    let end = first;
    while (this.at < this.lines.length) {
      if (isBlank(this.lines[this.at]!)) {
        this.at += 1;
        continue;
      }
      const below = this.lines[this.at + 1];
      if (below === undefined || isBlank(below) || below.charCodeAt(0) !== 0x20) break;
      if (this.lines[this.at]!.charCodeAt(0) === 0x20 || (entries.length > 0 && this.opensOther())) break;
      entries.push(this.definition());
      end = this.at;
    }
    this.at = end;
    const meant = this.reading.lists === 'as-meant' ? this.listsUnderTerms(entries) : null;
    if (meant === null) this.out.push({ kind: 'definitions', entries, ...this.span(first, end) });
    else append(this.out, meant);
  }

  private definition(): Definition {
    const start = this.at;
    const block = takeIndented(this.lines, start + 1);
    this.at = block.end;
    const term = this.lines[start]!;
    return {
      kind: 'definition',
      term: readInline(term, this.raw(start), this.reading),
      termLines: this.span(start, start + 1),
      children: this.readText({ lines: block.lines, base: this.raw(start + 1) }),
      ...this.span(start, block.end),
    };
  }

  /** A line that opens another construct is no term. */
  private opensOther(): boolean {
    const line = this.lines[this.at]!;
    if (bulletWidth(line) > 0 || fieldNameEnd(line) > 0 || isLineBlock(line)) return true;
    if (line.startsWith('..') && (line.length === 2 || line[2] === ' ')) return true;
    if (optionsEnd(line) > 0 || isGridTop(line) || isSimpleTop(line) || isAdornment(line)) return true;
    const enumerator = readEnumerator(line, null);
    return enumerator !== null && isListed(enumerator, this.lines[this.at + 1]);
  }

  /** "Goals:" over an indented list is an introduction and a list to its readers, not a term and its definition. */
  private listsUnderTerms(entries: readonly Definition[]): Block[] | null {
    const out: Block[] = [];
    for (const [index, entry] of entries.entries()) {
      const term = this.lines[entry.first - this.base]!;
      const introduces = term.endsWith(':') || (this.place === 'entry' && index === 0 && entries.length === 1);
      if (!introduces || !entry.children.every((child) => child.kind === 'list')) return null;
      out.push({ kind: 'paragraph', inline: entry.term, first: entry.first, last: entry.first }, ...entry.children);
    }
    return out;
  }
}

/** `- `, `* `, `+ ` or a typographic bullet: the width of the mark, 0 when there is none. */
function bulletWidth(line: string): number {
  const c = line.charCodeAt(0);
  if (c !== 0x2d && c !== 0x2a && c !== 0x2b && c !== 0x2022 && c !== 0x2023 && c !== 0x2043) return 0;
  if (line.length === 1) return 1;
  return line.charCodeAt(1) === 0x20 ? 1 + indentOf(line, 1) : 0;
}

function markWidth(line: string): number {
  const bullet = bulletWidth(line);
  if (bullet > 0) return line.length > bullet ? bullet : 0;
  return readEnumerator(line, null)?.width ?? 0;
}

function isLineBlock(line: string): boolean {
  return line.charCodeAt(0) === 0x7c && (line.length === 1 || line.charCodeAt(1) === 0x20);
}

function isPunctuation(c: number): boolean {
  return (c > 0x20 && c < 0x30) || (c > 0x39 && c < 0x41) || (c > 0x5a && c < 0x61) || (c > 0x7a && c < 0x7f);
}

/** Where the text of a field begins, 0 when the line is none. The name holds no bare `: ` and does not begin or end blank. */
function fieldNameEnd(line: string): number {
  if (line.charCodeAt(0) !== 0x3a || line.length < 3) return 0;
  const second = line.charCodeAt(1);
  if (second === 0x20 || second === 0x3a) return 0;
  for (let i = 1; i < line.length; i++) {
    const c = line.charCodeAt(i);
    if (c === 0x5c) i += 1;
    else if (c === 0x3a) {
      const next = line.charCodeAt(i + 1);
      if (i + 1 === line.length || next === 0x20) {
        return line.charCodeAt(i - 1) === 0x20 ? 0 : i + 1 + indentOf(line, i + 1);
      }
      if (next === 0x60) return 0;
    }
  }
  return 0;
}

function readFieldName(line: string, end: number): string {
  return line.slice(1, line.lastIndexOf(':', end - 1));
}

/** `-a`, `-f FILE, --file=FILE`, `/V` before two blanks or the line's end: where the description begins, 0 when it is none. */
function optionsEnd(line: string): number {
  const c = line.charCodeAt(0);
  if (c !== 0x2d && c !== 0x2f && c !== 0x2b) return 0;
  let at = 0;
  for (;;) {
    const end = optionEnd(line, at);
    if (end < 0) return 0;
    if (line.startsWith(', ', end)) {
      at = end + 2;
      continue;
    }
    const blanks = indentOf(line, end);
    if (end === line.length || blanks >= 2) return end + blanks;
    return 0;
  }
}

function optionEnd(line: string, at: number): number {
  const long = line.startsWith('--', at);
  let end = at + (long ? 2 : 1);
  if (!isOptionName(line.charCodeAt(end))) return -1;
  end += 1;
  if (long || line[at] === '/') while (isOptionName(line.charCodeAt(end)) || '-_'.includes(line[end] ?? '?')) end += 1;
  const joint = line[end];
  const takesArgument =
    long || line[at] === '/' ? joint === '=' || joint === ' ' : joint !== undefined && joint !== ',';
  if (!takesArgument) return end;
  const start = joint === ' ' || joint === '=' ? end + 1 : end;
  if (line[start] === '<') {
    const close = line.indexOf('>', start);
    return close > 0 ? close + 1 : -1;
  }
  let stop = start;
  while (isOptionName(line.charCodeAt(stop)) || (stop > start && '-_'.includes(line[stop] ?? '?'))) stop += 1;
  return stop > start ? stop : joint === ' ' ? end : -1;
}

function isOptionName(c: number): boolean {
  return (c >= 0x30 && c <= 0x39) || (c >= 0x41 && c <= 0x5a) || (c >= 0x61 && c <= 0x7a);
}

function readOptions(line: string, end: number): string {
  return nameOf(line.slice(0, end));
}
