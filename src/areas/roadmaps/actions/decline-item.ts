import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { DeclineItem, OnItem } from '../item-inputs.ts';
import { itemPermissions, mayMove } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { itemById } from '../store/items.ts';
import { decideOnItem } from './decide-on-item.ts';

/** The project says no to an item. Its words go to whoever proposed it; an offer of it leaves the catalogue with this very step. (4.1) */
export async function declineItem(
  tx: Tx,
  actor: Actor,
  input: DeclineItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const { hat, disclosure, discussedAt, reason, isPrivate } = input;
  const needed = itemPermissions.declineItem;
  const decided = await decideOnItem(tx, actor, { needed, item, hat, disclosure, mayStandAside: true }, now);
  if (refused(decided)) return decided;
  const declined = mayMove(item, 'declined');
  if (refused(declined)) return declined;

  const links = discussedAt === null ? [] : [{ url: discussedAt, title: 'Where it was discussed' }];
  const step = { item: item.id, from: item.state, to: 'declined', reason, isPrivate, disclosure, links } as const;
  const transition = await insertTransition(tx, step, decided.done, now);
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(decided.done, { kind: 'item.declined', ...facts }, now));
  return done(item);
}
