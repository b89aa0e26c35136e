import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../../kernel/dates.ts';
import { refuse } from '../../../kernel/refusal.ts';
import { buildRepository, openLocalRepository, type BuiltCommit, type GitRefusal } from '../../../outside/git/index.ts';
import { git, makeRepository, scratch } from '../../../outside/git/test-repositories.ts';
import {
  STANDARD_KEYS,
  toContract,
  type ExamineStep,
  type FoundAnswer,
  type ProjectReport,
  type ProjectSpec,
} from '../types.ts';
import { examineProject, type ExamineTools } from './examine-project.ts';

const place = scratch();
afterAll(() => place.remove());

const ADA = { name: 'Ada Example', mail: 'ada@example.org' };
const BEN = { name: 'Ben Example', mail: 'ben@example.org' };
const GOALS = `- Faster parsing of large files, with fewer copies in memory
- Grids on the sphere for climate models
- A stable interface for plug-ins of other projects
- Smaller files on disk by default
`;

function commit(
  on: string,
  message: string,
  files: BuiltCommit['files'],
  change: Partial<BuiltCommit> = {},
): BuiltCommit {
  return { at: new Date(`${on}T12:00:00Z`), author: ADA, message, files, ...change };
}

let made = 0;

async function repository(commits: readonly BuiltCommit[]): Promise<string> {
  const folder = join(place.path, `r${made++}.git`);
  await buildRepository(folder, commits);
  return folder;
}

function spec(asOf: string, repositories: Readonly<Record<string, string>>): ProjectSpec {
  return {
    name: 'Example Grid',
    asOf: asOf as CalendarDate,
    repositories: Object.entries(repositories).map(([id, url]) => ({ id, url, revision: null })),
  };
}

function examined(project: ProjectSpec, tools: Partial<ExamineTools> = {}): Promise<ProjectReport> {
  return examineProject(project, {
    open: ({ url }, signal) => openLocalRepository(url, {}, signal),
    now: new Date('2026-11-25T10:00:00Z'),
    signal: new AbortController().signal,
    ...tools,
  });
}

const CODE = [
  commit('2016-05-01', 'First version', { 'README.md': '# Grid\n', LICENSE: 'Mozilla Public License Version 2.0\n' }),
  commit(
    '2018-07-23',
    'Add a roadmap',
    { 'doc/plans/roadmap.rst': `Grid roadmap\n============\n\n${GOALS}` },
    { tag: 'v1.0.0' },
  ),
  commit(
    '2018-08-02',
    'Roadmap: address review',
    {
      'doc/plans/roadmap.rst': `Grid roadmap\n============\n\n${GOALS}- Time series of grids, read lazily from many files at once\n- A gallery of examples for every function in the reference\n`,
    },
    { author: BEN },
  ),
  commit('2025-03-01', 'Fix typos', {
    'doc/plans/roadmap.rst': `Grid roadmap\n============\n\n${GOALS}- Time series of grids, read lazily from many files at once\n- A galery of examples for every function in the reference\n`,
  }),
];

