/** All SQL on versions of offers and on what of them may be shown. What may be shown is asked live, in the same statement. */
import { linkOf, personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { hatOf } from '../../../kernel/hats.ts';
import { newId, type ActLinkId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, sqlState, type Tx } from '../../../outside/database/index.ts';
import type { ItemId, ItemState, ItemTextId } from '../item-types.ts';
import { columnsOf, contentText, readContent } from '../offer-content.ts';
import type {
  NoticeChannel,
  NoticeId,
  InclusionNotice,
  ConsentId,
  Offer,
  OfferContent,
  OfferId,
  Publication,
  PublicationId,
  ShownConsent,
  ShownOffer,
  Use,
} from '../offer-types.ts';
import type { NamedProject } from '../types.ts';

/** Who did it, by which link, in which hat, as the tables keep it. */
export function signature(actor: Actor): {
  readonly by: PersonId | null;
  readonly link: ActLinkId | null;
  readonly hat: string | null;
} {
  return { by: personOf(actor), link: linkOf(actor), hat: hatOf(actor) };
}

interface OfferRow {
  id: OfferId;
  item: ItemId;
  project: ProjectId;
  number: number;
  text: ItemTextId;
  wording: number;
  slug: string;
  content: string;
  digest: string;
  made_at: Instant;
  made_by: PersonId | null;
  made_by_name: string | null;
  hat: string | null;
}

export const OFFER_COLUMNS = sql`
  version.id, version.item, version.project, version.number, version.text, wording.number as wording, version.slug, version.content,
  encode(version.digest, 'hex') as digest, version.made_at, version.made_by, maker.name as made_by_name, version.hat`;

/** To be joined by whoever selects `OFFER_COLUMNS`. */
export const OFFER_JOINS = sql`
  join roadmap_item_text wording on wording.id = version.text
  left join named_person maker on maker.person = version.made_by`;

/** For higher areas that query versions themselves: the content of a row. */
export function offerContentOf(row: { readonly content: string }): OfferContent {
  return readContent(row.content);
}

export function readOffer(row: OfferRow): Offer {
  return {
    id: row.id,
    item: row.item,
    project: row.project,
    number: row.number,
    text: row.text,
    wording: row.wording,
    slug: row.slug,
    content: offerContentOf(row),
    digest: row.digest,
    madeAt: row.made_at,
    madeBy: row.made_by,
    madeByName: row.made_by_name,
    hat: row.hat,
  };
}

/** The next version; the database counts it, and keeps the address of the first one. */
export async function insertOffer(
  tx: Tx,
  offer: {
    readonly item: ItemId;
    readonly project: ProjectId;
    readonly text: ItemTextId;
    readonly slug: string;
    readonly content: OfferContent;
  },
  actor: Actor,
  now: Instant,
): Promise<OfferId> {
  const id = newId<'offer'>(now);
  const { by, hat } = signature(actor);
  const { content } = offer;
  const { effort, search, fuzzy } = columnsOf(content);
  await sql`
    insert into offer_version (id, item, project, number, text, content, digest, slug, title, level, work_types, skills, effort_low,
      effort_likely, effort_high, yearly, search, fuzzy, made_at, made_by, hat)
    values (${id}, ${offer.item}, ${offer.project}, 1, ${offer.text}, ${contentText(content)}, '', ${offer.slug}, ${content.title},
      ${content.level}, ${[...content.workTypes]}::text[], ${[...content.skills]}::text[], ${effort.low}, ${effort.likely},
      ${effort.high}, ${effort.per === 'year'},
      setweight(to_tsvector('english', ${search[0]}), 'A') || setweight(to_tsvector('english', ${search[1]}), 'B')
        || setweight(to_tsvector('english', ${search[2]}), 'C') || setweight(to_tsvector('english', ${search[3]}), 'D'),
      ${fuzzy}, ${now}, ${by}, ${hat})`.execute(on(tx));
  return id;
}

/** Addresses that begin like this one: a new offer takes the first that is free. */
export async function takenSlugs(tx: Tx, slug: string): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ slug: string }>`
    select slug from offer_version where number = 1 and starts_with(slug, ${slug})`.execute(on(tx));
  return new Set(rows.map((row) => row.slug));
}

