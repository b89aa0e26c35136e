/** What is read to compare rounds: of each report only the answers, their first reasons and where these rest. */
import type { ProjectId, RoundId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { ProjectInOneRound, SaidAnswer, SourceLine } from '../compare-rules.ts';
import {
  STANDARD_KEYS,
  type AnswerReport,
  type RoadmapKind,
  type RoadmapVerdict,
  type RunState,
  type StandardKey,
} from '../types.ts';
import { maySee, type OwnProjects } from './left-out.ts';
import { tables } from './tables.ts';

interface Place {
  readonly repository: string;
  readonly path: string;
  readonly lines: readonly [number, number] | null;
  readonly commit: string;
}

interface ComparedRecord {
  project: ProjectId;
  name: string;
  example: boolean | null;
  opted_out: boolean | null;
  state: RunState;
  verdict: RoadmapVerdict | null;
  kind: RoadmapKind | null;
  reason: string | null;
  place: Place | null;
  addresses: Readonly<Record<string, string>> | null;
  standards: Readonly<
    Record<
      string,
      { readonly answer: AnswerReport['answer']; readonly reason: string | null; readonly place: Place | null }
    >
  > | null;
  corrections: Readonly<Record<string, { readonly answer: string; readonly reason: string }>> | null;
}

/** One statement for a whole round. Of a project that asked to be left out only its answers are given, unless the reader may know of it. */
export async function projectsInRound(tx: Tx, round: RoundId, own: OwnProjects): Promise<ProjectInOneRound[]> {
  const { rows } = await sql<ComparedRecord>`
    select run.project, run.spec ->> 'name' as name, project.example, project.opted_out, run.state,
      result.verdict, result.kind, result.reason,
      (result.report #> '{roadmap,reasons,0,evidence,0}') - 'quote' as place,
      (select jsonb_object_agg(repository ->> 'id', repository ->> 'url')
         from jsonb_array_elements(result.report -> 'repositories') repository) as addresses,
      (select jsonb_object_agg(standard.key, jsonb_build_object(
                'answer', standard.value -> 'answer', 'reason', standard.value #> '{reasons,0,text}',
                'place', (standard.value #> '{reasons,0,evidence,0}') - 'quote'))
         from jsonb_each(result.report -> 'standards') standard) as standards,
      (select jsonb_object_agg(correction.key, jsonb_build_object('answer', correction.answer, 'reason', correction.reason))
         from survey_correction correction
        where correction.round = run.round and correction.project = run.project and correction.withdrawn_at is null
      ) as corrections
    from survey_run run
    left join known_project project on project.id = run.project
    left join lateral (
      select * from survey_result r where r.round = run.round and r.project = run.project order by r.made_at desc limit 1
    ) result on true
    where run.round = ${round}`.execute(tables(tx));
  return rows.map((row) => {
    const optedOut = row.opted_out === true;
    return readRecord(optedOut && !maySee(own, row.project) ? withoutWords(row) : row);
  });
}

/** What counts stays; whatever could tell whose it is goes. */
function withoutWords(row: ComparedRecord): ComparedRecord & { readonly isUnnamed: true } {
  const wordless = <Answer extends { readonly reason: string | null }>(
    answers: Readonly<Record<string, Answer>> | null,
  ) =>
    answers &&
    Object.fromEntries(Object.entries(answers).map(([key, said]) => [key, { ...said, reason: '', place: null }]));
  return {
    ...row,
    isUnnamed: true,
    name: '',
    reason: '',
    place: null,
    addresses: null,
    standards: wordless(row.standards) as ComparedRecord['standards'],
    corrections: wordless(row.corrections) as ComparedRecord['corrections'],
  };
}

function readRecord(row: ComparedRecord & { readonly isUnnamed?: true }): ProjectInOneRound {
  const { project, name, state, isUnnamed = false } = row;
  const about = { project, name, state, isUnnamed, example: row.example ?? false };
  const { verdict, kind } = row;
  if (verdict === null || kind === null) return { ...about, said: null };
  const roadmap = { reason: row.reason ?? '', source: sourceOf(row, row.place) };
  return {
    ...about,
    said: {
      verdict: corrected(row, 'roadmap', { value: verdict, ...roadmap }),
      kind: { value: kind, corrected: false, ...roadmap },
      standards: Object.fromEntries(
        STANDARD_KEYS.map((key) => {
          const found = row.standards?.[key];
          const source = sourceOf(row, found?.place ?? null);
          const said = { value: found?.answer ?? 'unknown', reason: found?.reason ?? '', source } as const;
          return [key, corrected(row, key, said)];
        }),
      ) as Record<StandardKey, SaidAnswer<AnswerReport['answer']>>,
    },
  };
}

/** A person's answer stands in place of what was read, with its own reason; the lines were read for the other answer. */
function corrected<Value extends string>(
  row: ComparedRecord,
  key: string,
  read: Omit<SaidAnswer<Value>, 'corrected'>,
): SaidAnswer<Value> {
  const correction = row.corrections?.[key];
  if (correction === undefined) return { ...read, corrected: false };
  return { value: correction.answer as Value, corrected: true, reason: correction.reason, source: null };
}

function sourceOf({ addresses }: ComparedRecord, place: Place | null): SourceLine | null {
  return place === null ? null : { ...place, url: addresses?.[place.repository] ?? null };
}

/** Which projects each round reads, whatever came of it. */
export async function projectsOfRounds(
  tx: Tx,
  rounds: readonly RoundId[],
): Promise<ReadonlyMap<RoundId, ReadonlySet<ProjectId>>> {
  const { rows } = await sql<{ round: RoundId; projects: ProjectId[] }>`
    select round, array_agg(project) as projects from survey_run
    where round = any(${[...rounds]}::uuid[]) group by round`.execute(tables(tx));
  return new Map(rows.map(({ round, projects }) => [round, new Set(projects)]));
}
