import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { findPerson } from '../../people/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions, MOST_FOLLOW_UPS } from '../gathering-rules.ts';
import type { FollowUpId, GatheringId } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { gatheringForChange, insertFollowUp } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

export interface AddFollowUp {
  readonly gathering: GatheringId;
  readonly words: string;
  readonly owner: PersonId;
}

/** What follows from an event, and who does it: it waits on their first page until it is done. (domain S64) */
export async function addFollowUp(
  tx: Tx,
  actor: Actor,
  input: AddFollowUp,
  now: Instant,
): Promise<Outcome<FollowUpId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.addFollowUp);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null) return refuse('no-such-gathering');
  if (gathering.followUps.length >= MOST_FOLLOW_UPS) return refuse('too-many', { most: MOST_FOLLOW_UPS });
  const owner = await findPerson(tx, input.owner);
  if (owner === null || owner.deactivation !== null) return refuse('no-such-person', { field: 'owner' });

  const followUp = await insertFollowUp(tx, gathering.id, { words: input.words, owner: owner.id }, actor, now);
  const event = { kind: 'gathering.follow-up-added', gathering: gathering.id, followUp } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(followUp);
}