export async function findOffer(tx: Tx, id: OfferId): Promise<Offer | null> {
  const { rows } = await sql<OfferRow>`
    select ${OFFER_COLUMNS} from offer_version version ${OFFER_JOINS} where version.id = ${id}`.execute(on(tx));
  return rows[0] === undefined ? null : readOffer(rows[0]);
}

/** Of a version that has been in public, while it has the project's word; of another while it may come to that. */
export async function isLogoShown(tx: Tx, offer: OfferId, at: Instant): Promise<boolean> {
  const { rows } = await sql`
    select from offer_version version join visible_project project on project.id = version.project and not project.archived
     where version.id = ${offer}
       and (exists (select from live_consent(${at}) live where live.offer = version.id)
            or not exists (select from offer_publication publication where publication.offer = version.id))`.execute(
    on(tx),
  );
  return rows.length === 1;
}

export const MOST_VERSIONS = 100;

/** The newest first. */
export async function offersOf(tx: Tx, item: ItemId): Promise<readonly Offer[]> {
  const { rows } = await sql<OfferRow>`
    select ${OFFER_COLUMNS} from offer_version version ${OFFER_JOINS}
     where version.item = ${item} order by version.number desc limit ${MOST_VERSIONS}`.execute(on(tx));
  return rows.map(readOffer);
}

/** The newest version of each item of a project that has one, and is not over. */
export async function newestOffersOf(tx: Tx, project: ProjectId): Promise<readonly Offer[]> {
  const { rows } = await sql<OfferRow>`
    select * from (
      select distinct on (version.item) ${OFFER_COLUMNS} from offer_version version ${OFFER_JOINS}
        join roadmap_item item on item.id = version.item
       where version.project = ${project} and item.state in ('proposed', 'approved', 'offered', 'in_work')
       order by version.item, version.number desc) newest
     order by newest.slug limit ${MOST_VERSIONS}`.execute(on(tx));
  return rows.map(readOffer);
}

// --- what may be shown

interface ShownRow extends OfferRow {
  published_at: Instant | null;
  consent_hat: string;
  consent_at: Instant;
  effective_from: Instant;
  valid_until: Instant;
  discussed_at: string | null;
  words: string | null;
  uses: readonly Use[];
  decided_by: string | null;
  project_slug: string;
  project_name: string;
  project_example: boolean;
  project_label: string;
}

const CONSENT_COLUMNS = sql`
  consent.hat as consent_hat, consent.at as consent_at, consent.effective_from, consent.valid_until, consent.discussed_at, consent.words,
  consent.uses, coalesce(speaking.body, decider.name, guest.name) as decided_by`;
const CONSENT_JOINS = sql`
  left join speaking_body speaking on speaking.entry = consent.standing
  left join named_person decider on decider.person = consent.by_person
  left join named_act_link guest on guest.link = consent.by_link`;
const PROJECT_COLUMNS = sql`
  project.slug as project_slug, project.name as project_name, project.example as project_example, project.label as project_label`;

function readShown(row: ShownRow): ShownOffer {
  return {
    offer: readOffer(row),
    consent: readShownConsent(row),
    publishedAt: row.published_at,
    project: namedProject(row),
  };
}

function readShownConsent(row: ShownRow): ShownConsent {
  return {
    decidedBy: row.decided_by,
    hat: row.consent_hat,
    on: row.consent_at,
    effectiveFrom: row.effective_from,
    until: row.valid_until,
    discussedAt: row.discussed_at,
    words: row.words,
    uses: row.uses,
  };
}

function namedProject(row: ShownRow): NamedProject {
  return {
    id: row.project,
    slug: row.project_slug,
    name: row.project_name,
    example: row.project_example,
    label: row.project_label,
    optedOut: false,
  };
}

