import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { offerEvent } from '../offer-events.ts';
import type { WithdrawConsent } from '../offer-inputs.ts';
import { actorInHatOf, mayTakeBack, mayWithdraw } from '../offer-rules.ts';
import type { ConsentId, OfferRefusal } from '../offer-types.ts';
import { standingOnOffers } from '../offers-standing.ts';
import { consentById, insertWithdrawal, letterOfRequest } from '../store/consents.ts';
import { findOffer } from '../store/offers.ts';

/**
 * The project takes its yes back: any of its representatives, at any time, with one click and without a reason. It is never harder than
 * giving it was, so neither hat nor disclosure is asked for. What was shown by it leaves the catalogue with this very row. (4.7, S22)
 */
export async function withdrawConsent(
  tx: Tx,
  actor: Actor,
  input: WithdrawConsent & { readonly consent: ConsentId },
  now: Instant,
): Promise<Outcome<ConsentId, OfferRefusal>> {
  const consent = await consentById(tx, input.consent, { lock: true });
  const letter = consent === null ? null : await letterOfRequest(tx, consent.request);
  if (consent === null || letter === null) return refuse('no-such-consent');
  const speaker = actorInHatOf(actor, consent.project);
  const of = { project: consent.project, recipients: letter.recipients };
  const standing = await standingOnOffers(tx, speaker, of, now);
  const may = mayTakeBack(speaker, of, standing);
  if (refused(may)) return may;
  const decision = mayWithdraw(consent);
  if (refused(decision)) return decision;

  const { reason, isPrivate } = input;
  if (!(await insertWithdrawal(tx, { consent: consent.id, reason, isPrivate }, speaker, now))) {
    return refuse('withdrawn-already');
  }
  const { item } = (await findOffer(tx, consent.offer))!;
  const facts = { project: consent.project, item, offer: consent.offer, consent: consent.id };
  await announce(tx, offerEvent(speaker, { kind: 'consent.withdrawn', ...facts }, now));
  return done(consent.id);
}