describe('a project is examined', () => {
  test('as of a day: only what was there then counts', async () => {
    const url = await repository(CODE);
    const then = await examined(spec('2018-07-30', { 'example/grid': url }));
    expect(then.roadmap).toMatchObject({ verdict: 'good', lastChange: '2018-07-23', origin: '2018-07-23' });
    expect(then.repositories[0]).toMatchObject({ state: 'read', committedOn: '2018-07-23', files: 3 });
    const before = await examined(spec('2017-01-01', { 'example/grid': url }));
    expect(before.roadmap.verdict).toBe('none');
  });

  test('with its history: a typo fix years later makes the plan no younger', async () => {
    const report = await examined(spec('2025-06-01', { 'example/grid': await repository(CODE) }));
    const [document] = report.roadmap.documents;
    expect(report.roadmap.verdict).toBe('outdated');
    expect(document).toMatchObject({
      path: 'doc/plans/roadmap.rst',
      firstText: '2018-07-23',
      lastChange: '2018-08-02',
      lastTouched: '2025-03-01',
      authors: 2,
      items: { total: 6, done: 0 },
    });
    expect(document?.medianLineAgeDays).toBeGreaterThan(2000);
    expect(report.roadmap.history.map(({ on, what, authors }) => [on, what, authors.join()])).toEqual([
      ['2018-07-23', 'first text', 'Ada Example'],
      ['2018-08-02', 'changed', 'Ben Example'],
      ['2025-03-01', 'small change', 'Ada Example'],
    ]);
    expect(report.roadmap.reasons[0]?.text).toContain('(touched on 1 Mar 2025, but only in form)');
  });

  test('with the same verdict when no more history is asked than it needs', async () => {
    const url = await repository(CODE);
    for (const day of ['2018-09-01', '2020-01-01', '2025-06-01']) {
      const [whole, brief] = await Promise.all([
        examined(spec(day, { 'example/grid': url })),
        examined(spec(day, { 'example/grid': url }), { depth: 'verdict' }),
      ]);
      expect([brief.roadmap.verdict, brief.roadmap.lastChange]).toEqual([
        whole.roadmap.verdict,
        whole.roadmap.lastChange,
      ]);
    }
  });

  test('over its declared repositories, with links and includes followed between and inside them', async () => {
    const code = await repository([
      commit('2026-01-01', 'x', {
        'README.md':
          '# Grid\n\n[How we are governed](https://github.com/example/governance/blob/main/how.md) is a governance page.\n',
        'docs/roadmap.rst': '.. include:: ../PLANS.inc\n',
        'PLANS.inc': `Roadmap\n=======\n\n${GOALS}`,
      }),
    ]);
    const governance = await repository([
      commit('2026-01-01', 'x', {
        'how.md': '# Governance\n\nThe steering council decides by consensus; members are elected.\n',
        'CODE_OF_CONDUCT.md': '# Code of conduct\n\nBe respectful. Report harassment to conduct@example.org.\n',
      }),
    ]);
    const report = await examined(spec('2026-02-01', { 'example/grid': code, 'example/governance': governance }));
    expect(report.roadmap).toMatchObject({ verdict: 'good', lastChange: '2026-01-01' });
    expect(report.roadmap.documents.map(({ path }) => path).sort()).toEqual(['PLANS.inc', 'docs/roadmap.rst']);
    expect(report.standards.governance.answer).toBe('yes');
    expect(report.standards['code-of-conduct'].reasons[0]?.evidence[0]).toMatchObject({
      repository: 'example/governance',
      path: 'CODE_OF_CONDUCT.md',
    });
  });

  test('with a page that is filled from a collection: its goals are the files, its age theirs', async () => {
    const url = await repository([
      commit('2019-06-28', 'Page', {
        'roadmap/index.html': '---\ntitle: Grid\n---\n{% include roadmap.html %}\n',
        '_includes/roadmap.html':
          '<h2>Roadmap</h2>\n{% for item in site.goals %}\n<p>{{ item.content }}</p>\n{% endfor %}\n',
        '_goals/10.md': 'Faster parsing of large files, with fewer copies in memory.\n',
      }),
      commit('2026-05-05', 'One more goal', {
        '_goals/20.md': 'Grids on the sphere for climate models, with areas that are right at the poles.\n',
      }),
    ]);
    const report = await examined(spec('2026-11-25', { 'example/site': url }));
    expect(report.roadmap).toMatchObject({ verdict: 'good', lastChange: '2026-05-05' });
    expect(report.documents.filter(({ kind }) => kind === 'roadmap-technical').map(({ path }) => path)).toEqual([
      '_includes/roadmap.html',
      '_goals',
      'roadmap/index.html',
    ]);
  });

  test('with only a wiki: none found in git, linked', async () => {
    const url = await repository([
      commit('2026-01-01', 'x', { 'README.md': '# Grid\n\n[Roadmap](https://github.com/example/grid/wiki/Roadmap)\n' }),
    ]);
    const report = await examined(spec('2026-02-01', { 'example/grid': url }));
    expect(report.roadmap).toMatchObject({ verdict: 'none', kind: 'none' });
    expect(toContract(report).roadmap.linked).toEqual(['https://github.com/example/grid/wiki/Roadmap']);
  });

  test('with a section of a README as its roadmap, aged by its own lines', async () => {
    const url = await repository([
      commit('2020-01-01', 'x', { 'README.md': `# Grid\n\n## Roadmap\n\n${GOALS}` }),
      commit('2026-10-01', 'y', {
        'README.md': `# Grid\n\nNow with a new introduction of many more words.\n\n## Roadmap\n\n${GOALS}`,
      }),
    ]);
    const report = await examined(spec('2026-11-25', { 'example/grid': url }));
    expect(report.roadmap).toMatchObject({ verdict: 'outdated', lastChange: '2020-01-01' });
    expect(report.documents[0]).toMatchObject({ path: 'README.md', lines: [5, 10] });
  });
});

