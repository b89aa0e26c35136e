import { describe, expect, test } from 'vitest';
import { documentAt, repositoryWith } from '../../../test/support/documents.ts';
import { findRoadmaps, type RoadmapSearch } from './roadmaps.ts';
import type { ReadDocument, RepositoryFacts } from './types.ts';

const GOALS =
  '- Faster parsing of large files\n- Grids on the sphere\n- A stable interface for plug-ins\n- Smaller files on disk\n';

function found(documents: readonly ReadDocument[], change: Partial<RoadmapSearch> = {}): string[] {
  const repositories: readonly RepositoryFacts[] = change.repositories ?? [repositoryWith(documents)];
  return findRoadmaps({
    repositories,
    documents,
    projectName: 'Example Grid',
    asOf: '2026-11-25',
    proposals: [],
    ...change,
  })
    .map(({ document, range }) => `${document.path}${range === null ? '' : `:${range.join('-')}`}`)
    .sort();
}

describe('a roadmap is found', () => {
  test.each([
    ['by its name', 'doc/dev/roadmap.rst', 'Plans\n=====\n'],
    ['by its folder', 'docs/roadmap/storage.md', '# Storage\n'],
    ['by its title', 'initiatives/desktop/README.md', '# Roadmap of the desktop application\n'],
    ['by the words wish list', 'docs/wishlist.md', '# Things we want\n'],
  ])('%s', (_, path, head) => {
    expect(found([documentAt(path, `${head}\n${GOALS}`)])).toEqual([path]);
  });

  test('as a section of a README when it holds goals', () => {
    expect(found([documentAt('README.md', `# Grid\n\nText.\n\n## Roadmap\n\n${GOALS}\n## Licence\n\nMIT\n`)])).toEqual([
      'README.md:5-11',
    ]);
    expect(
      found([
        documentAt('README.md', '# Grid\n\n## Roadmap\n\nSee [the wiki](https://github.com/example/grid/wiki).\n'),
      ]),
    ).toEqual([]);
  });

  test('not in a page of goals that names the version of something else', () => {
    const text = (version: string) =>
      `# Project goals\n\n${Array.from({ length: 5 }, () => '- The code should be clear, and it will be tested\n').join('')}- Support for ${version} should end soon\n`;
    const facts = repositoryWith([], { tags: [{ name: 'v3.1.0', on: '2024-01-01' }] });
    const page = (version: string) => documentAt('doc/goals.md', text(version));
    expect(found([page('GCC 4.8')], { repositories: [facts] })).toEqual([]);
    expect(found([page('Grid 4.0')], { repositories: [facts] })).toEqual(['doc/goals.md']);
  });

  test('not in the pages that are kept of an older release', () => {
    const pages = ['docs/ROADMAP.md', 'docs/V2.1/ROADMAP.md'].map((path) => documentAt(path, `# Roadmap\n\n${GOALS}`));
    expect(found(pages)).toEqual(['docs/ROADMAP.md']);
    const search = {
      repositories: [repositoryWith(pages)],
      documents: pages,
      projectName: 'Grid',
      asOf: '2026-11-25',
      proposals: [],
    };
    expect(findRoadmaps(search)[0]?.replaces?.map(({ path }) => path)).toEqual(['docs/V2.1/ROADMAP.md']);
    expect(
      found([
        documentAt('docs/v1.0/roadmap.md', `# Roadmap\n\n${GOALS}`),
        documentAt('docs/v1.1/roadmap.md', `# Roadmap\n\n${GOALS}`),
      ]),
    ).toEqual(['docs/v1.1/roadmap.md']);
  });

  test('not in a module that is called so, nor deep below a folder of that name, nor in the slides of a talk', () => {
    const module = documentAt('src/areas/roadmaps/README.md', `# roadmaps\n\n${GOALS}`);
    const paths = ['store.ts', 'rules.ts'].map((name) => ({
      path: `src/areas/roadmaps/${name}`,
      kind: 'file' as const,
      blob: 'b',
    }));
    const facts = repositoryWith([module]);
    expect(found([module], { repositories: [{ ...facts, paths: [...facts.paths, ...paths] }] })).toEqual([]);
    expect(found([documentAt('roadmap/docs/grants/2024/letter.md', `# Letter\n\n${GOALS}`)])).toEqual([]);
    expect(found([documentAt('docs/talk/index.rst', `Talk\n====\n\nRoadmap\n-------\n\n${GOALS}`)])).toEqual([]);
    expect(found([documentAt('roadmap/past-and-future.md', `# Where we go\n\n${GOALS}`)])).toEqual([
      'roadmap/past-and-future.md',
    ]);
  });

  test('as every page of a repository kept for it', () => {
    const documents = ['README.md', 'storage.md', 'people.md', 'LICENSE'].map((path) =>
      documentAt(path, `# x\n\n${GOALS}`, 'example/roadmap'),
    );
    expect(found(documents, { repositories: [repositoryWith(documents, { id: 'example/roadmap' })] })).toEqual([
      'README.md',
      'people.md',
      'storage.md',
    ]);
  });

  test('as a page of goals that names a version still to come', () => {
    const goals = documentAt(
      'source/goals.rst',
      `Goals and motivation\n====================\n\nThe 2.0 plan will include:\n\n${GOALS}We want this. It should be next.\nWe plan more.\nMore will follow.\n`,
    );
    const tagged = (name: string) => [repositoryWith([goals], { tags: [{ name, on: '2026-01-01' }] })];
    expect(found([goals], { repositories: tagged('v0.23.0') })).toEqual(['source/goals.rst']);
    expect(found([goals], { repositories: tagged('v3.1.0') })).toEqual([]);
  });
});

