import { describe, expect, test } from 'vitest';
import {
  authorsOf,
  changesOf,
  coAuthorsIn,
  eventsOf,
  isSmallPart,
  lastSubstantive,
  peopleIn,
  saysSomething,
} from './changes.ts';
import type { Landing, Version } from './types.ts';

const PLAN = Array.from({ length: 80 }, (_, n) => `word${n}`).join(' ');

function version(on: string, subject: string, text: string | null, change: Partial<Version> = {}): Version {
  return {
    commit: `c-${on}`,
    at: `${on}T12:00:00Z`,
    author: 'Ada Example',
    coAuthors: [],
    subject,
    text,
    changedLines: null,
    ...change,
  };
}

describe('what a commit did to a plan', () => {
  const versions = [
    version('2026-01-10', 'DOC: fix typos', PLAN.replace('word3', 'wrod3').replace('word9', 'nine')),
    version('2025-08-01', 'Docs: new theme', `${PLAN}\n`),
    version('2024-02-01', 'Plan the second engine', PLAN),
    version('2019-05-01', 'Add a roadmap', 'A first short plan for the grid.'),
  ];
  const changes = changesOf(versions, true);

  test('a spelling fix and a reformatting are no change of substance', () => {
    expect(changes.map(({ weight }) => weight)).toEqual(['small', 'none', 'rewrite', 'first']);
    expect(lastSubstantive(changes)?.on).toBe('2024-02-01');
  });

  test('a housekeeping commit that changes much counts all the same', () => {
    const more = `${PLAN} ${PLAN.replaceAll('word', 'goal')}`;
    expect(
      changesOf([version('2025-01-01', 'Reformat and rewrite', more), ...versions.slice(2)], true)[0]?.weight,
    ).toBe('rewrite');
  });

  test('where the first text is out of sight, git’s line counts decide', () => {
    const only = (changedLines: number, subject: string) =>
      changesOf([version('2025-01-01', subject, PLAN, { changedLines })], false)[0]?.weight;
    expect(only(40, 'New goals')).toBe('substantive');
    expect(only(2, 'New goals')).toBe('small');
    expect(only(40, 'fix typos')).toBe('small');
  });

  test('a version whose text is missing says nothing and hides nothing', () => {
    const [newest] = changesOf([version('2025-01-01', 'x', null), ...versions.slice(2)], true);
    expect(newest?.weight).toBe('none');
  });

  test('tells the steps oldest first, the first text by its name, the last touch even when small', () => {
    const events = eventsOf('example/grid', 'ROADMAP.md', changes);
    expect(events.map(({ on, what }) => [on, what])).toEqual([
      ['2019-05-01', 'first text'],
      ['2024-02-01', 'rewritten'],
      ['2026-01-10', 'small change'],
    ]);
  });

  test('changes of a few days are one step, with all who took part', () => {
    const grown = (n: number) => `${PLAN} ${Array.from({ length: n }, (_, i) => `more${i}`).join(' ')}`;
    const steps = changesOf(
      [
        version('2024-06-12', 'Address review', grown(60), { author: 'Ben Example', coAuthors: ['Cleo Example'] }),
        version('2024-06-08', 'Add goals', grown(30)),
        version('2024-01-01', 'Add a roadmap', PLAN),
      ],
      true,
    );
    const [, step] = eventsOf('example/grid', 'ROADMAP.md', steps);
    expect(step).toMatchObject({ on: '2024-06-12', what: 'changed', words: { added: 60, removed: 0 } });
    expect(step?.authors).toEqual(['Ada Example', 'Ben Example', 'Cleo Example']);
    expect(authorsOf(steps)).toBe(3);
  });
});

