/** Documents as they were read, and which of them were the roadmap at a round. */
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type ProjectId, type RoundId } from '../../../kernel/ids.ts';
import { jsonText, sql, type Tx } from '../../../outside/database/index.ts';
import {
  type DocumentKind,
  type Gap,
  type KeptReading,
  type ListedReading,
  type Look,
  type LookId,
  type NamedProject,
  type ReadingId,
  READER,
} from '../types.ts';
import { tables, type Tables } from './tables.ts';

export interface FoundReading extends Pick<KeptReading, 'id' | 'repository' | 'path' | 'commit'> {
  /** The files that the document includes. */
  readonly included: readonly string[];
}

/** What one version of the reader has kept of a project at these commits. */
export async function findReadings(
  tx: Tx,
  { project, reader, commits }: Pick<KeptReading, 'project' | 'reader'> & { readonly commits: readonly string[] },
): Promise<FoundReading[]> {
  if (commits.length === 0) return [];
  const rows = await tables(tx)
    .selectFrom('roadmap_reading')
    .select(['id', 'repository', 'path', 'commit', 'files'])
    .where('project', '=', project)
    .where('reader', '=', reader)
    .where('commit', 'in', [...commits])
    .execute();
  return rows.map(({ files, ...row }) => ({
    ...row,
    included: files.filter(({ why }) => why === 'included').map(({ path }) => path),
  }));
}

/** Keeps a reading once, however often its job runs; answers the id of the one that is kept. */
export async function saveReading(
  tx: Tx,
  reading: Omit<KeptReading, 'id' | 'readAt'>,
  now: Instant,
): Promise<ReadingId> {
  await sql`
    insert into roadmap_reading (id, project, repository, path, commit, reader, url, committed_on, files, items, read_at)
    values (${newId(now)}, ${reading.project}, ${reading.repository}, ${reading.path}, ${reading.commit}, ${reading.reader},
      ${reading.url}, ${reading.committedOn}, ${jsonText(reading.files)}::jsonb, ${jsonText(reading.items)}::jsonb,
      ${now})
    on conflict (project, repository, path, commit, reader) do nothing`.execute(tables(tx));
  const { id } = await tables(tx)
    .selectFrom('roadmap_reading')
    .select('id')
    .where('project', '=', reading.project)
    .where('repository', '=', reading.repository)
    .where('path', '=', reading.path)
    .where('commit', '=', reading.commit)
    .where('reader', '=', reading.reader)
    .executeTakeFirstOrThrow();
  return id;
}

export async function readingById(tx: Tx, id: ReadingId): Promise<KeptReading | null> {
  const [reading] = await readingsByIds(tx, [id]);
  return reading ?? null;
}

export async function readingsByIds(tx: Tx, ids: readonly ReadingId[]): Promise<KeptReading[]> {
  if (ids.length === 0) return [];
  const rows = await tables(tx)
    .selectFrom('roadmap_reading')
    .selectAll()
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(readingFrom);
}

function readingFrom(row: Tables['roadmap_reading']): KeptReading {
  const { committed_on: committedOn, read_at: readAt, ...rest } = row;
  return { ...rest, committedOn, readAt };
}

export async function saveLook(
  tx: Tx,
  look: {
    readonly round: RoundId;
    readonly project: ProjectId;
    readonly asOf: CalendarDate;
    readonly reader: number;
    readonly gaps: readonly Gap[];
    readonly documents: readonly {
      readonly reading: ReadingId;
      readonly title: string;
      readonly kind: DocumentKind;
      readonly level: string | null;
    }[];
  },
  now: Instant,
): Promise<LookId> {
  const id = newId<'look'>(now);
  await sql`
    insert into roadmap_look (id, round, project, as_of, reader, gaps, at)
    values (${id}, ${look.round}, ${look.project}, ${look.asOf}, ${look.reader}, ${jsonText(look.gaps)}::jsonb, ${now})`.execute(
    tables(tx),
  );
  if (look.documents.length > 0) {
    await tables(tx)
      .insertInto('roadmap_listed')
      .values(look.documents.map((document, at) => ({ look: id, position: at + 1, ...document })))
      .execute();
  }
  return id;
}

/** The newest look at the roadmap of each of these rounds. */
export async function looksOf(tx: Tx, project: ProjectId, rounds: readonly RoundId[]): Promise<Look[]> {
  if (rounds.length === 0) return [];
  const { rows } = await sql<{
    id: LookId;
    round: RoundId;
    as_of: CalendarDate;
    reader: number;
    gaps: readonly Gap[];
    at: Instant;
    documents: readonly ListedReading[];
  }>`
    select look.id, look.round, look.as_of, look.reader, look.gaps, look.at,
      coalesce((
        select jsonb_agg(jsonb_build_object(
          'reading', listed.reading, 'position', listed.position, 'title', listed.title, 'kind', listed.kind,
          'level', listed.level, 'repository', reading.repository, 'path', reading.path) order by listed.position)
        from roadmap_listed listed join roadmap_reading reading on reading.id = listed.reading
        where listed.look = look.id), '[]'::jsonb) as documents
    from (
      select distinct on (round) * from roadmap_look
      where project = ${project} and round = any(${[...rounds]}::uuid[]) order by round, at desc, id desc
    ) look`.execute(tables(tx));
  return rows.map(({ as_of: asOf, ...look }) => ({ ...look, asOf }));
}

/** What is still to be read by this version of our reader: projects of rounds that have a result and no look. */
export async function unreadRoadmaps(
  tx: Tx,
  round: RoundId | null = null,
): Promise<{ readonly round: RoundId; readonly project: ProjectId }[]> {
  const { rows } = await sql<{ round: RoundId; project: ProjectId }>`
    select distinct verdict.round, verdict.project from survey_verdict verdict
    where (${round}::uuid is null or verdict.round = ${round}) and not exists (
      select from roadmap_look look
      where look.round = verdict.round and look.project = verdict.project and look.reader >= ${READER}
        and look.at >= verdict.made_at)
    order by verdict.round, verdict.project`.execute(tables(tx));
  return rows;
}

/**
 * By the name in its address or its id; one that asked to be left out only for those who may know of it (`own`: their projects, or
 * null for all).
 */
export async function projectNamed(
  tx: Tx,
  own: readonly ProjectId[] | null,
  key: string,
): Promise<NamedProject | null> {
  const { rows } = await sql<Omit<NamedProject, 'optedOut'> & { opted_out: boolean }>`
    select id, slug, name, example, label, opted_out from known_project
    where (slug = ${key} or id::text = ${key.toLowerCase()})
      and (not opted_out or ${own === null} or id = any(${[...(own ?? [])]}::uuid[])) limit 1`.execute(tables(tx));
  if (rows[0] === undefined) return null;
  const { opted_out: optedOut, ...project } = rows[0];
  return { ...project, optedOut };
}
