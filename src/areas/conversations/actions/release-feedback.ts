import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { feedbackPermissions, mayRelease } from '../feedback-rules.ts';
import type { FeedbackId } from '../feedback-types.ts';
import { decide } from '../rules.ts';
import { feedbackForChange, insertRelease } from '../store/feedback.ts';
import type { ConversationRefusal } from '../types.ts';

/** Puts feedback on the public page: in the words of whoever wished that, else summed up in ours. (domain S3) */
export async function releaseFeedback(
  tx: Tx,
  actor: Actor,
  input: { readonly feedback: FeedbackId; readonly summary: string | null },
  now: Instant,
): Promise<Outcome<FeedbackId, ConversationRefusal>> {
  const decision = decide(actor, feedbackPermissions.releaseFeedback);
  if (refused(decision)) return decision;
  const feedback = await feedbackForChange(tx, input.feedback);
  if (feedback === null) return refuse('no-such-feedback');
  const may = mayRelease(feedback, input.summary);
  if (refused(may)) return may;

  await insertRelease(tx, feedback.id, input.summary, actor, now);
  const event = { kind: 'feedback.released', feedback: feedback.id, summed: input.summary !== null } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(feedback.id);
}
