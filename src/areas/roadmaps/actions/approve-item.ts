import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { ApproveItem, OnItem } from '../item-inputs.ts';
import { itemPermissions, mayApprove, mayDecideWording } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { alignmentsOf, signalsOf } from '../store/item-beside.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { itemById } from '../store/items.ts';
import { decideOnItem } from './decide-on-item.ts';

/** The project says yes to an item, in the very words that its representative read. (4.1, S1) */
export async function approveItem(
  tx: Tx,
  actor: Actor,
  input: ApproveItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const { hat, disclosure, discussedAt, reason } = input;
  const needed = itemPermissions.approveItem;
  const decided = await decideOnItem(tx, actor, { needed, item, hat, disclosure, mayStandAside: true }, now);
  if (refused(decided)) return decided;
  const beside = { alignments: await alignmentsOf(tx, item.id), signals: await signalsOf(tx, item.id) };
  const approved = mayApprove(item, beside);
  if (refused(approved)) return approved;
  const current = mayDecideWording(item, input.seen);
  if (refused(current)) return current;

  const links = discussedAt === null ? [] : [{ url: discussedAt, title: 'Where it was discussed' }];
  const step = { item: item.id, from: item.state, to: 'approved', reason, disclosure, links } as const;
  const transition = await insertTransition(tx, step, decided.done, now);
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(decided.done, { kind: 'item.approved', ...facts }, now));
  return done(item);
}