describe('what only looks like a roadmap is left out', () => {
  test.each([
    ['a template', 'docs/roadmap-template.md', `# Roadmap\n\n${GOALS}`],
    ['a page about how planning works', 'HOW_WE_PLAN.md', `# How we plan\n\n## Roadmap board\n\n${GOALS}`],
    [
      'a page of milestones and roadmaps elsewhere',
      'docs/milestones.md',
      `# Milestones and roadmaps\n\n- [one](https://github.com/example/one/milestones)\n`,
    ],
    ['an API page on futures', 'docs/futures.rst', `Futures\n=======\n\n${GOALS}`],
    ['a to-do file', 'TODO.md', `# TODO\n\n${GOALS}`],
    ['a scope page', 'doc/scope.rst', 'Scope\n=====\n\nWhat we will do and what we will not.\n'],
    ['finished work', 'docs/roadmap/completed/engine.md', `# Engine\n\n${GOALS}`],
    ['a memo', 'docs/memos/verification.md', `# Roadmap of the verification\n\n${GOALS}`],
    ['release notes', 'docs/history.md', `# History\n\nThe roadmap of 2008 said:\n\n${GOALS}`],
  ])('%s', (_, path, text) => {
    expect(found([documentAt(path, text)])).toEqual([]);
  });

  test('last year’s beside this year’s, the one of a release that is out, a built copy', () => {
    expect(
      found(['roadmap.rst', 'roadmap_2021.rst'].map((path) => documentAt(path, `Roadmap\n=======\n\n${GOALS}`))),
    ).toEqual(['roadmap.rst']);
    expect(
      found(['ROADMAP-TO-3.0.md', 'ROADMAP-TO-4.0.md'].map((path) => documentAt(path, `# Roadmap\n\n${GOALS}`))),
    ).toEqual(['ROADMAP-TO-4.0.md']);
    expect(
      found(['src/roadmap.rst', 'docs/roadmap.html'].map((path) => documentAt(path, `Roadmap\n=======\n\n${GOALS}`))),
    ).toEqual(['src/roadmap.rst']);
  });

  test('but an old one that stands alone is the roadmap', () => {
    expect(found([documentAt('roadmap_2021.md', `# Roadmap 2021\n\n${GOALS}`)])).toEqual(['roadmap_2021.md']);
  });
});

describe('what a page shows', () => {
  test('an included file counts, and the page counts through it', () => {
    const documents = [
      documentAt('doc/source/roadmap.rst', '.. include:: ../ROADMAP.txt\n'),
      documentAt('doc/ROADMAP.txt', `Roadmap\n=======\n\n${GOALS}`),
    ];
    const [stub] = findRoadmaps({
      repositories: [repositoryWith(documents)],
      documents,
      projectName: 'x',
      asOf: '2026-11-25',
      proposals: [],
    });
    expect(stub?.includes.map(({ path }) => path)).toEqual(['doc/ROADMAP.txt']);
    expect(found(documents)).toEqual(['doc/ROADMAP.txt', 'doc/source/roadmap.rst']);
  });

  test('a page that includes itself ends', () => {
    expect(found([documentAt('roadmap.rst', '.. include:: roadmap.rst\n')])).toEqual(['roadmap.rst']);
  });

  test('a template’s collection holds its goals', () => {
    const documents = [
      documentAt('roadmap/index.html', '---\ntitle: Plans\n---\n{% include roadmap.html %}\n'),
      documentAt(
        '_includes/roadmap.html',
        '<h2>Roadmap</h2>\n{% for item in site.goals %}\n<p>{{ item.content }}</p>\n{% endfor %}\n',
      ),
      documentAt('_goals/10_speed.md', 'Faster parsing.\n'),
      documentAt('_goals/20_sphere.md', 'Grids on the sphere.\n'),
    ];
    const all = findRoadmaps({
      repositories: [repositoryWith(documents)],
      documents,
      projectName: 'x',
      asOf: '2026-11-25',
      proposals: [],
    });
    expect(all.map(({ collection }) => collection?.folder)).toEqual(['_goals', '_goals']);
    expect(all[0]?.collection?.documents).toHaveLength(2);
  });

  test('a roadmap may be defined as the project’s proposals', () => {
    const page = documentAt(
      'about/roadmap.md',
      '# Roadmap\n\nThe roadmap is defined as a set of enhancement proposals.\n',
    );
    const [roadmap] = findRoadmaps({
      repositories: [repositoryWith([page])],
      documents: [page],
      projectName: 'x',
      asOf: '2026-11-25',
      proposals: [{ repository: 'example/grid', folder: 'geps', series: 'GEP' }],
    });
    expect(roadmap?.byProposals).toBe(true);
  });
});

describe('a roadmap repository shared by several projects', () => {
  const shared = ['README.md', 'grid.md', 'other.md', 'later/migration.md'].map((path) =>
    documentAt(
      path,
      `# x\n\n${path === 'grid.md' ? '[more](later/migration.md)\n\n' : ''}${GOALS}`,
      'umbrella/roadmap',
    ),
  );
  const code = documentAt('README.md', '# Grid\n', 'example/grid');

  test('counts with the page that bears the project’s name, and what that page links to', () => {
    const documents = [code, ...shared];
    expect(
      found(documents, { repositories: [repositoryWith([code]), repositoryWith(shared, { id: 'umbrella/roadmap' })] }),
    ).toEqual(['grid.md', 'later/migration.md']);
  });

  test('counts whole for a project of the same owner', () => {
    const own = documentAt('README.md', '# Grid\n', 'umbrella/grid');
    expect(
      found([own, ...shared], {
        repositories: [
          repositoryWith([own], { id: 'umbrella/grid' }),
          repositoryWith(shared, { id: 'umbrella/roadmap' }),
        ],
      }),
    ).toHaveLength(4);
  });
});
