import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { findPerson } from '../../people/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions, MOST_ATTENDEES } from '../gathering-rules.ts';
import type { AttendeeId, AttendeeRole, GatheringId } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { gatheringForChange, insertAttendee } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

export interface AddAttendee {
  readonly gathering: GatheringId;
  /** Somebody with an account, or a name. */
  readonly person: PersonId | null;
  readonly name: string | null;
  readonly affiliation: string | null;
  readonly role: AttendeeRole;
}

/** Puts somebody on the list of those who were there. Nobody is named in public by it: that takes their own yes. (domain S64) */
export async function addAttendee(
  tx: Tx,
  actor: Actor,
  input: AddAttendee,
  now: Instant,
): Promise<Outcome<AttendeeId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.addAttendee);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null) return refuse('no-such-gathering');
  const { person } = input;
  const account = person === null ? null : await findPerson(tx, person);
  if (person !== null && (account === null || account.deactivation !== null)) {
    return refuse('no-such-person', { field: 'person' });
  }
  if (person !== null && gathering.attendees.some((one) => one.person === person)) {
    return refuse('there-already', { field: 'person' });
  }
  if (gathering.attendees.length >= MOST_ATTENDEES) return refuse('too-many', { most: MOST_ATTENDEES });

  const { name, affiliation, role } = input;
  const attendee = await insertAttendee(tx, gathering.id, { person, name, affiliation, role }, actor, now);
  const event = { kind: 'gathering.attendee-added', gathering: gathering.id, attendee } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(attendee);
}
