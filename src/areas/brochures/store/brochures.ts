/** All SQL on brochures and their drafts, and on what may stand in them. */
import type { Actor } from '../../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { jsonText, on, sql, type Tx } from '../../../outside/database/index.ts';
import type { ConsentId, ItemId, OfferId } from '../../roadmaps/index.ts';
import type { ProjectFacts } from '../sheet.ts';
import type {
  ChoosableProject,
  Brochure,
  BrochureId,
  Column,
  InclusionId,
  ListedBrochure,
  Paper,
  Purpose,
  Visibility,
  Words,
} from '../types.ts';
import { signed } from './signed.ts';

/** Words that addresses under /brochures already use. */
const RESERVED = new Set(['start', 'logos', 'inclusion', 'untitled']);

/** The first free address for a title. */
export async function freeSlug(tx: Tx, wanted: string): Promise<string> {
  const base = RESERVED.has(wanted) ? `brochure-${wanted}` : wanted;
  const { rows } = await sql<{ slug: string }>`select slug from brochure where starts_with(slug, ${base})`.execute(
    on(tx),
  );
  const taken = new Set(rows.map(({ slug }) => slug));
  if (!taken.has(base)) return base;
  for (let n = 2; ; n++) if (!taken.has(`${base}-${n}`)) return `${base}-${n}`;
}

