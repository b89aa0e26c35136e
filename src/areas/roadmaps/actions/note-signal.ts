import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { NoteSignal, OnItem } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { ItemRefusal, SignalId } from '../item-types.ts';
import { insertSignal, MOST_BESIDE, signalsOf } from '../store/item-beside.ts';
import { itemById } from '../store/items.ts';

/** Notes who asked for an item, where and when (S70). The day of a funder's ask is what the community's wish is compared with (S115). */
export async function noteSignal(
  tx: Tx,
  actor: Actor,
  input: NoteSignal & OnItem,
  now: Instant,
): Promise<Outcome<SignalId, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.noteSignal, item.project);
  if (refused(allowed)) return allowed;
  if (input.datedOn > calendarDate(now)) return refuse('day-ahead');
  if ((await signalsOf(tx, item.id)).length >= MOST_BESIDE) return refuse('too-many', { most: MOST_BESIDE });

  const signal = await insertSignal(tx, input, actor, now);
  const facts = { project: item.project, item: item.id, signal, from: input.kind };
  await announce(tx, itemEvent(actor, { kind: 'item.signal-noted', ...facts }, now));
  return done(signal);
}
