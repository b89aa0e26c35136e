import { describe, expect, test } from 'vitest';
import { documentAt, repositoryWith } from '../../../test/support/documents.ts';
import { linkedPlaces, whatToFollow } from './follow.ts';

describe('what was read leads on', () => {
  const index = documentAt(
    'README.md',
    '# Grid\n\n- [Our roadmap](docs/what-next.md)\n- [Governance](https://github.com/example/governance/blob/main/how.md)\n- [API](docs/api.md)\n',
  );
  const repositories = [
    repositoryWith([index], { morePaths: ['docs/what-next.md', 'docs/api.md'] }),
    repositoryWith([], { id: 'example/governance', morePaths: ['how.md'] }),
  ];

  test('by links whose text asks for what the survey asks, also into the project’s other repositories', () => {
    expect(
      whatToFollow([index], [index], repositories).map(({ repository, entry }) => `${repository} ${entry.path}`),
    ).toEqual(['example/grid docs/what-next.md', 'example/governance how.md']);
  });

  test('by includes, collections and the pages of a roadmap’s index, but never twice', () => {
    const page = documentAt(
      'roadmap/index.md',
      '# Roadmap\n\n{% for goal in site.goals %}{% endfor %}\n\n```{toctree}\nspeed\n```\n',
    );
    const stub = documentAt('doc/roadmap.rst', '.. include:: ../PLANS.inc\n');
    const facts = repositoryWith([page, stub], { morePaths: ['_goals/a.md', 'roadmap/speed.md', 'PLANS.inc'] });
    const followed = whatToFollow([page, stub], [page, stub], [facts]).map(({ entry }) => entry.path);
    expect(followed.sort()).toEqual(['PLANS.inc', '_goals/a.md', 'roadmap/speed.md']);
    const read = ['_goals/a.md', 'roadmap/speed.md', 'PLANS.inc'].map((path) => documentAt(path, 'x\n'));
    expect(whatToFollow([page, stub], [page, stub, ...read], [facts])).toEqual([]);
  });
});

describe('linked, not read', () => {
  test('places outside git to which the project sends whoever asks for its plans', () => {
    const readme = documentAt(
      'README.md',
      '# Grid\n\n[Roadmap](https://github.com/example/grid/wiki/Roadmap), [milestones](https://github.com/example/grid/milestones), [forum](https://discuss.example.org/)\n\n## Roadmap\n\nSee [this thread](https://github.com/example/grid/discussions/7).\n',
    );
    const places = linkedPlaces([readme], [repositoryWith([readme])], []);
    expect(places.map(({ what }) => what).sort()).toEqual(['discussion', 'milestones', 'wiki']);
    expect(places.find(({ what }) => what === 'wiki')?.evidence).toMatchObject({ path: 'README.md', lines: [3, 3] });
  });

  test('no closed issues, pull requests or badges', () => {
    const readme = documentAt(
      'README.md',
      '# Grid\n\n[roadmap](https://github.com/example/grid/pulls?q=milestone)\n[milestone](https://github.com/example/grid/issues?milestone=1&state=closed)\n',
    );
    expect(linkedPlaces([readme], [repositoryWith([readme])], [])).toEqual([]);
  });
});
