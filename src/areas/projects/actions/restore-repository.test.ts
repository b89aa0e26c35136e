import { expect, test } from 'vitest';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, checkedUrl } from '../../../../test/support/projects.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { addRepository } from './add-repository.ts';
import { removeRepository } from './remove-repository.ts';
import { restoreRepository } from './restore-repository.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');

async function add(address: string) {
  const url = await checkedUrl(address);
  return mustBeDone(await db.tx((tx) => addRepository(tx, admin.actor, { project, url, repository: null }, NOW)));
}
const remove = async (repository: Awaited<ReturnType<typeof add>>) =>
  db.tx(async (tx) => mustBeDone(await removeRepository(tx, admin.actor, { project, repository, reason: '' }, NOW)));

test('a removed repository is put back as the one it was, and may be removed again', async () => {
  const repository = await add('https://github.com/example/governance');
  await remove(repository);
  mustBeDone(await db.tx((tx) => restoreRepository(tx, admin.actor, { project, repository }, NOW)));
  const restored = (await db.read((tx) => repositoriesOf(tx, project))).find(({ id }) => id === repository);
  expect(restored).toMatchObject({ name: 'example/governance', role: 'governance', removal: null });
  await remove(repository);
  mustBeDone(await db.tx((tx) => restoreRepository(tx, admin.actor, { project, repository }, NOW)));
});

test('one that was never removed is said to be in the set', async () => {
  const repository = await add('https://github.com/example/here');
  expect(await db.tx((tx) => restoreRepository(tx, admin.actor, { project, repository }, NOW))).toMatchObject({
    refused: 'repository-not-removed',
  });
});

test('one whose short name was taken meanwhile is not put back beside it', async () => {
  const old = await add('https://github.com/example/moved');
  await remove(old);
  await add('https://codeberg.org/example/moved');
  expect(await db.tx((tx) => restoreRepository(tx, admin.actor, { project, repository: old }, NOW))).toMatchObject({
    refused: 'repository-name-taken',
  });
});
