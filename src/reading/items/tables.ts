/** Items out of tables: each row of the body is a unit (rule 2). */
import { withoutEnd } from '../ends.ts';
import type { Cell, Inline, Row, Table } from '../document/index.ts';
import { isLifeCycle } from './lexicon.ts';
import { linksIn } from './links.ts';
import type { Place } from './lists.ts';
import { firstStated, statusOfCell, statusOfStrike, statusOfTitle, strikeOf } from './status.ts';
import type { Found } from './status.ts';
import { paragraphsOf, plain } from './text.ts';
import { THRESHOLDS } from './thresholds.ts';
import { titleOfEntry } from './titles.ts';
import { MOST_ITEMS } from './types.ts';
import type { RoadmapItem } from './types.ts';

interface Columns {
  /** The area or theme, which may stand over several rows; null when the table has none. */
  readonly area: number | null;
  /** What is to be done. */
  readonly work: number;
  readonly status: readonly number[];
}

export function unitsOfTable(table: Table, place: Place): RoadmapItem[] {
  const head = table.head.at(-1) ?? null;
  const rows = table.rows.slice(0, MOST_ITEMS);
  const texts = rows.map((row) => row.cells.map(textOf));
  const columns = columnsOf(head, texts);
  if (columns === null) return [];
  const areas = filledDown(texts, columns.area);
  const rowsOfArea = new Map<string, number>();
  for (const area of areas) rowsOfArea.set(area, (rowsOfArea.get(area) ?? 0) + 1);

  const units: RoadmapItem[] = [];
  for (const [index, row] of rows.entries()) {
    const cells = texts[index]!;
    const area = areas[index]!;
    const work = cells[columns.work] ?? '';
    if (work === '' && area === '') continue;
    const alone = columns.area === null || area === '' || rowsOfArea.get(area) === 1;
    const titled = alone && columns.area !== null && area !== '' ? columns.area : columns.work;
    const title = titleOfEntry(inlineOf(row.cells[titled])) || titleOfEntry(inlineOf(row.cells[columns.work])) || area;
    if (title === '' || isLifeCycle(title)) continue;
    const found = firstStated(statusOfRow(row, cells, columns), place.status);
    units.push({
      title,
      section: alone ? place.path : [...place.path, area],
      lines: [row.first, row.last],
      status: found.status,
      statusStated: found.stated,
      links: linksIn(
        [],
        row.cells.flatMap((cell) => cell.children),
      ),
      parts: [],
      anchor: 'table-row',
      because: 'a row of a table of plans',
    });
  }
  return units;
}

const AREA =
  /^(?:themes?|areas?|categor(?:y|ies)|topics?|components?|epics?|groups?|modules?|domains?|tracks?|pillars?|work ?streams?)$/i;
const WORK =
  /^(?:descriptions?|features?|items?|tasks?|what|goals?|titles?|names?|summary|initiatives?|projects?|work(?: items?)?|deliverables?|enhancements?|objectives?|improvements?|actions?|proposals?|issues?|stories|story|outcomes?|plans?)$/i;
const STATUS = /^(?:status|state|progress|done\??|completed?\??|notes?|remarks?|comments?)$/i;
const ASIDE =
  /^(?:timelines?|timeframes?|dates?|due|when|quarters?|releases?|versions?|milestones?|targets?(?: \w+)?|eta|owners?|assignees?|leads?|champions?|contacts?|who|priority|priorities|size|effort|links?|prs?|pull requests?|#|id|number|nr\.?|epic link|tracking(?: issue)?|since|start|end|year)$/i;

/** Columns by their headings; a table of symbols and meanings is a legend and has none. */
function columnsOf(head: Row | null, rows: readonly (readonly string[])[]): Columns | null {
  const width = rows.reduce((most, row) => Math.max(most, row.length), head?.cells.length ?? 0);
  if (rows.length === 0 || width === 0) return null;
  const names = Array.from({ length: width }, (_, index) => withoutEnd(textOf(head?.cells[index]), ':*').trim());
  if (/^(?:symbols?|icons?|emojis?|legend|label|meaning)$/i.test(names[0]!) && width <= 3) return null;
  const indexes = names.map((_, index) => index);
  const status = indexes.filter((index) => STATUS.test(names[index]!));
  const free = indexes.filter(
    (index) => !STATUS.test(names[index]!) && !ASIDE.test(names[index]!) && hasText(rows, index),
  );
  if (free.length === 0) return null;
  const work = free.find((index) => WORK.test(names[index]!) && !AREA.test(names[index]!));
  const area = free.find((index) => AREA.test(names[index]!) && index !== work);
  if (work !== undefined) {
    // A column of names before the described work tells the area when it repeats or is left empty.
    const before = free.find((index) => index < work && (area === undefined || index === area));
    return { area: area ?? before ?? null, work, status };
  }
  const [first, second] = free;
  if (area !== undefined) return { area, work: free.find((index) => index !== area) ?? area, status };
  if (second !== undefined && repeats(rows, first!)) return { area: first!, work: second, status };
  return { area: null, work: first!, status };
}

function hasText(rows: readonly (readonly string[])[], index: number): boolean {
  return rows.some((row) => /[\p{L}]/u.test(row[index] ?? ''));
}

function repeats(rows: readonly (readonly string[])[], index: number): boolean {
  const seen = new Set<string>();
  for (const row of rows) {
    const text = row[index] ?? '';
    if (text === '' || seen.has(text)) return true;
    seen.add(text);
  }
  return false;
}

/** Empty cells repeat the cell above. */
function filledDown(rows: readonly (readonly string[])[], column: number | null): string[] {
  let last = '';
  return rows.map((row) => {
    const text = column === null ? '' : (row[column] ?? '');
    if (text !== '') last = text;
    return last;
  });
}

/** A status column, else a word of status in a date column, a strike or a mark in the title. */
function statusOfRow(row: Row, cells: readonly string[], columns: Columns): Found | null {
  for (const index of columns.status) {
    const found = statusOfCell(cells[index] ?? '');
    if (found !== null) return found;
  }
  const work = inlineOf(row.cells[columns.work]);
  return (
    statusOfStrike(strikeOf(work)) ??
    statusOfTitle(plain(work)) ??
    cells
      .filter((_, index) => index !== columns.work && index !== columns.area)
      .map((cell) => (cell.length <= THRESHOLDS.statusCell ? statusOfCell(cell) : null))
      .find((found) => found !== null) ??
    null
  );
}

function textOf(cell: Cell | undefined): string {
  return cell === undefined ? '' : paragraphsOf(cell.children).join(' ');
}

function inlineOf(cell: Cell | undefined): readonly Inline[] {
  const paragraph = cell?.children.find((child) => child.kind === 'paragraph');
  return paragraph?.kind === 'paragraph' ? paragraph.inline : [];
}
