/** All SQL on the survey's tables. */
import { type CalendarDate, type Instant } from '../../kernel/dates.ts';
import { newId, type CorrectionId, type PersonId, type ProjectId, type RoundId, type RunId } from '../../kernel/ids.ts';
import { on, sql, type Tx } from '../../outside/database/index.ts';
import type {
  Correction,
  ProjectReport,
  ProjectSpec,
  Result,
  RoadmapKind,
  Round,
  RoundRow,
  Run,
  RunState,
  RunToDo,
  RoadmapVerdict,
} from './types.ts';
import { roundState } from './rules.ts';

interface Tables {
  survey_round: {
    id: RoundId;
    title: string;
    as_of: CalendarDate;
    note: string;
    example: boolean;
    started_at: Instant;
    started_by: PersonId | null;
    hat: string | null;
  };
  survey_stop: {
    id: string;
    round: RoundId;
    manner: 'after-current' | 'at-once';
    at: Instant;
    by_person: PersonId | null;
    resumed_at: Instant | null;
    resumed_by: PersonId | null;
  };
  survey_publication: {
    id: string;
    round: RoundId;
    at: Instant;
    by_person: PersonId | null;
    hat: string | null;
    withdrawn_at: Instant | null;
    withdrawn_by: PersonId | null;
    withdrawal_reason: string | null;
  };
  survey_run: {
    id: RunId;
    round: RoundId;
    project: ProjectId;
    position: number;
    spec: ProjectSpec;
    state: RunState;
    doing: string;
    repository_n: number;
    repository_of: number;
    attempts: number;
    started_at: Instant | null;
    finished_at: Instant | null;
    problem: string | null;
  };
  survey_result: {
    id: string;
    round: RoundId;
    project: ProjectId;
    commits: string;
    verdict: RoadmapVerdict;
    kind: RoadmapKind;
    reason: string;
    last_change: CalendarDate | null;
    report: ProjectReport;
    made_at: Instant;
  };
  survey_correction: {
    id: CorrectionId;
    round: RoundId;
    project: ProjectId;
    key: string;
    answer: string;
    reason: string;
    link: string | null;
    at: Instant;
    by_person: PersonId;
    by_name: string;
    hat: string | null;
    for_project: boolean;
    withdrawn_at: Instant | null;
    withdrawn_by: PersonId | null;
  };
}

const tables = (tx: Tx) => on<Tables>(tx);

interface RoundRecord {
  id: RoundId;
  title: string;
  as_of: CalendarDate;
  note: string;
  example: boolean;
  started_at: Instant;
  started_by: PersonId | null;
  waiting: number;
  running: number;
  read: number;
  not_reached: number;
  stopped: number;
  finished_at: Instant | null;
  published: Instant | null;
  stop: boolean;
}

/** One statement for a round or for all: the runs are counted, the state derived. Newest first, or by the day looked back to. */
async function roundsWhere(tx: Tx, condition: ReturnType<typeof sql<boolean>>, limit: number): Promise<Round[]> {
  const { rows } = await sql<RoundRecord>`
    select round.id, round.title, round.as_of, round.note, round.example, round.started_at, round.started_by,
      count(*) filter (where run.state = 'waiting')::int as waiting,
      count(*) filter (where run.state = 'running')::int as running,
      count(*) filter (where run.state = 'read')::int as read,
      count(*) filter (where run.state = 'not-reached')::int as not_reached,
      count(*) filter (where run.state = 'stopped')::int as stopped,
      max(run.finished_at) as finished_at,
      (select publication.at from survey_publication publication
        where publication.round = round.id and publication.withdrawn_at is null) as published,
      exists (select from survey_stop stop where stop.round = round.id and stop.resumed_at is null) as stop
    from survey_round round
    join survey_run run on run.round = round.id
    where ${condition}
    group by round.id
    order by round.as_of desc, round.started_at desc
    limit ${limit}`.execute(tables(tx));
  return rows.map(roundOf);
}

function roundOf(row: RoundRecord): Round {
  const open = row.waiting + row.running;
  const state = roundState({ open, running: row.running, stopped: row.stopped }, row.stop);
  return {
    id: row.id,
    title: row.title,
    asOf: row.as_of,
    note: row.note,
    example: row.example,
    startedAt: row.started_at,
    startedBy: row.started_by,
    state,
    runs: {
      waiting: row.waiting,
      running: row.running,
      read: row.read,
      'not-reached': row.not_reached,
      stopped: row.stopped,
      total: open + row.read + row.not_reached + row.stopped,
    },
    finishedAt: state === 'finished' || state === 'stopped' ? row.finished_at : null,
    published: row.published,
  };
}

