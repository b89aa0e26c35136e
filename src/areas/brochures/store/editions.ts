/** All SQL on editions: what was published, how it stands, its secret addresses, its withdrawal. */
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { ItemId } from '../../roadmaps/index.ts';
import { readBrochureContent } from '../sheet.ts';
import type {
  AddressId,
  BrochureId,
  ColumnStanding,
  Edition,
  EditionId,
  EditionStanding,
  ItemStanding,
  PublicBrochure,
  Purpose,
  SecretAddress,
  Visibility,
} from '../types.ts';
import { signed } from './signed.ts';

/** The database decides once more, and counts; its refusals name the constraint. */
export async function insertEdition(
  tx: Tx,
  edition: {
    readonly id: EditionId;
    readonly brochure: BrochureId;
    readonly draft: number;
    readonly purpose: Purpose;
    readonly title: string;
    readonly visibility: Visibility;
    readonly text: string;
    /** Its digest, in hex. */
    readonly pdf: string;
    readonly pages: number;
  },
  actor: Actor,
  now: Instant,
): Promise<number> {
  const { by, hat } = signed(actor);
  const { rows } = await sql<{ number: number }>`
    insert into brochure_edition (id, brochure, number, draft, purpose, title, visibility, content, digest, code, pdf, pages, at, by_person, hat)
    values (${edition.id}, ${edition.brochure}, 1, ${edition.draft}, ${edition.purpose}, ${edition.title}, ${edition.visibility},
      ${edition.text}, '', '', ${Buffer.from(edition.pdf, 'hex')}, ${edition.pages}, ${now}, ${by}, ${hat})
    returning number`.execute(on(tx));
  return rows[0]!.number;
}

interface EditionRow {
  id: EditionId;
  brochure: BrochureId;
  slug: string;
  number: number;
  draft: number;
  visibility: Visibility;
  content: string;
  digest: string;
  code: string;
  pdf: string;
  pages: number;
  at: Instant;
  by: PersonId | null;
  by_name: string | null;
  hat: string | null;
  withdrawn_at: Instant | null;
  withdrawn_by_name: string | null;
  withdrawn_reason: string | null;
}

const EDITIONS = sql`
  select edition.id, edition.brochure, brochure.slug, edition.number, edition.draft, edition.visibility, edition.content,
    encode(edition.digest, 'hex') as digest, edition.code, encode(edition.pdf, 'hex') as pdf, edition.pages, edition.at,
    edition.by_person as by, person.name as by_name, edition.hat, withdrawal.at as withdrawn_at,
    withdrawer.name as withdrawn_by_name, withdrawal.reason as withdrawn_reason
  from brochure_edition edition
  join brochure on brochure.id = edition.brochure
  left join named_person person on person.person = edition.by_person
  left join brochure_withdrawal withdrawal on withdrawal.edition = edition.id
  left join named_person withdrawer on withdrawer.person = withdrawal.by_person`;

function readEdition(row: EditionRow): Edition {
  const {
    by_name: byName,
    withdrawn_at: withdrawnAt,
    withdrawn_by_name: withdrawer,
    withdrawn_reason: reason,
    ...rest
  } = row;
  return {
    ...rest,
    content: readBrochureContent(row.content),
    byName,
    withdrawal: withdrawnAt === null ? null : { at: withdrawnAt, byName: withdrawer, reason: reason ?? '' },
  };
}

const MOST_EDITIONS = 100;

/** The newest first. */
export async function editionsOf(tx: Tx, brochure: BrochureId): Promise<readonly Edition[]> {
  const { rows } = await sql<EditionRow>`
    ${EDITIONS} where edition.brochure = ${brochure} order by edition.number desc limit ${MOST_EDITIONS}`.execute(
    on(tx),
  );
  return rows.map(readEdition);
}

export async function findEdition(tx: Tx, slug: string, number: number): Promise<Edition | null> {
  const { rows } = await sql<EditionRow>`
    ${EDITIONS} where brochure.slug = ${slug} and edition.number = ${number}`.execute(on(tx));
  return rows[0] === undefined ? null : readEdition(rows[0]);
}

