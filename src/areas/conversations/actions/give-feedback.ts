import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { networkOf } from '../../../outside/http/address.ts';
import { announce } from '../../../outside/journal/index.ts';
import { countingKey } from '../../../outside/sign-in/index.ts';
import { conversationsEvent } from '../events.ts';
import { feedbackPermissions, mayGive } from '../feedback-rules.ts';
import type { FeedbackId, FeedbackKind } from '../feedback-types.ts';
import { decide } from '../rules.ts';
import { countSent, insertFeedback, projectCalled, sentToday } from '../store/feedback.ts';
import type { ConversationRefusal } from '../types.ts';

export interface GiveFeedback {
  readonly kind: FeedbackKind;
  readonly words: string;
  /** What they call the project; null: of the method. */
  readonly project: string | null;
  readonly name: string | null;
  readonly mail: string | null;
  readonly mayWrite: boolean;
  readonly wishesPublic: boolean;
  /** The network address it came from: counted, not kept. */
  readonly address: string;
}

/** Anybody says what they think of the method or of a project; it waits until somebody answers. (domain S3) */
export async function giveFeedback(
  tx: Tx,
  actor: Actor,
  input: GiveFeedback,
  now: Instant,
): Promise<Outcome<FeedbackId, ConversationRefusal>> {
  const decision = decide(actor, feedbackPermissions.giveFeedback);
  if (refused(decision)) return decision;
  const project = input.project === null ? null : await projectCalled(tx, input.project);
  if (input.project !== null && project === null) return refuse('no-such-project', { field: 'project' });
  const network = countingKey('address', networkOf(input.address));
  const may = mayGive(await sentToday(tx, network, now));
  if (refused(may)) return may;

  const { kind, words, name, mail, mayWrite, wishesPublic } = input;
  const contact = name === null && mail === null ? null : { name, mail };
  const about = project?.id ?? null;
  const given = { kind, words, contact, mayWrite, wishesPublic, channel: 'form', project: about, cameAt: now } as const;
  const feedback = await insertFeedback(tx, given, actor, now);
  await countSent(tx, network, now);
  const event = { kind: 'feedback.given', feedback, what: kind, channel: 'form', project: about } as const;
  await announce(tx, conversationsEvent(actor, event, now));
  return done(feedback);
}
