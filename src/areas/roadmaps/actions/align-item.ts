import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { AlignItem, OnItem } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { AlignmentId, ItemRefusal } from '../item-types.ts';
import { alignmentsOf, insertAlignment, MOST_BESIDE } from '../store/item-beside.ts';
import { itemById } from '../store/items.ts';

/** Links an item to where the project wants it already: its roadmap, a proposal, an issue, a milestone; or to where it is discussed. (S113, S115) */
export async function alignItem(
  tx: Tx,
  actor: Actor,
  input: AlignItem & OnItem,
  now: Instant,
): Promise<Outcome<AlignmentId, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.alignItem, item.project);
  if (refused(allowed)) return allowed;
  const today = calendarDate(now);
  if (input.datedOn !== null && input.datedOn > today) return refuse('day-ahead');
  const alignments = await alignmentsOf(tx, item.id);
  if (alignments.some(({ kind, url }) => kind === input.kind && url === input.url)) return refuse('aligned-already');
  if (alignments.length >= MOST_BESIDE) return refuse('too-many', { most: MOST_BESIDE });

  const alignment = await insertAlignment(tx, { ...input, readOn: today }, actor, now);
  await announce(tx, itemEvent(actor, { kind: 'item.aligned', project: item.project, item: item.id, alignment }, now));
  return done(alignment);
}
