import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { feedbackPermissions } from '../feedback-rules.ts';
import type { FeedbackId } from '../feedback-types.ts';
import { decide } from '../rules.ts';
import { endRelease, feedbackForChange } from '../store/feedback.ts';
import type { ConversationRefusal } from '../types.ts';

/** Takes feedback off the public page, with a reason; it stays counted. */
export async function takeBackFeedback(
  tx: Tx,
  actor: Actor,
  input: { readonly feedback: FeedbackId; readonly reason: string },
  now: Instant,
): Promise<Outcome<FeedbackId, ConversationRefusal>> {
  const decision = decide(actor, feedbackPermissions.takeBackFeedback);
  if (refused(decision)) return decision;
  const feedback = await feedbackForChange(tx, input.feedback);
  if (feedback === null) return refuse('no-such-feedback');
  if (feedback.release === null) return refuse('not-released');

  await endRelease(tx, feedback.release.id, input.reason, personOf(actor), now);
  const event = { kind: 'feedback.taken-back', feedback: feedback.id, reason: input.reason } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(feedback.id);
}
