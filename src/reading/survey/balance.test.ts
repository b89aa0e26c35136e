import { describe, expect, test } from 'vitest';
import { claimsOf, countBalance, type Balance, type CommitOfBranch } from './balance.ts';

const seconds = (day: string): number => Date.parse(`${day}T12:00:00Z`) / 1000;
let made = 0;

function commit(day: string, subject: string, change: Partial<CommitOfBranch> = {}): CommitOfBranch {
  return { id: `c${made++}`, parents: 1, at: seconds(day), subject, body: '', ...change };
}

function merge(day: string, subject: string, body = ''): CommitOfBranch {
  return commit(day, subject, { parents: 2, body });
}

function balance(
  heads: Readonly<Record<number, string>>,
  commits: readonly CommitOfBranch[],
  dates: Readonly<Record<string, string>> = {},
  change: { readonly asOf?: string; readonly kind?: Balance['kind'] } = {},
): Balance {
  const list = Object.entries(heads).map(([number, id]) => ({ number: Number(number), id }));
  return countBalance({
    repository: 'example/grid',
    commit: 'abc',
    kind: change.kind ?? 'pull',
    heads: list,
    commits,
    claims: claimsOf(list, commits),
    headDates: new Map(Object.entries(dates).map(([id, day]) => [id, seconds(day)])),
    asOf: change.asOf ?? '2026-11-25',
  });
}

describe('a request counts as merged', () => {
  test('by the merge commit that names it, whoever pressed the button', () => {
    const counted = balance({ 3: 'h3', 4: 'h4' }, [merge('2020-03-01', 'Merge pull request #3 from ada/grid')]);
    expect(counted).toMatchObject({ requests: 2, merged: 1, tiers: { merge: 1, squash: 0, landed: 0 } });
  });

  test('by the texts of other forges', () => {
    const gitea = balance({ 7: 'h7', 8: 'h8' }, [
      merge('2020-03-01', "Merge pull request 'Add a (#8) grid' (#7) from ada/grid into main"),
    ]);
    expect(gitea).toMatchObject({ merged: 1, tiers: { merge: 1 } });
    const gitlab = balance(
      { 12: 'h12' },
      [
        merge(
          '2020-03-01',
          "Merge branch 'grid' into 'main'",
          'Add a grid\n\nSee merge request example/tools/grid!12\n',
        ),
      ],
      {},
      { kind: 'merge-request' },
    );
    expect(gitlab).toMatchObject({ merged: 1, years: [{ year: 2020, opened: 1, merged: 1, others: null }] });
  });

  test('by a squash in whose subject its number stands last, unless the request is younger', () => {
    const counted = balance(
      { 21: 'h21', 22: 'h22', 23: 'h23' },
      [
        commit('2020-03-01', 'Grids on the sphere (#21)'),
        commit('2009-03-01', 'Fix the loader (#22)'),
        commit('2020-03-01', 'See (#23) for the rest'),
        commit('2020-03-01', 'Close an issue (#9)'),
      ],
      { h21: '2020-02-27', h22: '2019-01-01', h23: '2020-01-01' },
    );
    expect(counted).toMatchObject({
      merged: 1,
      tiers: { merge: 0, squash: 1, landed: 0 },
      claimed: { merge: 0, squash: 3 },
      rejected: 2,
    });
  });

  test('not by a squash that cannot be checked', () => {
    expect(balance({ 21: 'h21' }, [commit('2020-03-01', 'Grids (#21)')])).toMatchObject({ merged: 0, rejected: 1 });
  });

  test('by nothing more than its last commit being part of a branch: landed, without a day', () => {
    const counted = balance({ 5: 'h5', 6: 'h6' }, [
      commit('2020-01-05', 'Grids', { id: 'h5' }),
      merge('2020-02-01', 'Merge pull request #6 from ben/x'),
    ]);
    expect(counted).toMatchObject({ merged: 2, tiers: { merge: 1, squash: 0, landed: 1 } });
    expect(counted.years).toEqual([{ year: 2020, opened: 2, merged: 1, others: 4 }]);
  });

  test('once, however often branches repeat it, on the first day', () => {
    const counted = balance({ 1: 'h1' }, [
      merge('2021-05-01', 'Merge pull request #1 from ada/x'),
      merge('2020-05-01', 'Merge pull request #1 from ada/x'),
    ]);
    expect(counted).toMatchObject({ merged: 1, tiers: { merge: 1 } });
    expect(counted.years).toEqual([{ year: 2020, opened: 1, merged: 1, others: 0 }]);
  });
});

describe('the day of opening', () => {
  test('is told by the order of numbers: open by the day on which a later one was merged', () => {
    const counted = balance({ 10: 'h10', 12: 'h12', 20: 'h20' }, [
      merge('2019-12-30', 'Merge pull request #12 from ada/x'),
      merge('2021-03-01', 'Merge pull request #20 from ada/x'),
      merge('2022-06-01', 'Merge pull request #10 from ada/x'),
    ]);
    expect(counted.years).toEqual([
      { year: 2019, opened: 2, merged: 1, others: 10 },
      { year: 2020, opened: 0, merged: 0, others: 0 },
      { year: 2021, opened: 1, merged: 1, others: 7 },
      { year: 2022, opened: 0, merged: 1, others: 0 },
    ]);
  });

  test('of the newest, not merged, is the newest commit', () => {
    const counted = balance({ 1: 'h1', 9: 'h9' }, [
      commit('2023-01-02', 'Later work'),
      merge('2021-03-01', 'Merge pull request #1 from ada/x'),
    ]);
    expect(counted.years.at(-1)).toEqual({ year: 2023, opened: 1, merged: 0, others: 7 });
    expect(counted.upTo).toBe('2023-01-02');
  });
});

test('as of a day only what had happened by then is counted', () => {
  const counted = balance(
    { 1: 'h1', 2: 'h2', 3: 'h3', 9: 'h9', 10: 'h10' },
    [
      merge('2020-01-01', 'Merge pull request #9 from ada/x'),
      merge('2018-03-01', 'Merge pull request #1 from ada/x'),
      merge('2019-03-01', 'Merge pull request #2 from ada/x'),
      merge('2018-06-01', 'Merge pull request #3 from ada/x'),
    ],
    {},
    { asOf: '2018-09-25' },
  );
  expect(counted).toMatchObject({ requests: 3, merged: 2, upTo: '2018-06-01' });
  expect(counted.years).toEqual([{ year: 2018, opened: 3, merged: 2, others: 0 }]);
});

test('nothing to count gives no years, and a million subjects made to confuse take no time to speak of', () => {
  expect(balance({}, [])).toMatchObject({ requests: 0, merged: 0, years: [], upTo: null });
  const hostile = commit('2020-01-01', `Merge pull request '${"' (#1".repeat(80)}`, {
    body: 'See merge request '.repeat(5000),
  });
  expect(
    balance(
      { 99_999_999: 'h' },
      Array.from({ length: 2000 }, () => hostile),
    ).merged,
  ).toBe(0);
});
