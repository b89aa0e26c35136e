import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem, PlaceItem } from '../item-inputs.ts';
import { itemPermissions, mayDo, mayTakeLevel } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { childrenOf, itemById, lockItemsOf, updatePlace } from '../store/items.ts';
import { mayStandThere } from './write-item.ts';

/** On which level of the roadmap an item stands, and under which other; a pitch says so or why not (S67). */
export async function placeItem(
  tx: Tx,
  actor: Actor,
  input: PlaceItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const found = await itemById(tx, input.item, { lock: false });
  if (found === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.placeItem, found.project);
  if (refused(allowed)) return allowed;
  // Two that are hung under each other at once would make a circle: they take turns.
  await lockItemsOf(tx, found.project);
  const item = (await itemById(tx, input.item, { lock: true }))!;
  const placed = await mayStandThere(tx, { ...input, project: item.project });
  if (refused(placed)) return placed;
  const taken = mayTakeLevel(input.level, await childrenOf(tx, item.id));
  if (refused(taken)) return taken;
  const noParentBecause = input.parent === null ? input.noParentBecause : null;
  if (item.level === input.level && item.parent === input.parent && item.noParentBecause === noParentBecause) {
    return refuse('nothing-changed');
  }

  await updatePlace(tx, item.id, { level: input.level, parent: input.parent, noParentBecause });
  const { level, parent } = input;
  await announce(
    tx,
    itemEvent(
      actor,
      { kind: 'item.placed', project: item.project, item: item.id, level: level.replace(' ', '-'), parent },
      now,
    ),
  );
  return done(item);
}
