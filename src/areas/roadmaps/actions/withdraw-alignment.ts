import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { AlignmentId, Item, ItemRefusal } from '../item-types.ts';
import { withdrawBeside } from '../store/item-beside.ts';
import { itemById } from '../store/items.ts';

/** Takes a link back, as when it led to something else. It stays on record and counts no more. */
export async function withdrawAlignment(
  tx: Tx,
  actor: Actor,
  input: { readonly alignment: AlignmentId } & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.withdrawAlignment, item.project);
  if (refused(allowed)) return allowed;
  const { alignment } = input;
  const which = { id: alignment, item: item.id };
  if (!(await withdrawBeside(tx, 'roadmap_item_alignment', which, actor, now))) return refuse('no-such-alignment');

  const facts = { project: item.project, item: item.id, alignment };
  await announce(tx, itemEvent(actor, { kind: 'item.alignment-withdrawn', ...facts }, now));
  return done(item);
}