/** Which of them; at least one of the two must be said, so that nothing asks for all by mistake. */
export type WhichOffers =
  | { readonly offers: readonly OfferId[] }
  | { readonly items: readonly ItemId[] }
  | { readonly projects: readonly ProjectId[] }
  | { readonly slug: string };

const MOST_SHOWN = 500;

/** What stands in the catalogue at the moment, the newest first. */
export async function shownOffers(tx: Tx, at: Instant, which: WhichOffers): Promise<readonly ShownOffer[]> {
  const { rows } = await sql<ShownRow>`
    select ${OFFER_COLUMNS}, ${CONSENT_COLUMNS}, ${PROJECT_COLUMNS}, shown.published_at
      from shown_offer(${at}) shown
      join offer_version version on version.id = shown.offer ${OFFER_JOINS}
      join consent on consent.id = shown.consent ${CONSENT_JOINS}
      join visible_project project on project.id = version.project
     where ${chosen(which)}
     order by shown.published_at desc, version.id desc limit ${MOST_SHOWN}`.execute(on(tx));
  return rows.map(readShown);
}

/** What the project agreed to see used in this way at the moment, in the catalogue or not: the newest version of each item. */
export async function usableOffers(tx: Tx, at: Instant, use: Use, which: WhichOffers): Promise<readonly ShownOffer[]> {
  const { rows } = await sql<ShownRow>`
    select * from (
      select distinct on (version.item) ${OFFER_COLUMNS}, ${CONSENT_COLUMNS}, ${PROJECT_COLUMNS},
             (select publication.at from offer_publication publication
               where publication.offer = version.id and publication.ended_at is null) as published_at
        from live_consent(${at}) live
        join offer_version version on version.id = live.offer ${OFFER_JOINS}
        join consent on consent.id = live.consent ${CONSENT_JOINS}
        join visible_project project on project.id = version.project
       where ${use} = any (live.uses) and ${chosen(which)}
       order by version.item, version.number desc, consent.at desc) newest
     order by newest.slug limit ${MOST_SHOWN}`.execute(on(tx));
  return rows.map(readShown);
}

function chosen(which: WhichOffers) {
  if ('offers' in which) return sql`version.id = any (${[...which.offers]}::uuid[])`;
  if ('items' in which) return sql`version.item = any (${[...which.items]}::uuid[])`;
  if ('projects' in which) return sql`version.project = any (${[...which.projects]}::uuid[])`;
  return sql`version.slug = ${which.slug}`;
}

// --- telling the project, and publishing

