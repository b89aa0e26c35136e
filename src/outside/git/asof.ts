/** "The last commit before a date" has two readings, and either can be wrong by months (survey-truth.md, hard case 6). */

import { daysBetween } from '../../kernel/dates.ts';
import { done, refused, type Outcome } from '../../kernel/refusal.ts';
import type { Asking } from './history.ts';
import type { GitRefusal } from './refusals.ts';
import { refusalOf } from './run.ts';
import type { CommitInfo } from './types.ts';

export async function readingsBefore(
  asking: Asking,
  tip: string,
  asOf: Date,
): Promise<Outcome<{ firstParent: string | null; newestReachable: string | null }, GitRefusal>> {
  const before = `--min-age=${Math.floor(asOf.getTime() / 1000)}`;
  const [firstParent, newest] = await Promise.all([
    asking.run(['rev-list', '--max-count=1', '--first-parent', before, tip]),
    asking.run(['rev-list', '--max-count=1', before, tip]),
  ]);
  if (firstParent.ended !== 'well') return refusalOf(firstParent, asking.limits);
  if (newest.ended !== 'well') return refusalOf(newest, asking.limits);
  const only = (out: Buffer): string | null => out.toString('latin1').trim() || null;
  return done({ firstParent: only(firstParent.out), newestReachable: only(newest.out) });
}

/** Below a month both readings serve; the first parent is the branch as people saw it. */
const APART_DAYS = 31;
/** A side that merged this often while the first parent stood still was where the project's work came together. */
const MERGES_OF_A_MAIN_LINE = 5;

/**
 * First parent, unless it stood still for more than a month and the other side was the main line meanwhile. That side was it when
 * the merge which brought it in says that it merged this very branch (somebody pulled: the branch and the local copy change
 * places), or when five or more merges happened on it. Measured on the 60 repositories of the survey at four dates: this takes
 * first-parent for conda-forge/cfep, zarr, jupyter/governance and the enhancement proposals (0 to 2 merges on the other side,
 * proposals still on their branches) and newest-reachable for stan-dev.github.io (13 and 32) and dolfinx (178).
 */
export async function chooseReading(
  asking: Asking,
  readings: {
    readonly tip: string;
    readonly branch: string | null;
    readonly firstParent: CommitInfo | null;
    readonly newestReachable: CommitInfo | null;
  },
): Promise<Outcome<{ commit: CommitInfo; apartDays: number }, GitRefusal>> {
  const { firstParent, newestReachable } = readings;
  if (firstParent === null || newestReachable === null)
    return done({ commit: (firstParent ?? newestReachable)!, apartDays: 0 });
  const apartDays = Math.abs(daysBetween(firstParent.date, newestReachable.date));
  if (apartDays <= APART_DAYS) return done({ commit: firstParent, apartDays });
  const mainLine = await wasMainLine(asking, readings.tip, readings.branch, firstParent.id, newestReachable.id);
  if (refused(mainLine)) return mainLine;
  return done({ commit: mainLine.done ? newestReachable : firstParent, apartDays });
}

async function wasMainLine(
  asking: Asking,
  tip: string,
  branch: string | null,
  firstParent: string,
  newest: string,
): Promise<Outcome<boolean, GitRefusal>> {
  const [merges, after] = await Promise.all([
    asking.run(['rev-list', '--count', '--merges', `${firstParent}..${newest}`]),
    asking.run(['log', '--first-parent', '--format=%s', `${firstParent}..${tip}`]),
  ]);
  if (merges.ended !== 'well') return refusalOf(merges, asking.limits);
  if (after.ended !== 'well') return refusalOf(after, asking.limits);
  if (Number(merges.out.toString('latin1')) >= MERGES_OF_A_MAIN_LINE) return done(true);
  const next = after.out.toString('utf8').trimEnd().split('\n').at(-1) ?? '';
  return done(mergesItself(next, branch));
}

/** "Merge branch 'main' of https://..." and "Merge remote-tracking branch 'origin/main'", the subjects that `git pull` writes on main. */
export function mergesItself(subject: string, branch: string | null): boolean {
  const merged = /^Merge (?:remote-tracking )?branch '(?:[^'/]{1,100}\/)?([^'/]{1,100})'(?: of [^ ]+)?$/.exec(
    subject.slice(0, 500),
  )?.[1];
  return merged !== undefined && (branch === null ? merged === 'master' || merged === 'main' : merged === branch);
}
