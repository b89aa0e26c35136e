import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { MarkCondition, OnItem } from '../item-inputs.ts';
import { itemPermissions, mayReword, mayState } from '../item-rules.ts';
import type { ConditionMarkId, ItemRefusal } from '../item-types.ts';
import { insertMark, marksOf } from '../store/item-beside.ts';
import { approvedWordingOf, itemById } from '../store/items.ts';

/** A condition of completion was met, or the project waives it; by its own people, with a reason (S75). */
export async function markCondition(
  tx: Tx,
  actor: Actor,
  input: MarkCondition & OnItem,
  now: Instant,
): Promise<Outcome<ConditionMarkId, ItemRefusal>> {
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayState(worn.done, itemPermissions.markCondition, item.project);
  if (refused(allowed)) return allowed;
  const alive = mayReword(item);
  if (refused(alive)) return alive;
  // Those that were approved count, and those of a newer wording may.
  const approved = await approvedWordingOf(tx, item.id, now);
  const conditions = [...(approved?.conditions ?? []), ...item.wording.conditions];
  if (!conditions.some(({ key }) => key === input.condition)) return refuse('no-such-condition');
  const standing = (await marksOf(tx, item.id)).find(({ condition }) => condition === input.condition);
  if (standing !== undefined) return refuse('marked-already', { kind: standing.kind });

  const mark = await insertMark(tx, input, worn.done, now);
  const facts = { project: item.project, item: item.id, mark, as: input.kind };
  await announce(tx, itemEvent(worn.done, { kind: 'item.condition-marked', ...facts }, now));
  return done(mark);
}
