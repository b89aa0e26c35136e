/** Runs: one project of a round, from waiting to read. */
import { type CalendarDate, type Instant } from '../../../kernel/dates.ts';
import { type ProjectId, type RoundId, type RunId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { Run, RunToDo } from '../types.ts';
import { tables, type Tables } from './tables.ts';

/** The run with what is to be read, locked: two deliveries of its job take turns. */
export async function runToDo(tx: Tx, id: RunId): Promise<RunToDo | null> {
  const { rows } = await sql<Tables['survey_run'] & { as_of: CalendarDate }>`
    select run.*, round.as_of from survey_run run join survey_round round on round.id = run.round
    where run.id = ${id} for update of run`.execute(tables(tx));
  const row = rows[0];
  return row === undefined ? null : { ...runOf(row), spec: row.spec, asOf: row.as_of };
}

export async function runOfProject(tx: Tx, round: RoundId, project: ProjectId): Promise<Run | null> {
  const row = await tables(tx)
    .selectFrom('survey_run')
    .selectAll()
    .where('round', '=', round)
    .where('project', '=', project)
    .executeTakeFirst();
  return row === undefined ? null : runOf(row);
}

export async function runsOfRound(tx: Tx, round: RoundId): Promise<Run[]> {
  const rows = await tables(tx)
    .selectFrom('survey_run')
    .selectAll()
    .where('round', '=', round)
    .orderBy('position')
    .execute();
  return rows.map(runOf);
}

function runOf(row: Tables['survey_run']): Run {
  return {
    id: row.id,
    round: row.round,
    project: row.project,
    name: row.spec.name,
    position: row.position,
    state: row.state,
    doing: row.doing,
    repositoryN: row.repository_n,
    repositoryOf: row.repository_of,
    attempts: row.attempts,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    problem: row.problem,
  };
}

export async function saveRunStarted(tx: Tx, id: RunId, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('survey_run')
    .set((eb) => ({
      state: 'running',
      doing: 'Starting',
      repository_n: 0,
      attempts: eb('attempts', '+', 1),
      started_at: now,
      finished_at: null,
      problem: null,
    }))
    .where('id', '=', id)
    .execute();
}

export async function saveRunProgress(tx: Tx, id: RunId, doing: string, repositoryN: number): Promise<void> {
  await tables(tx)
    .updateTable('survey_run')
    .set({ doing, repository_n: repositoryN })
    .where('id', '=', id)
    .where('state', '=', 'running')
    .execute();
}

export async function saveRunEnded(
  tx: Tx,
  id: RunId,
  state: 'read' | 'not-reached' | 'stopped',
  problem: string | null,
  now: Instant,
): Promise<void> {
  await tables(tx)
    .updateTable('survey_run')
    .set({ state, doing: '', problem, finished_at: now })
    .where('id', '=', id)
    .execute();
}

export async function saveRunWaiting(tx: Tx, id: RunId): Promise<void> {
  await tables(tx)
    .updateTable('survey_run')
    .set({ state: 'waiting', doing: '', problem: null, started_at: null, finished_at: null })
    .where('id', '=', id)
    .execute();
}

/** Whether a round of a later day has read the project, or is about to. */
export async function hasLaterRun(tx: Tx, project: ProjectId, asOf: CalendarDate): Promise<boolean> {
  const { rows } = await sql<{ later: boolean }>`
    select exists (select from survey_run run join survey_round round on round.id = run.round
                   where run.project = ${project} and run.state in ('waiting', 'running', 'read')
                     and round.as_of > ${asOf}) as later`.execute(tables(tx));
  return rows[0]!.later;
}

/** Takes all waiting runs of a round out of the work. */
export async function stopWaitingRuns(tx: Tx, round: RoundId, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('survey_run')
    .set({ state: 'stopped', finished_at: now })
    .where('round', '=', round)
    .where('state', '=', 'waiting')
    .execute();
}

/** Puts stopped runs back into the work and names them, to be queued. */
export async function resumeStoppedRuns(tx: Tx, round: RoundId): Promise<RunId[]> {
  const rows = await tables(tx)
    .updateTable('survey_run')
    .set({ state: 'waiting', doing: '', problem: null, started_at: null, finished_at: null })
    .where('round', '=', round)
    .where('state', '=', 'stopped')
    .returning('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Runs whose job may have been lost with a database restored from a backup: every one that is not ended. */
export async function unfinishedRuns(tx: Tx): Promise<RunId[]> {
  const rows = await tables(tx)
    .selectFrom('survey_run')
    .select('id')
    .where('state', 'in', ['waiting', 'running'])
    .orderBy('id')
    .execute();
  return rows.map((row) => row.id);
}
