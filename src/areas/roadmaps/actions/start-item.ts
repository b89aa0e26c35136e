import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { OnItem, StartItem } from '../item-inputs.ts';
import { itemPermissions, mayStart, mayState } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { alignmentsOf, signalsOf } from '../store/item-beside.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { approvedWordingOf, itemById } from '../store/items.ts';

/** Work on an offered item begins: by volunteers, or by our own programs when an agreement becomes active. It stays open to all. (4.1, S18) */
export async function startItem(
  tx: Tx,
  actor: Actor,
  input: StartItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayState(worn.done, itemPermissions.startItem, item.project);
  if (refused(allowed)) return allowed;
  const approved = (await approvedWordingOf(tx, item.id, now)) ?? item.wording;
  const beside = { alignments: await alignmentsOf(tx, item.id), signals: await signalsOf(tx, item.id) };
  const started = mayStart(item, approved, beside);
  if (refused(started)) return started;

  const links = input.url === null ? [] : [{ url: input.url, title: 'Where the work is followed' }];
  const step = { item: item.id, from: item.state, to: 'in_work', reason: input.reason, links } as const;
  const transition = await insertTransition(tx, step, worn.done, now);
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(worn.done, { kind: 'item.started', ...facts }, now));
  return done(item);
}
