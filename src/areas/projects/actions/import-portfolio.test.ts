import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, REACH } from '../../../../test/support/projects.ts';
import { findProject } from '../store/projects.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { countProjects, projectProfile } from '../store/views.ts';
import { archiveProject } from './archive-project.ts';
import { importPortfolio, previewImport } from './import-portfolio.ts';
import { readPortfolioFile } from './read-portfolio-file.ts';
import { removeRepository } from './remove-repository.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);

async function read(projects: readonly object[]) {
  return mustBeDone(await readPortfolioFile(REACH, { text: JSON.stringify({ projects }), format: 'json' }));
}
const preview = async (projects: readonly object[]) => {
  const portfolio = await read(projects);
  return db.read((tx) => previewImport(tx, admin.actor, portfolio));
};
const bringIn = async (projects: readonly object[], seen: string | null = null) => {
  const portfolio = await read(projects);
  return db.tx((tx) => importPortfolio(tx, admin.actor, { portfolio, seen }, NOW));
};

const grid = {
  name: 'Example Grid',
  summary: 'Grids for everyone',
  label: 'Wish list',
  repositories: [
    { url: 'https://github.com/example/grid' },
    { url: 'https://github.com/example/grid-website' },
    { url: 'https://github.com/example/.github' },
  ],
};
const wave = { name: 'Example Wave', repositories: ['https://github.com/example/wave'] };

test('new projects come in with their sets, in the order of the file', async () => {
  expect(await bringIn([grid, wave])).toMatchObject({ done: { newProjects: 2, newRepositories: 4 } });
  await db.read(async (tx) => {
    const project = (await findProject(tx, 'example-grid'))!;
    expect(project.profile).toMatchObject({ summary: 'Grids for everyone', label: 'Wish list' });
    expect((await repositoriesOf(tx, project.id)).map(({ name, role }) => [name, role])).toEqual([
      ['example/grid', 'code'],
      ['example/grid-website', 'website'],
      ['example/.github', 'organisation'],
    ]);
    expect(await eventsOf(tx, { kind: 'project', id: project.id })).toMatchObject([
      { kind: 'project.added', facts: { repositories: 3 } },
    ]);
  });
});

test('importing the same file again changes nothing and says so', async () => {
  expect(await preview([grid, wave])).toMatchObject({ done: { plan: { newProjects: 0, newRepositories: 0 } } });
  expect(await bringIn([grid, wave])).toMatchObject({ refused: 'nothing-changed' });
});

test('of a project that is here only the set grows; its profile and what was removed stay', async () => {
  const { project, repositories } = (await db.read((tx) => projectProfile(tx, admin.actor, 'example-grid')))!;
  const website = repositories[1]!.id;
  const removal = { project: project.id, repository: website, reason: 'moved' };
  mustBeDone(await db.tx((tx) => removeRepository(tx, admin.actor, removal, NOW)));
  const grown = {
    ...grid,
    name: 'EXAMPLE GRID',
    summary: 'Something else',
    repositories: [...grid.repositories, 'https://codeberg.org/example/grid-governance'],
  };
  expect(await preview([grown])).toMatchObject({
    done: {
      plan: {
        newProjects: 0,
        newRepositories: 1,
        projects: [{ kind: 'known', leftOut: ['example/grid-website'], repositories: [{ role: 'governance' }] }],
      },
    },
  });
  mustBeDone(await bringIn([grown]));
  const after = (await db.read((tx) => projectProfile(tx, admin.actor, 'example-grid')))!;
  expect(after.project.profile).toEqual(project.profile);
  expect(after.repositories.filter(({ removal }) => removal === null).map(({ name }) => name)).toEqual([
    'example/grid',
    'example/.github',
    'example/grid-governance',
  ]);
});

test('what was previewed is what comes in: if the register changed meanwhile, nothing does', async () => {
  const field = { name: 'Example Field', repositories: ['https://github.com/example/field'] };
  const hill = { name: 'Example Hill', repositories: ['https://github.com/example/hill'] };
  const { fingerprint } = mustBeDone(await preview([field, hill]));
  await addTestProject(db, admin.actor, 'Example Hill', { url: 'https://github.com/somebody/hill' });
  const before = await db.read(countProjects);
  expect(await bringIn([field, hill], fingerprint)).toEqual({ refused: 'portfolio-changed', because: {} });
  expect(await db.read(countProjects)).toBe(before);

  const again = mustBeDone(await preview([field, hill]));
  expect(again.plan).toMatchObject({ newProjects: 1, newRepositories: 2 });
  mustBeDone(await bringIn([field, hill], again.fingerprint));
});

test('one wrong project keeps the whole portfolio out', async () => {
  const { project } = await addTestProject(db, admin.actor, 'Example Old');
  mustBeDone(await db.tx((tx) => archiveProject(tx, admin.actor, { project, reason: 'unmaintained' }, NOW)));
  const before = await db.read(countProjects);
  const outcome = await bringIn([
    { name: 'Example New', repositories: ['https://github.com/example/new'] },
    { name: 'Example Old', repositories: ['https://github.com/example/old-site'] },
    { name: 'Example Twice', repositories: ['https://github.com/example/t', 'https://github.com/Example/T.git'] },
    { name: 'Example Same', repositories: ['https://github.com/example/s', 'https://codeberg.org/example/s'] },
  ]);
  expect(outcome).toMatchObject({
    refused: 'portfolio-refused',
    because: {
      problems: [
        'Line 1: “Example Old” is archived here. Restore it, or leave it out of the file.',
        expect.stringMatching(/^Line 1: “Example Twice” lists Example\/T twice/),
        expect.stringMatching(/^Line 1: “Example Same” has two repositories called example\/s/),
      ],
    },
  });
  expect(await db.read(countProjects)).toBe(before);
});

test('two imports of one file in the same moment bring it in once', async () => {
  const projects = [
    { name: 'Example Gate', repositories: ['https://github.com/example/gate'] },
    { ...wave, repositories: [...wave.repositories, 'https://github.com/example/wave-docs'] },
  ];
  const outcomes = await Promise.all([bringIn(projects), bringIn(projects)]);
  expect(outcomes.filter((one) => 'done' in one)).toHaveLength(1);
  const waved = (await db.read((tx) => projectProfile(tx, admin.actor, 'example-wave')))!;
  expect(waved.repositories).toHaveLength(2);
});

test('names that share an address get addresses of their own', async () => {
  const one = { name: 'C++', repositories: ['https://github.com/example/cpp'] };
  const other = { name: 'C', repositories: ['https://github.com/example/c'] };
  mustBeDone(await bringIn([one, other]));
  expect(await db.read((tx) => findProject(tx, 'c'))).toMatchObject({ profile: { name: 'C++' } });
  expect(await db.read((tx) => findProject(tx, 'c-2'))).toMatchObject({ profile: { name: 'C' } });
});

test('an engagement lead previews and imports nothing', async () => {
  const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
  const portfolio = await read([{ name: 'Example Not', repositories: ['https://github.com/example/not'] }]);
  expect(await db.tx((tx) => importPortfolio(tx, sales.actor, { portfolio, seen: null }, NOW))).toMatchObject({
    refused: 'not-allowed',
  });
  expect(await db.read((tx) => findProject(tx, 'example-not'))).toBe(null);
});
