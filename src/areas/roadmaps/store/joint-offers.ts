/** All SQL on joint offers: which items are offered together, and whose yes is missing. Whether they stand is asked live. (S86) */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import type { ItemId } from '../item-types.ts';
import type { JoinableOffer, JointId, JointOffer, OfferContent, Use } from '../offer-types.ts';
import { signature } from './offers.ts';

/** Its items must be locked by whoever calls, always in one order. */
export async function insertJoint(
  tx: Tx,
  shares: readonly { readonly item: ItemId; readonly project: ProjectId; readonly share: string }[],
  actor: Actor,
  now: Instant,
): Promise<JointId> {
  const id = newId<'joint offer'>(now);
  const { by, hat } = signature(actor);
  await sql`insert into joint_offer (id, at, by_person, hat) values (${id}, ${now}, ${by}, ${hat})`.execute(on(tx));
  for (const [at, { item, project, share }] of shares.entries()) {
    await sql`
      insert into joint_share (joint, position, item, project, share)
      values (${id}, ${at + 1}, ${item}, ${project}, ${share})`.execute(on(tx));
  }
  return id;
}

/** False when it was over already. */
export async function endJoint(
  tx: Tx,
  joint: JointId,
  ending: { readonly leaving: ProjectId | null; readonly because: string },
  actor: Actor,
  now: Instant,
): Promise<boolean> {
  const { rows } = await sql`
    update joint_offer set ended_at = ${now}, ended_by = ${personOf(actor)}, ended_for = ${ending.leaving},
      ended_because = ${ending.because}
     where id = ${joint} and ended_at is null returning id`.execute(on(tx));
  return rows.length === 1;
}

interface ShareRow {
  id: JointId;
  at: Instant;
  by_name: string | null;
  hat: string | null;
  ended_at: Instant | null;
  ended_because: string | null;
  item: ItemId;
  project: ProjectId;
  project_slug: string;
  project_name: string;
  project_example: boolean;
  number: number;
  offer: string;
  title: string;
  share: string;
}

async function joint(tx: Tx, which: ReturnType<typeof sql>): Promise<JointOffer | null> {
  const { rows } = await sql<ShareRow>`
    select joint.id, joint.at, maker.name as by_name, joint.hat, joint.ended_at, joint.ended_because, share.item, share.project,
      known.slug as project_slug, known.name as project_name, known.example as project_example, item.number, first.slug as offer,
      first.title, share.share
    from joint_offer joint
    join joint_share share on share.joint = joint.id
    join roadmap_item item on item.id = share.item
    join offer_version first on first.item = share.item and first.number = 1
    join known_project known on known.id = share.project
    left join named_person maker on maker.person = joint.by_person
    where ${which} order by share.position`.execute(on(tx));
  const [row] = rows;
  if (row === undefined) return null;
  return {
    id: row.id,
    at: row.at,
    byName: row.by_name,
    hat: row.hat,
    shares: rows.map((one) => ({
      item: one.item,
      of: one.project,
      number: one.number,
      offer: one.offer,
      title: one.title,
      project: { slug: one.project_slug, name: one.project_name, example: one.project_example },
      share: one.share,
    })),
    ended: row.ended_at === null ? null : { at: row.ended_at, because: row.ended_because ?? '' },
  };
}

/** What an item is part of now. */
export async function liveJointOf(tx: Tx, item: ItemId): Promise<JointOffer | null> {
  return joint(
    tx,
    sql`joint.id = (select own.joint from joint_share own where own.item = ${item} and own.ended_at is null)`,
  );
}

/** Also one that is over. */
export async function jointById(tx: Tx, id: JointId): Promise<JointOffer | null> {
  return joint(tx, sql`joint.id = ${id}`);
}

/** As the text of each of its offers names it. */
export function jointNamed({ id, shares }: JointOffer): NonNullable<OfferContent['joint']> {
  return { id, shares: shares.map(({ offer, project, share }) => ({ offer, project, share })) };
}

/** The projects without a live yes to their share for this use. */
export async function unagreedShares(tx: Tx, id: JointId, use: Use, at: Instant): Promise<ReadonlySet<ProjectId>> {
  const { rows } = await sql<{ project: ProjectId }>`
    select project from unagreed_share(${id}, ${use}, ${at})`.execute(on(tx));
  return new Set(rows.map(({ project }) => project));
}

/** The addresses of its offers that stand in the catalogue at the moment, as parts of it. */
export async function shownShares(tx: Tx, id: JointId, at: Instant): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ slug: string }>`
    select version.slug from joint_share share
      join shown_offer(${at}) shown on shown.item = share.item
      join offer_version version on version.id = shown.offer and version.joint = share.joint
     where share.joint = ${id}`.execute(on(tx));
  return new Set(rows.map(({ slug }) => slug));
}

const MOST_JOINABLE = 200;

/** Newest versions of other projects' items, of the newest wording, that are part of no joint offer. */
export async function joinableOffers(tx: Tx, except: ProjectId): Promise<readonly JoinableOffer[]> {
  const { rows } = await sql<JoinableOffer>`
    select version.slug as offer, project.name as project, version.title
      from roadmap_item item
      join offer_version version on version.item = item.id and version.text = item.text
      join visible_project project on project.id = item.project and not project.archived
     where item.project <> ${except} and item.state in ('proposed', 'approved', 'offered', 'in_work')
       and version.number = (select max(number) from offer_version newest where newest.item = item.id)
       and not exists (select from joint_share share where share.item = item.id and share.ended_at is null)
     order by lower(project.name), lower(version.title), version.slug limit ${MOST_JOINABLE}`.execute(on(tx));
  return rows;
}

/** The item whose offer has this address, shown or not. */
export async function itemAt(tx: Tx, slug: string): Promise<ItemId | null> {
  const { rows } = await sql<{ item: ItemId }>`
    select item from offer_version where slug = ${slug} and number = 1`.execute(on(tx));
  return rows[0]?.item ?? null;
}
