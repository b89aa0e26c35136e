import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { eraseInterview, itemById } from '../store/items.ts';

/** Takes out the name of the person an item came from, and the notes of the talk; that there was a talk, and when, stays. */
export async function forgetInterviewee(
  tx: Tx,
  actor: Actor,
  input: OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.forgetInterviewee, item.project);
  if (refused(allowed)) return allowed;
  if (!(await eraseInterview(tx, item.id, calendarDate(now)))) return refuse('nothing-to-forget');

  await announce(
    tx,
    itemEvent(actor, { kind: 'item.interviewee-forgotten', project: item.project, item: item.id }, now),
  );
  return done(item);
}
