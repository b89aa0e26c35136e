/** What a page or an answer of the API needs at once: a few statements each, never one per row. */
import type { ProjectId } from '../../../kernel/ids.ts';
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
}

/** A round with the one before it; readers of the public pages are compared with published rounds only. */
export async function roundView(tx: Tx, round: Round, publishedOnly: boolean): Promise<RoundView> {
  const before = await roundBefore(tx, round, publishedOnly);
  const rows = await rowsOfRound(tx, round.id, before?.id ?? null);
  const earlier = before === null ? [] : await verdictsOfRounds(tx, [before.id]);
  const known = rows.flatMap(({ verdict }) => (verdict === null ? [] : [verdict]));
  return {
    rows,
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

export async function roundProgress(tx: Tx, round: Round): Promise<RoundProgress> {
  const runs = await runsOfRound(tx, round.id);
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
  };
  readonly result: Result;
  readonly corrections: readonly Correction[];
}

export async function projectInRound(tx: Tx, round: Round, project: ProjectId): Promise<ProjectInRound | null> {
  const result = await resultOf(tx, round.id, project);
  if (result === null) return null;
  const { rows } = await sql<{ name: string; summary: string; example: boolean; label: string }>`
    select name, summary, example, label from visible_project where id = ${project}`.execute(tables(tx));
  const known = rows[0] ?? { name: result.report.name, summary: '', example: round.example, label: 'Roadmap' };
  return { round, project: { id: project, ...known }, result, corrections: await correctionsOf(tx, round.id, project) };
}

export async function roundForExport(tx: Tx, round: Round, publishedOnly: boolean) {
  const { rows } = await roundView(tx, round, publishedOnly);
  const corrections = await correctionsOfRound(tx, round.id);
  return { round, rows, results: await resultsOfRound(tx, round.id), corrections };
}

/** The projects a round may be started with. */
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