describe('how a plan came about', () => {
  const more = (n: number) => `${PLAN} ${Array.from({ length: n }, (_, i) => `more${i}`).join(' ')}`;
  const merge = (on: string, subject: string, body: string): Landing => ({
    commit: `m-${on}`,
    at: `${on}T12:00:00Z`,
    author: 'Merger Example',
    subject,
    body,
    isMerge: true,
  });

  test('drafted, changed, and merged as the request in which it was discussed', () => {
    const changes = changesOf(
      [
        version('2018-07-25', 'Clarify (as per https://lists.example.org/archives/grid/78.html)', more(40)),
        version('2018-07-23', 'Add a roadmap', PLAN),
      ],
      true,
    );
    const events = eventsOf('example/grid', 'ROADMAP.md', changes, [
      merge('2018-08-01', 'Merge pull request #116 from ada/roadmap', 'NEP: add a roadmap\n'),
    ]);
    expect(events.map(({ on, what, since, request, text }) => [on, what, since, request, text])).toEqual([
      ['2018-07-23', 'first text', undefined, undefined, 'Add a roadmap'],
      ['2018-07-25', 'changed', undefined, undefined, expect.stringContaining('Clarify')],
      ['2018-08-01', 'merged', '2018-07-23', 116, 'NEP: add a roadmap'],
    ]);
    expect(events.at(-1)).toMatchObject({
      authors: ['Merger Example'],
      links: ['https://lists.example.org/archives/grid/78.html'],
      words: { added: 120, removed: 0 },
    });
  });

  test('by a squash that names its request, and by co-authors', () => {
    const body = 'Text.\n\nCo-authored-by: Ben Example <ben@example.org>\nco-authored-by: Cleo <c@example.org>\n';
    const changes = changesOf(
      [version('2024-01-01', 'Add a roadmap (#42)', PLAN, { coAuthors: coAuthorsIn(body), body })],
      true,
    );
    const [event] = eventsOf('example/grid', 'ROADMAP.md', changes, [
      { ...merge('2024-01-01', 'Add a roadmap (#42)', body), commit: 'c-2024-01-01', isMerge: false },
    ]);
    expect(event).toMatchObject({ what: 'first text', request: 42, authors: ['Ada Example', 'Ben Example', 'Cleo'] });
  });

  test('a move is told as one, and is no change of what the text says', () => {
    const changes = changesOf(
      [
        version('2024-07-22', 'New theme', PLAN, { movedFrom: 'docs/roadmap.rst' }),
        version('2018-11-28', 'Add a roadmap', PLAN),
      ],
      true,
    );
    expect(lastSubstantive(changes)?.on).toBe('2018-11-28');
    expect(eventsOf('example/grid', 'docs/roadmap.md', changes).map(({ what, from }) => [what, from])).toEqual([
      ['first text', undefined],
      ['moved', 'docs/roadmap.rst'],
    ]);
  });

  test('in a window the text before it tells what the oldest change in it did', () => {
    const only = (text: string) => changesOf([version('2025-01-01', 'Goals', text)], false, PLAN)[0]?.weight;
    expect(only(PLAN)).toBe('none');
    expect(only(more(20))).toBe('substantive');
  });

  test('people are named with what they changed; programs are not people', () => {
    const people = peopleIn(
      changesOf(
        [
          version('2025-02-01', 'Goals', more(80), { author: 'Ben Example' }),
          version('2025-01-01', 'Goals', more(40), { author: 'robot[bot]' }),
          version('2024-01-01', 'Add', PLAN),
        ],
        true,
      ),
    );
    expect(people).toEqual([
      { name: 'Ben Example', changes: 1, first: '2025-02-01', last: '2025-02-01' },
      { name: 'Ada Example', changes: 1, first: '2024-01-01', last: '2024-01-01' },
    ]);
  });
});

test('lines of form and lines of substance are told apart', () => {
  expect(saysSomething('- Grids on the sphere')).toBe(true);
  for (const line of ['', '-----', '[grid]: https://example.org/grid', '.. _grid: https://example.org', '* *'])
    expect(saysSomething(line)).toBe(false);
  expect(isSmallPart('one new word', 'Plan')).toBe(true);
  expect(isSmallPart('a whole new goal in many words that nobody had thought of before', 'Plan')).toBe(false);
  expect(isSmallPart('a whole new goal in many words that nobody had thought of before', 'Fix links')).toBe(true);
});
