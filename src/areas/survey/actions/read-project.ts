import { createHash } from 'node:crypto';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { readCalendarDate } from '../../../kernel/dates.ts';
import type { RunId } from '../../../kernel/ids.ts';
import { shorten } from '../../../kernel/text.ts';
import type { Db, Tx } from '../../../outside/database/index.ts';
import type { JobContext } from '../../../outside/jobs/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { proposeRepositories } from '../../projects/index.ts';
import { surveyEvent } from '../events.ts';
import { saveResult } from '../store/results.ts';
import { lockRound, roundById, stopOf } from '../store/rounds.ts';
import { hasLaterRun, runToDo, saveRunEnded, saveRunProgress, saveRunStarted } from '../store/runs.ts';
import type { ProjectReport, RunToDo } from '../types.ts';
import { examineProject, type OpenRepository } from './examine-project.ts';

const JOBS: Actor = { kind: 'program', program: 'jobs' };
const PROGRESS_EVERY_MS = 250;
const STOP_CHECKED_EVERY_MS = 1_000;
/** A project that makes our own code fail this often is given up and shown as not reached. */
const ATTEMPTS = 3;

export interface ReadProjectTools {
  readonly db: Db;
  readonly open: OpenRepository;
  readonly clock: () => Instant;
  readonly onError: (error: unknown) => void;
}

/**
 * The job behind one project of a round. The reading happens with no transaction open; what was found is written in one, once for the
 * same commits however often the job is delivered. A project that cannot be reached ends as such and may be tried again by a person.
 */
export async function readProject(tools: ReadProjectTools, id: RunId, context: JobContext): Promise<void> {
  const { db, clock } = tools;
  const run = await db.tx((tx) => takeUp(tx, id, clock()));
  if (run === null) return;

  const stopped = new AbortController();
  const watch = setInterval(() => {
    db.read((tx) => stopOf(tx, run.round)).then((manner) => manner === 'at-once' && stopped.abort(), tools.onError);
  }, STOP_CHECKED_EVERY_MS);
  try {
    const report = await examineProject(run.spec, {
      open: tools.open,
      now: clock(),
      signal: AbortSignal.any([context.signal, stopped.signal]),
      balance: true,
      onProgress: progressOf(tools, run),
    });
    await db.tx((tx) => finish(tx, run, report, clock()));
  } catch (error) {
    if (stopped.signal.aborted) return await db.tx((tx) => end(tx, run, 'stopped', null, clock()));
    if (context.signal.aborted) throw error; // the worker stops: another one takes the job up
    tools.onError(error);
    if (context.attempt < ATTEMPTS) throw error;
    const problem = `Commonwork failed while reading this project: ${error instanceof Error ? error.message : String(error)}`;
    await db.tx((tx) => end(tx, run, 'not-reached', shorten(problem, 500), clock()));
  } finally {
    clearInterval(watch);
  }
}

/** Null when there is nothing to do: read by an earlier delivery, or the round was stopped meanwhile. */
async function takeUp(tx: Tx, id: RunId, now: Instant): Promise<RunToDo | null> {
  const run = await runToDo(tx, id);
  if (run === null || (run.state !== 'waiting' && run.state !== 'running')) return null;
  if ((await stopOf(tx, run.round)) !== null) {
    await end(tx, run, 'stopped', null, now);
    return null;
  }
  await saveRunStarted(tx, id, now);
  return run;
}

async function finish(tx: Tx, run: RunToDo, report: ProjectReport, now: Instant): Promise<void> {
  const missed = report.repositories.flatMap((repository) => (repository.state === 'read' ? [] : [repository.because]));
  if (missed.length === report.repositories.length) {
    await end(tx, run, 'not-reached', missed[0] ?? 'Nothing could be read.', now);
    return;
  }
  await saveResult(
    tx,
    {
      round: run.round,
      project: run.project,
      commits: commitsKey(report),
      verdict: report.roadmap.verdict,
      kind: report.roadmap.kind,
      reason: report.roadmap.reasons[0]?.text ?? 'Nothing found in git.',
      lastChange: report.roadmap.lastChange === null ? null : readCalendarDate(report.roadmap.lastChange.slice(0, 10)),
      report,
    },
    now,
  );
  // What its documents link to is offered to those who declare the set; a person confirms each. An archived project needs none, and
  // what a page said years ago is no proposal where a later day is read as well.
  if (!(await hasLaterRun(tx, run.project, run.asOf))) {
    await proposeRepositories(tx, JOBS, { project: run.project, links: report.repositoryLinks.map(foundLink) }, now);
  }
  await end(tx, run, 'read', null, now);
}

function foundLink({ target, repository, path, line, commit }: ProjectReport['repositoryLinks'][number]) {
  return { target, foundIn: { repository, path, line, commit } };
}

/** Ends the run and, with the last one, the round: the lock lets two last runs take turns, so that it finishes exactly once. */
async function end(
  tx: Tx,
  run: RunToDo,
  state: 'read' | 'not-reached' | 'stopped',
  problem: string | null,
  now: Instant,
): Promise<void> {
  await lockRound(tx, run.round);
  await saveRunEnded(tx, run.id, state, problem, now);
  const round = await roundById(tx, run.round);
  if (round !== null && round.state === 'finished') {
    await announce(tx, surveyEvent(JOBS, { kind: 'round.finished', round: run.round }, now));
  }
}

/** What was read: the same repositories at the same commits give the same key. */
function commitsKey(report: ProjectReport): string {
  const commits = report.repositories
    .map((repository) => `${repository.id}@${repository.state === 'read' ? repository.commit : 'not-reached'}`)
    .sort();
  return createHash('sha256').update(commits.join('\n')).digest('hex');
}

/** Writes progress at most four times a second, never two writes at once; the last step may go unwritten, for the end follows. */
function progressOf(tools: ReadProjectTools, run: RunToDo): (step: { doing: string; n: number }) => void {
  let writing = false;
  let last = 0;
  return ({ doing, n }) => {
    const now = performance.now();
    if (writing || now - last < PROGRESS_EVERY_MS) return;
    writing = true;
    last = now;
    tools.db
      .tx((tx) => saveRunProgress(tx, run.id, shorten(doing, 200), n))
      .catch(tools.onError)
      .finally(() => {
        writing = false;
      });
  };
}
