import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildRepository } from '../../outside/git/index.ts';
import { git, makeRepository, scratch } from '../../outside/git/test-repositories.ts';
import type { Terminal } from '../../outside/terminal/command.ts';
import { surveyCommand } from './commands.ts';
import { STANDARD_KEYS } from './types.ts';

const place = scratch();
afterAll(() => place.remove());

const GRID = join(place.path, 'grid.git');
const EMPTY = join(place.path, 'empty');

beforeAll(async () => {
  const author = { name: 'Ada Example', mail: 'ada@example.org' };
  await buildRepository(GRID, [
    {
      at: new Date('2018-07-23T12:00:00Z'),
      author,
      message: 'Begin',
      files: {
        'ROADMAP.md': '# Roadmap\n\n- Faster parsing\n- Grids on the sphere\n- A stable interface\n',
        LICENSE: 'Mozilla Public License Version 2.0\n',
      },
    },
  ]);
  await buildRepository(EMPTY, [
    {
      at: new Date('2018-01-01T00:00:00Z'),
      author,
      message: '=cmd()',
      files: {
        'README.md': '# <script>alert(1)</script>\n\n[Roadmap](https://github.com/example/empty/wiki/Roadmap?a=|b)\n',
      },
    },
  ]);
});

async function survey(...args: readonly string[]) {
  return surveyWith({}, ...args);
}

async function surveyWith(change: Partial<Terminal>, ...args: readonly string[]) {
  const said = { out: '', err: '' };
  const code = await surveyCommand.run({
    args,
    env: { COMMONWORK_DATA: join(place.path, 'data') },
    cwd: place.path,
    now: new Date('2018-09-25T12:00:00Z'),
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    isTty: false,
    stdin: () => Promise.resolve(Buffer.alloc(0)),
    signal: new AbortController().signal,
    ...change,
  });
  return { code, ...said };
}

