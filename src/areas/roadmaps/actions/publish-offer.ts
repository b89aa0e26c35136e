import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome, type Refusal } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemEvent } from '../item-events.ts';
import type { Item } from '../item-types.ts';
import { offerEvent } from '../offer-events.ts';
import { mayBeOffered, mayOffer, offerPermissions, PUBLISH_REFUSALS } from '../offer-rules.ts';
import type { Offer, OfferId, OfferRefusal, PublicationId } from '../offer-types.ts';
import { hasOwnYes, liveConsentFor } from '../store/consents.ts';
import { insertTransition } from '../store/item-transitions.ts';
import { itemById } from '../store/items.ts';
import { jointById, unagreedShares } from '../store/joint-offers.ts';
import { findOffer, insertPublication, noticesOf, offeringProject } from '../store/offers.ts';

/**
 * Puts a version of an offer into the catalogue, in the place of the one that stood there. The database decides: it asks for the project's
 * live yes to that very text, the notice, the scope and the word on volunteers, whoever tries. (4.1 approved to offered)
 */
export async function publishOffer(
  tx: Tx,
  actor: Actor,
  input: { readonly offer: OfferId; readonly hat: string | null },
  now: Instant,
): Promise<Outcome<PublicationId, OfferRefusal>> {
  const offer = await findOffer(tx, input.offer);
  const project = offer === null ? null : await offeringProject(tx, offer.project);
  if (offer === null || project === null) return refuse('no-such-offer');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const decision = mayOffer(worn.done, offerPermissions.publishOffer, project.id);
  if (refused(decision)) return decision;
  // Locked in the order in which the database's own rule locks: the consent first, then the item.
  const consent = await liveConsentFor(tx, offer.id, 'catalogue', now);
  const item = await itemById(tx, offer.item, { lock: false });
  if (item === null) return refuse('project-left-out');
  const offerable = mayBeOffered(item, project);
  if (refused(offerable)) return offerable;
  if (consent === null) return whyNoConsent(tx, offer, now);
  const [notice] = await noticesOf(tx, { project: project.id, item: item.id });
  if (notice === undefined) return refuse('project-not-told');

  const publication = { item: item.id, offer: offer.id, consent, notice: notice.id };
  const published = await insertPublication(tx, publication, worn.done, now);
  if ('constraint' in published) {
    const refusal = PUBLISH_REFUSALS[published.constraint];
    if (refusal === undefined) throw new Error(`the database refused to publish: ${published.constraint}`);
    return refuse(refusal);
  }
  const facts = { project: project.id, item: item.id, offer: offer.id, publication: published.id, consent };
  await announce(tx, offerEvent(worn.done, { kind: 'offer.published', ...facts }, now));
  await becomeOffered(tx, worn.done, (await itemById(tx, item.id, { lock: true }))!, now);
  return done(published.id);
}

/** Of a joint offer it may be another project whose yes is missing. */
async function whyNoConsent(tx: Tx, { id, content }: Offer, now: Instant): Promise<Refusal<OfferRefusal>> {
  if (content.joint === undefined || !(await hasOwnYes(tx, id, now))) return refuse('no-live-consent');
  const joint = await jointById(tx, content.joint.id);
  if (joint === null || joint.ended !== null) return refuse('joint-over');
  const unagreed = await unagreedShares(tx, joint.id, 'catalogue', now);
  const names = joint.shares.filter(({ of }) => unagreed.has(of)).map(({ project }) => project.name);
  return refuse('joint-waits', { projects: names });
}

/** An item is called offered from its first publication on. */
async function becomeOffered(tx: Tx, actor: Actor, item: Item, now: Instant): Promise<void> {
  if (item.state !== 'approved') return;
  const transition = await insertTransition(tx, { item: item.id, from: 'approved', to: 'offered' }, actor, now);
  const facts = { project: item.project, item: item.id, transition, wording: item.wording.number };
  await announce(tx, itemEvent(actor, { kind: 'item.offered', ...facts }, now));
}
