import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { CheckScope, OnItem } from '../item-inputs.ts';
import { itemPermissions, mayDo } from '../item-rules.ts';
import type { ItemRefusal, ScopeCheckId } from '../item-types.ts';
import { insertScopeCheck } from '../store/item-beside.ts';
import { scopeLinesOf } from '../store/item-frames.ts';
import { itemById } from '../store/items.ts';

/** Somebody held the item against the project's scope page. What was found last counts; what is out of scope is not offered (S68). */
export async function checkScope(
  tx: Tx,
  actor: Actor,
  input: CheckScope & OnItem,
  now: Instant,
): Promise<Outcome<ScopeCheckId, ItemRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayDo(actor, itemPermissions.checkScope, item.project);
  if (refused(allowed)) return allowed;
  const lines = input.line === null ? [] : await scopeLinesOf(tx, item.project);
  if (input.line !== null && !lines.some(({ id }) => id === input.line)) return refuse('no-such-scope-line');

  const check = await insertScopeCheck(tx, input, actor, now);
  const facts = { project: item.project, item: item.id, check, verdict: input.verdict };
  await announce(tx, itemEvent(actor, { kind: 'item.scope-checked', ...facts }, now));
  return done(check);
}
