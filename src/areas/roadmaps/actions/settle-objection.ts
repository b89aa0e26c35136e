import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { offerEvent } from '../offer-events.ts';
import type { SettleObjection } from '../offer-inputs.ts';
import { actorInHatOf, isSame, maySettle, maySpeak, offerPermissions } from '../offer-rules.ts';
import type { ObjectionId, OfferRefusal } from '../offer-types.ts';
import { standingOnOffers } from '../offers-standing.ts';
import { consentOfObjection, letterOfRequest, markObjectionSettled } from '../store/consents.ts';

/** Whoever objected takes it back, or another representative who neither objected nor gave the yes records how the project settled it. */
export async function settleObjection(
  tx: Tx,
  actor: Actor,
  input: SettleObjection & { readonly objection: ObjectionId },
  now: Instant,
): Promise<Outcome<ObjectionId, OfferRefusal>> {
  const consent = await consentOfObjection(tx, input.objection);
  const letter = consent === null ? null : await letterOfRequest(tx, consent.request);
  const objection = consent?.objections.find(({ id }) => id === input.objection);
  if (consent === null || letter === null || objection === undefined) return refuse('no-such-objection');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const speaker = input.hat === null ? actorInHatOf(worn.done, consent.project) : worn.done;
  const of = { project: consent.project, recipients: letter.recipients };
  const may = maySpeak(speaker, offerPermissions.settleObjection, of, await standingOnOffers(tx, speaker, of, now));
  if (refused(may)) return may;
  const decision = maySettle(consent, objection, speaker);
  if (refused(decision)) return decision;

  if (!(await markObjectionSettled(tx, objection.id, input.how, speaker, now))) return refuse('objection-settled');
  const { item, id: offer } = letter.requests.find(({ id }) => id === consent.request)!.offer;
  const taken = isSame(objection, speaker) ? 'back' : 'settled';
  const facts = { project: consent.project, item, offer, consent: consent.id, objection: objection.id, taken } as const;
  await announce(tx, offerEvent(speaker, { kind: 'consent.objection-settled', ...facts }, now));
  return done(objection.id);
}
