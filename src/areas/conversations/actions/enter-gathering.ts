import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions } from '../gathering-rules.ts';
import type { GatheringId, GatheringKind, GatheringText } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { insertGathering } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

export interface EnterGathering {
  readonly kind: GatheringKind;
  readonly text: GatheringText;
}

/** Begins the record of a workshop, a forum, a sprint or a call. Whoever enters it is its steward, and alone publishes it. (domain S64) */
export async function enterGathering(
  tx: Tx,
  actor: Actor,
  input: EnterGathering,
  now: Instant,
): Promise<Outcome<GatheringId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.enterGathering);
  if (refused(decision)) return decision;
  const steward = personOf(actor);
  if (steward === null) return refuse('signed-out');

  const gathering = await insertGathering(tx, input.kind, steward, input.text, actor, now);
  const event = { kind: 'gathering.entered', gathering, what: input.kind } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(gathering);
}
