import { describe, expect, test } from 'vitest';
import { documentAt, repositoryWith } from '../../../test/support/documents.ts';
import { changesOf } from './changes.ts';
import { findRoadmaps } from './roadmaps.ts';
import type { ReadDocument, RepositoryFacts, RoadmapReport } from './types.ts';
import { judgeRoadmap, releasesOf, type RoadmapHistory, type VerdictInput } from './verdict.ts';

const GOALS =
  '- Faster parsing of large files, with fewer copies in memory\n- Grids on the sphere for climate models\n- A stable interface for plug-ins\n- Smaller files on disk\n';
const AS_OF = '2026-11-25';

function changedOn(on: string, document: ReadDocument): RoadmapHistory {
  const version = {
    commit: 'c',
    at: `${on}T00:00:00Z`,
    author: 'Ada Example',
    coAuthors: [],
    subject: 'Plan',
    text: document.text,
    changedLines: null,
  };
  return { changes: changesOf([version], true), landings: [], whole: true, lines: null, lastTouched: on };
}

interface Given {
  readonly text?: string;
  readonly path?: string;
  readonly changed?: string | null;
  readonly facts?: Partial<RepositoryFacts>;
  readonly input?: Partial<VerdictInput>;
}

function judged({
  text = `# Roadmap\n\n${GOALS}`,
  path = 'ROADMAP.md',
  changed = '2026-08-01',
  facts = {},
  input = {},
}: Given = {}): RoadmapReport {
  const document = documentAt(path, text);
  const repositories = [repositoryWith([document], facts)];
  const roadmaps = findRoadmaps({ repositories, documents: [document], projectName: 'x', asOf: AS_OF, proposals: [] });
  return judgeRoadmap({
    roadmaps: roadmaps.map((found) => ({ found, history: changed === null ? null : changedOn(changed, document) })),
    repositories,
    linked: [],
    proposalsChanged: null,
    promised: null,
    asOf: AS_OF,
    ...input,
  });
}

const reasonsOf = ({ reasons }: RoadmapReport): string => reasons.map(({ text }) => text).join(' ');

describe('a plan is good', () => {
  test('while it is fresh', () => {
    const report = judged();
    expect(report).toMatchObject({
      verdict: 'good',
      state: 'good',
      kind: 'technical',
      lastChange: '2026-08-01',
      origin: '2026-08-01',
    });
    expect(reasonsOf(report)).toContain('4 goals in one document');
    expect(report.reasons[0]?.evidence[0]).toMatchObject({
      path: 'ROADMAP.md',
      lines: [1, 4],
      quote: ['# Roadmap', '', expect.any(String), expect.any(String)],
    });
  });

  test('two years on, when nothing in it is visibly past', () => {
    expect(judged({ changed: '2024-10-15' }).state).toBe('good');
  });

  test('when the releases that it speaks of are another project’s', () => {
    const given = {
      changed: '2025-09-01',
      facts: {
        tags: [
          { name: 'v1.2.0', on: '2026-02-01' },
          { name: 'v1.3.0', on: '2026-06-01' },
        ],
      },
    };
    const text = (name: string) =>
      `# Roadmap\n\n${GOALS}- We plan to require ${name} 1.2 before ${name} 1.3 is released\n`;
    expect(judged({ ...given, text: text('NumPy') }).state).toBe('good');
    expect(judged({ ...given, text: text('Grid') }).state).toBe('outdated');
    expect(judged({ ...given, text: text('version') }).state).toBe('outdated');
  });

  test('when the year in its title is the day on which it was written', () => {
    expect(judged({ text: `# Roadmap, as of 11/2025\n\n${GOALS}` }).state).toBe('good');
  });

  test('with a sign or two that it ages, which are named all the same', () => {
    const report = judged({ text: `# Roadmap\n\nSee [old](gone.md).\n\n${GOALS}` });
    expect(report.state).toBe('good');
    expect(reasonsOf(report)).toContain(
      'Nevertheless: it links to a page of its own repository that no longer exists.',
    );
  });

  test('when finished work is kept in a section of its own', () => {
    expect(
      judged({ text: `# Roadmap\n\n${GOALS}\n## Completed\n\n${'- [x] one more\n'.repeat(9)}`, changed: '2025-11-01' })
        .state,
    ).toBe('good');
  });
});

