import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import type { ItemId } from '../item-types.ts';
import { offerEvent } from '../offer-events.ts';
import type { EndJointOffer } from '../offer-inputs.ts';
import { mayOffer, offerPermissions } from '../offer-rules.ts';
import type { JointId, OfferRefusal } from '../offer-types.ts';
import { endJoint, liveJointOf } from '../store/joint-offers.ts';
import { itemStateOf } from '../store/offers.ts';

/** The workspace ends a joint offer. What was shown as part of it leaves at once; each item can be offered alone, or in another. (S86) */
export async function endJointOffer(
  tx: Tx,
  actor: Actor,
  input: EndJointOffer & { readonly item: ItemId },
  now: Instant,
): Promise<Outcome<JointId, OfferRefusal>> {
  const item = await itemStateOf(tx, input.item);
  if (item === null) return refuse('no-such-item');
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const decision = mayOffer(worn.done, offerPermissions.endJointOffer, item.project);
  if (refused(decision)) return decision;
  const joint = await liveJointOf(tx, input.item);
  const { reason } = input;
  if (joint === null || !(await endJoint(tx, joint.id, { leaving: null, because: reason }, worn.done, now))) {
    return refuse('no-joint-offer');
  }
  for (const share of joint.shares) {
    const facts = { project: share.of, item: share.item, joint: joint.id, reason };
    await announce(tx, offerEvent(worn.done, { kind: 'joint-offer.ended', ...facts }, now));
  }
  return done(joint.id);
}
