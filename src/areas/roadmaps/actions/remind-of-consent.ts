import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { offerEvent } from '../offer-events.ts';
import { mayOffer, mayRemind, offerPermissions } from '../offer-rules.ts';
import type { LetterId, OfferRefusal } from '../offer-types.ts';
import { representativesOf } from '../offers-standing.ts';
import { insertReminder, letterById, lockLetter } from '../store/consents.ts';
import { sendConsentLetter } from './send-consent-letter.ts';

/** Writes once more to those whom a letter asked and who speak for the project still; at most once a week. */
export async function remindOfConsent(
  tx: Tx,
  actor: Actor,
  input: { readonly letter: LetterId; readonly hat: string | null; readonly baseUrl: string },
  now: Instant,
): Promise<Outcome<LetterId, OfferRefusal>> {
  await lockLetter(tx, input.letter);
  const letter = await letterById(tx, input.letter);
  if (letter === null) return refuse('no-such-letter');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const decision = mayOffer(worn.done, offerPermissions.remindOfConsent, letter.project.id);
  if (refused(decision)) return decision;
  const due = mayRemind(letter, now);
  if (refused(due)) return due;
  const asked = new Set(letter.recipients.map(({ speaker }) => speaker));
  const to = (await representativesOf(tx, letter.project.id, now)).filter(({ speaker }) => asked.has(speaker));
  if (to.length === 0) return refuse('nobody-to-ask');

  await insertReminder(tx, letter.id, worn.done, now);
  await sendConsentLetter(tx, worn.done, { letter, kind: 'reminder', to, baseUrl: input.baseUrl }, now);
  const event = { kind: 'consent.reminded', project: letter.project.id, letter: letter.id } as const;
  await announce(tx, offerEvent(worn.done, event, now));
  return done(letter.id);
}
