import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type CalendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { conversationsEvent } from '../events.ts';
import { feedbackPermissions } from '../feedback-rules.ts';
import type { FeedbackId } from '../feedback-types.ts';
import { decide } from '../rules.ts';
import { insertFeedback, projectCalled } from '../store/feedback.ts';
import type { ConversationRefusal } from '../types.ts';
import type { GiveFeedback } from './give-feedback.ts';

export interface NoteFeedback extends Omit<GiveFeedback, 'address'> {
  readonly channel: 'mail' | 'in-person';
  readonly cameOn: CalendarDate;
}

/** Somebody of the workspace notes what was said to them, so that it is answered and counted like what comes by the form. (domain S3) */
export async function noteFeedback(
  tx: Tx,
  actor: Actor,
  input: NoteFeedback,
  now: Instant,
): Promise<Outcome<FeedbackId, ConversationRefusal>> {
  const decision = decide(actor, feedbackPermissions.noteFeedback);
  if (refused(decision)) return decision;
  if (input.cameOn > calendarDate(now)) return refuse('came-later', { field: 'cameOn' });
  const project = input.project === null ? null : await projectCalled(tx, input.project);
  if (input.project !== null && project === null) return refuse('no-such-project', { field: 'project' });

  const { kind, words, name, mail, mayWrite, wishesPublic, channel, cameOn } = input;
  const contact = name === null && mail === null ? null : { name, mail };
  const about = project?.id ?? null;
  const cameAt = new Date(`${cameOn}T00:00:00Z`);
  const noted = { kind, words, contact, mayWrite, wishesPublic, channel, project: about, cameAt };
  const feedback = await insertFeedback(tx, noted, actor, now);
  const event = { kind: 'feedback.noted', feedback, what: kind, channel, project: about } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(feedback);
}