function portfolio(name: string, content: unknown): string {
  const path = join(place.path, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

describe('commonwork survey prints', () => {
  test('folders of one name, told apart by the folder above', async () => {
    const here = ['reef', 'shoal'].map((above) =>
      makeRepository(join(place.path, above, 'repo'), [{ message: above, date: '2018-07-23T12:00:00Z' }]),
    );
    const { code, out } = await survey(...here, 'grid.git', '--format', 'json');
    expect(code).toBe(0);
    const { projects } = JSON.parse(out) as { projects: { name: string }[] };
    expect(projects.map(({ name }) => name)).toEqual(['reef/repo', 'shoal/repo', 'grid']);
  });

  test('the JSON of the contract for a folder', async () => {
    const { code, out } = await survey('grid.git', '--format', 'json');
    expect(code).toBe(0);
    const { projects } = JSON.parse(out);
    expect(projects).toHaveLength(1);
    expect(projects[0]).toMatchObject({
      name: 'grid',
      asOf: '2018-09-25',
      roadmap: { kind: 'technical', state: 'good', linked: [] },
      documents: [
        { repository: 'grid', path: 'ROADMAP.md', kind: 'roadmap-technical', lines: [1, 5] },
        { repository: 'grid', path: 'LICENSE', kind: 'license' },
      ],
      standards: { license: { answer: 'yes', reasons: ['grid: MPL-2.0.'] } },
    });
    expect(Object.keys(projects[0].standards)).toEqual([...STANDARD_KEYS]);
  });

  test('projects in the order of the portfolio, with ids, revisions and days as given', async () => {
    const file = portfolio('list.json', {
      projects: [
        { name: 'Example Grid', asOf: '2018-08-01', repositories: [{ id: 'example/grid', url: GRID }] },
        { name: 'Example Empty', repositories: [{ url: './empty' }] },
      ],
    });
    const { code, out } = await survey(file, '--format=json');
    expect(code).toBe(0);
    expect(
      JSON.parse(out).projects.map((project: { name: string; asOf: string; roadmap: { kind: string } }) => [
        project.name,
        project.asOf,
        project.roadmap.kind,
      ]),
    ).toEqual([
      ['Example Grid', '2018-08-01', 'technical'],
      ['Example Empty', '2018-09-25', 'none'],
    ]);
  });

  test('the balance only with --balance, in JSON as in text', async () => {
    const counted = await survey(GRID, '--balance', '--format', 'json');
    expect(JSON.parse(counted.out)).toMatchObject({ projects: [{ balances: [] }] });
    expect(JSON.parse((await survey(GRID, '--format', 'json')).out).projects[0]).not.toHaveProperty('balances');
    const folder = makeRepository(join(place.path, 'forge.git'), [
      { message: 'Start', date: '2018-01-01T00:00:00Z' },
      { message: 'Grids', date: '2018-02-01T00:00:00Z', branch: 'grids', from: 1 },
      { message: 'Merge pull request #3 from ada/grids', date: '2018-02-02T00:00:00Z', merge: 2 },
    ]);
    git(folder, ['update-ref', 'refs/pull/3/head', 'refs/heads/grids']);
    const { out } = await survey(folder, '--balance');
    expect(out).toContain('1 pull request, 1 merged (100 %)');
    expect(out).toContain('closure ratio: not known without the forge');
    const lines = (await survey(folder, '--balance', '--stream')).out.trimEnd().split('\n');
    expect(JSON.parse(lines.at(-1)!)).toMatchObject({ key: 'balance', merged: 1, years: [{ year: 2018, others: 2 }] });
  });

  test('one line of JSON an answer with --stream, the licence first', async () => {
    const { code, out } = await survey(GRID, '--stream');
    expect(code).toBe(0);
    const lines = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(lines[0]).toMatchObject({ project: 'grid', key: 'license', answer: 'yes' });
    expect(lines.map(({ key }) => String(key)).sort()).toEqual([...STANDARD_KEYS, 'documents', 'roadmap'].sort());
  });

  test('a table to read, with evidence for one project and one row each for several', async () => {
    const one = await survey(GRID);
    expect(one.out).toContain('Roadmap: good (technical)');
    expect(one.out).toContain('grid ROADMAP.md:1-4');
    const two = await survey(GRID, EMPTY);
    expect(two.out).toContain('2 projects: 1 none, 1 good.');
  });

  test('CSV and Markdown in which no text of a repository becomes markup or a formula', async () => {
    const csv = await survey(GRID, EMPTY, '--format', 'csv');
    expect(csv.out.split('\r\n')).toHaveLength(1 + 2 * (STANDARD_KEYS.length + 1) + 1);
    const markdown = await survey(EMPTY, '--format', 'markdown');
    expect(markdown.out).toContain('**Roadmap: none found in git, linked.**');
    expect(markdown.out).not.toMatch(/<script>|[^\\]\|b/);
  });
});

describe('commonwork survey ends', () => {
  test('with 3 when something was not reached, after printing the rest', async () => {
    const { code, out, err } = await survey(GRID, 'nowhere', '--format', 'json');
    expect(code).toBe(3);
    expect(
      JSON.parse(out).projects.map((project: { roadmap: { state: string | null } }) => project.roadmap.state),
    ).toEqual(['good', null]);
    expect(err).toContain('nowhere was not reached. There is no folder');
  });

  test.each([
    ['nothing is named', []],
    ['an option is unknown', ['.', '--fast']],
    ['an option lacks its value', ['.', '--format']],
    ['a format is unknown', ['.', '--format', 'xml']],
    ['a day is none', ['.', '--as-of', '2018-02-31']],
    ['a day is to come', ['.', '--as-of', '2030-01-01']],
    ['a portfolio is not there', ['missing.yaml']],
    ['two projects have one name', [GRID, GRID]],
  ])('with 2 when %s', async (_, args) => {
    const { code, out, err } = await survey(...args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toMatch(/^commonwork survey: /);
  });

  test.each([
    ['broken.yaml', 'projects:\n  - name: A\n    repositories: [\n', /Line \d/],
    [
      'twice.json',
      { projects: ['A', 'a'].map((name) => ({ name, repositories: [{ url: GRID }] })) },
      /Two projects are called/,
    ],
    [
      'same.json',
      { projects: [{ name: 'A', repositories: [{ url: GRID }, { url: GRID }] }] },
      /lists the repository grid twice/,
    ],
    ['future.csv', `name,url,asOf\nA,${GRID},2031-01-01\n`, /is in the future/],
    ['day.json', { projects: [{ name: 'A', asOf: '25.9.2018', repositories: [{ url: GRID }] }] }, /write the day as/],
  ])('with 2 when %s cannot be read, saying what and where', async (name, content, says) => {
    const { code, err } = await survey(portfolio(name, content));
    expect(code).toBe(2);
    expect(err).toMatch(says);
  });

  test('with 1 when it is stopped', async () => {
    const stop = new AbortController();
    stop.abort();
    const { code, out, err } = await surveyWith({ signal: stop.signal }, GRID, '--format', 'json');
    expect([code, out, err]).toEqual([1, '', 'commonwork survey: stopped.\n']);
  });

  test('having told its progress only where somebody looks', async () => {
    expect((await surveyWith({ isTty: true }, GRID, '--format', 'json')).err).toContain(
      '0 of 1 read; grid: opening grid',
    );
    expect((await survey(GRID, '--format', 'json')).err).toBe('');
  });

  test('without asking the network for what is no address', async () => {
    const { code, err } = await survey('ext::sh -c id', '--format', 'json');
    expect(code).toBe(3);
    expect(err).toContain('was not reached');
    const option = await survey('--upload-pack=touch x');
    expect(option.code).toBe(2);
  });
});
