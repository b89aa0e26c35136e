/** What was found, and the tables made from it. */
import { type CalendarDate, type Instant } from '../../../kernel/dates.ts';
import { newId, type ProjectId, type RoundId } from '../../../kernel/ids.ts';
import { jsonText, sql, type Tx, storable } from '../../../outside/database/index.ts';
import type { ProjectReport, Result, RoadmapKind, RoundRow, RunState, RoadmapVerdict } from '../types.ts';
import { tables, type Tables } from './tables.ts';

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
      ${storable(result.reason)}, ${result.lastChange}, ${jsonText(result.report)}::jsonb, ${now})
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

/** The round's table in one statement, with what the public is not told: what was found, corrections, and the verdict of the round compared with. */
export async function rowsOfRound(tx: Tx, round: RoundId, before: RoundId | null): Promise<RoundRow[]> {
  const { rows } = await sql<{
    project: ProjectId;
    name: string;
    example: boolean | null;
    opted_out: boolean | null;
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
    select run.project, run.spec ->> 'name' as name, project.example, project.opted_out, run.state, run.problem,
      coalesce(correction.answer, result.verdict) as verdict, correction.id is not null as corrected,
      result.kind, coalesce(correction.reason, result.reason) as reason, result.last_change,
      result.report #> '{roadmap,reasons,0,evidence,0}' as evidence,
      jsonb_path_query_first(
        result.report, '$.repositories[*] ? (@.id == $id).url',
        jsonb_build_object('id', result.report #> '{roadmap,reasons,0,evidence,0,repository}')
      ) #>> '{}' as evidence_url,
      earlier.verdict as before
    from survey_run run
    left join known_project project on project.id = run.project
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
    example: row.example ?? false,
    optedOut: row.opted_out ?? false,
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
