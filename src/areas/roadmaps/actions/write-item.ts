import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { allow, done, refuse, refused, type Decision, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { WriteItem } from '../item-inputs.ts';
import { itemPermissions, mayDo, mayHangUnder, maySucceed } from '../item-rules.ts';
import type { ItemRefusal } from '../item-types.ts';
import { insertItem, itemById, lockItemsOf, type MadeItem } from '../store/items.ts';

/** Somebody writes a need of the project down. It is a draft until it is proposed. */
export async function writeItem(
  tx: Tx,
  actor: Actor,
  input: WriteItem & { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<MadeItem, ItemRefusal>> {
  const allowed = mayDo(actor, itemPermissions.writeItem, input.project);
  if (refused(allowed)) return allowed;
  await lockItemsOf(tx, input.project);
  const placed = await mayStandThere(tx, input);
  if (refused(placed)) return placed;

  const made = await insertItem(tx, { ...input, source: null, interviewedOn: null }, actor, now);
  await announce(
    tx,
    itemEvent(actor, { kind: 'item.written', project: input.project, item: made.id, provenance: 'written' }, now),
  );
  return done(made);
}

/** The caller holds the lock of the project's items. */
export async function mayStandThere(
  tx: Tx,
  place: Pick<WriteItem, 'level' | 'parent' | 'noParentBecause'> & {
    readonly project: ProjectId;
    readonly succeeds?: WriteItem['succeeds'];
  },
): Promise<Decision<ItemRefusal>> {
  const parent = place.parent === null ? null : await itemById(tx, place.parent, { lock: false });
  if (place.parent !== null && parent?.project !== place.project) return refuse('parent-not-found');
  const hangs = mayHangUnder(place.level, parent, place.noParentBecause);
  if (refused(hangs)) return hangs;
  if (place.succeeds === null || place.succeeds === undefined) return allow();
  const former = await itemById(tx, place.succeeds, { lock: false });
  return former?.project === place.project ? maySucceed(former) : refuse('item-not-found');
}
