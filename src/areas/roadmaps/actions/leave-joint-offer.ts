import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import type { ItemId } from '../item-types.ts';
import { offerEvent } from '../offer-events.ts';
import { actorInHatOf, mayLeave } from '../offer-rules.ts';
import type { JointId, OfferRefusal } from '../offer-types.ts';
import { standingOnOffers } from '../offers-standing.ts';
import { endJoint, liveJointOf } from '../store/joint-offers.ts';
import { itemStateOf } from '../store/offers.ts';

/**
 * A project takes its share out of a joint offer, at any time and without a reason: that ends it, and what was shown of any share leaves
 * at once. Its texts name a project that is not part of it any more, so the others are asked anew. (S86, 4.7)
 */
export async function leaveJointOffer(
  tx: Tx,
  actor: Actor,
  input: { readonly item: ItemId },
  now: Instant,
): Promise<Outcome<JointId, OfferRefusal>> {
  const item = await itemStateOf(tx, input.item);
  if (item === null) return refuse('no-such-item');
  const { project } = item;
  const speaker = actorInHatOf(actor, project);
  const standing = await standingOnOffers(tx, speaker, { project, recipients: [] }, now);
  const may = mayLeave(speaker, project, standing);
  if (refused(may)) return may;
  const joint = await liveJointOf(tx, input.item);
  const ending = { leaving: project, because: 'a project left it' };
  if (joint === null || !(await endJoint(tx, joint.id, ending, speaker, now))) return refuse('no-joint-offer');

  for (const share of joint.shares) {
    const facts = { project: share.of, item: share.item, joint: joint.id, reason: null };
    await announce(tx, offerEvent(speaker, { kind: 'joint-offer.left', ...facts }, now));
  }
  return done(joint.id);
}
