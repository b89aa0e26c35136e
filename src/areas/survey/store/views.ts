/** What a page or an answer of the API needs at once: a few statements each, never one per row. */
import type { ProjectId, RoundId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import { shares } from '../rules.ts';
import type {
  Correction,
  Result,
  RepositorySpec,
  RoadmapVerdict,
  Round,
  RoundRow,
  Run,
  VerdictCount,
} from '../types.ts';
import { correctionsOf, correctionsOfRound } from './corrections.ts';
import { maySee, type OwnProjects } from './left-out.ts';
import { resultOf, resultsOfRound, rowsOfRound, verdictsOfRounds } from './results.ts';
import { allRounds, publishedRounds, roundBefore } from './rounds.ts';
import { runsOfRound } from './runs.ts';
import { tables } from './tables.ts';

export async function roundSummaries(
  tx: Tx,
  publishedOnly: boolean,
): Promise<{ readonly round: Round; readonly shares: VerdictCount }[]> {
  const rounds = publishedOnly ? await publishedRounds(tx) : await allRounds(tx);
  const verdicts = await verdictsOfRounds(
    tx,
    rounds.map(({ id }) => id),
  );
  const byRound = Map.groupBy(verdicts, ({ round }) => round);
  return rounds.map((round) => ({
    round,
    shares: shares((byRound.get(round.id) ?? []).map(({ verdict }) => verdict)),
  }));
}

export interface RoundView {
  readonly rows: readonly RoundRow[];
  readonly shares: VerdictCount;
  readonly before: { readonly round: Round; readonly shares: VerdictCount } | null;
  /** Projects with a roadmap, or a part of one, that is not technical (domain S71). */
  readonly nonTechnical: number;
  /** In the figures and not in the rows: they asked to be left out, and this reader may not know of them. */
  readonly unnamed: number;
}

/** A round with the one before it; readers of the public pages are compared with published rounds only. */
export async function roundView(tx: Tx, round: Round, publishedOnly: boolean, own: OwnProjects): Promise<RoundView> {
  const before = await roundBefore(tx, round, publishedOnly);
  const rows = await rowsOfRound(tx, round.id, before?.id ?? null);
  const earlier = before === null ? [] : await verdictsOfRounds(tx, [before.id]);
  const named = rows.filter(({ optedOut, project }) => !optedOut || maySee(own, project));
  const known = rows.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));
  return {
    rows: named,
    unnamed: rows.length - named.length,
    shares: shares(known),
    before: before === null ? null : { round: before, shares: shares(earlier.map(({ verdict }) => verdict)) },
    nonTechnical: rows.filter(({ verdict, kind }) => verdict !== null && (kind === 'nontechnical' || kind === 'both'))
      .length,
  };
}

export interface RoundProgress {
  readonly runs: readonly Run[];
  /** By project: the verdict and its first reason. */
  readonly results: ReadonlyMap<string, { readonly verdict: RoadmapVerdict; readonly reason: string }>;
  readonly startedBy: string | null;
}

/** Without the projects that asked to be left out, where the reader may not know of them. */
export async function roundProgress(tx: Tx, round: Round, own: OwnProjects): Promise<RoundProgress> {
  const leftOut = new Set(await leftOutOf(tx, round.id));
  const runs = (await runsOfRound(tx, round.id)).filter(({ project }) => !leftOut.has(project) || maySee(own, project));
  const { rows } = await sql<{ project: ProjectId; verdict: RoadmapVerdict; reason: string }>`
    select project, verdict, reason from survey_result where round = ${round.id}`.execute(tables(tx));
  const named = await sql<{ name: string | null }>`
    select name from named_person where person = ${round.startedBy}`.execute(tables(tx));
  return {
    runs,
    results: new Map(rows.map(({ project, verdict, reason }) => [project, { verdict, reason }])),
    startedBy: named.rows[0]?.name ?? null,
  };
}

