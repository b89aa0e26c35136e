import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import type { Permission } from '../../../kernel/permission.ts';
import { done, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { recordRecusal } from '../../people/index.ts';
import { decidesFor, standingFor } from '../../projects/index.ts';
import { mayDecideFor } from '../item-rules.ts';
import type { Item, ItemRefusal } from '../item-types.ts';
import { signalsOf } from '../store/item-beside.ts';

export interface Decider {
  readonly needed: Permission;
  readonly item: Pick<Item, 'id' | 'project'>;
  readonly hat: string | null;
  readonly disclosure: string | null;
  /** Whoever has an interest stands aside; not where something is taken out of sight, which harms nobody. */
  readonly mayStandAside: boolean;
}

/**
 * Asked by every verb that decides for a project about an item: role, register, hat, disclosure, interests. What it hands back is the
 * actor in the hat in which they decide. (domain section 3, 4.1)
 */
export async function decideOnItem(
  tx: Tx,
  actor: Actor,
  { needed, item, hat, disclosure, mayStandAside }: Decider,
  now: Instant,
): Promise<Outcome<Actor, ItemRefusal>> {
  const worn = wearing(actor, hat);
  if (refused(worn)) return worn;
  const decider = worn.done;
  const today = calendarDate(now);
  const entries = await standingFor(tx, item.project, 'roadmap', today);
  const speaks = !refused(decidesFor(entries, decider, 'roadmap', today));
  const decision = mayDecideFor(decider, needed, item.project, { isKnown: entries.length > 0, speaks }, disclosure);
  if (refused(decision)) return decision;
  if (!mayStandAside) return done(decider);

  // Who asked to pay for it is touched by the decision, and so is the project.
  const organisations = (await signalsOf(tx, item.id)).flatMap(({ kind, who }) => (kind === 'funder' ? [who] : []));
  const aside = await recordRecusal(
    tx,
    decider,
    { decided: { kind: 'roadmap-item', id: item.id }, touched: { projects: [item.project], organisations } },
    now,
  );
  return refused(aside) ? aside : done(decider);
}
