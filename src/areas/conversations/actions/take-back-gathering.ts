import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions, mayTakeBack, readsRecord } from '../gathering-rules.ts';
import type { GatheringId } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { endPublication, gatheringForChange } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';
import { steersGathering } from './show-gathering.ts';

/** The steward takes the event's page off the public pages, with a reason; the record stays. */
export async function takeBackGathering(
  tx: Tx,
  actor: Actor,
  input: { readonly gathering: GatheringId; readonly reason: string },
  now: Instant,
): Promise<Outcome<GatheringId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.takeBackGathering);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null || !readsRecord(actor, gathering)) return refuse('no-such-gathering');
  const may = mayTakeBack(await steersGathering(tx, actor, gathering), gathering);
  if (refused(may)) return may;
  if (gathering.publication === null) return refuse('not-published');

  await endPublication(tx, gathering.publication.id, input.reason, personOf(actor), now);
  const event = { kind: 'gathering.taken-back', gathering: gathering.id, reason: input.reason } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(gathering.id);
}