export interface ProjectInRound {
  readonly round: Round;
  readonly project: {
    readonly id: ProjectId;
    readonly name: string;
    readonly summary: string;
    readonly example: boolean;
    /** What the project calls its list: "Roadmap", "Wish list" (domain S43). */
    readonly label: string;
    /** Asked to be left out: the public does not see this page. */
    readonly optedOut: boolean;
  };
  readonly result: Result;
  readonly corrections: readonly Correction[];
}

/** Null also for a project that asked to be left out, where the reader may not know of it. */
export async function projectInRound(
  tx: Tx,
  round: Round,
  project: ProjectId,
  own: OwnProjects,
): Promise<ProjectInRound | null> {
  const result = await resultOf(tx, round.id, project);
  if (result === null) return null;
  const { rows } = await sql<{ name: string; summary: string; example: boolean; label: string; optedOut: boolean }>`
    select name, summary, example, label, opted_out as "optedOut" from known_project where id = ${project}`.execute(
    tables(tx),
  );
  const { name } = result.report;
  const known = rows[0] ?? { name, summary: '', example: round.example, label: 'Roadmap', optedOut: false };
  if (known.optedOut && !maySee(own, project)) return null;
  return { round, project: { id: project, ...known }, result, corrections: await correctionsOf(tx, round.id, project) };
}

/** `counted` are all results, for totals; `results` those that may be named. */
export async function roundForExport(tx: Tx, round: Round, publishedOnly: boolean, own: OwnProjects) {
  const { rows, unnamed } = await roundView(tx, round, publishedOnly, own);
  const corrections = await correctionsOfRound(tx, round.id);
  const counted = await resultsOfRound(tx, round.id);
  const named = new Set(rows.map(({ project }) => project));
  return { round, rows, unnamed, counted, results: counted.filter(({ project }) => named.has(project)), corrections };
}

/** The projects of a round that asked to be left out. */
async function leftOutOf(tx: Tx, round: RoundId): Promise<readonly ProjectId[]> {
  const { rows } = await sql<{ project: ProjectId }>`
    select run.project from survey_run run join known_project project on project.id = run.project and project.opted_out
    where run.round = ${round}`.execute(tables(tx));
  return rows.map(({ project }) => project);
}

/** The projects a round may be started with: not those that ended, nor those that asked to be left out. */
export async function choosableProjects(
  tx: Tx,
): Promise<{ readonly id: ProjectId; readonly name: string; readonly repositories: number }[]> {
  const { rows } = await sql<{ id: ProjectId; name: string; repositories: number }>`
    select project.id, project.name, count(repository.id)::int as repositories
    from visible_project project left join live_repository repository on repository.project = project.id
    where not project.archived group by project.id, project.name order by lower(project.name)`.execute(tables(tx));
  return rows;
}

export interface ProjectToSurvey {
  readonly id: ProjectId;
  readonly name: string;
  readonly example: boolean;
  readonly repositories: readonly RepositorySpec[];
}

/** The projects asked for with their repositories as declared now; with 'all', those that have any. Archived ones are never read. */
export async function projectsToSurvey(tx: Tx, wanted: 'all' | readonly ProjectId[]): Promise<ProjectToSurvey[]> {
  const ids = wanted === 'all' ? [] : [...wanted];
  const { rows } = await sql<ProjectToSurvey>`
    select project.id, project.name, project.example,
      coalesce(
        jsonb_agg(jsonb_build_object('id', repository.name, 'url', repository.url, 'revision', null) order by repository.position)
          filter (where repository.id is not null),
        '[]'::jsonb) as repositories
    from visible_project project left join live_repository repository on repository.project = project.id
    where not project.archived and (${wanted === 'all'} or project.id = any(${ids}::uuid[]))
    group by project.id, project.name, project.example
    having ${wanted !== 'all'} or count(repository.id) > 0
    order by lower(project.name)`.execute(tables(tx));
  return rows;
}
