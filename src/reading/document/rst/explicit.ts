/** What begins with two dots: directives, targets, footnotes, substitutions and comments. */
import type { Block, Cell, Row } from '../tree.ts';
import { readInline } from './inline.ts';
import { indentOf, isBlank, takeIndented, trimBlanks } from './lines.ts';
import { nameOf } from './reading.ts';
import type { Chunk, Flow, Reading } from './reading.ts';

/** Directives whose first line is text already and no argument. */
const TEXT_FIRST = new Set([
  'note', 'tip', 'warning', 'hint', 'important', 'attention', 'caution', 'danger', 'error', 'seealso', 'todo', 'epigraph',
  'highlights', 'pull-quote', 'compound', 'centered', 'replace', 'hlist', 'hint', 'line-block', 'legend',
]); // prettier-ignore

/** Directives whose body is code, data or a list of pages, kept as it stands. */
const VERBATIM = new Set([
  'code', 'code-block', 'sourcecode', 'literalinclude', 'highlight', 'parsed-literal', 'math', 'raw', 'plot', 'ipython',
  'testcode', 'testsetup', 'testcleanup', 'testoutput', 'doctest', 'graphviz', 'digraph', 'graph', 'mermaid', 'productionlist',
  'jupyter-execute', 'toctree', 'autosummary', 'csv-table', 'contents', 'meta', 'default-role', 'role', 'tabularcolumns', 'index',
  'bibliography', 'program-output', 'command-output', 'prompt', 'uml', 'inheritance-diagram', 'try_examples', 'ifconfig', 'unicode',
  'date', 'currentmodule', 'module', 'highlightlang', 'image',
]); // prettier-ignore

const INCLUDES = new Set(['include', 'mdinclude', 'rstinclude']);

/** Reads the construct at `start` into `out`; `readText` reads a body as blocks. Returns the index of the line after it. */
export function readExplicit(
  lines: readonly string[],
  start: number,
  base: number,
  reading: Reading,
  readText: (chunk: Chunk) => Block[],
  out: Flow[],
): number {
  const line = lines[start]!;
  const margin = 2 + indentOf(line, 2);
  const text = line.slice(margin);
  // `..` over a blank line is a comment of its own and does not take the indented text below.
  if (text === '' && (lines[start + 1] === undefined || isBlank(lines[start + 1]!))) {
    out.push({ kind: 'comment', text: '', first: base + start, last: base + start });
    return start + 1;
  }
  const block = takeIndented(lines, start, text);
  const span = { first: base + start, last: base + Math.max(start, block.end - 1) };
  const read: Explicit = { text, lines: block.lines, base: base + start, reading, readText, ...span };
  out.push(footnote(read) ?? target(read) ?? substitution(read) ?? directive(read) ?? comment(read));
  return block.end;
}

interface Explicit {
  readonly text: string;
  readonly lines: readonly string[];
  readonly base: number;
  readonly reading: Reading;
  readonly readText: (chunk: Chunk) => Block[];
  readonly first: number;
  readonly last: number;
}

function spanOf({ first, last }: Explicit): { first: number; last: number } {
  return { first, last };
}

/** `.. [1] text`, `.. [#name] text`, `.. [Key2020] text` */
function footnote(read: Explicit): Block | null {
  if (!read.text.startsWith('[')) return null;
  const close = read.text.indexOf(']');
  if (close < 2 || (close + 1 < read.text.length && read.text[close + 1] !== ' ')) return null;
  const name = read.text.slice(1, close);
  if (name.includes(' ')) return null;
  const head = read.text.slice(close + 1).trimStart();
  const children = read.readText({ lines: [head, ...read.lines.slice(1)], base: read.base });
  return { kind: 'target', of: 'footnote', name, target: null, children, ...spanOf(read) };
}

