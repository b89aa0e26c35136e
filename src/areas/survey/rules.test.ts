import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { STRANGER, type Actor, type Grant } from '../../kernel/actor.ts';
import type { CalendarDate } from '../../kernel/dates.ts';
import type { PersonId, ProjectId, RoundId } from '../../kernel/ids.ts';
import { refused } from '../../kernel/refusal.ts';
import {
  canRead,
  canReadProject,
  mayCorrect,
  mayLookBackTo,
  mayPublish,
  mayResume,
  mayRetry,
  mayStop,
  roundState,
  shares,
  speaksFor,
  SURVEY_OF_2018,
  timeLeft,
} from './rules.ts';
import { VERDICTS, type Round, type RoundState, type Run, type RunState } from './types.ts';

const grid = 'grid' as ProjectId;
const mesh = 'mesh' as ProjectId;

function person(...grants: Grant[]): Actor {
  return { kind: 'person', person: 'p' as PersonId, name: 'Ada Example', grants, hats: [], hat: null };
}

function round(state: RoundState, published = false): Round {
  return {
    id: 'r' as RoundId,
    title: 'September 2018',
    asOf: '2018-09-25' as CalendarDate,
    note: '',
    example: false,
    startedAt: new Date(0),
    startedBy: null,
    state,
    runs: { waiting: 0, running: 0, read: 1, 'not-reached': 0, stopped: 0, total: 1 },
    finishedAt: null,
    published: published ? new Date(1) : null,
  };
}

const run = (state: RunState) => ({ name: 'Grid', state }) as Run;
const code = (decision: object) => ('refused' in decision ? decision.refused : 'allowed');

describe('reading', () => {
  test.each([
    ['a stranger reads a published round', STRANGER, true, true],
    ['a stranger does not read an unpublished round', STRANGER, false, false],
    ['an engagement lead reads an unpublished round', person({ role: 'ENG', project: null }), false, true],
    ['a maintainer does not: it judges other projects too', person({ role: 'MNT', project: grid }), false, false],
    ['a funder does not', person({ role: 'FND', project: null }), false, false],
    ['a signed-in person without any role does not', person(), false, false],
    ['a finance person does not, as the matrix says', person({ role: 'FIN', project: null }), false, false],
  ] as const)('%s', (_, actor, published, expected) => {
    expect(canRead(actor, { published: published ? new Date(0) : null })).toBe(expected);
  });

  test.each([
    ['a maintainer reads their own project before it is published', person({ role: 'MNT', project: grid }), grid, true],
    ['a representative too', person({ role: 'PRJ', project: grid }), grid, true],
    ['but no other project', person({ role: 'PRJ', project: grid }), mesh, false],
    ['a funder reads neither', person({ role: 'FND', project: null }), grid, false],
    ['a stranger reads neither', STRANGER, grid, false],
    ['a technical lead reads every one', person({ role: 'TEC', project: null }), mesh, true],
  ] as const)('of one project: %s', (_, actor, project, expected) => {
    expect(canReadProject(actor, { published: null }, project)).toBe(expected);
    expect(canReadProject(actor, { published: new Date(0) }, project)).toBe(true);
  });
});

describe('correcting', () => {
  test.each([
    [
      'a representative corrects answers about their own project',
      person({ role: 'PRJ', project: grid }),
      'read',
      'allowed',
    ],
    [
      'a representative of another project does not',
      person({ role: 'PRJ', project: mesh }),
      'read',
      'not-yours-to-correct',
    ],
    ['a technical lead does', person({ role: 'TEC', project: null }), 'read', 'allowed'],
    [
      'an engagement lead does not: sales never edits what a project said',
      person({ role: 'ENG', project: null }),
      'read',
      'not-yours-to-correct',
    ],
    ['a stranger does not', STRANGER, 'read', 'not-yours-to-correct'],
    ['nobody corrects what was not read yet', person({ role: 'ADM', project: null }), 'waiting', 'nothing-read-yet'],
  ] as const)('%s', (_, actor, state, expected) => {
    expect(code(mayCorrect(actor, grid, state))).toBe(expected);
  });

  test('who holds the representative’s role speaks for the project, an administrator for the workspace', () => {
    expect(speaksFor(person({ role: 'PRJ', project: grid }), grid)).toBe(true);
    expect(speaksFor(person({ role: 'PRJ', project: mesh }), grid)).toBe(false);
    expect(speaksFor(person({ role: 'ADM', project: null }), grid)).toBe(false);
  });
});

describe('steering', () => {
  test.each(['running', 'stopping'] as const)('a round that is %s can be stopped', (state) => {
    expect(code(mayStop(round(state)))).toBe('allowed');
  });

  test('an ended round is not stopped, a running one not resumed', () => {
    expect(code(mayStop(round('finished')))).toBe('round-not-running');
    expect(code(mayResume(round('running')))).toBe('round-not-stopped');
    expect(code(mayResume(round('stopped')))).toBe('allowed');
  });

  test('only what could not be reached is tried again', () => {
    expect(code(mayRetry(run('not-reached')))).toBe('allowed');
    expect(code(mayRetry(run('read')))).toBe('run-not-failed');
  });

  test('half a round is not published, and none twice', () => {
    expect(code(mayPublish(round('stopped')))).toBe('round-not-finished');
    expect(code(mayPublish(round('finished')))).toBe('allowed');
    expect(code(mayPublish(round('finished', true)))).toBe('already-published');
  });

  test('nobody looks into the future', () => {
    const today = '2026-11-25' as CalendarDate;
    expect(refused(mayLookBackTo('2026-11-26' as CalendarDate, today))).toBe(true);
    expect(refused(mayLookBackTo(today, today))).toBe(false);
  });
});

describe('the state of a round', () => {
  test.each([
    ['runs while something is open', { open: 3, running: 1, stopped: 0 }, false, 'running'],
    ['is finished when all are ended', { open: 0, running: 0, stopped: 0 }, false, 'finished'],
    ['is stopping while the current ones end', { open: 1, running: 1, stopped: 5 }, true, 'stopping'],
    ['is stopped when they have', { open: 0, running: 0, stopped: 5 }, true, 'stopped'],
    ['stays stopped while dropped ones are not resumed', { open: 0, running: 0, stopped: 2 }, false, 'stopped'],
  ] as const)('%s', (_, runs, stop, expected) => {
    expect(roundState(runs, stop)).toBe(expected);
  });
});

test('shares count every verdict once', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...VERDICTS)), (verdicts) => {
      const counted = shares(verdicts);
      expect(Object.values(counted).reduce((sum, n) => sum + n, 0)).toBe(verdicts.length);
      for (const verdict of VERDICTS) expect(counted[verdict]).toBe(verdicts.filter((one) => one === verdict).length);
    }),
  );
});

test('the survey of 2018 adds up to everything', () => {
  expect(SURVEY_OF_2018.none + SURVEY_OF_2018.outdatedOrIncomplete + SURVEY_OF_2018.good).toBe(100);
});

test('the time left follows the pace so far and is not guessed before there is one', () => {
  expect(timeLeft(0, 10, 5_000)).toBe(null);
  expect(timeLeft(5, 10, 5_000)).toBe(10_000);
});
