/** All SQL on funding settings, and what a manifest says of projects, from the views that the areas publish. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { hatOf } from '../../../kernel/hats.ts';
import { newId, readId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { DescribedProject, FundingSettings, FundingSettingsId, KeptFundingSettings } from '../funding-types.ts';

export async function newestFundingSettings(tx: Tx, project: ProjectId | null): Promise<KeptFundingSettings | null> {
  const { rows } = await sql<{
    id: FundingSettingsId;
    project: ProjectId | null;
    body: string;
    at: Instant;
    by: PersonId | null;
    by_name: string | null;
    hat: string | null;
  }>`
    select settings.id, settings.project, settings.body, settings.at, settings.by_person as by, named.name as by_name, settings.hat
      from funding_settings settings left join named_person named on named.person = settings.by_person
     where settings.project is not distinct from ${project}::uuid and settings.body is not null
       and not exists (select from funding_settings later where later.replaces = settings.id)
     order by settings.at desc limit 1`.execute(on(tx));
  const row = rows[0];
  if (row === undefined) return null;
  const { by_name: byName, body, ...rest } = row;
  return { ...rest, byName, body: JSON.parse(body) as FundingSettings };
}

/** The new row's id, or null when somebody else has replaced the same one meanwhile; what the one before said is cleared. */
export async function insertFundingSettings(
  tx: Tx,
  settings: {
    readonly project: ProjectId | null;
    readonly replaces: FundingSettingsId | null;
    readonly body: FundingSettings;
  },
  actor: Actor,
  now: Instant,
): Promise<FundingSettingsId | null> {
  const id = newId<'funding settings'>(now);
  const { rows } = await sql<{ id: FundingSettingsId }>`
    insert into funding_settings (id, project, replaces, body, at, by_person, hat)
    values (${id}, ${settings.project}, ${settings.replaces}, ${JSON.stringify(settings.body)}, ${now}, ${personOf(actor)}, ${hatOf(actor)})
    on conflict (project, replaces) do nothing returning id`.execute(on(tx));
  if (rows.length === 0) return null;
  await sql`
    update funding_settings set body = null, cleared_at = ${now}
     where id = ${settings.replaces}::uuid and body is not null`.execute(on(tx));
  return id;
}

/** A project of an address or an id, with whether it asked to be left out. */
export interface KnownProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
  readonly optedOut: boolean;
}

export async function knownProjectAt(tx: Tx, key: string): Promise<KnownProject | null> {
  const { rows } = await sql<KnownProject>`
    select known.id, known.slug, known.name, known.opted_out as "optedOut" from known_project known
     where known.slug = ${key} or known.id = ${readId(key)}::uuid limit 1`.execute(on(tx));
  return rows[0] ?? null;
}

const DESCRIBED = sql`
  known.id, known.slug, known.name, known.summary, described.licence, described.homepage, described.added_at as "addedAt",
  (select repository.url from live_repository repository
    where repository.project = known.id and not repository.local order by repository.position limit 1) as repository`;

/** What is said of it, also of one that is not shown: for its own settings. */
export async function describedProject(tx: Tx, id: ProjectId): Promise<DescribedProject | null> {
  const { rows } = await sql<DescribedProject>`
    select ${DESCRIBED} from known_project known join described_project described on described.id = known.id
     where known.id = ${id}`.execute(on(tx));
  return rows[0] ?? null;
}

/** Those of them that may be shown. */
export async function describedProjects(tx: Tx, ids: readonly ProjectId[]): Promise<readonly DescribedProject[]> {
  const { rows } = await sql<DescribedProject>`
    select ${DESCRIBED}
      from visible_project known join described_project described on described.id = known.id
     where known.id = any (${[...ids]}::uuid[]) and not known.archived`.execute(on(tx));
  return rows;
}

/** The project of an address, where it may be shown. */
export async function projectAt(tx: Tx, slug: string): Promise<DescribedProject | null> {
  const { rows } = await sql<{ id: ProjectId }>`
    select id from visible_project where slug = ${slug} and not archived`.execute(on(tx));
  return rows[0] === undefined ? null : ((await describedProjects(tx, [rows[0].id]))[0] ?? null);
}
