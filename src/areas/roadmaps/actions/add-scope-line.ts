import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { AddScopeLine } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { ItemRefusal, ScopeLineId } from '../item-types.ts';
import { insertScopeLine, MOST_LINES, scopeLinesOf } from '../store/item-frames.ts';
import { lockItemsOf } from '../store/items.ts';

/** A line of the project's scope page: what is in today, what is hoped for, what is out (S68). */
export async function addScopeLine(
  tx: Tx,
  actor: Actor,
  input: AddScopeLine & { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<ScopeLineId, ItemRefusal>> {
  const allowed = mayDo(actor, itemPermissions.addScopeLine, input.project);
  if (refused(allowed)) return allowed;
  await lockItemsOf(tx, input.project);
  const lines = await scopeLinesOf(tx, input.project);
  if (lines.some(({ field, body }) => field === input.field && body === input.body)) return refuse('nothing-changed');
  if (lines.length >= MOST_LINES) return refuse('too-many', { most: MOST_LINES });

  const line = await insertScopeLine(tx, input, actor, now);
  await announce(tx, itemEvent(actor, { kind: 'scope-line.added', project: input.project, line }, now));
  return done(line);
}