export async function insertNotice(
  tx: Tx,
  notice: {
    readonly project: ProjectId;
    readonly item: ItemId | null;
    readonly channel: NoticeChannel;
    readonly told: string;
    readonly url: string | null;
  },
  actor: Actor,
  now: Instant,
): Promise<NoticeId> {
  const id = newId<'inclusion notice'>(now);
  const { by, hat } = signature(actor);
  await sql`
    insert into inclusion_notice (id, project, item, channel, told, url, at, by_person, hat)
    values (${id}, ${notice.project}, ${notice.item}, ${notice.channel}, ${notice.told}, ${notice.url}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
  return id;
}

const MOST_NOTICES = 100;

/** Those that count for an item: about it, or about the project as a whole. The newest first. */
export async function noticesOf(
  tx: Tx,
  { project, item }: { readonly project: ProjectId; readonly item: ItemId },
): Promise<readonly InclusionNotice[]> {
  const { rows } = await sql<InclusionNotice>`
    select notice.id, notice.project, notice.item, notice.channel, notice.told, notice.url, notice.at, notice.by_person as by,
      null as link, person.name as "byName", notice.hat
    from inclusion_notice notice left join named_person person on person.person = notice.by_person
    where notice.project = ${project} and (notice.item is null or notice.item = ${item})
    order by notice.at desc, notice.id desc limit ${MOST_NOTICES}`.execute(on(tx));
  return rows;
}

/**
 * In the place of the version that stood there, which leaves with a reason. The database decides: what it refuses is answered by the name
 * of its rule, and then nothing of this is kept.
 */
export async function insertPublication(
  tx: Tx,
  publication: {
    readonly item: ItemId;
    readonly offer: OfferId;
    readonly consent: ConsentId;
    readonly notice: NoticeId;
  },
  actor: Actor,
  now: Instant,
): Promise<{ readonly id: PublicationId } | { readonly constraint: string }> {
  const id = newId<'publication'>(now);
  const { by, hat } = signature(actor);
  await sql`savepoint publishing`.execute(on(tx));
  try {
    await sql`
      update offer_publication set ended_at = ${now}, ended_by = ${by}, ended_because = 'a newer version took its place'
       where item = ${publication.item} and offer <> ${publication.offer} and ended_at is null`.execute(on(tx));
    await sql`
      insert into offer_publication (id, item, offer, consent, notice, at, by_person, hat)
      values (${id}, ${publication.item}, ${publication.offer}, ${publication.consent}, ${publication.notice}, ${now}, ${by},
        ${hat})`.execute(on(tx));
    await sql`release savepoint publishing`.execute(on(tx));
    return { id };
  } catch (error) {
    const constraint = violated(error);
    if (constraint === null) throw error;
    await sql`rollback to savepoint publishing`.execute(on(tx));
    return { constraint };
  }
}

/** The rule of the database that was broken: a check, or an index of what is there once. */
function violated(error: unknown): string | null {
  if (!['23514', '23505'].includes(sqlState(error))) return null;
  return error instanceof Error && 'constraint' in error && typeof error.constraint === 'string'
    ? error.constraint
    : null;
}

/** The version that stood in the catalogue leaves it. Null when none did. */
export async function endPublication(
  tx: Tx,
  item: ItemId,
  because: string,
  actor: Actor,
  now: Instant,
): Promise<{ readonly publication: PublicationId; readonly offer: OfferId } | null> {
  const { rows } = await sql<{ publication: PublicationId; offer: OfferId }>`
    update offer_publication set ended_at = ${now}, ended_by = ${personOf(actor)}, ended_because = ${because}
     where item = ${item} and ended_at is null returning id as publication, offer`.execute(on(tx));
  return rows[0] ?? null;
}

/** The newest first. */
export async function publicationsOf(tx: Tx, item: ItemId): Promise<readonly Publication[]> {
  const { rows } = await sql<{
    id: PublicationId;
    item: ItemId;
    offer: OfferId;
    consent: ConsentId;
    at: Instant;
    by: PersonId | null;
    by_name: string | null;
    hat: string | null;
    ended_at: Instant | null;
    ended_because: string | null;
  }>`
    select publication.id, publication.item, publication.offer, publication.consent, publication.at,
      publication.by_person as by, person.name as by_name,
      publication.hat, publication.ended_at, publication.ended_because
    from offer_publication publication left join named_person person on person.person = publication.by_person
    where publication.item = ${item} order by publication.at desc, publication.id desc limit ${MOST_VERSIONS}`.execute(
    on(tx),
  );
  return rows.map(({ by_name: byName, ended_at: endedAt, ended_because: because, ...row }) => ({
    ...row,
    byName,
    ended: endedAt === null ? null : { at: endedAt, because: because ?? '' },
  }));
}

export interface OfferingProject extends NamedProject {
  readonly archived: boolean;
}

/** The project with what decides whether anything of it may be shown. */
export async function offeringProject(tx: Tx, id: ProjectId): Promise<OfferingProject | null> {
  const { rows } = await sql<OfferingProject>`
    select id, slug, name, example, label, opted_out as "optedOut", archived from known_project where id = ${id}`.execute(
    on(tx),
  );
  return rows[0] ?? null;
}

/** Also of a project that asked to be left out. */
export async function itemStateOf(
  tx: Tx,
  item: ItemId,
): Promise<{ readonly project: ProjectId; readonly state: ItemState; readonly number: number } | null> {
  const { rows } = await sql<{ project: ProjectId; state: ItemState; number: number }>`
    select project, state, number from roadmap_item where id = ${item}`.execute(on(tx));
  return rows[0] ?? null;
}
