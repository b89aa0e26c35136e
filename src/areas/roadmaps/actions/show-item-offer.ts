import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { estimateInput } from '../../capacity/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { lacksOf, reviewTimeUnsaid } from '../offer-content.ts';
import { actorInHatOf, isOpen, mayBeOffered, mayLeave, mayReadOffers, offerPermissions } from '../offer-rules.ts';
import type { OfferRefusal, ShownItemOffer } from '../offer-types.ts';
import { consentsAbout, hasOwnYes, lettersAbout, liveConsentFor } from '../store/consents.ts';
import { itemById, itemIdOf } from '../store/items.ts';
import { joinableOffers, liveJointOf, unagreedShares } from '../store/joint-offers.ts';
import { noticesOf, offeringProject, offersOf, publicationsOf } from '../store/offers.ts';
import { projectNamed } from '../store/readings.ts';
import { standingOnOffers } from '../offers-standing.ts';
import { explainConsent } from './explain-consent.ts';

export async function showItemOffer(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly number: number },
  now: Instant,
): Promise<Outcome<ShownItemOffer, OfferRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('no-such-project');
  const reads = mayReadOffers(actor, project.id);
  if (refused(reads)) return reads;
  const id = await itemIdOf(tx, project.id, input.number);
  const item = id === null ? null : await itemById(tx, id, { lock: false });
  const around = await offeringProject(tx, project.id);
  if (item === null || around === null) return refuse('no-such-item');

  const offers = await offersOf(tx, item.id);
  const letters = await lettersAbout(tx, item.id);
  const story = await explainConsent(tx, item.id, now);
  const publications = await publicationsOf(tx, item.id);
  const [newest] = offers;
  const isOfferable = !refused(mayBeOffered(item, around));
  const lacks = lacksOf(item.wording);
  const estimate = item.wording.estimate === null ? null : estimateInput.parse(item.wording.estimate);
  const isStale = newest !== undefined && newest.text !== item.wording.id;
  const isAsked = letters.some(({ requests }) =>
    requests.some((request) => request.offer.item === item.id && isOpen(request)),
  );
  const stands = publications.find(({ ended }) => ended === null);
  const live = await liveJointOf(tx, item.id);
  const joint = live === null ? null : { offer: live, unagreed: await unagreedShares(tx, live.id, 'catalogue', now) };
  const isLeft = newest?.content.joint !== undefined && newest.content.joint.id !== live?.id;
  const mayAct = (needed: (typeof offerPermissions)['makeOffer']) => holds(actor, needed, project.id) && isOfferable;
  const hasYes = newest !== undefined && (await hasOwnYes(tx, newest.id, now));
  const isLive = newest !== undefined && (await liveConsentFor(tx, newest.id, 'catalogue', now)) !== null;
  const mayJoin = mayAct(offerPermissions.joinOffers) && joint === null && newest !== undefined && !isStale;
  const speaker = actorInHatOf(actor, project.id);
  const standing = await standingOnOffers(tx, speaker, { project: project.id, recipients: [] }, now);
  return done({
    project,
    item,
    offers,
    letters,
    consents: await consentsAbout(tx, item.id),
    publications,
    notices: await noticesOf(tx, { project: project.id, item: item.id }),
    story,
    lacks,
    reviewTimeUnsaid: reviewTimeUnsaid(item.wording, estimate),
    isStale,
    joint,
    isLeft,
    joinable: mayJoin ? await joinableOffers(tx, project.id) : [],
    acts: {
      make: mayAct(offerPermissions.makeOffer) && lacks.length === 0,
      ask: mayAct(offerPermissions.askForConsent) && newest !== undefined && !isStale && !isLeft && !isAsked && !hasYes,
      publish: mayAct(offerPermissions.publishOffer) && isLive && stands?.offer !== newest.id,
      unpublish: mayAct(offerPermissions.unpublishOffer) && stands !== undefined,
      note: mayAct(offerPermissions.noteInclusion),
      join: mayJoin,
      endJoint: joint !== null && holds(actor, offerPermissions.endJointOffer, project.id),
      leaveJoint: joint !== null && !refused(mayLeave(speaker, project.id, standing)),
    },
  });
}
