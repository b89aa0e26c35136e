import { parse } from 'csv-parse/sync';
import { expect, test } from 'vitest';
import type { CalendarDate } from '../../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../../kernel/ids.ts';
import { compareRounds, type ProjectInOneRound } from '../compare-rules.ts';
import { STANDARD_KEYS, type RoadmapVerdict, type Round } from '../types.ts';
import { exportComparison } from './compare-exports.ts';
import { pointsBetween } from './compare-page.tsx';

const HOSTILE = '=HYPERLINK("http://x.example","<script>alert(1)</script>|`\n*bold*';

function round(id: string, title: string, asOf: string): Round {
  return {
    id: id as RoundId,
    title,
    asOf: asOf as CalendarDate,
    note: '',
    example: true,
    startedAt: new Date(0),
    startedBy: null,
    state: 'finished',
    runs: { waiting: 0, running: 0, read: 2, 'not-reached': 0, stopped: 0, total: 2 },
    finishedAt: new Date(1),
    published: new Date(1),
  };
}

function read(name: string, verdict: RoadmapVerdict): ProjectInOneRound {
  const source = {
    repository: 'example/grid',
    url: '/srv/git/grid',
    commit: 'abc',
    path: 'my_plan.md',
    lines: [3, 4],
  } as const;
  const answer = { value: 'yes', corrected: false, reason: 'So it is.', source: null } as const;
  return {
    project: name as ProjectId,
    name,
    example: true,
    isUnnamed: false,
    state: 'read',
    said: {
      verdict: { value: verdict, corrected: false, reason: `${name} says ${verdict}.`, source },
      kind: { value: 'technical', corrected: false, reason: '', source },
      standards: Object.fromEntries(STANDARD_KEYS.map((key) => [key, answer])) as never,
    },
  };
}

const [from, to] = [round('r1', 'September 2018', '2018-09-25'), round('r2', 'November 2026', '2026-11-25')];
const comparison = compareRounds(
  [read(HOSTILE, 'none'), read('Bittern', 'good')],
  [read(HOSTILE, 'good'), read('Bittern', 'good'), read('Crane', 'none')],
);
const trend = [
  { round: from, shares: comparison.shares.from },
  { round: to, shares: comparison.shares.to },
];
const all = { from, to, comparison, trend, baseUrl: 'https://x.example' };

test('CSV: a row for each answer that differs, with both sources and formulas of hostile names defused', () => {
  const { name, type, body } = exportComparison('csv', all);
  expect([name, type]).toEqual(['survey-september-2018-and-november-2026.csv', 'text/csv; charset=utf-8']);
  const rows = parse<Record<string, string>>(body, { columns: true, bom: true });
  expect(rows.map(({ question, from: was, to: became }) => [question, was, became])).toEqual([
    ['verdict', 'none', 'good'],
    ['verdict', 'absent', 'none'],
  ]);
  expect(rows[0]).toMatchObject({
    project: `'${HOSTILE}`,
    from_path: 'my_plan.md',
    to_lines: '3-4',
    to_commit: 'abc',
    to_page: expect.stringContaining('https://x.example/survey/r2/projects/'),
  });
  expect(rows[1]).toMatchObject({ project: 'Crane', from_reason: '', from_page: '' });
});

test('JSON: every project with both answers, the shares and the trend, and no folder of the machine', () => {
  const { body } = exportComparison('json', all);
  const read = JSON.parse(body) as { projects: { name: string; standing: string }[]; trend: unknown[]; shares: object };
  expect(read.projects.map(({ standing }) => standing)).toEqual(['changed', 'same', 'new']);
  expect(read.trend).toHaveLength(2);
  expect(read.shares).toEqual(comparison.shares);
  expect(body).not.toContain('/srv/git');
});

test('Markdown: shares with their change, and hostile names make no markup, no new cell and no new row', () => {
  const { body } = exportComparison('md', all);
  expect(body).toContain('| Good | 1 (50%) | 2 (66.7%) | +16.7 |');
  const row = body.split('\n').find((line) => line.includes('HYPERLINK'))!;
  expect(row.match(/(?<!\\)\|/g)).toHaveLength(5);
  expect(row).not.toContain('<script>');
  expect(row).toContain('`my_plan.md`');
  expect(body.split('\n').filter((line) => line.includes('bold'))).toHaveLength(1);
});

test('a change of shares is told in points, and nothing where there were no projects', () => {
  const none = { none: 0, outdated: 0, incomplete: 0, good: 0, unknown: 0 };
  const half = { ...none, none: 1, good: 1 };
  expect(pointsBetween({ from: half, to: { ...none, good: 2 } }, 'none')).toBe('−50');
  expect(pointsBetween({ from: half, to: half }, 'good')).toBe('0');
  expect(pointsBetween({ from: none, to: half }, 'good')).toBe(null);
});
