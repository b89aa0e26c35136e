import { done, refuse, type Outcome } from '../../kernel/refusal.ts';
import { moment } from './commits.ts';
import { isSpeakable, type Asking } from './history.ts';
import { refusalOf, type Ran } from './run.ts';
import type { GitRefusal } from './refusals.ts';
import type { BlameLine } from './types.ts';

/** Which commit last wrote each line; of `ignore` none did, the lines are those of whoever wrote them before. */
export async function blameOf(
  asking: Asking,
  commit: string,
  path: string,
  ignore: readonly string[] = [],
): Promise<Outcome<BlameLine[], GitRefusal>> {
  if (!isSpeakable(path)) return refuse('odd-path');
  const walk = (...more: string[]): Promise<Ran> =>
    asking.run([
      'blame',
      '--incremental',
      '--root',
      '-w',
      ...more,
      ...ignore.flatMap((id) => ['--ignore-rev', id]),
      commit,
      '--',
      path,
    ]);
  let ran = await walk();
  // Where the file was created git looks for one that it was renamed from, among blobs that may not be here.
  if (ran.ended === 'badly') ran = await walk('--no-follow');
  if (ran.ended !== 'well') return refusalOf(ran, asking.limits);
  const lines = readIncremental(ran.out);
  if (lines.some((line) => asking.cutAt.has(line.commit))) return refuse('history-cut');
  return done(lines);
}

/** Groups of `commit original-line line count`, the facts of each commit once, `filename` last. */
function readIncremental(out: Buffer): BlameLine[] {
  const times = new Map<string, Date>();
  const groups: { readonly commit: string; readonly first: number; readonly count: number }[] = [];
  let current: (typeof groups)[number] | null = null;
  for (const line of out.toString('utf8').split('\n')) {
    if (current === null) {
      const heading = /^([0-9a-f]{40,64}) \d+ (\d+) (\d+)$/.exec(line);
      if (heading === null) continue;
      current = { commit: heading[1]!, first: Number(heading[2]), count: Number(heading[3]) };
      groups.push(current);
    } else if (line.startsWith('filename ')) current = null;
    else if (line.startsWith('author-time ')) times.set(current.commit, moment(Number(line.slice(12))));
  }
  const lines: BlameLine[] = [];
  for (const { commit, first, count } of groups) {
    const time = times.get(commit) ?? new Date(0);
    for (let line = first; line < first + count; line++) lines.push({ line, commit, time });
  }
  return lines.sort((a, b) => a.line - b.line);
}
