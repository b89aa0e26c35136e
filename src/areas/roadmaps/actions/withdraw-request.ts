import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { withdrawActLinksAbout } from '../../people/index.ts';
import { offerEvent } from '../offer-events.ts';
import { answerOf, CONSENT_ACT, mayOffer, offerPermissions } from '../offer-rules.ts';
import type { ConsentLetter, OfferRefusal, RequestId } from '../offer-types.ts';
import { endRequest, letterOfRequest, lockLetter } from '../store/consents.ts';

/** The question is taken back. A yes that was given to it stays what it is; the links of a letter that asks nothing any more end. */
export async function withdrawRequest(
  tx: Tx,
  actor: Actor,
  input: { readonly request: RequestId; readonly hat: string | null },
  now: Instant,
): Promise<Outcome<RequestId, OfferRefusal>> {
  const found = await letterOfRequest(tx, input.request);
  if (found === null) return refuse('no-such-request');
  await lockLetter(tx, found.id);
  const letter = (await letterOfRequest(tx, input.request))!;
  const request = letter.requests.find(({ id }) => id === input.request)!;
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const decision = mayOffer(worn.done, offerPermissions.withdrawRequest, letter.project.id);
  if (refused(decision)) return decision;
  if (answerOf(request)?.answer === 'approved') return refuse('answered-yes', { title: request.offer.content.title });
  if (!(await endRequest(tx, request.id, worn.done, now))) return refuse('request-withdrawn');

  if (asksNothing(letter, request.id)) {
    for (const { id } of letter.recipients) {
      await withdrawActLinksAbout(tx, worn.done, { subject: id, act: CONSENT_ACT }, now);
    }
  }
  const { item, id: offer } = request.offer;
  const facts = { project: letter.project.id, item, offer, request: request.id };
  await announce(tx, offerEvent(worn.done, { kind: 'consent-request.withdrawn', ...facts }, now));
  return done(request.id);
}

/** Nothing is open in it, and no yes was given by it that its link must be able to take back. */
function asksNothing({ requests }: ConsentLetter, ended: RequestId): boolean {
  return requests.every(
    (request) => (request.id === ended || request.withdrawnAt !== null) && answerOf(request)?.answer !== 'approved',
  );
}