describe('what cannot be read', () => {
  test('is said to be not known, and the rest is examined', async () => {
    const url = await repository(CODE);
    const report = await examined(
      spec('2018-09-01', { 'example/grid': url, 'example/away': join(place.path, 'nothing') }),
    );
    expect(report.roadmap.verdict).toBe('good');
    expect(report.repositories[1]).toMatchObject({
      state: 'not-reached',
      because: expect.stringContaining('There is no folder'),
    });
    expect(report.standards.governance.answer).toBe('unknown');
    expect(report.standards.license.answer).toBe('yes');
  });

  test('altogether: every answer is not known, with the reason', async () => {
    const report = await examined(spec('2018-09-01', { 'example/away': 'https://git.example.org/x' }), {
      open: () => Promise.resolve(refuse<GitRefusal>('unreachable', { host: 'git.example.org' })),
    });
    expect(report.roadmap).toMatchObject({ verdict: 'unknown', kind: 'none', state: null });
    expect(STANDARD_KEYS.map((key) => report.standards[key].answer)).toEqual(STANDARD_KEYS.map(() => 'unknown'));
    expect(report.roadmap.reasons[0]?.text).toBe(
      'Not known: example/away was not reached. git.example.org could not be reached.',
    );
  });

  test('a symbolic link named ROADMAP.md is told and not followed', async () => {
    const folder = join(place.path, 'link.git');
    makeRepository(folder, [
      {
        files: { 'README.md': '# Grid\n' },
        entries: [{ path: 'ROADMAP.md', mode: '120000', data: '/etc/passwd' }],
        date: '2020-01-01T00:00:00Z',
      },
    ]);
    const report = await examined(spec('2020-06-01', { 'example/grid': folder }));
    expect(report.roadmap.verdict).toBe('none');
    expect(report.repositories[0]).toMatchObject({ notes: ['ROADMAP.md is a symbolic link and was not followed.'] });
    expect(JSON.stringify(report)).not.toContain('root:');
  });

  test('a file that is no text, or too large, is left out with a note', async () => {
    const url = await repository([
      commit('2020-01-01', 'x', {
        'ROADMAP.md': Buffer.alloc(9 * 1024 * 1024, 'a'),
        'GOVERNANCE.md': Buffer.from([0, 1, 2, 0, 255]),
      }),
    ]);
    const report = await examined(spec('2020-06-01', { 'example/grid': url }));
    expect(report.repositories[0]).toMatchObject({ notes: [expect.stringContaining('ROADMAP.md is too large')] });
    expect(report.standards.governance.answer).toBe('no');
    // There may be a roadmap in it, or not.
    expect(report.roadmap).toMatchObject({ verdict: 'unknown', kind: 'none', state: null });
  });
});

