import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import type { ItemId } from '../item-types.ts';
import { offerEvent } from '../offer-events.ts';
import type { JoinOffers } from '../offer-inputs.ts';
import { mayBeOffered, mayOffer, offerPermissions } from '../offer-rules.ts';
import type { JointId, Offer, OfferRefusal } from '../offer-types.ts';
import { itemById } from '../store/items.ts';
import { insertJoint, itemAt, jointById, jointNamed, liveJointOf } from '../store/joint-offers.ts';
import { findOffer, insertOffer, itemStateOf, offeringProject, offersOf } from '../store/offers.ts';

/**
 * Offers an item together with items of one or two other projects, each with what its project does. Of every share the next version is
 * made, which names the others: that text is what each project is asked about anew. Nothing is shown by it until all of them agree. (S86)
 */
export async function joinOffers(
  tx: Tx,
  actor: Actor,
  input: JoinOffers & { readonly item: ItemId },
  now: Instant,
): Promise<Outcome<JointId, OfferRefusal>> {
  const own = await itemStateOf(tx, input.item);
  if (own === null) return refuse('no-such-item');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const decision = mayOffer(worn.done, offerPermissions.joinOffers, own.project);
  if (refused(decision)) return decision;

  const wanted = [{ item: input.item, share: input.share }];
  for (const { offer, share } of input.others) {
    const item = await itemAt(tx, offer);
    if (item === null) return refuse('no-such-offer');
    wanted.push({ item, share });
  }
  const offers = await joinable(tx, worn.done, [...new Set(wanted.map(({ item }) => item))]);
  if (refused(offers)) return offers;
  const shares = wanted.map(({ item, share }) => ({ ...offers.done.get(item)!, share }));
  if (new Set(shares.map(({ project }) => project)).size < shares.length) return refuse('joint-same-project');

  const id = await insertJoint(tx, shares, worn.done, now);
  const joint = jointNamed((await jointById(tx, id))!);
  for (const { item, project, text, slug, content } of shares) {
    const made = { item, project, text, slug, content: { ...content, joint } };
    const offer = (await findOffer(tx, await insertOffer(tx, made, worn.done, now)))!;
    const facts = { project, item, offer: offer.id };
    const { number: version, digest } = offer;
    await announce(tx, offerEvent(worn.done, { kind: 'offer.made', ...facts, version, digest, reason: null }, now));
    await announce(tx, offerEvent(worn.done, { kind: 'joint-offer.made', ...facts, joint: id }, now));
  }
  return done(id);
}

/** The newest version of each, of its newest wording, held by nobody else. Locked in one order, so that two joinings cannot cross. */
async function joinable(
  tx: Tx,
  actor: Actor,
  items: readonly ItemId[],
): Promise<Outcome<ReadonlyMap<ItemId, Offer>, OfferRefusal>> {
  const offers = new Map<ItemId, Offer>();
  for (const id of items.toSorted()) {
    const item = await itemById(tx, id, { lock: true });
    const project = item === null ? null : await offeringProject(tx, item.project);
    if (item === null || project === null) return refuse('project-left-out');
    const may = mayOffer(actor, offerPermissions.joinOffers, item.project);
    if (refused(may)) return may;
    const offerable = mayBeOffered(item, project);
    if (refused(offerable)) return offerable;
    const { title } = item.wording;
    const [newest] = await offersOf(tx, id);
    if (newest === undefined || newest.text !== item.wording.id) return refuse('joint-needs-version', { title });
    if ((await liveJointOf(tx, id)) !== null) return refuse('joint-already', { title });
    offers.set(id, newest);
  }
  return done(offers);
}
