import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem, ProposeItem } from '../item-inputs.ts';
import { itemPermissions, mayDecideWording, mayPropose, mayState } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { alignmentsOf, signalsOf } from '../store/item-beside.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { itemById } from '../store/items.ts';

/** Puts an item before the project. What it rests on is recorded with it: where it is wanted, as it stood then. (4.1, S32, S115) */
export async function proposeItem(
  tx: Tx,
  actor: Actor,
  input: ProposeItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayState(worn.done, itemPermissions.proposeItem, item.project);
  if (refused(allowed)) return allowed;
  const alignments = await alignmentsOf(tx, item.id);
  const proposed = mayPropose(item, { alignments, signals: await signalsOf(tx, item.id) });
  if (refused(proposed)) return proposed;
  const current = mayDecideWording(item, input.seen);
  if (refused(current)) return current;

  const links = alignments.map(({ url, title }) => ({ url, title }));
  const step = { item: item.id, from: item.state, to: 'proposed', reason: input.reason, links } as const;
  const transition = await insertTransition(tx, step, worn.done, now);
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(worn.done, { kind: 'item.proposed', ...facts }, now));
  return done(item);
}
