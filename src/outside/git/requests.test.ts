import { afterAll, expect, test } from 'vitest';
import { join } from 'node:path';
import { openClone, openLocalRepository } from './index.ts';
import { git, makeRepository, must, scratch } from './test-repositories.ts';

const { path: root, remove } = scratch();
afterAll(remove);

/** Two branches; a request that was merged, one that was squashed and one that is still open. */
function forge(name: string, prefix: string): string {
  const folder = makeRepository(join(root, name), [
    { message: 'Start', date: '2020-01-01T00:00:00Z' },
    { message: 'Grids', date: '2020-02-01T00:00:00Z', branch: 'merged', from: 1 },
    { message: 'Merge pull request #1 from ada/grids\n\nGrids', date: '2020-02-02T00:00:00Z', merge: 2 },
    { message: 'Spheres, first try', date: '2020-03-01T00:00:00Z', branch: 'squashed', from: 1 },
    { message: 'Spheres (#12)', date: '2020-03-05T00:00:00Z' },
    { message: 'Not yet', date: '2020-04-01T00:00:00Z', branch: 'open', from: 1 },
    { message: 'Backport of grids (#1)', date: '2021-01-01T00:00:00Z', branch: 'maintenance/1.x', from: 1 },
  ]);
  for (const [branch, number] of [
    ['merged', 1],
    ['squashed', 12],
    ['open', 20],
  ] as const) {
    git(folder, ['update-ref', `${prefix}/${number}/head`, `refs/heads/${branch}`]);
    git(folder, ['update-ref', '-d', `refs/heads/${branch}`]);
  }
  git(folder, ['update-ref', `${prefix}/20/merge`, 'refs/heads/main']);
  git(folder, ['config', 'uploadpack.allowFilter', 'true']);
  git(folder, ['config', 'uploadpack.allowAnySHA1InWant', 'true']);
  return folder;
}

test('requests are read from the refs of any forge, packed or not, in the order of their numbers', async () => {
  for (const [name, prefix, kind] of [
    ['hub.git', 'refs/pull', 'pull'],
    ['lab.git', 'refs/merge-requests', 'merge-request'],
  ] as const) {
    const folder = forge(name, prefix);
    git(folder, ['pack-refs', '--all']);
    git(folder, ['update-ref', `${prefix}/3/head`, 'refs/heads/main']);
    const repository = must(await openLocalRepository(folder));
    const heads = must(await repository.requestHeads());
    expect(heads.map(({ number, kind: own }) => [number, own])).toEqual([1, 3, 12, 20].map((number) => [number, kind]));
    await repository.close();
  }
});

test('one log holds the commits of all branches and none of the requests that went nowhere', async () => {
  const folder = forge('log.git', 'refs/pull');
  const repository = must(await openLocalRepository(folder));
  const commits = must(await repository.branchLog());
  expect(commits.map(({ subject, parents }) => [subject, parents])).toEqual([
    ['Backport of grids (#1)', 1],
    ['Spheres (#12)', 1],
    ['Merge pull request #1 from ada/grids', 2],
    ['Grids', 1],
    ['Start', 0],
  ]);
  expect(commits[0]?.at).toBe(Date.parse('2021-01-01T00:00:00Z') / 1000);
  expect(commits.every(({ body }) => body === '')).toBe(true);
  const merge = must(await repository.branchLog({ bodies: true })).find(({ parents }) => parents > 1);
  expect(merge?.body).toBe('Grids');
  await repository.close();
});

test('a clone asks its origin for the requests and brings the commits that date them', async () => {
  const folder = forge('origin.git', 'refs/pull');
  const clone = must(
    await openClone(folder, {
      folder: join(root, 'clones'),
      allow: { ssh: false, local: true, privateAddresses: [] },
    }),
  );
  const heads = must(await clone.requestHeads());
  expect(heads.map(({ number }) => number)).toEqual([1, 12, 20]);
  const squashed = heads[1]!.id;
  expect((await clone.commits([squashed])).size).toBe(0);
  const dates = await clone.requestDates([squashed, 'f'.repeat(40), 'no id']);
  expect([...dates]).toEqual([]);
  expect([...(await clone.requestDates([squashed]))]).toEqual([[squashed, new Date('2020-03-01T00:00:00Z')]]);
  // Nothing of it shows among the branches.
  expect(must(await clone.branchLog()).some(({ id }) => id === squashed)).toBe(false);
  await clone.close();
});

test('a repository without any gives none', async () => {
  const repository = must(await openLocalRepository(makeRepository(join(root, 'plain.git'), [{ message: 'Start' }])));
  expect(must(await repository.requestHeads())).toEqual([]);
  await repository.close();
});

test('the branch itself takes in a merge as one change; a commit tells all that it changed; blame looks through commits', async () => {
  const folder = makeRepository(join(root, 'line.git'), [
    { files: { 'plan.md': 'one\n', 'old.md': 'text\n' }, date: '2020-01-01T00:00:00Z' },
    { files: { 'plan.md': 'one\ntwo\n' }, date: '2020-02-01T00:00:00Z', branch: 'side', from: 1 },
    { files: { 'plan.md': 'one\ntwo\n' }, date: '2020-03-01T00:00:00Z', merge: 2, message: 'Merge\n\nTitle\n' },
    { files: { 'plan.md': 'ONE\ntwo\n' }, remove: ['old.md'], date: '2021-01-01T00:00:00Z' },
  ]);
  const repository = must(await openLocalRepository(folder));
  const head = must(await repository.resolve({})).commit.id;
  const line = must(await repository.histories(head, ['plan.md'], { mainLine: true })).get('plan.md')!;
  expect(line.map(({ parents, body }) => [parents, body.trim()])).toEqual([
    [1, ''],
    [2, 'Title'],
    [0, ''],
  ]);
  const changed = must(await repository.changedBy(head));
  expect(changed?.files.map(({ path, status }) => [status, path])).toEqual([
    ['D', 'old.md'],
    ['M', 'plan.md'],
  ]);
  expect(must(await repository.changedBy(line[2]!.commit.id))).toBeNull();
  const written = must(await repository.blame(head, 'plan.md', [head, 'no id']));
  expect(written.map(({ time }) => time.getUTCFullYear())).toEqual([2020, 2020]);
  await repository.close();
});