export async function findEditionById(tx: Tx, id: EditionId): Promise<Edition | null> {
  const { rows } = await sql<EditionRow>`${EDITIONS} where edition.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : readEdition(rows[0]);
}

/** The newest public one; withdrawn ones only when there is no other. */
export async function newestPublic(tx: Tx, slug: string): Promise<Edition | null> {
  const { rows } = await sql<EditionRow>`
    ${EDITIONS} where brochure.slug = ${slug} and edition.visibility = 'public'
    order by (withdrawal.edition is not null), edition.number desc limit 1`.execute(on(tx));
  return rows[0] === undefined ? null : readEdition(rows[0]);
}

/** By the code that is printed, the whole digest, or the digest of the PDF itself. */
export async function editionByDigest(tx: Tx, digest: string): Promise<Edition | null> {
  const { rows } =
    digest.length === 64
      ? await sql<EditionRow>`
          ${EDITIONS} where edition.digest = ${Buffer.from(digest, 'hex')} or edition.pdf = ${Buffer.from(digest, 'hex')} limit 1`.execute(
          on(tx),
        )
      : await sql<EditionRow>`${EDITIONS} where edition.code = ${digest}`.execute(on(tx));
  return rows[0] === undefined ? null : readEdition(rows[0]);
}

/** How all of it stands at the moment: asked in the same transaction that shows it. */
export async function partsStanding(
  tx: Tx,
  edition: EditionId,
  at: Instant,
): Promise<Omit<EditionStanding, 'withoutLogo'>> {
  const columns = await sql<ColumnStanding>`
    select project, standing, since from brochure_column_standing(${at}) standing
     where standing.edition = ${edition} order by standing.position`.execute(on(tx));
  const items = await sql<ItemStanding>`
    select item, project, standing, since from brochure_item_standing(${at}) standing
     where standing.edition = ${edition} order by standing.column_position, standing.position`.execute(on(tx));
  return { columns: columns.rows, items: items.rows };
}

export async function insertWithdrawal(
  tx: Tx,
  edition: EditionId,
  reason: string,
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { by, hat } = signed(actor);
  const { rows } = await sql`
    insert into brochure_withdrawal (edition, reason, at, by_person, hat) values (${edition}, ${reason}, ${now}, ${by}, ${hat})
    on conflict do nothing returning edition`.execute(on(tx));
  return rows.length === 1;
}

const MOST_PUBLIC = 100;

/** The newest public edition of each brochure that has one; of a project's alone when one is named. The newest first. */
export async function publicBrochures(
  tx: Tx,
  at: Instant,
  project: ProjectId | null = null,
): Promise<readonly PublicBrochure[]> {
  const { rows } = await sql<{
    slug: string;
    number: number;
    title: string;
    audience: string | null;
    purpose: Purpose;
    projects: PublicBrochure['projects'] | null;
    at: Instant;
  }>`
    select * from (
      select distinct on (edition.brochure) brochure.slug, edition.number, edition.title, edition.content::jsonb ->> 'audience' as audience,
        edition.purpose, edition.at,
        (select jsonb_agg(jsonb_build_object('slug', project.slug, 'name', project.name, 'example', project.example) order by standing.position)
           from brochure_column_standing(${at}) standing join visible_project project on project.id = standing.project
          where standing.edition = edition.id and standing.standing = 'stands') as projects
      from brochure_edition edition join brochure on brochure.id = edition.brochure
      where edition.visibility = 'public'
        and not exists (select from brochure_withdrawal withdrawal where withdrawal.edition = edition.id)
        and (${project}::uuid is null or edition.id in (
               select col.edition from brochure_edition_column col where col.project = ${project}))
        and (${project}::uuid is null
             or exists (select from brochure_column_standing(${at}) standing
                         where standing.edition = edition.id and standing.project = ${project} and standing.standing = 'stands'))
      order by edition.brochure, edition.number desc) newest
    order by newest.at desc, newest.slug limit ${MOST_PUBLIC}`.execute(on(tx));
  return rows.map((row) => ({ ...row, projects: row.projects ?? [] }));
}

// --- secret addresses

export const MOST_ADDRESSES = 50;

export async function insertAddress(
  tx: Tx,
  address: {
    readonly edition: EditionId;
    readonly digest: Buffer;
    readonly whom: string | null;
    readonly renews: AddressId | null;
  },
  actor: Actor,
  now: Instant,
): Promise<AddressId> {
  const id = newId<'brochure address'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into brochure_address (id, edition, token_digest, renews, at, by_person, hat)
    values (${id}, ${address.edition}, ${address.digest}, ${address.renews}, ${now}, ${by}, ${hat})`.execute(on(tx));
  if (address.whom !== null) {
    await sql`insert into brochure_address_words (address, whom) values (${id}, ${address.whom})`.execute(on(tx));
  }
  return id;
}

