import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { wearing } from '../../../kernel/hats.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { count } from '../../../kernel/text.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { itemById } from '../store/items.ts';
import { jointById } from '../store/joint-offers.ts';
import { offerEvent } from '../offer-events.ts';
import type { AskForConsent } from '../offer-inputs.ts';
import { isOpen, mayBeOffered, mayOffer, offerPermissions } from '../offer-rules.ts';
import type { LetterId, Offer, OfferRefusal, Representative } from '../offer-types.ts';
import { representativesOf } from '../offers-standing.ts';
import { projectSide } from '../project-side.ts';
import { insertLetter, insertRecipient, insertRequest, letterById, lettersOf, lockAsking } from '../store/consents.ts';
import { findOffer, insertNotice, offeringProject, offersOf } from '../store/offers.ts';
import { sendConsentLetter } from './send-consent-letter.ts';

/**
 * Asks a project for its consent to one or several offers, in one letter to one or several of those who speak for it. That letter is also
 * how the project is told that it would be shown to funders (S59). No answer means no.
 */
export async function askForConsent(
  tx: Tx,
  actor: Actor,
  input: AskForConsent & { readonly project: ProjectId; readonly baseUrl: string },
  now: Instant,
): Promise<Outcome<LetterId, OfferRefusal>> {
  const worn = wearing(actor, input.hat);
  if (refused(worn)) return worn;
  const asker = worn.done;
  const decision = mayOffer(asker, offerPermissions.askForConsent, input.project);
  if (refused(decision)) return decision;
  await lockAsking(tx, input.project);
  const offers = await askable(tx, input);
  if (refused(offers)) return offers;
  const asked = await askedPeople(tx, input, now);
  if (refused(asked)) return asked;

  const { project, message, uses } = input;
  const { window } = await projectSide(tx, project);
  const letter = await insertLetter(tx, { project, message }, asker, now);
  for (const [at, offer] of offers.done.entries()) {
    const request = { letter, position: at + 1, offer: offer.id, project, uses };
    await insertRequest(tx, { ...request, windowDays: window.days, zone: window.zone }, asker, now);
    const told = `${count(asked.done.length, 'representative')} named in the register, by letter`;
    await insertNotice(tx, { project, item: offer.item, channel: 'consent request', told, url: null }, asker, now);
  }
  for (const { speaker, person } of asked.done) await insertRecipient(tx, { letter, speaker, person }, now);
  const ids = offers.done.map(({ id }) => id);
  await announce(tx, offerEvent(asker, { kind: 'consent.asked', project, letter, offers: ids }, now));
  const written = (await letterById(tx, letter))!;
  await sendConsentLetter(tx, asker, { letter: written, kind: 'request', to: asked.done, baseUrl: input.baseUrl }, now);
  return done(letter);
}

/** Each the newest version of an item's newest wording, of this project, not asked about already. */
async function askable(
  tx: Tx,
  { offers: ids, project }: Pick<AskForConsent, 'offers'> & { readonly project: ProjectId },
): Promise<Outcome<readonly Offer[], OfferRefusal>> {
  const around = await offeringProject(tx, project);
  if (around === null) return refuse('no-such-project');
  const open = (await lettersOf(tx, project)).flatMap(({ requests }) => requests.filter(isOpen));
  const offers: Offer[] = [];
  for (const id of ids) {
    const offer = await findOffer(tx, id);
    if (offer === null) return refuse('no-such-offer');
    if (offer.project !== project) return refuse('another-project');
    const item = await itemById(tx, offer.item, { lock: true });
    const offerable = item === null ? refuse('project-left-out' as const) : mayBeOffered(item, around);
    if (item === null || refused(offerable)) return refused(offerable) ? offerable : refuse('no-such-item');
    const { title } = offer.content;
    const [newest] = await offersOf(tx, offer.item);
    if (newest?.id !== offer.id || offer.text !== item.wording.id) return refuse('not-the-newest', { title });
    if (offer.content.joint !== undefined && (await jointById(tx, offer.content.joint.id))?.ended !== null) {
      return refuse('joint-over');
    }
    if (open.some((request) => request.offer.item === offer.item)) return refuse('asked-already', { title });
    offers.push(offer);
  }
  return done(offers);
}

async function askedPeople(
  tx: Tx,
  { speakers, project }: Pick<AskForConsent, 'speakers'> & { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<readonly Representative[], OfferRefusal>> {
  const all = await representativesOf(tx, project, now);
  if (all.length === 0) return refuse('nobody-speaks');
  const asked = all.filter(({ speaker }) => speakers.includes(speaker));
  return asked.length === speakers.length ? done(asked) : refuse('nobody-to-ask');
}
