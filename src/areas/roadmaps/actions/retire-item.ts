import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem, RetireItem } from '../item-inputs.ts';
import { itemPermissions, mayMove } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { itemById } from '../store/items.ts';
import { decideOnItem } from './decide-on-item.ts';

/** Work on an item ends and is not taken up again; the project says why. (4.1) */
export async function retireItem(
  tx: Tx,
  actor: Actor,
  input: RetireItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const { hat, disclosure, discussedAt, reason } = input;
  const needed = itemPermissions.retireItem;
  const decided = await decideOnItem(tx, actor, { needed, item, hat, disclosure, mayStandAside: true }, now);
  if (refused(decided)) return decided;
  const retired = mayMove(item, 'retired');
  if (refused(retired)) return retired;

  const links = discussedAt === null ? [] : [{ url: discussedAt, title: 'Where it was discussed' }];
  const step = { item: item.id, from: item.state, to: 'retired', reason, disclosure, links } as const;
  const transition = await insertTransition(tx, step, decided.done, now);
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(decided.done, { kind: 'item.retired', ...facts }, now));
  return done(item);
}
