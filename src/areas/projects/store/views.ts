/** What a page or an answer of the API needs at once: a few statements each, never one per row. */
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { nameKey } from '../../../kernel/text.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { ownProjects } from '../register-rules.ts';
import type { ListedProject, ProjectProfile } from '../types.ts';
import { coverageOf, helpTracesOf, logoUse, wordsOf } from './care.ts';
import { editsOf } from './edits.ts';
import { optOutsOf } from './opt-outs.ts';
import { findProjectFor } from './projects.ts';
import { proposalsOf } from './proposals.ts';
import { speakersOf } from './register.ts';
import { repositoriesOf } from './repositories.ts';

export async function countProjects(tx: Tx): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from visible_project where not archived`.execute(on(tx));
  return rows[0]!.n;
}

/** Whether there is any, archived ones included. */
export async function hasProjects(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ any: boolean }>`select exists (select from project) as any`.execute(on(tx));
  return rows[0]!.any;
}

const EDITS_SHOWN = 50;

/** What the pages of one project show, by the name in its address or its id; null also where the reader may not know of it. */
export async function projectProfile(tx: Tx, actor: Actor, key: string): Promise<ProjectProfile | null> {
  const project = await findProjectFor(tx, actor, key);
  if (project === null) return null;
  return {
    project,
    repositories: await repositoriesOf(tx, project.id),
    proposals: await proposalsOf(tx, project.id),
    edits: await editsOf(tx, project.id, EDITS_SHOWN),
    words: await wordsOf(tx, project.id),
    coverage: await coverageOf(tx, project.id),
    logoUse: await logoUse(tx, project.id),
    help: await helpTracesOf(tx, project.id),
    register: { entries: await speakersOf(tx, project.id), optOuts: await optOutsOf(tx, project.id) },
  };
}

/** The projects that a reader may know of, by name, to choose from or to name; all of them with null. */
export async function namedProjects(
  tx: Tx,
  reader: Actor | null,
): Promise<readonly { readonly id: ProjectId; readonly name: string }[]> {
  const own = reader === null ? null : ownProjects(reader);
  const { rows } = await sql<{ id: ProjectId; name: string }>`
    select known.id, known.name from known_project known join project on project.id = known.id
    where not known.archived and (not known.opted_out or ${own === null} or known.id = any(${[...(own ?? [])]}::uuid[]))
    order by project.name_key`.execute(on(tx));
  return rows;
}

export interface ListQuery {
  readonly q: string;
  readonly show: 'active' | 'archived' | 'all';
  readonly sort: 'name' | 'added';
  /** The cursor of the last row seen. */
  readonly after: string;
  readonly limit: number;
  /** Projects that asked to be left out and that this reader sees all the same; null for all of them. */
  readonly seesOptedOut: readonly ProjectId[] | null;
}

export interface ProjectPage {
  readonly projects: readonly ListedProject[];
  readonly total: number;
  /** How many stand before the first one shown. */
  readonly before: number;
  readonly next: string | null;
}

/** The list, filtered and counted in one statement; by name, or the newest first. */
export async function listProjects(tx: Tx, query: ListQuery): Promise<ProjectPage> {
  const wanted = nameKey(query.q);
  const byName = query.sort === 'name';
  const { rows } = await sql<ListedRecord>`
    with found as (
      select project.id, project.slug, project.name, project.name_key, project.summary, project.licence, project.label,
             project.example, project.added_at, known.archived, known.opted_out
      from project join known_project known on known.id = project.id
      where (${query.show === 'all'} or known.archived = ${query.show === 'archived'})
        and (not known.opted_out or ${query.seesOptedOut === null} or project.id = any(${[...(query.seesOptedOut ?? [])]}::uuid[]))
        and (${wanted === ''} or strpos(project.name_key, ${wanted}) > 0
             or exists (select from live_repository repository
                        where repository.project = project.id and strpos(lower(repository.name), ${wanted}) > 0))
    ), page as (
      select * from found
      where ${query.after} = '' or (case when ${byName} then name_key > ${query.after} else id::text < ${query.after} end)
      order by case when ${byName} then name_key end, case when ${byName} then null else id end desc
      limit ${query.limit}
    )
    select page.*,
      (select count(*)::int from live_repository repository where repository.project = page.id) as repositories,
      (select count(*)::int from repository_proposal proposal where proposal.project = page.id
         and not exists (select from repository_proposal_answer answer where answer.proposal = proposal.id)) as proposals,
      (select count(*)::int from found) as total,
      (select count(*)::int from found where ${query.after} <> ''
         and not (case when ${byName} then name_key > ${query.after} else id::text < ${query.after} end)) as before
    from page order by case when ${byName} then name_key end, case when ${byName} then null else id end desc`.execute(
    on(tx),
  );
  const last = rows.at(-1);
  const before = rows[0]?.before ?? 0;
  const total = rows[0]?.total ?? 0;
  const more = last !== undefined && before + rows.length < total;
  return {
    projects: rows.map(readListed),
    total,
    before,
    next: more ? (byName ? last.name_key : last.id) : null,
  };
}

interface ListedRecord {
  id: ProjectId;
  slug: string;
  name: string;
  name_key: string;
  summary: string;
  licence: string | null;
  label: string;
  example: boolean;
  archived: boolean;
  opted_out: boolean;
  added_at: Instant;
  repositories: number;
  proposals: number;
  total: number;
  before: number;
}

function readListed(row: ListedRecord): ListedProject {
  const { id, slug, name, summary, licence, label, example, archived, repositories, proposals } = row;
  const listed = { id, slug, name, summary, licence, label, example, archived, repositories, proposals };
  return { ...listed, optedOut: row.opted_out, addedAt: row.added_at };
}
