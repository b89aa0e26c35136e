/** What MyST adds to Markdown: directives in fences, labels before headings. Roles are read with the inline text. */
import type { Block, Cell, Row, Span } from '../tree.ts';
import type { Chunk } from './reading.ts';

/** Directives whose body is code, data or a list of pages, kept as it stands. */
const VERBATIM = new Set([
  'code', 'code-block', 'code-cell', 'sourcecode', 'literalinclude', 'math', 'raw', 'mermaid', 'graphviz', 'toctree',
  'tableofcontents', 'contents', 'autosummary', 'automodule', 'autoclass', 'csv-table', 'eval-rst', 'image', 'bibliography',
  'plot', 'ipython', 'doctest', 'testcode', 'testoutput', 'list-directory', 'program-output', 'command-output', 'iframe', 'jsonschema',
]); // prettier-ignore

/** Directives whose first line is text already and no argument. */
const TEXT_FIRST = new Set([
  'note', 'tip', 'warning', 'hint', 'important', 'attention', 'caution', 'danger', 'error', 'seealso', 'todo',
]); // prettier-ignore

/** `{name} argument` of a fence, or the bare name some site generators write. */
export function directiveHead(info: string): { name: string; argument: string } {
  if (info.startsWith('{')) {
    const close = info.indexOf('}');
    if (close > 0) return { name: info.slice(1, close).trim().toLowerCase(), argument: info.slice(close + 1).trim() };
  }
  const blank = info.indexOf(' ');
  return blank < 0
    ? { name: info.toLowerCase(), argument: '' }
    : { name: info.slice(0, blank).toLowerCase(), argument: info.slice(blank + 1).trim() };
}

/** `(label)=` alone on a line. */
export function isMystTarget(rest: string): boolean {
  return rest.endsWith(')=') && rest.length > 3 && rest.indexOf(')') === rest.length - 2;
}

/** A fence of backquotes with a directive's name; `read` is null where nesting ends. */
export function readDirectiveFence(
  info: string,
  chunk: Chunk,
  span: Span,
  read: ((chunk: Chunk) => Block[]) | null,
): Block {
  const { name, argument } = directiveHead(info);
  if (name === 'include') return { kind: 'include', target: argument, ...span };
  const { options, next } = readOptions(chunk.lines);
  const body: Chunk = { lines: chunk.lines.slice(next), base: chunk.base + next };
  const head = { kind: 'directive', name, argument, options, ...span } as const;
  if (VERBATIM.has(name) || read === null) return { ...head, children: verbatim(body, argument) };
  if (TEXT_FIRST.has(name) && argument !== '') {
    const lines = [argument, ...chunk.lines.slice(next)];
    if (next === 0) return { ...head, argument: '', children: read({ lines, base: chunk.base - 1 }) };
  }
  const children = read(body);
  return name === 'list-table' ? (listTable(children, options, span) ?? { ...head, children }) : { ...head, children };
}

/** `:key: value` lines, or YAML between `---`, at the beginning of the body. */
function readOptions(lines: readonly string[]): { options: { name: string; value: string }[]; next: number } {
  const options: { name: string; value: string }[] = [];
  let next = 0;
  if (lines[0]?.trim() === '---') {
    for (next = 1; next < lines.length && lines[next]!.trim() !== '---'; next++) {
      const colon = lines[next]!.indexOf(':');
      if (colon > 0)
        options.push({ name: lines[next]!.slice(0, colon).trim(), value: lines[next]!.slice(colon + 1).trim() });
    }
    return { options, next: Math.min(next + 1, lines.length) };
  }
  while (next < lines.length) {
    const line = lines[next]!;
    const close = line.startsWith(':') ? line.indexOf(':', 1) : -1;
    if (close <= 1 || (close + 1 < line.length && line[close + 1] !== ' ')) break;
    options.push({ name: line.slice(1, close).trim(), value: line.slice(close + 1).trim() });
    next += 1;
  }
  return { options, next };
}

function verbatim(body: Chunk, argument: string): Block[] {
  const text = body.lines.join('\n').trimEnd();
  if (text === '') return [];
  const last = body.base + text.split('\n').length - 1;
  return [{ kind: 'literal', language: argument === '' ? null : argument, text, first: body.base, last }];
}

function listTable(
  children: readonly Block[],
  options: readonly { name: string; value: string }[],
  span: Span,
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
  return { kind: 'table', head: rows.slice(0, heads), rows: rows.slice(heads), ...span };
}
