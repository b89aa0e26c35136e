import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { offerEvent } from '../offer-events.ts';
import type { ObjectToConsent } from '../offer-inputs.ts';
import { actorInHatOf, mayObject, maySpeak, offerPermissions } from '../offer-rules.ts';
import type { ConsentId, ObjectionId, OfferRefusal } from '../offer-types.ts';
import { standingOnOffers } from '../offers-standing.ts';
import { consentById, insertObjection, letterOfRequest } from '../store/consents.ts';

/**
 * A co-representative objects within the window that the project's rulebook gives: until the objection is taken back or settled the yes
 * does not count. (S22; funding-platforms ask 2)
 */
export async function objectToConsent(
  tx: Tx,
  actor: Actor,
  input: ObjectToConsent & { readonly consent: ConsentId },
  now: Instant,
): Promise<Outcome<ObjectionId, OfferRefusal>> {
  const consent = await consentById(tx, input.consent, { lock: true });
  const letter = consent === null ? null : await letterOfRequest(tx, consent.request);
  if (consent === null || letter === null) return refuse('no-such-consent');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const speaker = input.hat === null ? actorInHatOf(worn.done, consent.project) : worn.done;
  const of = { project: consent.project, recipients: letter.recipients };
  const may = maySpeak(speaker, offerPermissions.objectToConsent, of, await standingOnOffers(tx, speaker, of, now));
  if (refused(may)) return may;
  const request = letter.requests.find(({ id }) => id === consent.request)!;
  const decision = mayObject(consent, request, speaker, now);
  if (refused(decision)) return decision;

  const objection = await insertObjection(tx, { consent: consent.id, reason: input.reason }, speaker, now);
  const { item, id: offer } = request.offer;
  const facts = { project: consent.project, item, offer, consent: consent.id, objection };
  await announce(tx, offerEvent(speaker, { kind: 'consent.objected', ...facts }, now));
  return done(objection);
}