test('a plan whose issues were closed since is outdated, one of whose issues a few were is told so', () => {
  const goals = [11, 12, 13, 14].map((n) => `- Goal number ${n}, which takes a good while to reach (#${n})`).join('\n');
  const given = { text: `# Roadmap\n\n${goals}\n`, changed: '2025-09-01' };
  const closed = (...numbers: readonly number[]) => ({
    closed: new Map([
      ['example/grid', new Map(numbers.map((n) => [n, { at: Date.parse('2026-02-01') / 1000, commit: 'c' }]))],
    ]),
  });
  expect(judged(given).state).toBe('good');
  const report = judged({ ...given, input: closed(11, 12, 13) });
  expect(report.state).toBe('outdated');
  expect(reasonsOf(report)).toContain('3 of the 4 issues and requests that it names were closed since: #11, #12, #13.');
  expect(judged({ ...given, input: closed(11) }).state).toBe('good');
});

describe('a page is no plan', () => {
  test.each([
    [
      'when it is kept in a tracker, though the page tells how releases are made',
      `# Roadmap\n\nThe roadmap is maintained in [milestones](https://github.com/example/grid/milestones).\n\n## Release process\n\n${'Releases are made four times a year, with care and with notes. '.repeat(20)}\n\n- one\n- two\n- three\n`,
      'sends the reader to https://github.com/example/grid/milestones',
    ],
    [
      'when it says that there is none',
      '# Roadmap\n\nGrid does not have a single roadmap. There are many teams, and each has plans of its own, as teams do.\n\n- [Teams](teams.md)\n- [Specs](specs.md)\n- [Rules](rules.md)\n',
      'there is no roadmap',
    ],
  ])('%s', (_, text, reason) => {
    const report = judged({ text });
    expect(report.state).toBe('incomplete');
    expect(reasonsOf(report)).toContain(reason);
  });
});

describe('a plan is outdated', () => {
  test.each<[string, Given]>([
    ['when it is too old, whatever it says', { changed: '2023-11-01' }],
    ['when its title says of which year it is, and that is over', { text: `# Roadmap 2025\n\n${GOALS}` }],
    [
      'when the time is over for which it plans',
      { text: `# Roadmap\n\nDrafted: May 2024. Our goals for the next year.\n\n${GOALS}`, changed: '2025-10-01' },
    ],
    [
      'when it says so itself, however fresh the note',
      { text: `# Roadmap\n\nThis roadmap is out of date.\n\n${GOALS}`, changed: '2026-11-01' },
    ],
    [
      'when its own date is long past, though its file was changed',
      { text: `# Roadmap\n\nDate: May 3, 2021\n\n${GOALS}`, changed: '2026-05-01' },
    ],
    [
      'when releases that it announces are out',
      {
        text: `# Roadmap\n\n## Next (1.2)\n\n${GOALS}`,
        changed: '2025-10-01',
        facts: { tags: [{ name: 'v1.2.0', on: '2026-02-01' }] },
      },
    ],
    [
      'when the years it plans for are past',
      { text: `# Roadmap\n\nWe will release this by the end of 2025.\n\n${GOALS}`, changed: '2025-06-01' },
    ],
    ['when its headings stop in an earlier year', { text: `# Roadmap\n\n## 2024\n\n${GOALS}`, changed: '2025-10-01' }],
    [
      'when most of its goals are done',
      { text: `# Roadmap\n\n${'- [x] done\n'.repeat(5)}- [ ] open\n`, changed: '2026-01-01' },
    ],
    ['when the repository that holds it sleeps', { changed: '2025-01-01', facts: { committedOn: '2025-06-01' } }],
    [
      'when the project promises to look at it twice a year and does not',
      { text: `# Roadmap\n\nWe review this roadmap every six months.\n\n${GOALS}`, changed: '2025-04-01' },
    ],
  ])('%s', (_, given) => {
    const report = judged(given);
    expect(report.state).toBe('outdated');
    expect(report.reasons.length).toBeGreaterThan(0);
  });

  test('but not by a release candidate, nor by a release that is older than the text', () => {
    const text = `# Roadmap\n\n## Next (1.2)\n\n${GOALS}`;
    expect(
      judged({ text, changed: '2025-10-01', facts: { tags: [{ name: 'v1.2.0rc1', on: '2026-02-01' }] } }).state,
    ).toBe('good');
    expect(judged({ text, changed: '2025-10-01', facts: { tags: [{ name: 'v1.2.0', on: '2025-09-01' }] } }).state).toBe(
      'good',
    );
  });
});

