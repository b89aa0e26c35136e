import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions } from '../gathering-rules.ts';
import type { GatheringId } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { gatheringForChange, hasRoadmapEntry, insertRoadmapLink } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

/** A roadmap came of the event: links it to an entry of how that roadmap came about. (domain S64, S66) */
export async function linkRoadmap(
  tx: Tx,
  actor: Actor,
  input: { readonly gathering: GatheringId; readonly entry: string },
  now: Instant,
): Promise<Outcome<GatheringId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.linkRoadmap);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null) return refuse('no-such-gathering');
  if (!(await hasRoadmapEntry(tx, input.entry))) return refuse('no-such-entry', { field: 'entry' });
  if (!(await insertRoadmapLink(tx, gathering.id, input.entry, actor, now))) return refuse('linked-already');

  const event = { kind: 'gathering.roadmap-linked', gathering: gathering.id, entry: input.entry } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(gathering.id);
}
