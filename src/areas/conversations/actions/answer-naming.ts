import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { gatheringPermissions, mayAnswerNaming, readsRecord } from '../gathering-rules.ts';
import type { AttendeeId, GatheringId } from '../gathering-types.ts';
import { decide } from '../rules.ts';
import { gatheringForChange, insertNaming } from '../store/gatherings.ts';
import type { ConversationRefusal } from '../types.ts';

export interface AnswerNaming {
  readonly gathering: GatheringId;
  readonly attendee: AttendeeId;
  readonly answer: 'yes' | 'no';
  /** For somebody without an account: when and how they said so. */
  readonly heard: string | null;
}

/** Whether somebody who was there may be named in public: their own word, changed at any time. (domain S64) */
export async function answerNaming(
  tx: Tx,
  actor: Actor,
  input: AnswerNaming,
  now: Instant,
): Promise<Outcome<AttendeeId, ConversationRefusal>> {
  const decision = decide(actor, gatheringPermissions.answerNaming);
  if (refused(decision)) return decision;
  const gathering = await gatheringForChange(tx, input.gathering);
  if (gathering === null || !readsRecord(actor, gathering)) return refuse('no-such-gathering');
  const attendee = gathering.attendees.find(({ id }) => id === input.attendee);
  if (attendee === undefined) return refuse('no-such-attendee');
  const may = mayAnswerNaming(actor, attendee, input);
  if (refused(may)) return may;

  const { answer, heard } = input;
  await insertNaming(tx, attendee.id, { answer, heard }, actor, now);
  const about = { gathering: gathering.id, attendee: attendee.id, answer };
  await announce(tx, conversationsEvent(actor, { kind: 'gathering.naming-answered', ...about }, now));
  return done(attendee.id);
}
