import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { decideHat } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { feedbackPermissions, mayEnd } from '../feedback-rules.ts';
import type { FeedbackId } from '../feedback-types.ts';
import { decide } from '../rules.ts';
import { feedbackForChange, insertOutcome } from '../store/feedback.ts';
import type { ConversationRefusal } from '../types.ts';

export interface EndFeedback {
  readonly feedback: FeedbackId;
  readonly kind: 'acted-on' | 'closed';
  /** What was done, or why nothing will be. */
  readonly words: string;
  readonly link: string | null;
}

/** Says what became of it: acted on, with where that can be seen, or closed with a reason. (domain S3) */
export async function endFeedback(
  tx: Tx,
  actor: Actor,
  input: EndFeedback,
  now: Instant,
): Promise<Outcome<FeedbackId, ConversationRefusal>> {
  const feedback = await feedbackForChange(tx, input.feedback);
  if (feedback === null) return refuse('no-such-feedback');
  const decision = decide(actor, feedbackPermissions.endFeedback, feedback.project?.id ?? null);
  if (refused(decision)) return decision;
  const hat = decideHat(actor);
  if (refused(hat)) return hat;
  const may = mayEnd(feedback, input.kind);
  if (refused(may)) return may;

  const { kind, words, link } = input;
  await insertOutcome(tx, feedback.id, { kind, words, link }, actor, now);
  await announce(tx, conversationsEvent(actor, { kind: `feedback.${kind}`, feedback: feedback.id }, now));
  return done(feedback.id);
}
