import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions, isSameText } from '../gathering-rules.ts';
import type { GatheringId, GatheringText } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { gatheringForChange, insertGatheringText } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

export interface EditGathering {
  readonly gathering: GatheringId;
  /** The version that the form was filled from. */
  readonly version: number;
  readonly text: GatheringText;
}

/** What is said of an event changes; what was said before is kept. */
export async function editGathering(
  tx: Tx,
  actor: Actor,
  input: EditGathering,
  now: Instant,
): Promise<Outcome<number, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.editGathering);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null) return refuse('no-such-gathering');
  if (gathering.version !== input.version) return refuse('changed-meanwhile');
  if (isSameText(gathering.text, input.text)) return refuse('nothing-changed');

  const version = gathering.version + 1;
  await insertGatheringText(tx, gathering.id, version, input.text, actor, now);
  const event = { kind: 'gathering.edited', gathering: gathering.id, version } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(version);
}
