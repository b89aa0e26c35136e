import { describe, expect, test } from 'vitest';
import { pathsOf } from '../../../test/support/documents.ts';
import { isProposalRepository, isRoadmapRepository, surveyPaths, topicsOf } from './paths.ts';

describe('which documents are worth reading, by path', () => {
  test.each([
    ['ROADMAP.md', 'roadmap'],
    ['doc/source/dev/roadmap-detailed.rst', 'roadmap'],
    ['doc/ROADMAP.rst.txt', 'roadmap'],
    ['docs/road-map.md', 'roadmap'],
    ['docs/wish_list.md', 'roadmap'],
    ['docs/roadmap/index.md', 'roadmap'],
    ['LICENSE', 'license'],
    ['COPYING.LESSER', 'license'],
    ['LICENSES/MIT.txt', 'license'],
    ['.github/CODE_OF_CONDUCT.md', 'conduct'],
    ['community/governance.md.tmpl', 'governance'],
    ['HOWTO_RELEASE.rst', 'release'],
    ['doc/release-procedure.md', 'release'],
    ['.github/CODEOWNERS', 'maintainers'],
    ['content/en/teams/maintainers.toml', 'maintainers'],
    ['about/team/index.md', 'maintainers'],
    ['CORPORATE.md', 'corporate'],
    ['.github/FUNDING.yml', 'funding'],
    ['.github/workflows/cla.yml', 'cla'],
    ['README.rst', 'readme'],
  ])('%s is about %s', (path, topic) => {
    expect(topicsOf(path)).toContain(topic);
  });

  test.each([
    'src/roadmap.py',
    'doc/release/1.16.0-notes.rst',
    'docs/_static/roadmap.png',
    'licenses.json',
    'setup.py',
    'Makefile',
    'data/authors.json',
  ])('%s is not', (path) => {
    expect(topicsOf(path)).toEqual([]);
  });

  test('leaves out other people’s code, test data, posts and built pages', () => {
    const found = surveyPaths(
      pathsOf(
        'vendor/thing/ROADMAP.md',
        'tests/data/GOVERNANCE.md',
        'node_modules/x/README.md',
        '_posts/2018-01-02-roadmap.md',
        'blog/our-roadmap.md',
        'themes/plain/layouts/roadmap.html',
        'site/layouts/partials/roadmap.html',
        '2019-03-01-roadmap.md',
        'docs/roadmap.md',
      ),
    );
    expect(found.candidates.map(({ entry }) => entry.path)).toEqual(['docs/roadmap.md']);
  });

  test('reads a small repository of texts whole, a large one only where names tell', () => {
    const small = surveyPaths(pathsOf('README.md', 'people-we-like.md', 'notes/on-money.md'));
    expect(small.candidates).toHaveLength(3);
    const many = Array.from({ length: 200 }, (_, n) => `docs/page${n}x.md`);
    const large = surveyPaths(pathsOf('README.md', 'notes/on-money.md', ...many));
    expect(large.candidates.map(({ entry }) => entry.path)).toEqual(['README.md']);
  });

  test('skips a translation when the original is there', () => {
    const found = surveyPaths(pathsOf('content/en/governance.md', 'content/ja/governance.md', 'content/pt/team.md'));
    expect(found.candidates.map(({ entry }) => entry.path).sort()).toEqual([
      'content/en/governance.md',
      'content/pt/team.md',
    ]);
  });

  test('finds numbered proposals and folders called so, and tells series from test cases', () => {
    const found = surveyPaths(
      pathsOf('designs/0001-one.md', 'designs/0002-two.md', 'docs/part1.md', 'docs/part2.md', 'docs/step-1.md'),
    );
    expect(found.proposalFolders.map(({ folder, series, files }) => [folder, series, files.length])).toEqual([
      ['designs', null, 2],
    ]);
    const named = surveyPaths(pathsOf('doc/eps/gep-0001-grids.rst', 'doc/eps/gep-0002-cells.rst', 'doc/eps/index.rst'));
    expect(named.proposalFolders.map(({ folder, series }) => [folder, series])).toEqual([['doc/eps', 'GEP']]);
  });

  test('counts folders of meeting notes and finds the configurations of continuous integration', () => {
    const found = surveyPaths(
      pathsOf(
        'community/minutes/2024-01-08.md',
        'community/minutes/2024-02-05.md',
        'community/minutes/2024-03-04.md',
        '.github/workflows/tests.yml',
        '.gitlab-ci.yml',
        'sub/dir/deep/.travis.yml',
      ),
    );
    expect(found.minutesFolders).toEqual([{ folder: 'community/minutes', files: 3 }]);
    expect(found.continuousIntegration.map(({ path }) => path)).toEqual([
      '.github/workflows/tests.yml',
      '.gitlab-ci.yml',
    ]);
  });

  test('never proposes a symbolic link, but names it', () => {
    const found = surveyPaths([{ path: 'ROADMAP.md', kind: 'link', blob: 'b' }]);
    expect(found.candidates).toEqual([]);
    expect(found.links).toEqual(['ROADMAP.md']);
  });

  test('stays within its limit on a repository of 200,000 files', () => {
    const paths = Array.from({ length: 200_000 }, (_, n) => `src/part${n % 500}/team/people${n}/governance-${n}.md`);
    const found = surveyPaths(pathsOf(...paths));
    expect(found.candidates.length).toBeLessThanOrEqual(400);
    expect(found.leftOut).toBeGreaterThan(100_000);
  });
});

describe('what a repository’s name says', () => {
  test.each(['example/enhancement-proposals', 'example/rfcs', 'example/geps', 'example/design-docs'])(
    '%s is kept for proposals',
    (id) => expect(isProposalRepository(id)).toBe(true),
  );
  test.each(['example/steps', 'example/designer', 'example/grid'])('%s is not', (id) =>
    expect(isProposalRepository(id)).toBe(false),
  );
  test('a roadmap repository is called so', () => {
    expect(isRoadmapRepository('example/roadmap')).toBe(true);
    expect(isRoadmapRepository('example/grid-roadmaps')).toBe(true);
    expect(isRoadmapRepository('example/roadmapper')).toBe(false);
  });
});

test('a folder of scripts called .ci is continuous integration', () => {
  const entries = ['.ci/run', '.ci/build.sh', '.ci/README.md', 'src/.ci/run'].map((path) => ({
    path,
    kind: 'file' as const,
    blob: 'b',
  }));
  expect(surveyPaths(entries).continuousIntegration.map(({ path }) => path)).toEqual(['.ci/run', '.ci/build.sh']);
});