describe('how a roadmap was made', () => {
  const PLAN = `Grid roadmap\n============\n\n${GOALS}- Time series of grids, read lazily from many files at once\n`;

  test('is told across a move and a merge, from git alone', async () => {
    const folder = makeRepository(join(place.path, `r${made++}.git`), [
      { message: 'Start', date: '2018-01-01T00:00:00Z', files: { 'README.md': '# Grid\n' } },
      {
        message: 'Add a roadmap\n\nCo-authored-by: Cleo Example <cleo@example.org>\n',
        date: '2018-07-23T00:00:00Z',
        branch: 'plan',
        from: 1,
        files: { 'doc/roadmap.rst': PLAN },
      },
      {
        message: 'Merge pull request #116 from ada/plan\n\nNEP: add a roadmap\n',
        author: 'Ben Example',
        date: '2018-08-01T00:00:00Z',
        merge: 2,
        files: { 'doc/roadmap.rst': PLAN },
      },
      {
        message: 'New theme for the pages (#300)',
        date: '2025-05-01T00:00:00Z',
        remove: ['doc/roadmap.rst'],
        files: { 'docs/about/roadmap.md': PLAN.replace('Grid roadmap\n============', '# Grid roadmap') },
      },
    ]);
    const report = await examined(spec('2025-06-01', { 'example/grid': folder }));
    expect(
      report.roadmap.history.map(({ on, what, request, from, authors }) => [on, what, request, from, authors]),
    ).toEqual([
      ['2018-07-23', 'first text', undefined, undefined, ['Ada Example', 'Cleo Example']],
      ['2018-08-01', 'merged', 116, undefined, ['Ben Example']],
      ['2025-05-01', 'moved', 300, 'doc/roadmap.rst', ['Ada Example']],
    ]);
    // A move makes no plan new, in the quick reading as well.
    expect(report.roadmap).toMatchObject({ verdict: 'outdated', lastChange: '2018-07-23' });
    const quick = await examined(spec('2025-06-01', { 'example/grid': folder }), { depth: 'verdict' });
    expect(quick.roadmap).toMatchObject({ verdict: 'outdated', lastChange: '2018-07-23' });
  });

  test('a section is as old as what was written in it, not as the link under it that was mended', async () => {
    const readme = (link: string) => `# Grid\n\n## Roadmap\n\n${GOALS}\n[site]: ${link}\n`;
    const folder = await repository([
      commit('2017-03-01', 'Say what we plan', { 'README.md': readme('http://grid.example.org') }),
      commit('2025-05-01', 'Use https', { 'README.md': readme('https://grid.example.org') }),
      commit('2025-05-02', 'Typo', { 'README.md': readme('https://grid.example.org').replace('Smaller', 'Small') }),
    ]);
    for (const depth of ['whole', 'verdict'] as const) {
      const report = await examined(spec('2025-06-01', { 'example/grid': folder }), { depth });
      expect(report.roadmap).toMatchObject({ verdict: 'outdated', lastChange: '2017-03-01' });
    }
  });

  test('a small change that came to dozens of files at once is no work on the plan', async () => {
    const page = (n: number, word: string) => [`doc/page-${n}.md`, `# Page ${n}\n\nThe ${word} engine.\n`] as const;
    const pages = (word: string) => Object.fromEntries(Array.from({ length: 45 }, (_, n) => page(n, word)));
    const plan = (word: string) =>
      `# Roadmap\n\n${`- The ${word} engine learns to read one more kind of file\n`.repeat(9)}`;
    const folder = await repository([
      commit('2017-03-01', 'Begin', { ...pages('old'), 'ROADMAP.md': plan('old') }),
      commit('2025-05-01', 'The engine has a new name', { ...pages('new'), 'ROADMAP.md': plan('new') }),
    ]);
    const report = await examined(spec('2025-06-01', { 'example/grid': folder }), { depth: 'verdict' });
    expect(report.roadmap).toMatchObject({ verdict: 'outdated', lastChange: '2017-03-01' });
  });
});

