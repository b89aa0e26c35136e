import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions } from '../gathering-rules.ts';
import type { AttendeeId, GatheringId } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { gatheringForChange, removeAttendeeRow } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

/** Takes somebody off the list who was not there. */
export async function removeAttendee(
  tx: Tx,
  actor: Actor,
  input: { readonly gathering: GatheringId; readonly attendee: AttendeeId },
  now: Instant,
): Promise<Outcome<AttendeeId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.removeAttendee);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null) return refuse('no-such-gathering');
  const attendee = gathering.attendees.find(({ id }) => id === input.attendee);
  if (attendee === undefined) return refuse('no-such-attendee');

  await removeAttendeeRow(tx, attendee.id, personOf(actor), now);
  const event = { kind: 'gathering.attendee-removed', gathering: gathering.id, attendee: attendee.id } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(attendee.id);
}
