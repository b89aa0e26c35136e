/** Items in lists, filtered in the query. */
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { on, sql, type Tx } from '../../../outside/database/index.ts';
import { PUBLIC_STATES } from '../item-rules.ts';
import type { ItemId, ItemQuery, ListedItem, NearItem, ScopeVerdict, WaitingItem } from '../item-types.ts';
import type { Level } from '../types.ts';

/** A project with more has a wish list, which is a tracker's work. */
export const MOST_LISTED = 500;

/**
 * What readers outside see: what the project approved, and, where it said yes to an offer of it and that yes was withdrawn, ran out or is
 * objected to, only while another stands; approved by a yes that waits for co-representatives, not before it counts. Asked live, never
 * copied.
 */
const SHOWN_OUTSIDE = (now: Instant) => sql`
  (item.state = any(${[...PUBLIC_STATES]}::text[])
   and (not exists (
          select from offer_version version join consent on consent.offer = version.id
           where version.item = item.id and consent.answer = 'approved'
             and (consent.valid_until <= ${now}
                  or exists (select from consent_withdrawal withdrawal where withdrawal.consent = consent.id)
                  or exists (select from consent_objection objection where objection.consent = consent.id and objection.settled_at is null)
                  or (consent.effective_from > ${now}
                      and not exists (select from roadmap_item_transition before
                                       where before.item = item.id and before.to_state = 'approved' and before.at < consent.at))))
        or exists (select from live_consent(${now}) live where live.item = item.id)))`;

export async function isShownOutside(tx: Tx, id: ItemId, now: Instant): Promise<boolean> {
  const { rows } = await sql`select from roadmap_item item where item.id = ${id} and ${SHOWN_OUTSIDE(now)}`.execute(
    on(tx),
  );
  return rows.length === 1;
}

/** Of these the ones that readers outside see, under the titles that the project approved. */
export async function nearOutside(tx: Tx, near: readonly NearItem[], now: Instant): Promise<readonly NearItem[]> {
  if (near.length === 0) return [];
  const { rows } = await sql<{ id: ItemId; title: string }>`
    select item.id, wording.title from roadmap_item item
      join approved_item_text(${now}) approved on approved.item = item.id
      join roadmap_item_text wording on wording.id = approved.text
     where item.id = any(${near.map(({ id }) => id)}::uuid[]) and ${SHOWN_OUTSIDE(now)}`.execute(on(tx));
  const titles = new Map(rows.map(({ id, title }) => [id, title]));
  return near.flatMap((item) => {
    const title = titles.get(item.id);
    return title === undefined ? [] : [{ ...item, title }];
  });
}

/** In which wording an item is shown: the newest to those inside, outside the one that has the project's yes. */
const SHOWN = (seesWhole: boolean, now: Instant) => sql`
  select item.id, item.project, item.number, item.level, item.parent, item.state, item.provenance,
    case when ${seesWhole} then item.text
         else (select approved.text from approved_item_text(${now}) approved where approved.item = item.id) end as text
  from roadmap_item item where (${seesWhole} or ${SHOWN_OUTSIDE(now)})`;

export async function listItemsOf(
  tx: Tx,
  project: ProjectId,
  asked: Pick<ItemQuery, 'level' | 'state'> & { readonly seesWhole: boolean },
  now: Instant,
): Promise<readonly ListedItem[]> {
  const { rows } = await sql<ListedItem>`
    select item.id, item.project, item.number, item.level, item.parent, item.state, item.provenance, wording.title,
      wording.body::jsonb ->> 'summary' as summary, wording.body::jsonb -> 'beneficiaries' as beneficiaries,
      wording.body::jsonb -> 'estimate' as estimate, wording.number as wordings
    from (${SHOWN(asked.seesWhole, now)} and item.project = ${project}) item
    join roadmap_item_text wording on wording.id = item.text
    where (${asked.level}::text is null or item.level = ${asked.level})
      and (${asked.state}::text is null or item.state = ${asked.state})
    order by array_position(array['scope', 'pitch', 'technical', 'wish list'], item.level), item.number
    limit ${MOST_LISTED}`.execute(on(tx));
  // JSON's null is a value of its own.
  return rows.map((row) => ({ ...row, estimate: row.estimate ?? null }));
}

export async function countByLevel(
  tx: Tx,
  project: ProjectId,
  seesWhole: boolean,
  now: Instant,
): Promise<Readonly<Record<Level, number>>> {
  const { rows } = await sql<{ level: Level; count: number }>`
    select item.level, count(*)::integer as count from roadmap_item item
     where item.project = ${project} and (${seesWhole} or ${SHOWN_OUTSIDE(now)}) group by item.level`.execute(on(tx));
  return {
    scope: 0,
    pitch: 0,
    technical: 0,
    'wish list': 0,
    ...Object.fromEntries(rows.map(({ level, count }) => [level, count])),
  };
}

/** Whose newest check against the scope page was not a plain "in". */
export async function outOfScopeItems(
  tx: Tx,
  project: ProjectId,
): Promise<readonly (NearItem & { readonly verdict: ScopeVerdict })[]> {
  const { rows } = await sql<NearItem & { verdict: ScopeVerdict }>`
    select item.id, item.number, item.level, item.state, wording.title, newest.verdict
    from roadmap_item item
    join roadmap_item_text wording on wording.id = item.text
    cross join lateral (
      select checked.verdict from roadmap_item_scope_check checked
       where checked.item = item.id order by checked.at desc, checked.id desc limit 1) newest
    where item.project = ${project} and newest.verdict <> 'in' and item.state not in ('declined', 'opted_out', 'retired')
    order by newest.verdict desc, item.number limit 200`.execute(on(tx));
  return rows;
}

/** What waits for the word of these projects: items that were proposed, and wordings newer than the approved one. The oldest first. */
export async function itemsAwaitingDecision(
  tx: Tx,
  projects: readonly ProjectId[],
  now: Instant,
): Promise<readonly WaitingItem[]> {
  if (projects.length === 0) return [];
  const { rows } = await sql<WaitingItem>`
    select project.id as project, project.slug, project.name as "projectName", item.number, wording.title,
      case when item.state = 'proposed' then 'proposed' else 'new wording' end as kind,
      case when item.state = 'proposed'
           then (select max(step.at) from roadmap_item_transition step where step.item = item.id)
           else wording.at end as since
    from roadmap_item item
    join known_project project on project.id = item.project and not project.archived
    join roadmap_item_text wording on wording.id = item.text
    where item.project = any(${[...projects]}::uuid[])
      and (item.state = 'proposed'
           or item.state in ('approved', 'offered', 'in_work')
              and item.text is distinct from (select approved.text from approved_item_text(${now}) approved where approved.item = item.id))
    order by since, item.id limit 200`.execute(on(tx));
  return rows;
}
