import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { Item, ItemRefusal, SignalId } from '../item-types.ts';
import { withdrawBeside } from '../store/item-beside.ts';
import { itemById } from '../store/items.ts';

/** Takes a note of who asked back, as when it was about something else. It stays on record and counts no more. */
export async function withdrawSignal(
  tx: Tx,
  actor: Actor,
  input: { readonly signal: SignalId } & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.withdrawSignal, item.project);
  if (refused(allowed)) return allowed;
  const { signal } = input;
  const which = { id: signal, item: item.id };
  if (!(await withdrawBeside(tx, 'roadmap_item_signal', which, actor, now))) return refuse('no-such-signal');

  const facts = { project: item.project, item: item.id, signal };
  await announce(tx, itemEvent(actor, { kind: 'item.signal-withdrawn', ...facts }, now));
  return done(item);
}
