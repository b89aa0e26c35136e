import { describe, expect, test } from 'vitest';
import { documentAt, repositoryWith } from '../../../test/support/documents.ts';
import { levelsOf } from './levels.ts';
import { findRoadmaps } from './roadmaps.ts';
import type { LinkedPlace, ReadDocument } from './types.ts';

const GOALS = '- Faster parsing of large files\n- Grids on the sphere\n- A stable interface\n- Smaller files\n';

function levels(documents: readonly ReadDocument[], linked: readonly LinkedPlace[] = []) {
  const repositories = [repositoryWith(documents)];
  const found = findRoadmaps({ repositories, documents, projectName: 'Grid', asOf: '2026-11-25', proposals: [] });
  return levelsOf({
    documents,
    linked,
    roadmaps: found.map((one) => ({ found: one, kind: 'technical' as const })),
  }).map(({ level, path, lines, target }) => [level, target ?? path, lines]);
}

function link(text: string, target: string, what: LinkedPlace['what'] = 'website'): LinkedPlace {
  const evidence = { repository: 'example/grid', path: 'README.md', lines: [3, 3] as const, commit: 'c', quote: [] };
  return { text, target, what, evidence };
}

describe('the levels of a roadmap', () => {
  test('a page that says what the project is for is its scope, whatever else there is', () => {
    expect(
      levels([
        documentAt('doc/scope.rst', 'Scope of Grid\n=============\n\nGrids.\n\nNo maps.\n'),
        documentAt('ROADMAP.md', `# Roadmap\n\n${GOALS}`),
      ]),
    ).toEqual([
      ['scope', 'doc/scope.rst', null],
      ['technical', 'ROADMAP.md', null],
    ]);
  });

  test('a section on what is out of scope counts where no page does', () => {
    expect(
      levels([documentAt('README.md', '# Grid\n\n## Out of scope\n\nMaps.\n\nNoise.\n\n## Licence\n\nMIT\n')]),
    ).toEqual([['scope', 'README.md', [3, 8]]]);
  });

  test('the scope of variables is no scope of a project', () => {
    expect(
      levels([documentAt('docs/scoping-rules.md', '# Scope and lifetime of variables in a function\n\nText.\n')]),
    ).toEqual([]);
  });

  test('a roadmap that says what its goals cost is a pitch as well, and a page for funders is one', () => {
    expect(
      levels([
        documentAt(
          'ROADMAP.md',
          '# Roadmap\n\n- Spheres\n  Effort: 2 person-months\n- Engines\n  Cost: $40,000\n- Files\n',
        ),
      ]),
    ).toEqual([
      ['pitch', 'ROADMAP.md', [4, 4]],
      ['technical', 'ROADMAP.md', null],
    ]);
    expect(levels([documentAt('docs/brochure.md', '# Grid for everybody\n\nText.\n')])).toEqual([
      ['pitch', 'docs/brochure.md', null],
    ]);
    expect(levels([], [link('brochure of this roadmap', 'https://example.org/b.pdf')])).toEqual([
      ['pitch', 'https://example.org/b.pdf', [3, 3]],
    ]);
  });

  test('a list of issues is a wish list; a tracker of bugs is none', () => {
    const issues = Array.from({ length: 6 }, (_, n) => `- Wish ${n} (#${100 + n})`).join('\n');
    expect(levels([documentAt('ROADMAP.md', `# Roadmap\n\n${issues}\n`)])).toEqual([['wish list', 'ROADMAP.md', null]]);
    const at = 'https://github.com/example/grid/issues?q=label%3A%22wish+list%22';
    expect(
      levels([], [link('Ideas', at, 'issues'), link('Bugs', 'https://github.com/example/grid/issues', 'issues')]),
    ).toEqual([['wish list', at, [3, 3]]]);
  });
});
