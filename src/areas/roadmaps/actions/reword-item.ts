import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem, RewordItem } from '../item-inputs.ts';
import { itemPermissions, mayDecideWording, mayDo, mayReword } from '../item-rules.ts';
import { itemBody } from '../item-text.ts';
import type { Item, ItemRefusal, ItemText } from '../item-types.ts';
import { insertWording, itemById } from '../store/items.ts';

/** The next wording of an item. What was approved or offered stays as it was until the project says yes to this one. */
export async function rewordItem(
  tx: Tx,
  actor: Actor,
  input: RewordItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.rewordItem, item.project);
  if (refused(allowed)) return allowed;
  const changeable = mayReword(item);
  if (refused(changeable)) return changeable;
  const current = mayDecideWording(item, input.seen);
  if (refused(current)) return current;
  // The lines of the source are not typed: they stay what they were.
  const text = { ...input.text, sourceQuote: item.wording.sourceQuote };
  if (saysTheSame(text, item.wording)) return refuse('nothing-changed');

  const number = item.wording.number + 1;
  await insertWording(tx, { item: item.id, number, text }, actor, now);
  await announce(
    tx,
    itemEvent(actor, { kind: 'item.reworded', project: item.project, item: item.id, wording: number }, now),
  );
  return done(item);
}

function saysTheSame(one: ItemText, other: ItemText): boolean {
  return one.title === other.title && itemBody(one) === itemBody(other);
}
