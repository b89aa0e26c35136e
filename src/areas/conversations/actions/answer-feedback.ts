import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { decideHat } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { findPerson, findWorkspace } from '../../people/index.ts';
import { conversationsEvent } from '../events.ts';
import { feedbackPermissions, isReleasedByAnswer, mayAnswer } from '../feedback-rules.ts';
import type { Feedback, FeedbackId } from '../feedback-types.ts';
import { decide } from '../rules.ts';
import { feedbackForChange, insertAnswer, insertRelease } from '../store/feedback.ts';
import type { ConversationRefusal } from '../types.ts';

export interface AnswerFeedback {
  readonly feedback: FeedbackId;
  readonly words: string;
  readonly baseUrl: string;
}

/** Says something back: by mail where an address was left for it, and in public where they wished to be read. (domain S3) */
export async function answerFeedback(
  tx: Tx,
  actor: Actor,
  input: AnswerFeedback,
  now: Instant,
): Promise<Outcome<{ readonly sent: boolean }, ConversationRefusal>> {
  const feedback = await feedbackForChange(tx, input.feedback);
  if (feedback === null) return refuse('no-such-feedback');
  const decision = decide(actor, feedbackPermissions.answerFeedback, feedback.project?.id ?? null);
  if (refused(decision)) return decision;
  const hat = decideHat(actor);
  if (refused(hat)) return hat;
  const may = mayAnswer(feedback);
  if (refused(may)) return may;

  const sent = await sendAnswer(tx, feedback, input, now);
  await insertAnswer(tx, feedback.id, { words: input.words, sent }, actor, now);
  await announce(tx, conversationsEvent(actor, { kind: 'feedback.answered', feedback: feedback.id, sent }, now));
  if (isReleasedByAnswer(feedback)) {
    await insertRelease(tx, feedback.id, null, actor, now);
    const event = { kind: 'feedback.released', feedback: feedback.id, summed: false } as const;
    await announce(tx, conversationsEvent(actor, event, now));
  }
  return done({ sent });
}

/** Their own words are not sent along: whoever typed somebody else's address could write to them through us. */
async function sendAnswer(tx: Tx, feedback: Feedback, input: AnswerFeedback, now: Instant): Promise<boolean> {
  const to = feedback.mayWrite ? await addressOf(tx, feedback) : null;
  if (to === null) return false;
  const workspace = (await findWorkspace(tx))?.name ?? 'Commonwork';
  const about = feedback.project === null ? 'on how we work' : `on ${feedback.project.name}`;
  await queueMail(
    tx,
    {
      to,
      subject: `An answer to your feedback, from ${workspace}`,
      paragraphs: [
        `You gave us feedback ${about}, and agreed to be written to. Here is our answer:`,
        input.words,
        'What came of the feedback that others gave stands here:',
      ],
      link: { href: `${input.baseUrl}${urls.feedback({})}`, validUntil: null },
    },
    now,
  );
  return true;
}

async function addressOf(
  tx: Tx,
  { channel, contact, entered }: Feedback,
): Promise<{ readonly address: string; readonly name: string } | null> {
  const mail = contact?.mail ?? null;
  if (mail !== null) return { address: mail, name: contact?.name ?? '' };
  // By the form, whoever was signed in gave it; what was noted came from somebody else.
  if (channel !== 'form' || entered.by === null) return null;
  const person = await findPerson(tx, entered.by);
  return person === null || person.deactivation !== null ? null : { address: person.mail, name: person.name };
}
