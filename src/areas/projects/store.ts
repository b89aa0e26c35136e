/** All SQL on the tables of projects. */
import { personOf, type Actor } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import { newId, readId, type PersonId, type ProjectId, type RepositoryId } from '../../kernel/ids.ts';
import { nameKey } from '../../kernel/text.ts';
import { on, sql, type Tx } from '../../outside/database/index.ts';
import { addressKey } from './rules.ts';
import type {
  FieldChange,
  ListedProject,
  Profile,
  Project,
  ProjectEdit,
  ProjectEditId,
  ProjectProfile,
  Repository,
  RepositoryProposal,
  RepositoryProposalId,
  RepositoryRole,
} from './types.ts';

/** Who did it and in which hat, as the tables keep it. */
interface Signed {
  readonly by: PersonId | null;
  readonly hat: string | null;
}

function signed(actor: Actor): Signed {
  return { by: personOf(actor), hat: actor.kind === 'person' ? actor.hat : null };
}

interface ProjectRecord {
  id: ProjectId;
  slug: string;
  name: string;
  summary: string;
  licence: string | null;
  homepage: string | null;
  label: string;
  example: boolean;
  note: string | null;
  logo: string | null;
  version: number;
  added_at: Instant;
  archival: {
    reason: string;
    at: string;
    by_person: PersonId | null;
    by_name: string | null;
    hat: string | null;
  } | null;
}

const projectColumns = sql`
  project.id, project.slug, project.name, project.summary, project.licence, project.homepage, project.label, project.example,
  project.note, encode(project.logo, 'hex') as logo, project.version, project.added_at,
  (select jsonb_build_object('reason', archival.reason, 'at', archival.at, 'by_person', archival.by_person,
                             'by_name', named.name, 'hat', archival.hat)
   from project_archival archival left join named_person named on named.person = archival.by_person
   where archival.project = project.id and archival.restored_at is null) as archival`;

function readProject(row: ProjectRecord): Project {
  return {
    id: row.id,
    slug: row.slug,
    profile: {
      name: row.name,
      summary: row.summary,
      licence: row.licence,
      homepage: row.homepage,
      label: row.label,
      example: row.example,
      note: row.note,
      logo: row.logo,
    },
    version: row.version,
    addedAt: row.added_at,
    archival: row.archival && {
      reason: row.archival.reason,
      at: new Date(row.archival.at),
      by: row.archival.by_person,
      byName: row.archival.by_name,
      hat: row.archival.hat,
    },
  };
}

/** A project by the name in its address, or by its id. */
export async function findProject(tx: Tx, key: string): Promise<Project | null> {
  const { rows } = await sql<ProjectRecord>`
    select ${projectColumns} from project
    where project.slug = ${key} or project.id = ${readId(key)}::uuid`.execute(on(tx));
  return rows[0] === undefined ? null : readProject(rows[0]);
}

/** As `findProject`, and until the transaction ends nobody else changes the project or its set. */
export async function projectForChange(tx: Tx, id: ProjectId): Promise<Project | null> {
  await sql`select from project where id = ${id} for update`.execute(on(tx));
  return findProject(tx, id);
}

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

export async function takenSlugs(tx: Tx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ slug: string }>`select slug from project`.execute(on(tx));
  return new Set(rows.map(({ slug }) => slug));
}

/** The projects with these names, whatever the spelling. */
export async function projectsByName(
  tx: Tx,
  names: readonly string[],
): Promise<
  readonly { readonly id: ProjectId; readonly slug: string; readonly name: string; readonly archived: boolean }[]
> {
  const { rows } = await sql<{ id: ProjectId; slug: string; name: string; archived: boolean }>`
    select visible.id, visible.slug, visible.name, visible.archived
    from project join visible_project visible on visible.id = project.id
    where project.name_key = any(${names.map(nameKey)}::text[]) order by project.name_key`.execute(on(tx));
  return rows;
}

/** Until the transaction ends nobody else changes these projects or their sets; in the order of their ids, so that two imports do not wait for each other. */
export async function lockProjectsByName(tx: Tx, names: readonly string[]): Promise<void> {
  await sql`
    select from project where name_key = any(${names.map(nameKey)}::text[]) order by id for update`.execute(on(tx));
}

