import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { estimateInput } from '../../capacity/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { lacksOf, reviewTimeUnsaid } from '../offer-content.ts';
import { isOpen, mayBeOffered, mayReadOffers, offerPermissions } from '../offer-rules.ts';
import type { OfferRefusal, ShownItemOffer } from '../offer-types.ts';
import { consentsAbout, lettersAbout, liveConsentFor } from '../store/consents.ts';
import { itemById, itemIdOf } from '../store/items.ts';
import { noticesOf, offeringProject, offersOf, publicationsOf } from '../store/offers.ts';
import { projectNamed } from '../store/readings.ts';
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
  const mayAct = (needed: (typeof offerPermissions)['makeOffer']) => holds(actor, needed, project.id) && isOfferable;
  const isLive = newest !== undefined && (await liveConsentFor(tx, newest.id, 'catalogue', now)) !== null;
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
    acts: {
      make: mayAct(offerPermissions.makeOffer) && lacks.length === 0,
      ask: mayAct(offerPermissions.askForConsent) && newest !== undefined && !isStale && !isAsked && !isLive,
      publish: mayAct(offerPermissions.publishOffer) && isLive && stands?.offer !== newest.id,
      unpublish: mayAct(offerPermissions.unpublishOffer) && stands !== undefined,
      note: mayAct(offerPermissions.noteInclusion),
    },
  });
}
