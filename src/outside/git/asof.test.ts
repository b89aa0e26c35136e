import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mergesItself } from './asof.ts';
import { openLocalRepository, type Resolved } from './index.ts';
import { makeRepository, must, scratch, type MadeCommit } from './test-repositories.ts';

const { path: root, remove } = scratch();
afterAll(remove);

async function before(name: string, commits: readonly MadeCommit[], asOf: string): Promise<Resolved> {
  const repository = must(await openLocalRepository(makeRepository(join(root, name), commits)));
  try {
    return must(await repository.resolve({ asOf: new Date(asOf) }));
  } finally {
    await repository.close();
  }
}

test('a proposal that is still on its branch is not the project: first parent', async () => {
  const resolved = await before(
    'proposal.git',
    [
      { files: { a: '1' }, date: '2017-01-10T00:00:00Z', message: 'on main' },
      { files: { p: '1' }, date: '2018-08-14T00:00:00Z', message: 'proposal', branch: 'proposal', from: 1 },
      {
        files: { p: '1' },
        date: '2019-02-02T00:00:00Z',
        from: 1,
        merge: 2,
        message: 'Merge pull request #10 from example/proposal',
      },
    ],
    '2018-09-25T23:59:59Z',
  );
  expect(resolved.commit.subject).toBe('on main');
  expect(resolved.firstParent?.subject).toBe('on main');
  expect(resolved.newestReachable?.subject).toBe('proposal');
  expect(resolved.apartDays).toBe(581);
});

test('a merge made in the other direction hides the main line: newest reachable', async () => {
  const resolved = await before(
    'pulled.git',
    [
      { files: { a: '1' }, date: '2018-04-04T00:00:00Z', message: 'local work' },
      { files: { b: '1' }, date: '2018-06-01T00:00:00Z', message: 'on the server', branch: 'server', from: 1 },
      { files: { b: '2' }, date: '2018-09-25T08:00:00Z', message: 'also there', branch: 'server', from: 2 },
      {
        files: { b: '2' },
        date: '2018-10-11T00:00:00Z',
        from: 1,
        merge: 3,
        message: "Merge branch 'main' of https://forge.example/site",
      },
      { files: { c: '1' }, date: '2018-11-11T00:00:00Z', from: 4 },
    ],
    '2018-09-25T23:59:59Z',
  );
  expect(resolved.commit.subject).toBe('also there');
  expect(resolved.firstParent?.subject).toBe('local work');
  expect(resolved.apartDays).toBe(174);
});

test('a side on which five or more merges happened was the main line, whatever the merge is called', async () => {
  const merges: MadeCommit[] = [];
  for (let n = 0; n < 5; n++) {
    const tip = 2 + n * 2;
    merges.push(
      { files: { [`f${n}`]: '1' }, date: `2016-0${n + 2}-01T00:00:00Z`, branch: `topic${n}`, from: tip },
      {
        files: { [`f${n}`]: '1' },
        date: `2016-0${n + 2}-02T00:00:00Z`,
        branch: 'server',
        from: tip,
        merge: tip + 1,
        message: `Merge topic ${n}`,
      },
    );
  }
  const commits: MadeCommit[] = [
    { files: { a: '1' }, date: '2016-01-01T00:00:00Z', message: 'stood still' },
    { files: { b: '1' }, date: '2016-01-02T00:00:00Z', branch: 'server', from: 1 },
    ...merges,
    {
      files: { b: '1' },
      date: '2016-11-16T00:00:00Z',
      from: 1,
      merge: 12,
      message: 'Merged example/project into main',
    },
  ];
  const resolved = await before('moved.git', commits, '2016-06-30T23:59:59Z');
  expect(resolved.commit.subject).toBe('Merge topic 4');
  // With four merges it stays with the first parent.
  const fewer = await before('fewer.git', commits, '2016-06-01T12:00:00Z');
  expect(fewer.commit.subject).toBe('stood still');
});

test('readings less than a month apart: first parent, and the distance is told', async () => {
  const resolved = await before(
    'near.git',
    [
      { files: { a: '1' }, date: '2018-09-01T00:00:00Z', message: 'main' },
      { files: { p: '1' }, date: '2018-09-20T00:00:00Z', message: 'side', branch: 'side', from: 1 },
      { files: { p: '1' }, date: '2018-10-02T00:00:00Z', from: 1, merge: 2 },
    ],
    '2018-09-25T23:59:59Z',
  );
  expect(resolved).toMatchObject({ commit: { subject: 'main' }, apartDays: 19 });
});

test('a date after the last commit, one before the first, and a revision given with a date', async () => {
  const commits: MadeCommit[] = [
    { files: { a: '1' }, date: '2018-01-01T00:00:00Z' },
    { files: { a: '2' }, date: '2020-01-01T00:00:00Z' },
    { files: { a: '3' }, date: '2019-01-01T00:00:00Z', branch: 'side', from: 1 },
    { files: { a: '4' }, date: '2021-01-01T00:00:00Z', branch: 'side', from: 3 },
  ];
  const repository = must(await openLocalRepository(makeRepository(join(root, 'dates.git'), commits)));
  const tip = must(await repository.resolve({ asOf: new Date('2026-01-01T00:00:00Z') }));
  expect(tip.commit).toEqual(tip.firstParent);
  expect(tip.apartDays).toBe(0);
  expect(await repository.resolve({ asOf: new Date('2017-01-01T00:00:00Z') })).toEqual({
    refused: 'no-commits-before',
    because: { asOf: '2017-01-01' },
  });
  const asOf = new Date('2019-06-01T00:00:00Z');
  expect(must(await repository.resolve({ asOf, revision: 'side' })).commit.date).toEqual(
    new Date('2019-01-01T00:00:00Z'),
  );
  expect(must(await repository.resolve({ asOf, revision: tip.commit.id })).commit).toEqual(tip.commit);
  await repository.close();
});

test.each([
  ["Merge branch 'master' of https://github.com/example/site", 'master', true],
  ["Merge branch 'master' of github.com:example/site", 'master', true],
  ["Merge remote-tracking branch 'origin/main'", 'main', true],
  ["Merge remote-tracking branch 'upstream/main' into main", 'main', false],
  ["Merge branch 'feature'", 'main', false],
  ["Merge branch 'main' into feature", 'main', false],
  ['Merge pull request #1 from example/main', 'main', false],
])('%s on %s', (subject, branch, is) => expect(mergesItself(subject, branch)).toBe(is));