/** False when another project has the name (or, in the same moment, the address). */
export async function insertProject(
  tx: Tx,
  project: { readonly id: ProjectId; readonly slug: string; readonly profile: Profile },
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { profile } = project;
  const { by, hat } = signed(actor);
  const { rows } = await sql`
    insert into project (id, slug, name, name_key, summary, licence, homepage, label, example, note, logo, added_at, added_by, hat)
    values (${project.id}, ${project.slug}, ${profile.name}, ${nameKey(profile.name)}, ${profile.summary}, ${profile.licence},
            ${profile.homepage}, ${profile.label}, ${profile.example}, ${profile.note}, decode(${profile.logo}::text, 'hex'),
            ${now}, ${by}, ${hat})
    on conflict do nothing returning id`.execute(on(tx));
  return rows.length === 1;
}

/** The version that this made, or null when another project has the name. The project is locked by the caller. */
export async function updateProfile(tx: Tx, id: ProjectId, profile: Profile): Promise<number | null> {
  const key = nameKey(profile.name);
  const { rows } = await sql<{ version: number }>`
    update project set name = ${profile.name}, name_key = ${key}, summary = ${profile.summary}, licence = ${profile.licence},
      homepage = ${profile.homepage}, label = ${profile.label}, example = ${profile.example}, note = ${profile.note},
      logo = decode(${profile.logo}::text, 'hex'), version = version + 1
    where id = ${id} and not exists (select from project other where other.name_key = ${key} and other.id <> ${id})
    returning version`.execute(on(tx));
  return rows[0]?.version ?? null;
}