describe('a plan is incomplete', () => {
  test('when its page only sends the reader on', () => {
    const report = judged({
      text: '# Roadmap\n\nThe roadmap is managed through [issues](https://github.com/example/grid/issues?q=label%3Aroadmap).\n',
    });
    expect(report.state).toBe('incomplete');
    expect(reasonsOf(report)).toContain('sends the reader to https://github.com/example/grid/issues');
  });

  test('when it is a stub', () => {
    expect(judged({ text: '# Roadmap\n\nTo be written.\n' }).state).toBe('incomplete');
  });
});

describe('none', () => {
  test('says that none was found in git, and where the project sends its readers instead', () => {
    const nothing = judged({ path: 'README.md', text: '# Grid\n' });
    expect(nothing).toMatchObject({ verdict: 'none', kind: 'none', state: null, lastChange: null });
    expect(reasonsOf(nothing)).toMatch(/^None found in git:/);
    const document = documentAt('README.md', '# Grid\n');
    const evidence = {
      repository: document.repository,
      path: 'README.md',
      lines: [1, 1] as const,
      commit: 'c',
      quote: [],
    };
    const linked = judged({
      path: 'README.md',
      text: '# Grid\n',
      input: {
        linked: [{ target: 'https://github.com/example/grid/wiki/Roadmap', what: 'wiki', text: 'Roadmap', evidence }],
      },
    });
    expect(reasonsOf(linked)).toContain('wiki https://github.com/example/grid/wiki/Roadmap');
    expect(linked.linked).toHaveLength(1);
  });
});

describe('kind', () => {
  test('both, when a section plans work for people', () => {
    const report = judged({
      text: `# Roadmap\n\n## Core\n\n${GOALS}\n## Community\n\n- Mentor newcomers\n- Apply for a grant\n`,
    });
    expect(report.kind).toBe('both');
    expect(report.documents[0]?.kind).toBe('both');
  });
});

describe('an unknown history', () => {
  test('leaves the verdict unknown, though the roadmap is there', () => {
    const report = judged({ changed: null });
    expect(report).toMatchObject({
      verdict: 'unknown',
      state: null,
      kind: 'technical',
      lastChange: null,
      origin: null,
    });
    expect(report.documents[0]?.state).toBe('unknown');
    expect(reasonsOf(report)).toContain('its age is not known');
  });

  test('does not matter where the text tells its age', () => {
    expect(judged({ changed: null, text: `# Roadmap\n\nUpdated: 2026-09-01\n\n${GOALS}` }).verdict).toBe('good');
    expect(judged({ changed: null, text: `# Roadmap\n\nUpdated: 2021-09-01\n\n${GOALS}` }).verdict).toBe('outdated');
  });
});

test('releases are told by their tags: the first of a number counts, prefixes do not matter', () => {
  const releases = releasesOf([
    repositoryWith([], {
      tags: [
        { name: 'v1.2', on: '2020-01-01' },
        { name: 'grid-1.2.0', on: '2021-01-01' },
        { name: '2.0.0b1', on: '2022-01-01' },
      ],
    }),
  ]);
  expect([...releases].map(([number, { on }]) => [number, on])).toEqual([['1.2.0', '2020-01-01']]);
});

test('who was, is and will be involved is told where the whole history is known', () => {
  const report = judged({ text: `# Roadmap\n\nNext review: May 2027.\n\n${GOALS}` });
  expect(report.people).toMatchObject({
    were: [{ name: 'Ada Example', changes: 1 }],
    are: ['Ada Example'],
    willBe: { review: { evidence: [{ lines: [3, 3] }] }, people: null },
  });
  expect(judged({ changed: '2024-10-15' }).people?.are).toEqual([]);
});