export async function roundById(tx: Tx, id: RoundId): Promise<Round | null> {
  return (await roundsWhere(tx, sql<boolean>`round.id = ${id}`, 1))[0] ?? null;
}

const ROUNDS_SHOWN = 200;

export async function allRounds(tx: Tx): Promise<Round[]> {
  return roundsWhere(tx, sql<boolean>`true`, ROUNDS_SHOWN);
}

export async function publishedRounds(tx: Tx): Promise<Round[]> {
  return roundsWhere(
    tx,
    sql<boolean>`exists (select from survey_publication p where p.round = round.id and p.withdrawn_at is null)`,
    ROUNDS_SHOWN,
  );
}

/** The verdicts of several rounds at once, corrections applied: what the figures count. */
export async function verdictsOfRounds(
  tx: Tx,
  rounds: readonly RoundId[],
): Promise<{ round: RoundId; project: ProjectId; verdict: RoadmapVerdict; kind: RoadmapKind }[]> {
  if (rounds.length === 0) return [];
  const { rows } = await sql<{ round: RoundId; project: ProjectId; verdict: RoadmapVerdict; kind: RoadmapKind }>`
    select verdict.round, verdict.project, verdict.verdict, verdict.kind from survey_verdict verdict
    where verdict.round = any(${[...rounds]}::uuid[])`.execute(tables(tx));
  return rows;
}

export async function saveRound(
  tx: Tx,
  round: { title: string; asOf: CalendarDate; note: string; example: boolean; by: PersonId | null; hat: string | null },
  runs: readonly { project: ProjectId; spec: ProjectSpec }[],
  now: Instant,
): Promise<{ round: RoundId; runs: RunId[] }> {
  const id = newId<'round'>(now);
  await tables(tx)
    .insertInto('survey_round')
    .values({
      id,
      title: round.title,
      as_of: round.asOf,
      note: round.note,
      example: round.example,
      started_at: now,
      started_by: round.by,
      hat: round.hat,
    })
    .execute();
  const records = runs.map((run, index) => ({
    id: newId<'run'>(now),
    round: id,
    project: run.project,
    position: index + 1,
    spec: run.spec,
    repository_of: run.spec.repositories.length,
  }));
  await sql`
    insert into survey_run (id, round, project, position, spec, repository_of)
    select id, round, project, position, spec, repository_of
    from jsonb_to_recordset(${JSON.stringify(records)}::jsonb)
      as run (id uuid, round uuid, project uuid, position int, spec jsonb, repository_of int)`.execute(tables(tx));
  return { round: id, runs: records.map((record) => record.id) };
}

export async function lockRound(tx: Tx, round: RoundId): Promise<void> {
  await sql`select from survey_round where id = ${round} for update`.execute(tables(tx));
}

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

