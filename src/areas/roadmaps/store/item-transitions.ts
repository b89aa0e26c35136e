/** The life of an item, a row a step, and the project's yes to later wordings. */
import { linkOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId } from '../../../kernel/ids.ts';
import { jsonText, on, sql, type Tx } from '../../../outside/database/index.ts';
import type { ItemId, ItemState, ItemTextId, Reference, Transition, TransitionId } from '../item-types.ts';
import { signed } from './item-signed.ts';

export interface NewTransition {
  readonly item: ItemId;
  readonly from: ItemState;
  readonly to: ItemState;
  readonly reason?: string | null;
  readonly isPrivate?: boolean;
  readonly disclosure?: string | null;
  readonly links?: readonly Reference[];
}

/** The database sees to it that the step starts where the item stands, and writes the state. */
export async function insertTransition(tx: Tx, step: NewTransition, actor: Actor, now: Instant): Promise<TransitionId> {
  const id = newId<'item transition'>(now);
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_item_transition (id, item, from_state, to_state, reason, private, disclosure, links, at, by_person, by_link, hat)
    values (${id}, ${step.item}, ${step.from}, ${step.to}, ${step.reason ?? null}, ${step.isPrivate ?? false}, ${step.disclosure ?? null},
      ${jsonText(step.links ?? [])}::jsonb, ${now}, ${by}, ${linkOf(actor)}, ${hat})`.execute(on(tx));
  return id;
}

/** The oldest first; no item has more steps than its states. */
export async function transitionsOf(tx: Tx, item: ItemId): Promise<readonly Transition[]> {
  const { rows } = await sql<Transition>`
    select step.id, step.position, step.from_state as "from", step.to_state as "to", wording.number as wording, step.reason,
      step.private as "isPrivate", step.disclosure, step.links, step.at, step.by_person as by, person.name as "byName",
      step.by_link is not null as "byLink", step.hat
    from roadmap_item_transition step
    join roadmap_item_text wording on wording.id = step.text
    left join named_person person on person.person = step.by_person
    where step.item = ${item} order by step.position`.execute(on(tx));
  return rows;
}

export interface WordingApproval {
  readonly wording: number;
  readonly discussedAt: string | null;
  readonly disclosure: string | null;
  readonly at: Instant;
  readonly byName: string | null;
  readonly hat: string | null;
}

export async function insertWordingApproval(
  tx: Tx,
  approval: {
    readonly item: ItemId;
    readonly text: ItemTextId;
    readonly discussedAt: string | null;
    readonly disclosure: string | null;
  },
  actor: Actor,
  now: Instant,
): Promise<void> {
  const { by, hat } = signed(actor);
  await sql`
    insert into roadmap_item_text_approval (text, item, discussed_at, disclosure, at, by_person, hat)
    values (${approval.text}, ${approval.item}, ${approval.discussedAt}, ${approval.disclosure}, ${now}, ${by}, ${hat})`.execute(
    on(tx),
  );
}

export async function wordingApprovalsOf(tx: Tx, item: ItemId): Promise<readonly WordingApproval[]> {
  const { rows } = await sql<WordingApproval>`
    select wording.number as wording, approval.discussed_at as "discussedAt", approval.disclosure, approval.at,
      person.name as "byName", approval.hat
    from roadmap_item_text_approval approval
    join roadmap_item_text wording on wording.id = approval.text
    left join named_person person on person.person = approval.by_person
    where approval.item = ${item} order by approval.at`.execute(on(tx));
  return rows;
}
