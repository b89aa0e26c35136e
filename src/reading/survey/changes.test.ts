import { describe, expect, test } from 'vitest';
import { authorsOf, changesOf, eventsOf, lastSubstantive } from './changes.ts';
import type { Version } from './types.ts';

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
