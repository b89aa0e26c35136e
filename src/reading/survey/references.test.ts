import { describe, expect, test } from 'vitest';
import { documentAt, repositoryWith } from '../../../test/support/documents.ts';
import { closedBy, numbersNamed } from './references.ts';
import { findRoadmaps } from './roadmaps.ts';

function named(text: string): number[] {
  const documents = [documentAt('ROADMAP.md', text)];
  const search = {
    repositories: [repositoryWith(documents)],
    documents,
    projectName: 'Grid',
    asOf: '2026-11-25',
    proposals: [],
  };
  return [...numbersNamed(findRoadmaps(search)[0]!).keys()];
}

const commit = (subject: string, body = '') => ({ id: 'c', parents: 1, at: 7, subject, body });

describe('issues and requests that a plan names', () => {
  test('are numbers and addresses of its own tracker, in its goals', () => {
    expect(
      named(
        '# Roadmap\n\n- Spheres (#12)\n- Engines [#13](https://github.com/example/grid/issues/13)\n- Files, see https://github.com/example/grid/pull/14 and https://github.com/other/tool/issues/15\n- Colours #fff and a#16\n\n## Completed\n\n- Grids (#1)\n',
      ),
    ).toEqual([12, 13, 14]);
  });
});

describe('commits close', () => {
  test('what they say they close, and the request that they merge', () => {
    const closed = closedBy([
      commit('Spheres (#20)', 'Closes #12, #13 and #14.\n'),
      commit('Fix #15: engines'),
      commit('Prefixes #16 are kept; see #17'),
      commit('Merge pull request #18 from ada/x'),
    ]);
    expect([...closed.keys()].sort((a, b) => a - b)).toEqual([12, 13, 14, 15, 18, 20]);
  });
});