export async function insertEdit(
  tx: Tx,
  edit: {
    readonly project: ProjectId;
    readonly version: number;
    readonly changes: readonly FieldChange[];
    readonly undoes: ProjectEditId | null;
  },
  actor: Actor,
  now: Instant,
): Promise<ProjectEditId> {
  const id = newId<'project edit'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into project_edit (id, project, version, changes, undoes, at, by_person, hat)
    values (${id}, ${edit.project}, ${edit.version}, ${JSON.stringify(edit.changes)}::jsonb, ${edit.undoes}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

interface EditRecord {
  id: ProjectEditId;
  project: ProjectId;
  changes: readonly FieldChange[];
  undoes: ProjectEditId | null;
  at: Instant;
  by_person: PersonId | null;
  by_name: string | null;
  hat: string | null;
}

const editColumns = sql`
  edit.id, edit.project, edit.changes, edit.undoes, edit.at, edit.by_person, named.name as by_name, edit.hat
  from project_edit edit left join named_person named on named.person = edit.by_person`;

function readEdit({ by_person: by, by_name: byName, ...edit }: EditRecord): ProjectEdit {
  return { ...edit, by, byName };
}

/** The newest edits of a project. */
export async function editsOf(tx: Tx, project: ProjectId, limit: number): Promise<readonly ProjectEdit[]> {
  const { rows } = await sql<EditRecord>`
    select ${editColumns} where edit.project = ${project} order by edit.version desc limit ${limit}`.execute(on(tx));
  return rows.map(readEdit);
}

export async function findEdit(tx: Tx, project: ProjectId, id: ProjectEditId): Promise<ProjectEdit | null> {
  const { rows } = await sql<EditRecord>`
    select ${editColumns} where edit.project = ${project} and edit.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : readEdit(rows[0]);
}

export async function insertArchival(
  tx: Tx,
  project: ProjectId,
  reason: string,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into project_archival (id, project, reason, at, by_person, hat)
    values (${newId(now)}, ${project}, ${reason}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

export async function endArchival(tx: Tx, project: ProjectId, actor: Actor, now: Instant): Promise<void> {
  await sql`
    update project_archival set restored_at = ${now}, restored_by = ${personOf(actor)}
    where project = ${project} and restored_at is null`.execute(on(tx));
}

interface RepositoryRecord {
  id: RepositoryId;
  project: ProjectId;
  url: string;
  name: string;
  role: RepositoryRole;
  local: boolean;
  added_at: Instant;
  removal: { reason: string; at: string; by_person: PersonId | null; by_name: string | null } | null;
}

const repositoryColumns = sql`
  repository.id, repository.project, repository.url, repository.name, repository.role, repository.local, repository.added_at,
  (select jsonb_build_object('reason', removal.reason, 'at', removal.at, 'by_person', removal.by_person, 'by_name', named.name)
   from repository_removal removal left join named_person named on named.person = removal.by_person
   where removal.repository = repository.id and removal.restored_at is null) as removal
  from repository`;

function readRepository({ added_at: addedAt, removal, ...row }: RepositoryRecord): Repository {
  return {
    ...row,
    addedAt,
    removal: removal && {
      reason: removal.reason,
      at: new Date(removal.at),
      by: removal.by_person,
      byName: removal.by_name,
    },
  };
}

/** The whole set in the order in which it grew, with what was removed from it. */
export async function repositoriesOf(tx: Tx, project: ProjectId): Promise<readonly Repository[]> {
  const { rows } = await sql<RepositoryRecord>`
    select ${repositoryColumns} where repository.project = ${project} order by repository.position`.execute(on(tx));
  return rows.map(readRepository);
}

/** The sets of several projects at once. */
export async function repositoriesOfAll(tx: Tx, projects: readonly ProjectId[]): Promise<readonly Repository[]> {
  const { rows } = await sql<RepositoryRecord>`
    select ${repositoryColumns} where repository.project = any(${projects}::uuid[])
    order by repository.project, repository.position`.execute(on(tx));
  return rows.map(readRepository);
}

/** The project in whose set the address stands now, archived ones left aside. */
export async function projectWithAddress(
  tx: Tx,
  url: string,
): Promise<{ readonly slug: string; readonly name: string } | null> {
  const { rows } = await sql<{ slug: string; name: string }>`
    select project.slug, project.name
    from live_repository live join repository on repository.id = live.id join visible_project project on project.id = live.project
    where repository.url_key = ${addressKey(url)} and not project.archived
    order by repository.added_at limit 1`.execute(on(tx));
  return rows[0] ?? null;
}

export interface NewRepository {
  readonly id: RepositoryId;
  readonly project: ProjectId;
  readonly url: string;
  readonly name: string;
  readonly role: RepositoryRole;
  readonly local: boolean;
}

/** One statement for any number, behind what each set holds. The caller has locked the projects or made them, and has looked for repetitions. */
export async function insertRepositories(
  tx: Tx,
  repositories: readonly NewRepository[],
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  const column = (of: (one: NewRepository) => string) => repositories.map(of);
  await sql`
    insert into repository (id, project, position, url, url_key, name, role, local, added_at, added_by, hat)
    select given.id, given.project,
      coalesce((select max(before.position) from repository before where before.project = given.project), 0)
        + row_number() over (partition by given.project order by given.n),
      given.url, given.url_key, given.name, given.role, given.local, ${now}, ${by}::uuid, ${hat}
    from unnest(${column(({ id }) => id)}::uuid[], ${column(({ project }) => project)}::uuid[], ${column(({ url }) => url)}::text[],
                ${column(({ url }) => addressKey(url))}::text[], ${column(({ name }) => name)}::text[],
                ${column(({ role }) => role)}::text[], ${repositories.map(({ local }) => local)}::boolean[])
         with ordinality as given (id, project, url, url_key, name, role, local, n)`.execute(on(tx));
}

export async function insertRemoval(
  tx: Tx,
  repository: RepositoryId,
  reason: string,
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into repository_removal (id, repository, reason, at, by_person, hat)
    values (${newId(now)}, ${repository}, ${reason}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

export async function endRemoval(tx: Tx, repository: RepositoryId, actor: Actor, now: Instant): Promise<void> {
  await sql`
    update repository_removal set restored_at = ${now}, restored_by = ${personOf(actor)}
    where repository = ${repository} and restored_at is null`.execute(on(tx));
}

interface ProposalRecord {
  id: RepositoryProposalId;
  project: ProjectId;
  url: string;
  name: string;
  role: RepositoryRole;
  reason: string;
  found_in_repository: string;
  found_in_path: string;
  found_in_line: number;
  found_in_commit: string;
  found_at: Instant;
  answer_kind: 'accepted' | 'declined' | null;
  answer_at: Instant | null;
  answer_by: PersonId | null;
  answer_name: string | null;
}

/** The last answer counts. */
const proposalColumns = sql`
  proposal.id, proposal.project, proposal.url, proposal.name, proposal.role, proposal.reason, proposal.found_in_repository,
  proposal.found_in_path, proposal.found_in_line, proposal.found_in_commit, proposal.found_at,
  answer.kind as answer_kind, answer.at as answer_at, answer.by_person as answer_by, named.name as answer_name
  from repository_proposal proposal
  left join lateral (select * from repository_proposal_answer given where given.proposal = proposal.id
                     order by given.kind limit 1) answer on true
  left join named_person named on named.person = answer.by_person`;

function readProposal(row: ProposalRecord): RepositoryProposal {
  return {
    id: row.id,
    project: row.project,
    url: row.url,
    name: row.name,
    role: row.role,
    reason: row.reason,
    foundIn: {
      repository: row.found_in_repository,
      path: row.found_in_path,
      line: row.found_in_line,
      commit: row.found_in_commit,
    },
    foundAt: row.found_at,
    answer:
      row.answer_kind === null
        ? null
        : { kind: row.answer_kind, at: row.answer_at!, by: row.answer_by, byName: row.answer_name },
  };
}

/** All that was ever proposed for a project, newest first. */
export async function proposalsOf(tx: Tx, project: ProjectId): Promise<readonly RepositoryProposal[]> {
  const { rows } = await sql<ProposalRecord>`
    select ${proposalColumns} where proposal.project = ${project} order by proposal.found_at desc, proposal.name`.execute(
    on(tx),
  );
  return rows.map(readProposal);
}

export async function findProposal(
  tx: Tx,
  project: ProjectId,
  id: RepositoryProposalId,
): Promise<RepositoryProposal | null> {
  const { rows } = await sql<ProposalRecord>`
    select ${proposalColumns} where proposal.project = ${project} and proposal.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : readProposal(rows[0]);
}

/** How many were new: an address is proposed once to a project, whatever was answered. */
export async function insertProposals(
  tx: Tx,
  project: ProjectId,
  proposals: readonly Omit<RepositoryProposal, 'id' | 'project' | 'foundAt' | 'answer'>[],
  now: Instant,
): Promise<number> {
  let added = 0;
  for (const { url, name, role, reason, foundIn } of proposals) {
    const { rows } = await sql`
      insert into repository_proposal (id, project, url, url_key, name, role, reason, found_in_repository, found_in_path,
                                       found_in_line, found_in_commit, found_at)
      values (${newId(now)}, ${project}, ${url}, ${addressKey(url)}, ${name}, ${role}, ${reason}, ${foundIn.repository},
              ${foundIn.path}, ${foundIn.line}, ${foundIn.commit}, ${now})
      on conflict do nothing returning id`.execute(on(tx));
    added += rows.length;
  }
  return added;
}

export async function insertAnswer(
  tx: Tx,
  proposal: RepositoryProposalId,
  kind: 'accepted' | 'declined',
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into repository_proposal_answer (proposal, kind, at, by_person, hat)
    values (${proposal}, ${kind}, ${now}, ${by}, ${hat})`.execute(on(tx));
}

const EDITS_SHOWN = 50;

/** What the pages of one project show, by the name in its address or its id. */
export async function projectProfile(tx: Tx, key: string): Promise<ProjectProfile | null> {
  const project = await findProject(tx, key);
  if (project === null) return null;
  return {
    project,
    repositories: await repositoriesOf(tx, project.id),
    proposals: await proposalsOf(tx, project.id),
    edits: await editsOf(tx, project.id, EDITS_SHOWN),
  };
}

/** Every project by name, for choosing one: who represents what, which to survey. */
export async function namedProjects(tx: Tx): Promise<readonly { readonly id: ProjectId; readonly name: string }[]> {
  const { rows } = await sql<{ id: ProjectId; name: string }>`
    select visible.id, visible.name from visible_project visible join project on project.id = visible.id
    where not visible.archived order by project.name_key`.execute(on(tx));
  return rows;
}

export interface ListQuery {
  readonly q: string;
  readonly show: 'active' | 'archived' | 'all';
  readonly sort: 'name' | 'added';
  /** The cursor of the last row seen. */
  readonly after: string;
  readonly limit: number;
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
             project.example, project.added_at, visible.archived
      from project join visible_project visible on visible.id = project.id
      where (${query.show === 'all'} or visible.archived = ${query.show === 'archived'})
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
  added_at: Instant;
  repositories: number;
  proposals: number;
  total: number;
  before: number;
}

function readListed(row: ListedRecord): ListedProject {
  const { id, slug, name, summary, licence, label, example, archived, repositories, proposals } = row;
  return { id, slug, name, summary, licence, label, example, archived, repositories, proposals, addedAt: row.added_at };
}

/** For export: every project that is not archived, with its profile. */
export async function allProjects(tx: Tx): Promise<readonly Project[]> {
  const { rows } = await sql<ProjectRecord>`
    select ${projectColumns} from project join visible_project visible on visible.id = project.id
    where not visible.archived order by project.name_key`.execute(on(tx));
  return rows.map(readProject);
}