/** True when this call wrote the result; false when the same commits were written before. */
export async function saveResult(
  tx: Tx,
  result: {
    round: RoundId;
    project: ProjectId;
    commits: string;
    verdict: RoadmapVerdict;
    kind: RoadmapKind;
    reason: string;
    lastChange: CalendarDate | null;
    report: ProjectReport;
  },
  now: Instant,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into survey_result (id, round, project, commits, verdict, kind, reason, last_change, report, made_at)
    values (${newId(now)}, ${result.round}, ${result.project}, ${result.commits}, ${result.verdict}, ${result.kind},
      ${result.reason}, ${result.lastChange}, ${JSON.stringify(result.report)}::jsonb, ${now})
    on conflict (round, project, commits) do nothing`.execute(tables(tx));
  return numAffectedRows === 1n;
}

export async function resultOf(tx: Tx, round: RoundId, project: ProjectId): Promise<Result | null> {
  const row = await tables(tx)
    .selectFrom('survey_result')
    .selectAll()
    .where('round', '=', round)
    .where('project', '=', project)
    .orderBy('made_at', 'desc')
    .executeTakeFirst();
  return row === undefined ? null : resultFrom(row);
}

/** Every report of a round, in the order of the portfolio: for exports. */
export async function resultsOfRound(tx: Tx, round: RoundId): Promise<Result[]> {
  const { rows } = await sql<Tables['survey_result']>`
    select distinct on (run.position) result.* from survey_result result
    join survey_run run on run.round = result.round and run.project = result.project
    where result.round = ${round} order by run.position, result.made_at desc`.execute(tables(tx));
  return rows.map(resultFrom);
}

function resultFrom(row: Tables['survey_result']): Result {
  return {
    project: row.project,
    verdict: row.verdict,
    kind: row.kind,
    reason: row.reason,
    lastChange: row.last_change,
    report: row.report,
    madeAt: row.made_at,
  };
}

/** The round's table in one statement: what was found, corrections, and the verdict of the round compared with. */
export async function rowsOfRound(tx: Tx, round: RoundId, before: RoundId | null): Promise<RoundRow[]> {
  const { rows } = await sql<{
    project: ProjectId;
    name: string;
    slug: string | null;
    example: boolean | null;
    state: RunState;
    problem: string | null;
    verdict: RoadmapVerdict | null;
    corrected: boolean;
    kind: RoadmapKind | null;
    reason: string | null;
    last_change: CalendarDate | null;
    evidence: { path: string; lines: readonly [number, number] | null; commit: string } | null;
    evidence_url: string | null;
    before: RoadmapVerdict | null;
  }>`
    select run.project, run.spec ->> 'name' as name, project.slug, project.example, run.state, run.problem,
      coalesce(correction.answer, result.verdict) as verdict, correction.id is not null as corrected,
      result.kind, coalesce(correction.reason, result.reason) as reason, result.last_change,
      result.report #> '{roadmap,reasons,0,evidence,0}' as evidence,
      jsonb_path_query_first(
        result.report, '$.repositories[*] ? (@.id == $id).url',
        jsonb_build_object('id', result.report #> '{roadmap,reasons,0,evidence,0,repository}')
      ) #>> '{}' as evidence_url,
      earlier.verdict as before
    from survey_run run
    left join visible_project project on project.id = run.project
    left join lateral (
      select * from survey_result r where r.round = run.round and r.project = run.project order by r.made_at desc limit 1
    ) result on true
    left join survey_correction correction on correction.round = run.round and correction.project = run.project
      and correction.key = 'roadmap' and correction.withdrawn_at is null
    left join survey_verdict earlier on earlier.round = ${before} and earlier.project = run.project
    where run.round = ${round}
    order by lower(run.spec ->> 'name')`.execute(tables(tx));
  return rows.map((row) => ({
    project: row.project,
    name: row.name,
    slug: row.slug ?? '',
    example: row.example ?? false,
    state: row.state,
    verdict: row.verdict,
    corrected: row.corrected,
    kind: row.kind ?? 'none',
    reason: row.reason ?? '',
    lastChange: row.last_change,
    evidence: row.evidence === null ? null : { ...row.evidence, repository: row.evidence_url },
    problem: row.problem,
    before: row.before,
  }));
}

/** The newest round of an earlier day; to strangers only a published one. */
export async function roundBefore(
  tx: Tx,
  round: Pick<Round, 'id' | 'asOf'>,
  publishedOnly: boolean,
): Promise<Round | null> {
  const published = publishedOnly
    ? sql<boolean>`exists (select from survey_publication p where p.round = round.id and p.withdrawn_at is null)`
    : sql<boolean>`true`;
  return (
    (
      await roundsWhere(tx, sql<boolean>`round.as_of < ${round.asOf} and round.id <> ${round.id} and ${published}`, 1)
    )[0] ?? null
  );
}

/** The live stop of a round: how it was asked to end. */
export async function stopOf(tx: Tx, round: RoundId): Promise<'after-current' | 'at-once' | null> {
  const row = await tables(tx)
    .selectFrom('survey_stop')
    .select('manner')
    .where('round', '=', round)
    .where('resumed_at', 'is', null)
    .executeTakeFirst();
  return row?.manner ?? null;
}

export async function saveStop(
  tx: Tx,
  round: RoundId,
  manner: 'after-current' | 'at-once',
  by: PersonId | null,
  now: Instant,
): Promise<void> {
  await sql`
    insert into survey_stop (id, round, manner, at, by_person) values (${newId(now)}, ${round}, ${manner}, ${now}, ${by})
    on conflict (round) where resumed_at is null do update set manner = excluded.manner`.execute(tables(tx));
}

export async function saveResumption(tx: Tx, round: RoundId, by: PersonId | null, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('survey_stop')
    .set({ resumed_at: now, resumed_by: by })
    .where('round', '=', round)
    .where('resumed_at', 'is', null)
    .execute();
}

export async function savePublication(
  tx: Tx,
  round: RoundId,
  by: PersonId | null,
  hat: string | null,
  now: Instant,
): Promise<void> {
  await tables(tx)
    .insertInto('survey_publication')
    .values({
      id: newId(now),
      round,
      at: now,
      by_person: by,
      hat,
      withdrawn_at: null,
      withdrawn_by: null,
      withdrawal_reason: null,
    })
    .execute();
}

export async function saveWithdrawal(
  tx: Tx,
  round: RoundId,
  reason: string,
  by: PersonId | null,
  now: Instant,
): Promise<void> {
  await tables(tx)
    .updateTable('survey_publication')
    .set({ withdrawn_at: now, withdrawn_by: by, withdrawal_reason: reason })
    .where('round', '=', round)
    .where('withdrawn_at', 'is', null)
    .execute();
}

/** Replaces a live correction of the same answer; the one replaced stays as withdrawn. */
export async function saveCorrection(
  tx: Tx,
  correction: {
    round: RoundId;
    project: ProjectId;
    key: string;
    answer: string;
    reason: string;
    link: string | null;
    by: PersonId;
    byName: string;
    hat: string | null;
    forProject: boolean;
  },
  now: Instant,
): Promise<CorrectionId> {
  await tables(tx)
    .updateTable('survey_correction')
    .set({ withdrawn_at: now, withdrawn_by: correction.by })
    .where('round', '=', correction.round)
    .where('project', '=', correction.project)
    .where('key', '=', correction.key)
    .where('withdrawn_at', 'is', null)
    .execute();
  const id = newId<'correction'>(now);
  await tables(tx)
    .insertInto('survey_correction')
    .values({
      id,
      round: correction.round,
      project: correction.project,
      key: correction.key,
      answer: correction.answer,
      reason: correction.reason,
      link: correction.link,
      at: now,
      by_person: correction.by,
      by_name: correction.byName,
      hat: correction.hat,
      for_project: correction.forProject,
      withdrawn_at: null,
      withdrawn_by: null,
    })
    .execute();
  return id;
}

export async function correctionsOf(tx: Tx, round: RoundId, project: ProjectId): Promise<Correction[]> {
  const rows = await tables(tx)
    .selectFrom('survey_correction')
    .selectAll()
    .where('round', '=', round)
    .where('project', '=', project)
    .orderBy('at', 'desc')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    key: row.key,
    answer: row.answer,
    reason: row.reason,
    link: row.link,
    at: row.at,
    byName: row.by_name,
    hat: row.hat,
    forProject: row.for_project,
    withdrawnAt: row.withdrawn_at,
  }));
}

/** The key of the answer it corrected, or null when there was no such live correction. */
export async function saveCorrectionWithdrawn(
  tx: Tx,
  which: { readonly correction: CorrectionId; readonly round: RoundId; readonly project: ProjectId },
  by: PersonId,
  now: Instant,
): Promise<string | null> {
  const row = await tables(tx)
    .updateTable('survey_correction')
    .set({ withdrawn_at: now, withdrawn_by: by })
    .where('id', '=', which.correction)
    .where('round', '=', which.round)
    .where('project', '=', which.project)
    .where('withdrawn_at', 'is', null)
    .returning('key')
    .executeTakeFirst();
  return row?.key ?? null;
}

/** The rounds in which a project was read, newest first: for its own page. */
export async function verdictsOfProject(
  tx: Tx,
  project: ProjectId,
  publishedOnly: boolean,
): Promise<
  { round: RoundId; title: string; asOf: CalendarDate; verdict: RoadmapVerdict; kind: RoadmapKind; reason: string }[]
> {
  const { rows } = await sql<{
    round: RoundId;
    title: string;
    as_of: CalendarDate;
    verdict: RoadmapVerdict;
    kind: RoadmapKind;
    reason: string;
  }>`
    select round.id as round, round.title, round.as_of, verdict.verdict, verdict.kind, verdict.reason
    from survey_verdict verdict join survey_round round on round.id = verdict.round
    where verdict.project = ${project}
      and (${!publishedOnly} or exists (
        select from survey_publication p where p.round = round.id and p.withdrawn_at is null))
    order by round.as_of desc, round.started_at desc limit 50`.execute(tables(tx));
  return rows.map((row) => ({ ...row, asOf: row.as_of }));
}
