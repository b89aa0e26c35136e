import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { ApproveWording, OnItem } from '../item-inputs.ts';
import { itemPermissions, mayApproveWording, mayDecideWording } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { insertWordingApproval } from '../store/item-transitions.ts';
import { approvedWordingOf, itemById } from '../store/items.ts';
import { decideOnItem } from './decide-on-item.ts';

/** The project says yes to a later wording of an item it has approved. What funders are shown needs its consent besides. */
export async function approveWording(
  tx: Tx,
  actor: Actor,
  input: ApproveWording & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const { hat, disclosure, discussedAt } = input;
  const needed = itemPermissions.approveWording;
  const decided = await decideOnItem(tx, actor, { needed, item, hat, disclosure, mayStandAside: true }, now);
  if (refused(decided)) return decided;
  const before = await approvedWordingOf(tx, item.id, now);
  const approved = mayApproveWording(item, before?.number ?? null);
  if (refused(approved)) return approved;
  const current = mayDecideWording(item, input.seen);
  if (refused(current)) return current;

  const text = item.wording.id;
  await insertWordingApproval(tx, { item: item.id, text, discussedAt, disclosure }, decided.done, now);
  const { number } = item.wording;
  await announce(
    tx,
    itemEvent(
      decided.done,
      { kind: 'item.wording-approved', project: item.project, item: item.id, wording: number },
      now,
    ),
  );
  return done(item);
}
