/** The round's table: which rows a query in the address asks for. Pure, so that page, API and export give the same. */
import type { RoundRow } from '../types.ts';

export interface RowQuery {
  readonly text: string;
  readonly verdict: string;
  readonly kind: string;
  /** Against the round before: '', 'changed', 'same', 'new'. */
  readonly since: string;
  readonly sort: 'name' | 'verdict' | 'change';
  readonly descending: boolean;
  readonly page: number;
}

export interface ShownRows {
  readonly rows: readonly RoundRow[];
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly page: number;
}

const PAGE = 50;
const VERDICT_ORDER = ['good', 'incomplete', 'outdated', 'none', 'unknown', null];

export function readRowQuery(query: URLSearchParams): RowQuery {
  const sort = query.get('sort');
  const page = Number(query.get('page') ?? '1');
  return {
    text: (query.get('text') ?? '').slice(0, 200),
    verdict: query.get('verdict') ?? '',
    kind: query.get('kind') ?? '',
    since: query.get('since') ?? '',
    sort: sort === 'verdict' || sort === 'change' ? sort : 'name',
    descending: query.get('descending') === '1',
    page: Number.isInteger(page) && page >= 1 ? page : 1,
  };
}

export function shownRows(rows: readonly RoundRow[], query: RowQuery): ShownRows {
  const words = query.text
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fitting = rows.filter(
    (row) =>
      words.every((word) => `${row.name} ${row.reason}`.toLowerCase().includes(word)) &&
      (query.verdict === '' || query.verdict === (row.verdict ?? row.state)) &&
      (query.kind === '' || row.kind === query.kind) &&
      (query.since === '' || query.since === changeOf(row)),
  );
  const sorted = fitting.toSorted((a, b) => compare(a, b, query.sort) || a.name.localeCompare(b.name));
  if (query.descending) sorted.reverse();
  const pages = Math.max(1, Math.ceil(sorted.length / PAGE));
  const page = Math.min(query.page, pages);
  const from = (page - 1) * PAGE;
  const shown = sorted.slice(from, from + PAGE);
  return { rows: shown, from: shown.length === 0 ? 0 : from + 1, to: from + shown.length, total: sorted.length, page };
}

function changeOf(row: RoundRow): string {
  if (row.before === null) return 'new';
  return row.before === row.verdict ? 'same' : 'changed';
}

function compare(a: RoundRow, b: RoundRow, sort: RowQuery['sort']): number {
  switch (sort) {
    case 'name':
      return a.name.localeCompare(b.name);
    case 'verdict':
      return VERDICT_ORDER.indexOf(a.verdict) - VERDICT_ORDER.indexOf(b.verdict);
    case 'change':
      return (a.lastChange ?? '').localeCompare(b.lastChange ?? '');
  }
}
