import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import type { RoundRow } from '../types.ts';
import { readRowQuery, shownRows } from './table.ts';

function row(name: string, verdict: RoundRow['verdict'], change: Partial<RoundRow> = {}): RoundRow {
  return {
    project: name as ProjectId,
    name,
    example: true,
    optedOut: false,
    state: verdict === null ? 'not-reached' : 'read',
    verdict,
    corrected: false,
    kind: 'technical',
    reason: `Reason of ${name}`,
    lastChange: null,
    evidence: null,
    problem: null,
    before: null,
    ...change,
  };
}

const rows = [
  row('Grid', 'good', { before: 'outdated', lastChange: '2026-10-01' as CalendarDate }),
  row('mesh', 'none', { before: 'none', kind: 'none' }),
  row('Lattice', 'outdated', { kind: 'both', lastChange: '2019-01-01' as CalendarDate }),
  row('Yarn', null),
];

const names = (query: string) => shownRows(rows, readRowQuery(new URLSearchParams(query))).rows.map(({ name }) => name);

describe('the table of a round', () => {
  test.each([
    ['by name at first, whatever the case of letters', '', ['Grid', 'Lattice', 'mesh', 'Yarn']],
    ['by verdict, best first', 'sort=verdict', ['Grid', 'Lattice', 'mesh', 'Yarn']],
    ['by last change, newest first', 'sort=change&descending=1', ['Grid', 'Lattice', 'Yarn', 'mesh']],
    ['words of name and reason, all of them', 'text=reason%20GRID', ['Grid']],
    ['one verdict', 'verdict=none', ['mesh']],
    ['those not reached', 'verdict=not-reached', ['Yarn']],
    ['one kind', 'kind=both', ['Lattice']],
    ['a verdict that changed', 'since=changed', ['Grid']],
    ['a verdict that stayed', 'since=same', ['mesh']],
    ['not surveyed before', 'since=new', ['Lattice', 'Yarn']],
    [
      'nonsense in the address is no error',
      'sort=constructor&page=-7&descending=maybe',
      ['Grid', 'Lattice', 'mesh', 'Yarn'],
    ],
  ])('%s', (_, query, expected) => {
    expect(names(query)).toEqual(expected);
  });

  test('a page past the last one is the last one', () => {
    const many = Array.from({ length: 120 }, (_, n) => row(`P${String(n).padStart(3, '0')}`, 'good'));
    const shown = shownRows(many, readRowQuery(new URLSearchParams('page=99')));
    expect([shown.page, shown.from, shown.to, shown.total]).toEqual([3, 101, 120, 120]);
  });
});
