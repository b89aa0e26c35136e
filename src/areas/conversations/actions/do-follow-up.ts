import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { mayDoFollowUp } from '../gathering-rules.ts';
import type { FollowUpId, GatheringId } from '../gathering-types.ts';
import { finishFollowUp, gatheringForChange } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

/** Whoever took it on says that it is done; the steward may as well. */
export async function doFollowUp(
  tx: Tx,
  actor: Actor,
  input: { readonly gathering: GatheringId; readonly followUp: FollowUpId },
  now: Instant,
): Promise<Outcome<FollowUpId, ConversationRefusal>> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  const gathering = await gatheringForChange(tx, input.gathering);
  const followUp = gathering?.followUps.find(({ id }) => id === input.followUp);
  if (gathering === null || followUp === undefined) return refuse('no-such-follow-up');
  const may = mayDoFollowUp(actor, gathering, followUp);
  if (refused(may)) return may;

  await finishFollowUp(tx, followUp.id, personOf(actor), now);
  const event = { kind: 'gathering.follow-up-done', gathering: gathering.id, followUp: followUp.id } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(followUp.id);
}