/** `.. _name: address`, `.. _name:`, ``.. _`a name`: other_``, `.. __: address` */
function target(read: Explicit): Block | null {
  if (!read.text.startsWith('_') || read.text.length < 2 || read.text[1] === ' ') return null;
  const joined = read.lines.filter((line) => !isBlank(line)).map((line) => line.trim());
  const whole = joined.join('\n').slice(1);
  const end = nameEnd(whole);
  if (end < 0) return null;
  const written = whole.slice(0, end).trimEnd();
  const name = nameOf(whole.startsWith('`') ? written.slice(1, -1) : written.replaceAll('\\', ''));
  const address = whole
    .slice(end + 1)
    .split('\n')
    .join('')
    .trim();
  const of = address === '' ? 'label' : 'link';
  if (address !== '') {
    if (name === '_') read.reading.anonymousTargets.push(address);
    else if (!read.reading.targets.has(name)) read.reading.targets.set(name, address);
  }
  return { kind: 'target', of, name, target: address === '' ? null : address, children: [], ...spanOf(read) };
}

/** The colon that ends a target's name: outside backquotes, not escaped, before a blank or the end. */
function nameEnd(whole: string): number {
  if (whole.startsWith('`')) {
    const close = whole.indexOf('`', 1);
    const colon = close > 0 && whole[close + 1] === ' ' ? close + 2 : close + 1;
    return close > 0 && whole[colon] === ':' ? colon : -1;
  }
  for (let i = 0; i < whole.length; i++) {
    const c = whole[i];
    if (c === '\\') i += 1;
    else if (c === ':' && (i + 1 === whole.length || whole[i + 1] === ' ' || whole[i + 1] === '\n')) return i;
  }
  return -1;
}

/** `.. |name| replace:: text` */
function substitution(read: Explicit): Block | null {
  if (!read.text.startsWith('|') || read.text.length < 3 || read.text[1] === ' ') return null;
  const close = read.text.indexOf('|', 1);
  if (close < 0) return null;
  const name = nameOf(read.text.slice(1, close));
  const rest = read.text.slice(close + 1).trimStart();
  const head = directiveHead(rest);
  if (head === null) return null;
  const body = [head.rest, ...read.lines.slice(1)].map((line) => line.trim()).filter((line) => line !== '');
  // The option lines of an image are not its text.
  const words = body.filter((line, index) => index === 0 || !/^:[a-z]+:/.test(line)).join(' ');
  if (!read.reading.substitutions.has(name))
    read.reading.substitutions.set(name, { directive: head.name, text: words });
  return { kind: 'target', of: 'substitution', name, target: words, children: [], ...spanOf(read) };
}

function directiveHead(text: string): { name: string; rest: string } | null {
  const match = /^([a-zA-Z0-9][a-zA-Z0-9_.+:-]{0,80}?) ?::(?: +|$)/.exec(text);
  return match === null ? null : { name: match[1]!.toLowerCase(), rest: text.slice(match[0].length) };
}

function directive(read: Explicit): Block | null {
  const head = directiveHead(read.text);
  if (head === null) return null;
  const { name } = head;
  if (INCLUDES.has(name)) {
    return { kind: 'include', target: head.rest.trim(), ...spanOf(read) };
  }
  const argument = TEXT_FIRST.has(name) ? '' : head.rest.trim();
  const lines = [...read.lines];
  lines[0] = TEXT_FIRST.has(name) ? head.rest.trim() : '';
  const { options, next } = readOptions(lines, TEXT_FIRST.has(name) && lines[0] !== '' ? -1 : 1);
  for (let i = 1; i < next; i++) lines[i] = '';
  const block = { kind: 'directive', name, argument, options, ...spanOf(read) } as const;

  if (name === 'csv-table') return csvTable(read, lines) ?? { ...block, children: verbatim(lines, read, null) };
  if (VERBATIM.has(name)) return { ...block, children: verbatim(lines, read, argument === '' ? null : argument) };
  const children = read.readText({ lines, base: read.base });
  if (name === 'list-table' || name === 'flat-table') {
    return listTable(read, children, options) ?? { ...block, children };
  }
  return { ...block, children };
}

