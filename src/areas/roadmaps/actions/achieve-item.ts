import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { AchieveItem, OnItem } from '../item-inputs.ts';
import { itemPermissions, mayAchieve, mayState } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { marksOf } from '../store/item-beside.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { approvedWordingOf, itemById } from '../store/items.ts';

/** The project's own people say that it is done: every condition of the wording they approved is met or waived. (4.1, S75) */
export async function achieveItem(
  tx: Tx,
  actor: Actor,
  input: AchieveItem & OnItem,
  now: Instant,
): Promise<Outcome<Item, ItemRefusal>> {
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('item-not-found');
  const allowed = mayState(worn.done, itemPermissions.achieveItem, item.project);
  if (refused(allowed)) return allowed;
  const approved = (await approvedWordingOf(tx, item.id, now)) ?? item.wording;
  const achieved = mayAchieve(item, approved, await marksOf(tx, item.id));
  if (refused(achieved)) return achieved;

  const links = input.url === null ? [] : [{ url: input.url, title: 'What shows it' }];
  const step = { item: item.id, from: item.state, to: 'achieved', reason: input.reason, links } as const;
  const transition = await insertTransition(tx, step, worn.done, now);
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(worn.done, { kind: 'item.achieved', ...facts }, now));
  return done(item);
}
