import { expect, test } from 'vitest';
import { STRANGER } from '../../../kernel/actor.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, checkedUrl, LOCAL_REACH } from '../../../../test/support/projects.ts';
import { addProjectInput } from '../inputs.ts';
import { findProject } from '../store/projects.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { countProjects } from '../store/views.ts';
import { addProject } from './add-project.ts';
import { archiveProject } from './archive-project.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const lead = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

async function inputFor(url: string, more: Record<string, unknown> = {}) {
  return { ...addProjectInput.parse({ url, ...more }), url: await checkedUrl(url) };
}

test('by its address alone a project is named after the repository, with a set of one', async () => {
  const input = await inputFor('https://github.com/example/grid.git');
  const { project, slug } = mustBeDone(await db.tx((tx) => addProject(tx, lead.actor, input, NOW)));
  expect(slug).toBe('grid');
  await db.read(async (tx) => {
    expect(await findProject(tx, 'grid')).toMatchObject({
      id: project,
      version: 0,
      archival: null,
      profile: { name: 'grid', summary: '', licence: null, label: 'Roadmap', example: false, logo: null },
    });
    expect(await findProject(tx, project)).toMatchObject({ slug: 'grid' });
    expect(await repositoriesOf(tx, project)).toMatchObject([
      { url: 'https://github.com/example/grid', name: 'example/grid', role: 'code', local: false, removal: null },
    ]);
    expect(await eventsOf(tx, { kind: 'project', id: project })).toMatchObject([
      {
        kind: 'project.added',
        actor: { id: lead.person },
        facts: { repositories: 1 },
        texts: { name: { text: 'grid' } },
      },
    ]);
  });
});

test('what is said of it is kept, and a hostile name is text', async () => {
  const input = await inputFor('https://github.com/example/wide', {
    name: '<script>alert(1)</script>\u202e\nWide',
    licence: 'MIT or Apache-2.0',
    homepage: 'https://wide.example',
    label: 'Wish list',
    example: true,
    note: 'illustrative, not the project’s position',
  });
  const { project, slug } = mustBeDone(await db.tx((tx) => addProject(tx, admin.actor, input, NOW)));
  expect(slug).toBe('script-alert-1-script-wide');
  expect((await db.read((tx) => findProject(tx, project)))?.profile).toEqual({
    name: '<script>alert(1)</script> Wide',
    summary: '',
    licence: 'MIT OR Apache-2.0',
    homepage: 'https://wide.example/',
    label: 'Wish list',
    example: true,
    note: 'illustrative, not the project’s position',
    logo: null,
    logoAlt: null,
    logoNote: null,
  });
});

test('a second project of the same name is refused, whatever the case, and nothing is left of it', async () => {
  const before = await db.read(countProjects);
  const input = await inputFor('https://github.com/other/grid', { name: 'GRID' });
  expect(await db.tx((tx) => addProject(tx, lead.actor, input, NOW))).toEqual({
    refused: 'name-taken',
    because: { field: 'name', name: 'grid', slug: 'grid' },
  });
  expect(await db.read(countProjects)).toBe(before);
});

test('two people who take one name in the same moment do not both get it', async () => {
  const input = await inputFor('https://github.com/one/twice');
  const other = await inputFor('https://github.com/two/twice');
  const outcomes = await Promise.all([
    db.tx((tx) => addProject(tx, lead.actor, input, NOW)),
    db.tx((tx) => addProject(tx, admin.actor, other, NOW)),
  ]);
  expect(outcomes.map((one) => ('done' in one ? 'done' : one.refused)).sort()).toEqual(['done', 'name-taken']);
});

test('a repository that belongs to a project may start another one, which is told of the first unless that is archived', async () => {
  const { project } = await addTestProject(db, lead.actor, 'Elsewhere', {
    url: 'https://github.com/example/elsewhere',
  });
  const add = async (name: string) => {
    const input = await inputFor('https://GitHub.com/Example/elsewhere/', { name });
    return mustBeDone(await db.tx((tx) => addProject(tx, lead.actor, input, NOW)));
  };
  expect((await add('Another')).alsoIn).toEqual({ name: 'Elsewhere', slug: 'elsewhere' });
  await db.tx(async (tx) => mustBeDone(await archiveProject(tx, lead.actor, { project, reason: 'moved' }, NOW)));
  expect((await add('A third')).alsoIn).toEqual({ name: 'Another', slug: 'another' });
});

test.each([
  ['a stranger', STRANGER, 'signed-out'],
  ['an engagement lead', sales.actor, 'not-allowed'],
])('%s is refused', async (_, actor, code) => {
  const input = await inputFor('https://github.com/example/refused');
  expect(await db.tx((tx) => addProject(tx, actor, input, NOW))).toMatchObject({ refused: code });
});

test('our own programs may add folders of this machine, which are marked as local', async () => {
  const url = await checkedUrl('/srv/git/example/local.git', LOCAL_REACH);
  const input = { ...addProjectInput.parse({ url: 'x', name: 'Local' }), url };
  const added = await db.tx((tx) => addProject(tx, { kind: 'program', program: 'demo' }, input, NOW));
  const { project } = mustBeDone(added);
  expect(await db.read((tx) => repositoriesOf(tx, project))).toMatchObject([
    { url: 'file:///srv/git/example/local.git', name: 'example/local', local: true },
  ]);
});