/** Option lines stand directly below the first line. */
function readOptions(
  lines: readonly string[],
  from: number,
): { options: { name: string; value: string }[]; next: number } {
  const options: { name: string; value: string }[] = [];
  let next = from;
  while (next > 0 && next < lines.length) {
    const line = lines[next]!;
    const close = line.startsWith(':') ? line.indexOf(':', 1) : -1;
    if (close > 1 && !line.slice(1, close).includes('`') && (close + 1 === line.length || line[close + 1] === ' ')) {
      options.push({ name: line.slice(1, close).trim(), value: line.slice(close + 1).trim() });
    } else if (options.length > 0 && line.startsWith(' ')) {
      // An option's value goes on, indented.
    } else break;
    next += 1;
  }
  return { options, next: Math.max(next, 1) };
}

function verbatim(lines: readonly string[], read: Explicit, language: string | null): Block[] {
  let from = 0;
  while (from < lines.length && isBlank(lines[from]!)) from += 1;
  const text = trimBlanks(lines);
  if (text.length === 0) return [];
  const first = read.base + from;
  return [{ kind: 'literal', language, text: text.join('\n'), first, last: first + text.length - 1 }];
}

/** Rows as entries of a list, cells as entries of the lists inside. */
function listTable(
  read: Explicit,
  children: readonly Block[],
  options: readonly { name: string; value: string }[],
): Block | null {
  const list = children.find((child) => child.kind === 'list');
  if (list === undefined) return null;
  const rows: Row[] = [];
  for (const item of list.items) {
    const inner = item.children.find((child) => child.kind === 'list');
    if (inner === undefined) return null;
    const cells = inner.items.map((cell): Cell => ({
      kind: 'cell',
      children: cell.children,
      first: cell.first,
      last: cell.last,
    }));
    rows.push({ kind: 'row', cells, first: item.first, last: item.last });
  }
  const stated = Number(options.find((option) => option.name === 'header-rows')?.value ?? '0');
  const heads = Number.isInteger(stated) && stated > 0 ? stated : 0;
  return { kind: 'table', head: rows.slice(0, heads), rows: rows.slice(heads), ...spanOf(read) };
}

/** Cells parted by commas, quoted where they hold commas, quotes (doubled) or line breaks. */
function csvTable(read: Explicit, lines: readonly string[]): Block | null {
  const rows: Row[] = [];
  let at = 0;
  while (at < lines.length) {
    if (isBlank(lines[at]!)) {
      at += 1;
      continue;
    }
    const row = csvRow(lines, at);
    const first = read.base + at;
    const last = read.base + row.end - 1;
    const cells = row.cells.map((text): Cell => {
      const inline = readInline(text, first, read.reading);
      const children: Block[] = text === '' ? [] : [{ kind: 'paragraph', inline, first, last }];
      return { kind: 'cell', children, first, last };
    });
    rows.push({ kind: 'row', cells, first, last });
    at = row.end;
  }
  return rows.length === 0 ? null : { kind: 'table', head: [], rows, ...spanOf(read) };
}

function csvRow(lines: readonly string[], start: number): { cells: string[]; end: number } {
  const cells: string[] = [];
  let at = start;
  let line = lines[start]!;
  let i = 0;
  for (;;) {
    while (line[i] === ' ') i += 1;
    let cell = '';
    if (line[i] === '"') {
      i += 1;
      for (;;) {
        const quote = line.indexOf('"', i);
        if (quote < 0) {
          cell += line.slice(i);
          at += 1;
          if (at >= lines.length) return { cells: [...cells, cell], end: at };
          cell += '\n';
          line = lines[at]!;
          i = 0;
        } else if (line[quote + 1] === '"') {
          cell += line.slice(i, quote + 1);
          i = quote + 2;
        } else {
          cell += line.slice(i, quote);
          i = quote + 1;
          break;
        }
      }
    }
    const comma = line.indexOf(',', i);
    cell += line.slice(i, comma < 0 ? undefined : comma);
    cells.push(cell.trim());
    if (comma < 0) return { cells, end: at + 1 };
    i = comma + 1;
  }
}

function comment(read: Explicit): Block {
  return { kind: 'comment', text: trimBlanks(read.lines).join('\n'), ...spanOf(read) };
}