export async function addressesOf(tx: Tx, brochure: BrochureId): Promise<readonly SecretAddress[]> {
  const { rows } = await sql<SecretAddress>`
    select address.id, address.edition, words.whom, address.at, person.name as "byName", address.ended_at as "endedAt"
    from brochure_address address
    join brochure_edition edition on edition.id = address.edition
    left join brochure_address_words words on words.address = address.id
    left join named_person person on person.person = address.by_person
    where edition.brochure = ${brochure} order by address.at desc, address.id desc limit 500`.execute(on(tx));
  return rows;
}

export async function countOpenAddresses(tx: Tx, edition: EditionId): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from brochure_address where edition = ${edition} and ended_at is null`.execute(on(tx));
  return rows[0]!.n;
}

/** Null when there is no such address that is still open. */
export async function endAddressRow(
  tx: Tx,
  brochure: BrochureId,
  address: AddressId,
  actor: Actor,
  now: Instant,
): Promise<{ readonly edition: EditionId; readonly whom: string | null } | null> {
  const { rows } = await sql<{ edition: EditionId; whom: string | null }>`
    update brochure_address set ended_at = ${now}, ended_by = ${signed(actor).by}
     where id = ${address} and ended_at is null
       and edition in (select edition.id from brochure_edition edition where edition.brochure = ${brochure})
    returning edition, (select words.whom from brochure_address_words words where words.address = brochure_address.id) as whom`.execute(
    on(tx),
  );
  return rows[0] ?? null;
}

export async function findAddress(
  tx: Tx,
  digest: Buffer,
): Promise<{ readonly edition: EditionId; readonly endedAt: Instant | null } | null> {
  const { rows } = await sql<{ edition: EditionId; endedAt: Instant | null }>`
    select edition, ended_at as "endedAt" from brochure_address where token_digest = ${digest}`.execute(on(tx));
  return rows[0] ?? null;
}

// --- whom a loss concerns

/** Editions that were not withdrawn and of which this very item, or the place of this project, is gone at the moment; with their makers. */
export async function editionsWithout(
  tx: Tx,
  at: Instant,
  what: { readonly item: ItemId } | { readonly project: ProjectId },
): Promise<readonly { readonly slug: string; readonly title: string; readonly makers: readonly PersonId[] }[]> {
  const isGone =
    'item' in what
      ? sql`exists (select from brochure_edition_item shown join brochure_item_standing(${at}) standing
                      on standing.edition = shown.edition and standing.item = shown.item
                     where shown.edition = edition.id and shown.item = ${what.item} and standing.standing <> 'stands')`
      : sql`exists (select from brochure_edition_column col join brochure_column_standing(${at}) standing
                      on standing.edition = col.edition and standing.project = col.project
                     where col.edition = edition.id and col.project = ${what.project} and standing.standing <> 'stands')`;
  const { rows } = await sql<{ slug: string; title: string; makers: readonly PersonId[] }>`
    select distinct on (brochure.id) brochure.slug, edition.title,
      array(select distinct who from unnest(array[brochure.started_by, edition.by_person]) who where who is not null) as makers
    from brochure_edition edition join brochure on brochure.id = edition.brochure
    where ${isGone} and not exists (select from brochure_withdrawal withdrawal where withdrawal.edition = edition.id)
    order by brochure.id, edition.number desc limit 200`.execute(on(tx));
  return rows;
}
