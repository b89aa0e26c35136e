import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem, OptOutItem } from '../item-inputs.ts';
import { itemPermissions, mayMove } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { itemById } from '../store/items.ts';
import { decideOnItem } from './decide-on-item.ts';

/** The project leaves an item out: from now on nothing public shows it. (4.1, S42) */
export async function optOutItem(
  tx: Tx,
  actor: Actor,
  input: OptOutItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const { hat, disclosure, reason, isPrivate } = input;
  const needed = itemPermissions.optOutItem;
  const decided = await decideOnItem(tx, actor, { needed, item, hat, disclosure, mayStandAside: false }, now);
  if (refused(decided)) return decided;
  const leftOut = mayMove(item, 'opted_out');
  if (refused(leftOut)) return leftOut;

  const step = { item: item.id, from: item.state, to: 'opted_out', reason, isPrivate, disclosure } as const;
  const transition = await insertTransition(tx, step, decided.done, now);
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(decided.done, { kind: 'item.opted-out', ...facts }, now));
  return done(item);
}
