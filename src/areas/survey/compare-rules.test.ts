import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../kernel/ids.ts';
import {
  compareRounds,
  isSamePortfolio,
  mayCompare,
  percentOf,
  type ProjectInOneRound,
  type SaidAnswer,
} from './compare-rules.ts';
import { STANDARD_KEYS, type RoadmapKind, type RoadmapVerdict, type Round, type StandardKey } from './types.ts';

function said<Value extends string>(value: Value): SaidAnswer<Value> {
  return { value, corrected: false, reason: `It is ${value}.`, source: null };
}

function read(
  name: string,
  verdict: RoadmapVerdict,
  kind: RoadmapKind = 'technical',
  standards: Partial<Record<StandardKey, 'yes' | 'partly' | 'no' | 'unknown'>> = {},
): ProjectInOneRound {
  return {
    project: name as ProjectId,
    name,
    example: true,
    isUnnamed: false,
    state: 'read',
    said: {
      verdict: said(verdict),
      kind: said(kind),
      standards: Object.fromEntries(STANDARD_KEYS.map((key) => [key, said(standards[key] ?? 'yes')])) as never,
    },
  };
}

function unread(name: string): ProjectInOneRound {
  return { project: name as ProjectId, name, example: true, isUnnamed: false, state: 'not-reached', said: null };
}

describe('two rounds', () => {
  const { projects, shares, sharesOfBoth, standings, changed } = compareRounds(
    [
      read('Avocet', 'none', 'none'),
      read('bittern', 'good'),
      read('Crane', 'outdated'),
      unread('Dunlin'),
      read('Egret', 'good'),
    ],
    [
      read('Avocet', 'good', 'both', { governance: 'no' }),
      read('bittern', 'good'),
      read('Dunlin', 'good'),
      read('Egret', 'outdated', 'both'),
      read('Finch', 'none', 'none'),
    ],
  );

  test('tell of each project whether it is new, gone, changed, the same, or could not be read in one of them', () => {
    expect(projects.map(({ name, standing }) => `${name} ${standing}`)).toEqual([
      'Avocet changed',
      'bittern same',
      'Crane gone',
      'Dunlin unread',
      'Egret changed',
      'Finch new',
    ]);
    expect(standings).toEqual({ changed: 2, same: 1, new: 1, gone: 1, unread: 1 });
  });

  test('name each answer that differs, from and to, in the order of the questions', () => {
    expect(projects[0]!.changes.map(({ question, from, to }) => [question, from.value, to.value])).toEqual([
      ['verdict', 'none', 'good'],
      ['governance', 'yes', 'no'],
    ]);
    expect(projects[0]!.changes[0]!.to.reason).toBe('It is good.');
    expect([changed.verdict, changed.kind, changed.governance, changed.license]).toEqual([2, 1, 1, 0]);
    expect(projects[4]!.changes.map(({ question }) => question)).toEqual(['verdict', 'kind']);
  });

  test('count the shares of all that each read, and those of the projects that both read', () => {
    expect(shares.from).toEqual({ none: 1, outdated: 1, incomplete: 0, good: 2, unknown: 0 });
    expect(shares.to).toEqual({ none: 1, outdated: 1, incomplete: 0, good: 3, unknown: 0 });
    expect(sharesOfBoth).toEqual({
      from: { none: 1, outdated: 0, incomplete: 0, good: 2, unknown: 0 },
      to: { none: 0, outdated: 1, incomplete: 0, good: 2, unknown: 0 },
      projects: 3,
    });
  });
});

test('a correction is an answer like any other: what a person says of one round only is a change', () => {
  const one = read('Avocet', 'none');
  const other: ProjectInOneRound = {
    ...one,
    said: { ...one.said!, verdict: { value: 'good', corrected: true, reason: 'It is on the wiki.', source: null } },
  };
  expect(compareRounds([one], [other]).projects[0]!.changes).toMatchObject([
    { question: 'verdict', to: { corrected: true, reason: 'It is on the wiki.' } },
  ]);
});

test('whatever the rounds, no project is lost or told twice, and a round has not changed against itself', () => {
  const one = fc.record({
    name: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
    verdict: fc.constantFrom<RoadmapVerdict>('none', 'outdated', 'incomplete', 'good', 'unknown'),
    isRead: fc.boolean(),
  });
  const round = fc
    .uniqueArray(one, { selector: ({ name }) => name })
    .map((all) => all.map(({ name, verdict, isRead }) => (isRead ? read(name, verdict) : unread(name))));
  fc.assert(
    fc.property(round, round, (from, to) => {
      const { projects, standings } = compareRounds(from, to);
      const names = [...new Set([...from, ...to].map(({ name }) => name))].toSorted();
      expect(projects.map(({ name }) => name)).toEqual(names);
      expect(Object.values(standings).reduce((sum, n) => sum + n, 0)).toBe(names.length);
      const itself = compareRounds(from, from);
      expect(itself.projects.flatMap(({ changes }) => changes)).toEqual([]);
      expect(itself.standings.new + itself.standings.gone + itself.standings.changed).toBe(0);
    }),
  );
});

test('shares leave out what is not known', () => {
  expect(percentOf({ none: 1, outdated: 0, incomplete: 0, good: 3, unknown: 6 }, 'good')).toBe(75);
  expect(percentOf({ none: 0, outdated: 0, incomplete: 0, good: 0, unknown: 6 }, 'good')).toBe(null);
});

test('a portfolio is the same one while at least half of either is in both', () => {
  const of = (text: string) => new Set(text);
  expect(isSamePortfolio(of('abcd'), of('abcd'))).toBe(true);
  expect(isSamePortfolio(of('abcd'), of('ab'))).toBe(true);
  expect(isSamePortfolio(of('abcd'), of('abxyz'))).toBe(false);
  expect(isSamePortfolio(of('abcd'), of('a'))).toBe(false);
  expect(isSamePortfolio(of(''), of(''))).toBe(false);
});

test.each([
  [{}, { id: 'a' as RoundId }, 'round-with-itself'],
  [{ state: 'running' as const }, {}, 'round-still-read'],
  [{}, { state: 'stopping' as const }, 'round-still-read'],
])('what is not ended, or one round twice, is not compared: %j %j', (one, other, code) => {
  const round: Round = {
    id: 'a' as RoundId,
    title: 'November 2026',
    asOf: '2026-11-25' as CalendarDate,
    note: '',
    example: false,
    startedAt: new Date(0),
    startedBy: null,
    state: 'finished',
    runs: { waiting: 0, running: 0, read: 1, 'not-reached': 0, stopped: 0, total: 1 },
    finishedAt: new Date(1),
    published: null,
  };
  expect(mayCompare({ ...round, ...one }, { ...round, id: 'b' as RoundId, ...other })).toMatchObject({ refused: code });
  expect(mayCompare(round, { ...round, id: 'b' as RoundId, state: 'stopped' })).toHaveProperty('done');
});
