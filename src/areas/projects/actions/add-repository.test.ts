import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, checkedUrl } from '../../../../test/support/projects.ts';
import { addRepositoryInput } from '../inputs.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { addRepository } from './add-repository.ts';
import { archiveProject } from './archive-project.ts';
import { removeRepository } from './remove-repository.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const keeper = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });

async function inputFor(url: string, more: Record<string, unknown> = {}) {
  return { ...addRepositoryInput.parse({ url, ...more }), project, url: await checkedUrl(url) };
}

test('a maintainer adds a repository to their project; what it is for is told from its name', async () => {
  const input = await inputFor('https://github.com/example/example-grid.github.io');
  const id = mustBeDone(await db.tx((tx) => addRepository(tx, keeper.actor, input, NOW)));
  await db.read(async (tx) => {
    expect(await repositoriesOf(tx, project)).toMatchObject([
      { name: 'example/example-grid', role: 'code' },
      { id, name: 'example/example-grid.github.io', role: 'website', removal: null },
    ]);
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({
      kind: 'repository.added',
      facts: { repository: id },
      texts: { address: { text: 'https://github.com/example/example-grid.github.io' } },
    });
  });
});

test('the same repository is refused, however its address is written', async () => {
  const input = await inputFor('https://www.github.com/Example/Example-Grid.git'.replace('www.', ''));
  expect(await db.tx((tx) => addRepository(tx, admin.actor, input, NOW))).toMatchObject({
    refused: 'repository-twice',
    because: { field: 'url', repository: 'example/example-grid' },
  });
});

test('one that was removed is put back instead of being added again', async () => {
  const input = await inputFor('https://github.com/example/governance');
  const repository = mustBeDone(await db.tx((tx) => addRepository(tx, admin.actor, input, NOW)));
  const removal = { project, repository, reason: 'moved' };
  mustBeDone(await db.tx((tx) => removeRepository(tx, admin.actor, removal, NOW)));
  expect(await db.tx((tx) => addRepository(tx, admin.actor, input, NOW))).toMatchObject({
    refused: 'repository-removed',
    because: { repository: 'example/governance' },
  });
});

test('two repositories of one short name are refused until one gets another', async () => {
  const input = await inputFor('https://codeberg.org/example/example-grid');
  expect(await db.tx((tx) => addRepository(tx, admin.actor, input, NOW))).toMatchObject({
    refused: 'repository-name-taken',
    because: { field: 'repository' },
  });
  const named = await inputFor('https://codeberg.org/example/example-grid', { repository: 'example/grid-on-codeberg' });
  expect(await db.tx((tx) => addRepository(tx, admin.actor, named, NOW))).toHaveProperty('done');
});

test('a repository may belong to several projects', async () => {
  const other = await addTestProject(db, admin.actor, 'Example Wave');
  const input = { ...(await inputFor('https://github.com/example/example-grid')), project: other.project };
  expect(await db.tx((tx) => addRepository(tx, admin.actor, input, NOW))).toHaveProperty('done');
  expect(await db.tx((tx) => addRepository(tx, keeper.actor, input, NOW))).toMatchObject({ refused: 'not-allowed' });
});

test('two people who add it in the same moment add it once', async () => {
  const input = await inputFor('https://github.com/example/twice');
  const outcomes = await Promise.all([
    db.tx((tx) => addRepository(tx, admin.actor, input, NOW)),
    db.tx((tx) => addRepository(tx, keeper.actor, input, NOW)),
  ]);
  expect(outcomes.map((one) => ('done' in one ? 'done' : one.refused)).sort()).toEqual(['done', 'repository-twice']);
});

test('an archived project takes none', async () => {
  const other = await addTestProject(db, admin.actor, 'Example Old');
  const archival = { project: other.project, reason: 'unmaintained' };
  mustBeDone(await db.tx((tx) => archiveProject(tx, admin.actor, archival, NOW)));
  const input = { ...(await inputFor('https://github.com/example/old-site')), project: other.project };
  expect(await db.tx((tx) => addRepository(tx, admin.actor, input, NOW))).toMatchObject({
    refused: 'project-archived',
  });
});
