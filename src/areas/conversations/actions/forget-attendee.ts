import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions } from '../gathering-rules.ts';
import type { AttendeeId, GatheringId } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { eraseAttendeeWords, gatheringForChange } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

/** Erases the name of somebody without an account; that somebody was there, and as what, stays. */
export async function forgetAttendee(
  tx: Tx,
  actor: Actor,
  input: { readonly gathering: GatheringId; readonly attendee: AttendeeId },
  now: Instant,
): Promise<Outcome<AttendeeId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.forgetAttendee);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null) return refuse('no-such-gathering');
  const attendee = gathering.attendees.find(({ id }) => id === input.attendee);
  if (attendee === undefined) return refuse('no-such-attendee');
  if (attendee.name === null || attendee.person !== null) return refuse('nothing-to-forget');

  await eraseAttendeeWords(tx, attendee.id);
  const event = { kind: 'gathering.attendee-forgotten', gathering: gathering.id, attendee: attendee.id } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(attendee.id);
}
