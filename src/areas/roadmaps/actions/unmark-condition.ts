import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem } from '../item-inputs.ts';
import { itemPermissions, mayDo, mayReword } from '../item-rules.ts';
import type { ConditionMarkId, Item, ItemRefusal } from '../item-types.ts';
import { withdrawBeside } from '../store/item-beside.ts';
import { itemById } from '../store/items.ts';

/** Takes the mark of a condition back: it is open again. The mark stays on record. */
export async function unmarkCondition(
  tx: Tx,
  actor: Actor,
  input: { readonly mark: ConditionMarkId } & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.unmarkCondition, item.project);
  if (refused(allowed)) return allowed;
  const alive = mayReword(item);
  if (refused(alive)) return alive;
  const { mark } = input;
  const which = { id: mark, item: item.id };
  if (!(await withdrawBeside(tx, 'roadmap_item_condition_mark', which, actor, now))) return refuse('no-such-mark');

  const facts = { project: item.project, item: item.id, mark };
  await announce(tx, itemEvent(actor, { kind: 'item.condition-unmarked', ...facts }, now));
  return done(item);
}
