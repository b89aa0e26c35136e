import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions, mayPublish, readsRecord } from '../gathering-rules.ts';
import type { GatheringId } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { gatheringForChange, insertPublication } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';
import { steersGathering } from './show-gathering.ts';

/** The steward makes the event's page public: without confidential notes, and with those names alone that said yes. (domain S64) */
export async function publishGathering(
  tx: Tx,
  actor: Actor,
  input: { readonly gathering: GatheringId },
  now: Instant,
): Promise<Outcome<GatheringId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.publishGathering);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null || !readsRecord(actor, gathering)) return refuse('no-such-gathering');
  const may = mayPublish(await steersGathering(tx, actor, gathering), gathering, calendarDate(now));
  if (refused(may)) return may;

  await insertPublication(tx, gathering.id, actor, now);
  await announce(tx, conversationsEvent(actor, { kind: 'gathering.published', gathering: gathering.id }, now));
  return done(gathering.id);
}
