/** Asks a repository for what the balance is counted from: refs, one log of its branches, and the dates of a few commits. */
import { refused } from '../../kernel/refusal.ts';
import type { Repository } from '../../outside/git/index.ts';
import { claimsOf, countBalance, type Balance } from '../../reading/survey/index.ts';

export const MOST_BALANCES = 8;

/** Null where the copy holds no pull or merge requests, or its history could not be read. */
export async function balanceOf(
  git: Repository,
  repository: string,
  commit: string,
  asOf: string,
): Promise<Balance | null> {
  const listed = await git.requestHeads();
  if (refused(listed) || listed.done.length === 0) return null;
  // A mirror kept on another forge may hold both: the larger series is the project's own.
  const pulls = listed.done.filter(({ kind }) => kind === 'pull');
  const heads = pulls.length * 2 >= listed.done.length ? pulls : listed.done.filter(({ kind }) => kind !== 'pull');
  const kind = heads[0]!.kind;
  const log = await git.branchLog({ bodies: kind === 'merge-request' });
  if (refused(log)) return null;
  const claims = claimsOf(heads, log.done);
  const dates = await git.requestDates(claims.headsToDate);
  return countBalance({
    repository,
    commit,
    kind,
    heads,
    commits: log.done,
    claims,
    headDates: new Map([...dates].map(([id, date]) => [id, date.getTime() / 1000])),
    asOf,
  });
}
