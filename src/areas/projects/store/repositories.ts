/** All SQL on the sets that make up projects. */
import { type Actor, personOf } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId, type RepositoryId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { addressKey } from '../rules.ts';
import type { Repository, RepositoryRole } from '../types.ts';
import { signed } from './signed.ts';

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
    from live_repository live join repository on repository.id = live.id join known_project project on project.id = live.project
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
