import { expect, test } from 'vitest';
import { newId } from '../../../kernel/ids.ts';
import { mustBeDone } from '../../../kernel/refusal.ts';
import { eventsOf } from '../../../outside/journal/index.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../../test/support/people.ts';
import { addTestProject, checkedUrl } from '../../../../test/support/projects.ts';
import { repositoriesOf } from '../store/repositories.ts';
import { addRepository } from './add-repository.ts';
import { removeRepository } from './remove-repository.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const sales = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const url = await checkedUrl('https://github.com/example/governance');
const repository = mustBeDone(
  await db.tx((tx) => addRepository(tx, admin.actor, { project, url, repository: null }, NOW)),
);

test('an engagement lead is refused, and nothing is removed', async () => {
  const input = { project, repository, reason: '' };
  expect(await db.tx((tx) => removeRepository(tx, sales.actor, input, NOW))).toMatchObject({ refused: 'not-allowed' });
  expect((await db.read((tx) => repositoriesOf(tx, project))).every(({ removal }) => removal === null)).toBe(true);
});

test('a removed repository is kept with who removed it and why', async () => {
  const input = { project, repository, reason: 'It moved into the main one.' };
  mustBeDone(await db.tx((tx) => removeRepository(tx, admin.actor, input, NOW)));
  await db.read(async (tx) => {
    expect((await repositoriesOf(tx, project)).find(({ id }) => id === repository)?.removal).toEqual({
      reason: 'It moved into the main one.',
      by: admin.person,
      byName: 'Ada Example',
      at: NOW,
    });
    expect((await eventsOf(tx, { kind: 'project', id: project }))[0]).toMatchObject({ kind: 'repository.removed' });
  });
  expect(await db.tx((tx) => removeRepository(tx, admin.actor, input, NOW))).toMatchObject({
    refused: 'repository-removed',
  });
});

test('the last one stays', async () => {
  const [first] = await db.read((tx) => repositoriesOf(tx, project));
  const input = { project, repository: first!.id, reason: '' };
  expect(await db.tx((tx) => removeRepository(tx, admin.actor, input, NOW))).toMatchObject({
    refused: 'last-repository',
  });
});

test('the repository of another project is not found here', async () => {
  const other = await addTestProject(db, admin.actor, 'Example Wave');
  const [theirs] = await db.read((tx) => repositoriesOf(tx, other.project));
  for (const id of [theirs!.id, newId<'repository'>(NOW)]) {
    const input = { project, repository: id, reason: '' };
    expect(await db.tx((tx) => removeRepository(tx, admin.actor, input, NOW))).toMatchObject({
      refused: 'no-such-repository',
    });
  }
});
