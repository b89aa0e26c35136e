import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem, UndoWording } from '../item-inputs.ts';
import { itemPermissions, mayDecideWording, mayDo, mayReword } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { insertWording, itemById, wordingsOf } from '../store/items.ts';

/** Goes back to an earlier wording, as a new one with its words: nothing that was written is taken out. */
export async function undoWording(
  tx: Tx,
  actor: Actor,
  input: UndoWording & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.undoWording, item.project);
  if (refused(allowed)) return allowed;
  const changeable = mayReword(item);
  if (refused(changeable)) return changeable;
  const current = mayDecideWording(item, input.seen);
  if (refused(current)) return current;
  const wordings = await wordingsOf(tx, item.id);
  const earlier = wordings.find(({ number }) => number === input.back);
  if (earlier === undefined || earlier.digest === item.wording.digest) return refuse('no-such-wording');

  const number = item.wording.number + 1;
  await insertWording(tx, { item: item.id, number, text: earlier }, actor, now);
  await announce(
    tx,
    itemEvent(
      actor,
      { kind: 'item.wording-undone', project: item.project, item: item.id, wording: number, back: earlier.number },
      now,
    ),
  );
  return done(item);
}
