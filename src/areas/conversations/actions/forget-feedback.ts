import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { feedbackPermissions } from '../feedback-rules.ts';
import type { FeedbackId } from '../feedback-types.ts';
import { decide } from '../rules.ts';
import { endRelease, eraseContact, eraseWords, feedbackForChange } from '../store/feedback.ts';
import type { ConversationRefusal } from '../types.ts';

/** Erases who gave feedback, or also what they said; that something came, and what became of it, stays counted. */
export async function forgetFeedback(
  tx: Tx,
  actor: Actor,
  input: { readonly feedback: FeedbackId; readonly what: 'contact' | 'everything' },
  now: Instant,
): Promise<Outcome<FeedbackId, ConversationRefusal>> {
  const decision = decide(actor, feedbackPermissions.forgetFeedback);
  if (refused(decision)) return decision;
  const feedback = await feedbackForChange(tx, input.feedback);
  if (feedback === null) return refuse('no-such-feedback');
  const { id, contact, words, release } = feedback;
  const isGone = contact === null && (input.what === 'contact' || words === null);
  if (isGone) return refuse('nothing-to-forget');

  await eraseContact(tx, id);
  if (input.what === 'everything') {
    await eraseWords(tx, id);
    // Without its words the public page would show an empty place.
    if (release?.summary === null) await endRelease(tx, release.id, 'Erased on request.', personOf(actor), now);
  }
  await announce(tx, conversationsEvent(actor, { kind: 'feedback.forgotten', feedback: id, erased: input.what }, now));
  return done(id);
}
