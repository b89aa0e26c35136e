import type { Actor } from '../../../kernel/actor.ts';
import { addDays, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { ownProjects } from '../../projects/index.ts';
import {
  consentStanding,
  endsSoon,
  isOpen,
  maySpeak,
  mayTakeBack,
  mayReadOffers,
  NOTICE_DAYS,
  offerPermissions,
} from '../offer-rules.ts';
import type { ConsentLetter, ConsentRequest, OfferRefusal, ShownConsents } from '../offer-types.ts';
import { representativesOf, standingOnOffers } from '../offers-standing.ts';
import { endingConsents, lettersOf } from '../store/consents.ts';
import { newestOffersOf, shownOffers, usableOffers } from '../store/offers.ts';
import { projectNamed } from '../store/readings.ts';
import { holds } from '../../../kernel/permission.ts';
import { actsOn } from './show-letter.ts';

/** The project's own page about consent, which the workspace's people read as well. */
export async function showConsents(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string },
  now: Instant,
): Promise<Outcome<ShownConsents, OfferRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('no-such-project');
  const reads = mayReadOffers(actor, project.id);
  if (refused(reads)) return reads;
  const letters = await lettersOf(tx, project.id);
  const recipients = letters.flatMap((letter) => letter.recipients);
  // A person needs no line of a letter; one stands for all.
  const of = { project: project.id, recipients: recipients.length === 0 ? [ANY_LINE] : recipients };
  const standing = await standingOnOffers(tx, actor, of, now);
  const speaks = !refused(maySpeak(actor, offerPermissions.withdrawConsent, of, standing));
  const takesBack = !refused(mayTakeBack(actor, of, standing));
  const which = { projects: [project.id] };
  const shownNow = await shownOffers(tx, now, which);
  const inCatalogue = new Set(shownNow.map(({ offer }) => offer.item));
  const usable = await usableOffers(tx, now, 'brochure', which);
  const mayAsk = holds(actor, offerPermissions.askForConsent);
  // Asked about and open, or agreed to for a while yet: neither is a question.
  const settled = ({ answers }: ConsentRequest) =>
    answers.some(
      (one) => ['live', 'waiting'].includes(consentStanding(one, now)) && !endsSoon(one.validUntil ?? now, now),
    );
  const asked = new Set(
    letters.flatMap(({ requests }) =>
      requests.flatMap((request) => (isOpen(request) || settled(request) ? [request.offer.id] : [])),
    ),
  );
  return done({
    project,
    shownNow,
    brochuresOnly: usable.filter(({ offer }) => !inCatalogue.has(offer.item)),
    letters,
    acts: new Map(letters.flatMap((letter) => [...actsOn(letter, actor, { speaks, takesBack }, now)])),
    ending: await endingConsents(tx, now, addDays(now, NOTICE_DAYS), which),
    speaks,
    representatives: await representativesOf(tx, project.id, now),
    askable: mayAsk ? (await newestOffersOf(tx, project.id)).filter(({ id }) => !asked.has(id)) : [],
    mayAsk,
  });
}

const ANY_LINE = {
  id: '' as ConsentLetter['recipients'][number]['id'],
  speaker: '' as never,
  person: null,
  name: null,
};