export async function insertBrochure(tx: Tx, slug: string, actor: Actor, now: Instant): Promise<BrochureId> {
  const id = newId<'brochure'>(now);
  const { by, hat } = signed(actor);
  await sql`insert into brochure (id, slug, started_at, started_by, hat) values (${id}, ${slug}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

/** The next state of the composer; where another one came first, the whole work is done again and sees it. */
export async function insertDraft(
  tx: Tx,
  draft: Words & { readonly brochure: BrochureId; readonly number: number; readonly columns: readonly Column[] },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  const { brochure, number, purpose, title, audience, intro, paper, columns } = draft;
  await sql`
    insert into brochure_draft (brochure, number, purpose, title, audience, intro, paper, columns, at, by_person, hat)
    values (${brochure}, ${number}, ${purpose}, ${title}, ${audience}, ${intro}, ${paper}, ${jsonText(columns)}::jsonb, ${now}, ${by},
      ${hat})`.execute(on(tx));
}

interface BrochureRow {
  id: BrochureId;
  slug: string;
  started_at: Instant;
  started_by: PersonId | null;
  started_by_name: string | null;
  number: number;
  purpose: Purpose;
  title: string;
  audience: string | null;
  intro: string | null;
  paper: Paper;
  columns: readonly Column[];
  at: Instant;
  by_name: string | null;
  hat: string | null;
}

/** By its address, with its newest draft. */
export async function findBrochure(tx: Tx, slug: string): Promise<Brochure | null> {
  const { rows } = await sql<BrochureRow>`
    select brochure.id, brochure.slug, brochure.started_at, brochure.started_by, starter.name as started_by_name, draft.number,
      draft.purpose, draft.title, draft.audience, draft.intro, draft.paper, draft.columns, draft.at, person.name as by_name, draft.hat
    from brochure
    join lateral (select * from brochure_draft draft where draft.brochure = brochure.id order by draft.number desc limit 1) draft on true
    left join named_person starter on starter.person = brochure.started_by
    left join named_person person on person.person = draft.by_person
    where brochure.slug = ${slug}`.execute(on(tx));
  const row = rows[0];
  if (row === undefined) return null;
  const { number, purpose, title, audience, intro, paper, at, by_name: byName, hat } = row;
  // The database keeps keys in an order of its own.
  const columns = row.columns.map(({ project, items }) => ({ project, items }));
  return {
    id: row.id,
    slug: row.slug,
    startedAt: row.started_at,
    startedBy: row.started_by,
    startedByName: row.started_by_name,
    draft: { number, purpose, title, audience, intro, paper, columns, at, byName, hat },
  };
}

/** Until the end of the transaction nobody changes the draft, objects, or takes one of these consents back. */
export async function holdBrochure(tx: Tx, brochure: BrochureId, consents: readonly ConsentId[]): Promise<void> {
  await sql`select hold_brochure(${brochure}, ${[...consents]}::uuid[])`.execute(on(tx));
}

// --- what may stand in it

/** The consents by which these versions may be used in brochures now; of several the one that reaches furthest. */
export async function consentsForBrochures(
  tx: Tx,
  at: Instant,
  offers: readonly OfferId[],
): Promise<ReadonlyMap<OfferId, ConsentId>> {
  const { rows } = await sql<{ offer: OfferId; consent: ConsentId }>`
    select distinct on (live.offer) live.offer, live.consent
      from live_consent(${at}) live
     where live.offer = any (${[...offers]}::uuid[]) and 'brochure' = any (live.uses)
     order by live.offer, live.valid_until desc, live.consent`.execute(on(tx));
  return new Map(rows.map(({ offer, consent }) => [offer, consent]));
}

export async function projectFacts(
  tx: Tx,
  projects: readonly ProjectId[],
): Promise<ReadonlyMap<ProjectId, ProjectFacts>> {
  const { rows } = await sql<
    Omit<ProjectFacts, 'logo'> & {
      readonly logo: string | null;
      readonly alt: string | null;
      readonly logoNote: string | null;
    }
  >`
    select project.id, project.slug, project.name, project.example, project.note, project.label, project.summary,
      encode(shown.logo, 'hex') as logo, shown.alt, shown.note as "logoNote", coalesce(coverage.status, 'none') as coverage
    from visible_project project
    left join shown_logo shown on shown.project = project.id and shown.accepted
    left join live_coverage coverage on coverage.project = project.id
    where project.id = any (${[...projects]}::uuid[]) and not project.archived`.execute(on(tx));
  return new Map(
    rows.map(({ logo, alt, logoNote, ...row }) => [
      row.id,
      { ...row, logo: logo === null || alt === null ? null : { digest: logo, alt, note: logoNote } },
    ]),
  );
}

/** The address of the brochure about which a project was told. */
export async function brochureTold(
  tx: Tx,
  inclusion: InclusionId,
): Promise<{ readonly slug: string; readonly project: ProjectId } | null> {
  const { rows } = await sql<{ slug: string; project: ProjectId }>`
    select brochure.slug, told.project from brochure_inclusion told join brochure on brochure.id = told.brochure
     where told.id = ${inclusion}`.execute(on(tx));
  return rows[0] ?? null;
}

/** What the items are called, also of those that cannot be shown any more. */
export async function itemTitles(tx: Tx, items: readonly ItemId[]): Promise<ReadonlyMap<ItemId, string>> {
  const { rows } = await sql<{ item: ItemId; title: string }>`
    select item, title from offered_item where item = any (${[...items]}::uuid[])`.execute(on(tx));
  return new Map(rows.map(({ item, title }) => [item, title]));
}

/** Names of projects whatever became of them, for the workspace. */
export async function projectNames(tx: Tx, projects: readonly ProjectId[]): Promise<ReadonlyMap<ProjectId, string>> {
  const { rows } = await sql<{ id: ProjectId; name: string }>`
    select id, name from known_project where id = any (${[...projects]}::uuid[])`.execute(on(tx));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const MOST_CHOOSABLE = 12;

/** Projects to add: those whose name holds the words, those with items first. To show breadth also those without any. */
export async function choosableProjects(
  tx: Tx,
  at: Instant,
  asked: { readonly find: string; readonly withoutItems: boolean; readonly except: readonly ProjectId[] },
): Promise<readonly ChoosableProject[]> {
  const { rows } = await sql<ChoosableProject>`
    with usable as (
      select live.project, count(distinct live.item)::int as items
        from live_consent(${at}) live where 'brochure' = any (live.uses) group by live.project)
    select project.id, project.name, project.example, coalesce(usable.items, 0) as items
      from visible_project project left join usable on usable.project = project.id
     where not project.archived and project.id <> all (${[...asked.except]}::uuid[])
       and (usable.items > 0 or ${asked.withoutItems})
       and (${asked.find} = '' or strpos(lower(project.name), ${asked.find.toLowerCase()}) > 0)
     order by (usable.items is null), lower(project.name), project.id limit ${MOST_CHOOSABLE}`.execute(on(tx));
  return rows;
}

// --- the list

interface ListedRow {
  id: BrochureId;
  slug: string;
  title: string;
  purpose: Purpose;
  projects: readonly string[];
  editions: number;
  published_number: number | null;
  published_visibility: Visibility | null;
  published_at: Instant | null;
  lost: number;
  lost_since: Instant | null;
  last_shown: CalendarDate | null;
  changed_at: Instant;
}

const MOST_LISTED = 200;

/** The newest change first. `of` keeps those in which one of these projects stands. */
export async function brochureRows(
  tx: Tx,
  at: Instant,
  of: readonly ProjectId[] | null,
): Promise<readonly ListedBrochure[]> {
  const { rows } = await sql<ListedRow>`
    select brochure.id, brochure.slug, draft.title, draft.purpose, draft.at as changed_at,
      array(select known.name from jsonb_array_elements(draft.columns) with ordinality col
              join known_project known on known.id = (col.value ->> 'project')::uuid order by col.ordinality) as projects,
      (select count(*)::int from brochure_edition edition where edition.brochure = brochure.id) as editions,
      newest.number as published_number, newest.visibility as published_visibility, newest.at as published_at,
      gone.lost, gone.since as lost_since,
      (select max(showing.shown_on) from brochure_showing showing join brochure_edition edition on edition.id = showing.edition
        where edition.brochure = brochure.id) as last_shown
    from brochure
    join lateral (select * from brochure_draft draft where draft.brochure = brochure.id order by draft.number desc limit 1) draft on true
    left join lateral (select edition.* from brochure_edition edition
                        where edition.brochure = brochure.id
                          and not exists (select from brochure_withdrawal withdrawal where withdrawal.edition = edition.id)
                        order by edition.number desc limit 1) newest on true
    cross join lateral (select count(*)::int as lost, min(standing.since) as since from brochure_item_standing(${at}) standing
                         where standing.edition = newest.id and standing.standing <> 'stands') gone
    where ${of === null} or exists (select from jsonb_array_elements(draft.columns) col
                                     where (col ->> 'project')::uuid = any (${[...(of ?? [])]}::uuid[]))
    order by draft.at desc, brochure.id desc limit ${MOST_LISTED}`.execute(on(tx));
  return rows.map((row) => ({
    id: row.id,
    slug: row.slug,
    title: row.title,
    purpose: row.purpose,
    projects: row.projects,
    editions: row.editions,
    published:
      row.published_number === null || row.published_visibility === null || row.published_at === null
        ? null
        : { number: row.published_number, visibility: row.published_visibility, at: row.published_at },
    lost: row.lost,
    lostSince: row.lost_since,
    lastShown: row.last_shown,
    changedAt: row.changed_at,
  }));
}
