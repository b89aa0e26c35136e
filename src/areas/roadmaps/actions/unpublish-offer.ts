import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import type { ItemId } from '../item-types.ts';
import { offerEvent } from '../offer-events.ts';
import type { UnpublishOffer } from '../offer-inputs.ts';
import { mayOffer, offerPermissions } from '../offer-rules.ts';
import type { OfferRefusal, PublicationId } from '../offer-types.ts';
import { itemById } from '../store/items.ts';
import { endPublication } from '../store/offers.ts';

/** The workspace takes an offer out of the catalogue. The project's consent stays what it is; it can be published again. */
export async function unpublishOffer(
  tx: Tx,
  actor: Actor,
  input: UnpublishOffer & { readonly item: ItemId },
  now: Instant,
): Promise<Outcome<PublicationId, OfferRefusal>> {
  const item = await itemById(tx, input.item, { lock: true });
  if (item === null) return refuse('no-such-item');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const decision = mayOffer(worn.done, offerPermissions.unpublishOffer, item.project);
  if (refused(decision)) return decision;
  const ended = await endPublication(tx, item.id, input.reason, worn.done, now);
  if (ended === null) return refuse('no-such-publication');

  const facts = { project: item.project, item: item.id, offer: ended.offer, publication: ended.publication };
  await announce(tx, offerEvent(worn.done, { kind: 'offer.unpublished', ...facts }, now));
  return done(ended.publication);
}
