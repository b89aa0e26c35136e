/** All SQL on projects: their profiles, names, addresses and archivals. */
import { type Actor, personOf } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId, readId } from '../../../kernel/ids.ts';
import { nameKey } from '../../../kernel/text.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { seesOptedOut } from '../register-rules.ts';
import type { Profile, Project } from '../types.ts';
import { signed } from './signed.ts';

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
  logo_alt: string | null;
  logo_note: string | null;
  version: number;
  added_at: Instant;
  archival: {
    reason: string;
    at: string;
    by_person: PersonId | null;
    by_name: string | null;
    hat: string | null;
  } | null;
  opted_out: boolean;
}

const projectColumns = sql`
  project.id, project.slug, project.name, project.summary, project.licence, project.homepage, project.label, project.example,
  project.note, encode(project.logo, 'hex') as logo, project.logo_alt, project.logo_note, project.version, project.added_at,
  (select jsonb_build_object('reason', archival.reason, 'at', archival.at, 'by_person', archival.by_person,
                             'by_name', named.name, 'hat', archival.hat)
   from project_archival archival left join named_person named on named.person = archival.by_person
   where archival.project = project.id and archival.restored_at is null) as archival,
  (select known.opted_out from known_project known where known.id = project.id) as opted_out`;

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
      logoAlt: row.logo_alt,
      logoNote: row.logo_note,
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
    optedOut: row.opted_out,
  };
}

/** A project by the name in its address, or by its id; whether the reader may know of it is asked by `findProjectFor`. */
export async function findProject(tx: Tx, key: string): Promise<Project | null> {
  const { rows } = await sql<ProjectRecord>`
    select ${projectColumns} from project
    where project.slug = ${key} or project.id = ${readId(key)}::uuid`.execute(on(tx));
  return rows[0] === undefined ? null : readProject(rows[0]);
}

/** As `findProject`; one that asked to be left out is not there for those who may not know of it. */
export async function findProjectFor(tx: Tx, actor: Actor, key: string): Promise<Project | null> {
  const project = await findProject(tx, key);
  return project === null || (project.optedOut && !seesOptedOut(actor, project.id)) ? null : project;
}

/** As `findProject`, and until the transaction ends nobody else changes the project or its set. */
export async function projectForChange(tx: Tx, id: ProjectId): Promise<Project | null> {
  await sql`select from project where id = ${id} for update`.execute(on(tx));
  return findProject(tx, id);
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
    select known.id, known.slug, known.name, known.archived
    from project join known_project known on known.id = project.id
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
      logo = decode(${profile.logo}::text, 'hex'), logo_alt = ${profile.logoAlt}, logo_note = ${profile.logoNote}, version = version + 1
    where id = ${id} and not exists (select from project other where other.name_key = ${key} and other.id <> ${id})
    returning version`.execute(on(tx));
  return rows[0]?.version ?? null;
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

/** For export: every project that is neither archived nor left out at its own wish, with its profile. */
export async function allProjects(tx: Tx): Promise<readonly Project[]> {
  const { rows } = await sql<ProjectRecord>`
    select ${projectColumns} from project join visible_project visible on visible.id = project.id
    where not visible.archived order by project.name_key`.execute(on(tx));
  return rows.map(readProject);
}
