import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { sampleReport } from '../../../../test/support/survey.ts';
import type { CalendarDate } from '../../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../../kernel/ids.ts';
import type { Result, Round, RoundRow } from '../types.ts';
import { codeSpan } from '../../../kernel/markdown.ts';
import { exportRound, type RoundExport } from './exports.ts';

const HOSTILE = '=HYPERLINK("http://x.example","<script>alert(1)</script>|`\n*bold*';

function exported(name: string): RoundExport {
  const report = sampleReport(name);
  const result: Result = {
    project: 'p' as ProjectId,
    verdict: 'good',
    kind: 'technical',
    reason: 'It names things.',
    lastChange: '2026-10-02' as CalendarDate,
    report,
    madeAt: new Date(0),
  };
  const row: RoundRow = {
    project: 'p' as ProjectId,
    name,
    example: true,
    optedOut: false,
    state: 'read',
    verdict: 'good',
    corrected: false,
    kind: 'technical',
    reason: 'It names things.',
    lastChange: result.lastChange,
    evidence: {
      repository: 'https://github.com/example/grid',
      commit: 'abc',
      path: 'doc/`road`map.rst',
      lines: [1, 2],
    },
    problem: null,
    before: 'none',
  };
  const round: Round = {
    id: 'r' as RoundId,
    title: 'November 2026',
    asOf: '2026-11-20' as CalendarDate,
    note: '',
    example: true,
    startedAt: new Date(0),
    startedBy: null,
    state: 'finished',
    runs: { waiting: 0, running: 0, read: 1, 'not-reached': 0, stopped: 0, total: 1 },
    finishedAt: new Date(1),
    published: null,
  };
  const files = { results: [result], counted: [result], unnamed: 0, corrections: new Map() };
  return { round, rows: [row], ...files, baseUrl: 'http://localhost:4310' };
}

describe('a round as a file', () => {
  test('CSV: one row a project, formulas of hostile names defused, every standard a column', () => {
    const { name, type, body } = exportRound('csv', exported(HOSTILE));
    expect([name, type]).toEqual(['survey-november-2026.csv', 'text/csv; charset=utf-8']);
    const [first] = parse<Record<string, string>>(body, { columns: true, bom: true });
    expect(first!['project']).toBe(`'${HOSTILE}`);
    expect([first!['verdict'], first!['cla'], first!['license'], first!['verdict_before']]).toEqual([
      'good',
      'unknown',
      'yes',
      'none',
    ]);
    expect(first!['page']).toBe('http://localhost:4310/survey/r/projects/p');
  });

  test('JSON: the contract of the command, with commits and corrections', () => {
    const read = JSON.parse(exportRound('json', exported('Example Grid')).body) as {
      round: { asOf: string };
      projects: {
        name: string;
        roadmap: { state: string };
        standards: Record<string, { answer: string }>;
        repositories: unknown[];
      }[];
    };
    expect(read.round.asOf).toBe('2026-11-20');
    expect(read.projects[0]!.roadmap.state).toBe('good');
    expect(read.projects[0]!.standards['cla']!.answer).toBe('unknown');
    expect(read.projects[0]!.repositories).toHaveLength(1);
    expect(JSON.stringify(read)).not.toContain('quote');
  });

  test('Markdown: hostile names make no markup, no new cell and no new row', () => {
    const { body } = exportRound('md', exported(HOSTILE));
    const row = body.split('\n').find((line) => line.includes('HYPERLINK'))!;
    expect(row.match(/(?<!\\)\|/g)).toHaveLength(6);
    expect(row).not.toContain('<script>');
    expect(body.split('\n').filter((line) => line.includes('bold'))).toHaveLength(1);
    expect(row).toContain('``doc/`road`map.rst``');
  });

  test.each([
    ['doc/my_plan[1]*.md', '`doc/my_plan[1]*.md`'],
    ['`tick', '`` `tick ``'],
    ['a``b', '```a``b```'],
    ['a\\|b', 'a\\\\\\|b'],
    [' a\n# b ', '`a # b`'],
  ])('Markdown: the path %j is shown as it is', (path, shown) => {
    expect(codeSpan(path)).toBe(shown);
  });
});
