/** Pull and merge requests as git itself keeps them: a ref for the last commit of each, and the branches into which they went. */

import { done, type Outcome } from '../../kernel/refusal.ts';
import { subjectOf } from './commits.ts';
import type { Asking } from './history.ts';
import { listRefs } from './refs.ts';
import type { Place } from './place.ts';
import { refusalOf } from './run.ts';
import type { GitRefusal } from './refusals.ts';
import type { LoggedCommit, RequestHead } from './types.ts';

/** GitHub, Gitea and Forgejo keep `refs/pull/N/head`, GitLab `refs/merge-requests/N/head`. */
export const REQUEST_REFS = ['refs/pull/', 'refs/merge-requests/'] as const;

export function requestHeadsIn(place: Place): RequestHead[] {
  return requestHeadsAmong(REQUEST_REFS.flatMap((prefix) => [...listRefs(place, prefix)]));
}

export function requestHeadsAmong(refs: Iterable<readonly [name: string, id: string]>): RequestHead[] {
  const heads: RequestHead[] = [];
  for (const [name, id] of refs) {
    const found = /^refs\/(pull|merge-requests)\/([1-9]\d{0,7})\/head$/.exec(name);
    if (found !== null)
      heads.push({ number: Number(found[2]), id, kind: found[1] === 'pull' ? 'pull' : 'merge-request' });
  }
  return heads.sort((a, b) => a.number - b.number);
}

/** Every commit of these tips, newest first, in one process. Bodies are asked for only where the merge text stands in them. */
export async function logOf(
  asking: Asking,
  tips: readonly string[],
  withBodies: boolean,
  since: Date | undefined,
): Promise<Outcome<LoggedCommit[], GitRefusal>> {
  if (tips.length === 0) return done([]);
  const ran = await asking.run(
    [
      'log',
      '-z',
      '--no-color',
      '--ignore-missing',
      '--stdin',
      ...(since === undefined ? [] : [`--max-age=${Math.floor(since.getTime() / 1000)}`]),
      `--format=%H%x00%P%x00%ct%x00%s%x00${withBodies ? '%b' : ''}`,
    ],
    tips.map((tip) => `${tip}\n`).join(''),
  );
  return ran.ended === 'well' ? done(readLog(ran.out)) : refusalOf(ran, asking.limits);
}

/** What -z writes between commits is the sign that stands between fields: each commit is so many fields. Read in place: large projects have a million. */
function readLog(out: Buffer): LoggedCommit[] {
  const commits: LoggedCommit[] = [];
  let at = 0;
  const end = (): number => {
    const found = out.indexOf(0, at);
    return found === -1 ? out.length : found;
  };
  const next = (encoding: 'latin1' | 'utf8'): string => {
    const to = end();
    const text = out.toString(encoding, at, to);
    at = to + 1;
    return text;
  };
  while (at < out.length) {
    const id = next('latin1');
    const parentsEnd = end();
    const parents = parentsEnd === at ? 0 : Math.round((parentsEnd - at + 1) / (id.length + 1));
    at = parentsEnd + 1;
    const seconds = Number(next('latin1'));
    const subject = subjectOf(next('utf8'));
    commits.push({ id, parents, at: Number.isFinite(seconds) ? seconds : 0, subject, body: next('utf8') });
  }
  return commits;
}
