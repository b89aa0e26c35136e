/** Grid and simple tables of reStructuredText, as rows of cells whose text is read as blocks. A malformed table is no table. */
import type { Block, Cell, Row, Table } from '../tree.ts';
import { isBlank } from './lines.ts';
import type { Chunk } from './reading.ts';

type ReadCell = (chunk: Chunk) => Block[];
type Found = { readonly block: Table; readonly end: number } | null;

/** `+---+---+` */
export function isGridTop(line: string): boolean {
  return line.length > 4 && line.startsWith('+-') && line.endsWith('-+') && only(line, '+-');
}

/** `====  ====`, at least two columns. */
export function isSimpleTop(line: string): boolean {
  return line.startsWith('=') && line.includes(' =') && only(line, '= ');
}

function only(line: string, characters: string): boolean {
  for (let i = 0; i < line.length; i++) if (!characters.includes(line[i]!)) return false;
  return true;
}

export function readGridTable(lines: readonly string[], start: number, base: number, readCell: ReadCell): Found {
  let end = start;
  while (end < lines.length && isGridLine(lines[end]!)) end += 1;
  const width = lines[start]!.length;
  if (end - start < 3 || !isGridBorder(lines[end - 1]!, '-')) return null;
  for (let i = start; i < end; i++) if (lines[i]!.length !== width) return null;

  const edges = columnEdges(lines, start, end);
  const rows: Row[] = [];
  let headEnd = 0;
  let open = start;
  for (let i = start + 1; i < end; i++) {
    if (!isGridBorder(lines[i]!, '-') && !isGridBorder(lines[i]!, '=')) continue;
    rows.push(gridRow(lines, open + 1, i, base, edges, readCell));
    if (lines[i]!.includes('=') && isGridBorder(lines[i]!, '=')) headEnd = rows.length;
    open = i;
  }
  return {
    block: {
      kind: 'table',
      head: rows.slice(0, headEnd),
      rows: rows.slice(headEnd),
      first: base + start,
      last: base + end - 1,
    },
    end,
  };
}

function isGridLine(line: string): boolean {
  const last = line[line.length - 1];
  return (line.startsWith('|') || line.startsWith('+')) && (last === '|' || last === '+');
}

function isGridBorder(line: string, rule: '-' | '='): boolean {
  return line.length > 2 && line.startsWith('+') && line.endsWith('+') && only(line, `+${rule}`);
}

/** Where a border of the table has a `+`: every place a cell may begin. */
function columnEdges(lines: readonly string[], start: number, end: number): number[] {
  const edges = new Set<number>();
  for (let i = start; i < end; i++) {
    const line = lines[i]!;
    if (!line.startsWith('+')) continue;
    for (let at = line.indexOf('+'); at >= 0; at = line.indexOf('+', at + 1)) edges.add(at);
  }
  return [...edges].sort((a, b) => a - b);
}

/** Cells between two borders; an edge where some line has no `|` joins the columns beside it. */
function gridRow(
  lines: readonly string[],
  from: number,
  to: number,
  base: number,
  edges: readonly number[],
  readCell: ReadCell,
): Row {
  const cells: Cell[] = [];
  const first = base + Math.min(from, to);
  const last = base + Math.max(from, to - 1);
  let left = 0;
  for (const edge of edges) {
    if (edge === 0) continue;
    let parts = true;
    for (let i = from; i < to && parts; i++) parts = '|+'.includes(lines[i]![edge] ?? ' ');
    if (!parts) continue;
    cells.push(cellOf(lines, from, to, base, left + 1, edge, readCell));
    left = edge;
  }
  return { kind: 'row', cells, first, last };
}

function cellOf(
  lines: readonly string[],
  from: number,
  to: number,
  base: number,
  left: number,
  right: number,
  readCell: ReadCell,
): Cell {
  const texts = lines.slice(from, to).map((line) => line.slice(left, right).trimEnd());
  const margin = marginOf(texts);
  const children = readCell({ lines: texts.map((text) => text.slice(margin)), base: base + from });
  return { kind: 'cell', children, first: base + from, last: base + Math.max(from, to - 1) };
}

function marginOf(texts: readonly string[]): number {
  let margin = Infinity;
  for (const text of texts) if (text !== '') margin = Math.min(margin, text.length - text.trimStart().length);
  return margin === Infinity ? 0 : margin;
}

export function readSimpleTable(lines: readonly string[], start: number, base: number, readCell: ReadCell): Found {
  const top = lines[start]!;
  const borders = [start];
  let end = -1;
  for (let i = start + 1; i < lines.length; i++) {
    const line = lines[i]!;
    if (!line.startsWith('=') || !only(line, '= ')) continue;
    if (line.length !== top.length) return null;
    borders.push(i);
    const below = lines[i + 1];
    if (borders.length === 3 || below === undefined || isBlank(below)) {
      end = i;
      break;
    }
  }
  if (end < 0) return null;
  const columns = columnsOf(top);
  const headEnd = borders.length === 3 ? borders[1]! : start;
  const head = headEnd > start ? simpleRows(lines, start + 1, headEnd, base, columns, readCell) : [];
  const rows = simpleRows(lines, headEnd + 1, end, base, columns, readCell);
  return { block: { kind: 'table', head, rows, first: base + start, last: base + end }, end: end + 1 };
}

function columnsOf(border: string): number[] {
  const columns: number[] = [];
  for (let at = 0; at < border.length; at++) {
    if (border[at] === '=' && (at === 0 || border[at - 1] === ' ')) columns.push(at);
  }
  return columns;
}

/** A line with text in the first column begins a row; a line of `-` only groups columns of the row above. */
function simpleRows(
  lines: readonly string[],
  from: number,
  to: number,
  base: number,
  columns: readonly number[],
  readCell: ReadCell,
): Row[] {
  const rows: Row[] = [];
  const firstEnd = columns[1] ?? Infinity;
  let start = -1;
  const close = (end: number) => {
    let stop = end;
    while (stop > start && isBlank(lines[stop - 1]!)) stop -= 1;
    if (start >= 0 && stop > start) rows.push(simpleRow(lines, start, stop, base, columns, readCell));
    start = -1;
  };
  for (let i = from; i < to; i++) {
    const line = lines[i]!;
    if (line.startsWith('-') && only(line, '- ')) close(i);
    else if (isBlank(line)) continue;
    else if (line.slice(0, firstEnd).trim() !== '' || start < 0) {
      close(i);
      start = i;
    }
  }
  close(to);
  return rows;
}

function simpleRow(
  lines: readonly string[],
  from: number,
  to: number,
  base: number,
  columns: readonly number[],
  readCell: ReadCell,
): Row {
  // Text across the gap between two columns belongs to one cell over both.
  const lefts = columns.filter((left) => {
    if (left === 0) return true;
    for (let i = from; i < to; i++) {
      const line = lines[i]!;
      if (line.length >= left && line[left - 1] !== ' ' && line[left - 1] !== undefined) return false;
    }
    return true;
  });
  const cells = lefts.map((left, index) => cellOf(lines, from, to, base, left, lefts[index + 1] ?? Infinity, readCell));
  return { kind: 'row', cells, first: base + from, last: base + to - 1 };
}