test('a clock that ran ahead makes no text of the future: its dates are those of the day of the survey, with a note', async () => {
  const folder = await repository([
    ...CODE.slice(0, 2),
    commit('5138-11-16', 'Rewrite', {
      'doc/plans/roadmap.rst': `Grid roadmap
============

- Everything on the sphere, in one engine for all grids and all their neighbours
- Plug-ins of other projects run in a process of their own and cannot harm the rest
- Files are half as large as they were, without any setting
`,
    }),
  ]);
  const report = await examined(spec('2026-11-25', { 'example/grid': folder }));
  expect(report.repositories[0]).toMatchObject({ state: 'read', committedOn: '2026-11-25' });
  expect(JSON.stringify(report.repositories)).toContain('bears a date in the year 5138');
  expect(report.roadmap).toMatchObject({ verdict: 'good', lastChange: '2026-11-25' });
  // As of an earlier day that commit is not there at all.
  const before = await examined(spec('2018-07-30', { 'example/grid': folder }));
  expect(before.roadmap.lastChange).toBe('2018-07-23');
});

test('the balance is counted only where it is asked for, after every answer, and only of repositories that hold requests', async () => {
  const merged = makeRepository(join(place.path, `r${made++}.git`), [
    { message: 'Start', date: '2018-01-01T00:00:00Z', files: { LICENSE: 'Mozilla Public License Version 2.0\n' } },
    { message: 'Grids', date: '2018-02-01T00:00:00Z', branch: 'grids', from: 1, files: { 'grid.py': '1\n' } },
    { message: 'Merge pull request #3 from ada/grids', date: '2018-02-02T00:00:00Z', merge: 2 },
  ]);
  git(merged, ['update-ref', 'refs/pull/3/head', 'refs/heads/grids']);
  git(merged, ['update-ref', 'refs/pull/4/head', 'refs/heads/main']);
  const project = spec('2018-09-25', { 'example/plain': await repository(CODE), 'example/grid': merged });
  const doing: string[] = [];
  const report = await examined(project, {
    balance: true,
    onProgress: (step) => doing.push(step.doing),
    onAnswer: ({ key }) => doing.push(key),
  });
  expect(report.balances).toMatchObject([
    { repository: 'example/grid', requests: 2, merged: 2, tiers: { merge: 1, landed: 1 }, rejected: 0 },
  ]);
  expect(doing.indexOf('counting the requests of example/grid')).toBeGreaterThan(doing.indexOf('documents'));
  expect(toContract(report)).not.toHaveProperty('balances');
  expect(await examined(project)).not.toHaveProperty('balances');
});

describe('while it runs', () => {
  test('answers come one by one, each once, the licence first and the roadmap near the end', async () => {
    const keys: string[] = [];
    const steps: ExamineStep[] = [];
    await examined(spec('2018-09-01', { 'example/grid': await repository(CODE) }), {
      onAnswer: (answer: FoundAnswer) => keys.push(answer.key),
      onProgress: (step) => steps.push(step),
    });
    expect(keys[0]).toBe('license');
    expect(keys.slice(-2)).toEqual(['roadmap', 'documents']);
    expect([...keys].sort()).toEqual([...STANDARD_KEYS, 'roadmap', 'documents'].sort());
    expect(steps[0]).toEqual({ doing: 'opening example/grid', repository: 'example/grid', n: 1, of: 1 });
  });

  test('it stops when it is told to', async () => {
    const stop = new AbortController();
    const url = await repository(CODE);
    const running = examined(spec('2018-09-01', { 'example/grid': url }), {
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(running).rejects.toThrow();
  });
});

test('a report survives JSON, and the contract has its very shape', async () => {
  const report = await examined(spec('2018-09-01', { 'example/grid': await repository(CODE) }));
  expect(JSON.parse(JSON.stringify(report))).toEqual(report);
  const contract = toContract(report);
  expect(Object.keys(contract)).toEqual(['name', 'asOf', 'roadmap', 'documents', 'standards']);
  expect(Object.keys(contract.roadmap)).toEqual(['kind', 'state', 'reasons', 'linked']);
  expect(Object.keys(contract.standards)).toEqual([...STANDARD_KEYS]);
  expect(contract.documents[0]).toEqual({
    repository: 'example/grid',
    path: 'doc/plans/roadmap.rst',
    kind: 'roadmap-technical',
    lines: [1, 9],
    commit: report.documents[0]?.commit,
  });
  expect(Object.keys(contract.standards.license.evidence[0]!)).toEqual(['repository', 'path', 'lines', 'commit']);
});
