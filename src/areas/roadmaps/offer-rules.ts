/** Who offers, who asks, who answers for a project, and what an answer is worth at a moment. Pure. (domain section 3, 4.1, 4.7) */
import { isBoundTo, personOf, type Actor, type Role } from '../../kernel/actor.ts';
import { addDays, daysBetween, showLongDate, type Instant } from '../../kernel/dates.ts';
import { decideHat, hatsOf, hatWords, wearing, wornHat } from '../../kernel/hats.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, refused, type Decision } from '../../kernel/refusal.ts';
import { showInZone } from '../../kernel/windows.ts';
import { isStaff, OVER } from './item-rules.ts';
import { STATE_WORDS, type Item, type ItemState } from './item-types.ts';
import {
  MOST_MONTHS,
  type Consent,
  type ConsentLetter,
  type ConsentRequest,
  type ConsentStanding,
  type Offer,
  type OfferRefusal,
  type RecipientId,
  type Use,
} from './offer-types.ts';
import type { SpeakerEntry } from '../projects/index.ts';

const TEXT_ROW = 'Roadmap item text';
const DECISION_ROW = 'Approve / withdraw an item or offer, opt out';
const LINK_ROW = 'Act by a one-time link (consent, signature, answer)';

/** 4.1, approved to offered: the project's consent, and an engagement or technical lead who acts on it. */
const OFFERERS: readonly Role[] = ['ENG', 'TEC'];
const READERS: readonly Role[] = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'PRJ', 'MNT'];
const OWN: readonly Role[] = ['PRJ', 'MNT'];

export const offerPermissions = {
  seeOffers: permission('see-offer-versions', TEXT_ROW, 'R', READERS, OWN),
  makeOffer: permission('make-offer', TEXT_ROW, 'C', OFFERERS),
  askForConsent: permission('ask-for-consent', TEXT_ROW, 'C', OFFERERS),
  remindOfConsent: permission('remind-of-consent', TEXT_ROW, 'C', OFFERERS),
  withdrawRequest: permission('withdraw-request', TEXT_ROW, 'C', OFFERERS),
  noteInclusion: permission('note-inclusion', TEXT_ROW, 'C', OFFERERS),
  publishOffer: permission('publish-offer', TEXT_ROW, 'C', OFFERERS),
  unpublishOffer: permission('unpublish-offer', TEXT_ROW, 'C', OFFERERS),
  joinOffers: permission('join-offers', TEXT_ROW, 'C', OFFERERS),
  endJointOffer: permission('end-joint-offer', TEXT_ROW, 'C', OFFERERS),
  // The project's own.
  seeConsents: permission('see-consents', DECISION_ROW, 'R', ['PRJ'], ['PRJ']),
  answerConsent: permission('answer-consent', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  withdrawConsent: permission('withdraw-consent', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  objectToConsent: permission('object-to-consent', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  settleObjection: permission('settle-objection', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  leaveJointOffer: permission('leave-joint-offer', DECISION_ROW, 'A', ['PRJ'], ['PRJ']),
  actByLink: permission('consent-by-link', LINK_ROW, 'A', ['PUB']),
  seeLogo: permission('see-offer-logo', 'Verify a bundle, see how it works', 'R', ['PUB']),
} as const satisfies Readonly<Record<string, Permission>>;

/** What a link in a letter is for, about the line of its recipient: to answer, and as long as it counts to take the answer back. */
export const CONSENT_ACT = 'answer-consent';
/** Longer than any consent that can be given by it: whoever said yes by a link takes it back by the same link. */
export const LINK_DAYS = 800;

/** The objection that stands by itself where silence is a no. */
export const SILENCE_IS_NO =
  'The project’s rulebook reads silence as a no: another representative has to agree before this counts.';

export const REMIND_AFTER_DAYS = 7;
/** So long before a consent runs out the project is told, and offers to renew are worth making. */
export const NOTICE_DAYS = 30;

export function mayOffer(actor: Actor, needed: Permission, project: ProjectId): Decision<OfferRefusal> {
  if (holds(actor, needed, project)) return decideHat(actor);
  if (actor.kind === 'stranger') return refuse('signed-out');
  return refuse('not-yours', { who: 'the workspace’s engagement and technical leads' });
}

export function mayReadOffers(actor: Actor, project: ProjectId): Decision<OfferRefusal> {
  if (holds(actor, offerPermissions.seeOffers, project)) return allow();
  if (actor.kind === 'stranger') return refuse('signed-out');
  return refuse('not-yours', { who: 'the workspace’s people and the project’s own' });
}

export function mayBeOffered(
  item: Pick<Item, 'state'>,
  project: { readonly optedOut: boolean; readonly archived: boolean },
): Decision<OfferRefusal> {
  if (project.optedOut || project.archived) return refuse('project-left-out');
  if (OVER.has(item.state)) return refuse('item-over', { state: STATE_WORDS[item.state] });
  return item.state === 'draft' ? refuse('item-not-proposed') : allow();
}

/** Asked for already, by a request that is open and unanswered. */
export function isOpen(request: Pick<ConsentRequest, 'withdrawnAt' | 'answers' | 'itemState'>): boolean {
  return request.withdrawnAt === null && !OVER.has(request.itemState) && answerOf(request) === null;
}

/** May still be answered: nothing but a yes closes a question, and a no can become one. */
export function isAnswerable(request: Pick<ConsentRequest, 'withdrawnAt' | 'answers' | 'itemState'>): boolean {
  return request.withdrawnAt === null && !OVER.has(request.itemState) && answerOf(request)?.answer !== 'approved';
}

/** The newest answer that was not withdrawn. */
export function answerOf(request: Pick<ConsentRequest, 'answers'>): Consent | null {
  return request.answers.find(({ withdrawal }) => withdrawal === null) ?? null;
}

export function mayRemind(
  letter: Pick<ConsentLetter, 'requests' | 'sent' | 'reminders'>,
  now: Instant,
): Decision<OfferRefusal> {
  if (!letter.requests.some(isOpen)) return refuse('no-such-request');
  const last = letter.reminders.at(-1) ?? letter.sent.at;
  return daysBetween(last, now) >= REMIND_AFTER_DAYS
    ? allow()
    : refuse('reminded-lately', { on: showLongDate(last), days: REMIND_AFTER_DAYS });
}

// --- who answers

/** What the register says today of who speaks on offers, and of the actor among them. */
export interface OffersStanding {
  readonly isKnown: boolean;
  /** By which entry the actor speaks; null when by none. */
  readonly entry: SpeakerEntry | null;
}

/** Who came by a link is bound to their own line of one letter. */
export function actorInHatOf<A extends Actor>(actor: A, project: ProjectId): A {
  if (wornHat(actor)?.project === project) return actor;
  const own = hatsOf(actor).find((hat) => hat.project === project);
  const dressed = own === undefined ? null : wearing(actor, hatWords(own));
  return dressed === null || refused(dressed) ? actor : dressed.done;
}

/**
 * Whether the actor answers for the project: the role, the register and the hat must all say so; workspace staff say that they are both.
 * Our own programs never do.
 */
export function maySpeak(
  actor: Actor,
  needed: Permission,
  letter: { readonly project: ProjectId; readonly recipients: readonly { readonly id: RecipientId }[] },
  standing: OffersStanding,
): Decision<OfferRefusal> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  if (actor.kind === 'program' || !holds(actor, needed, letter.project)) {
    return refuse('not-yours', { who: 'the project’s representatives' });
  }
  if (!letter.recipients.some(({ id }) => isBoundTo(actor, CONSENT_ACT, id))) return refuse('link-of-another-act');
  if (!standing.isKnown) return refuse('nobody-speaks');
  return standing.entry === null ? refuse('not-a-representative') : allow();
}

/** Taking a share out of a joint offer is never harder than taking a yes back: neither hat nor disclosure is asked for. */
export function mayLeave(actor: Actor, project: ProjectId, standing: OffersStanding): Decision<OfferRefusal> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  if (actor.kind !== 'person' || !holds(actor, offerPermissions.leaveJointOffer, project)) {
    return refuse('not-yours', { who: 'the project’s representatives' });
  }
  if (!standing.isKnown) return refuse('nobody-speaks');
  return standing.entry === null ? refuse('not-a-representative') : allow();
}

/**
 * Who takes a yes back: whoever could give it. Where the register names nobody any more the role or the link is enough, for what is still
 * shown must not be left without anybody who can end it.
 */
export function mayTakeBack(
  actor: Actor,
  letter: Parameters<typeof maySpeak>[2],
  standing: OffersStanding,
): Decision<OfferRefusal> {
  const may = maySpeak(actor, offerPermissions.withdrawConsent, letter, standing);
  return refused(may) && may.refused === 'nobody-speaks' ? allow() : may;
}

/** A statement for the project is made in its hat, and workspace staff who wear it say that they are both. (4.1) */
export function mayState(actor: Actor, project: ProjectId, disclosure: string | null): Decision<OfferRefusal> {
  const hat = decideHat(actor);
  if (refused(hat)) return hat;
  if (wornHat(actor)?.project !== project) return refuse('not-in-the-project-hat');
  return isStaff(actor) && disclosure === null ? refuse('disclose-both') : allow();
}

export interface GivenAnswer {
  readonly answer: 'yes' | 'no-text' | 'no-item';
  /** The digest of the text that was before their eyes. */
  readonly digest: string;
  readonly uses: readonly Use[];
  readonly months: number;
}

export function mayAnswer(
  request: Pick<ConsentRequest, 'withdrawnAt' | 'answers' | 'itemState' | 'uses' | 'offer' | 'recusals'>,
  given: GivenAnswer,
  actor: Actor,
): Decision<OfferRefusal> {
  const { title } = request.offer.content;
  if (request.withdrawnAt !== null) return refuse('request-withdrawn');
  if (OVER.has(request.itemState)) return refuse('item-over', { state: STATE_WORDS[request.itemState] });
  if (answerOf(request)?.answer === 'approved') return refuse('answered-yes', { title });
  if (request.offer.digest !== given.digest) return refuse('other-text');
  if (request.recusals.some((recusal) => isSame(recusal, actor)))
    return refuse('recused', { interest: 'said in your answer to this letter' });
  if (given.answer !== 'yes') return allow();
  if (request.itemState === 'draft') return refuse('item-not-proposed');
  if (given.uses.length === 0 || given.uses.some((use) => !request.uses.includes(use))) return refuse('uses-not-asked');
  return given.months >= 1 && given.months <= MOST_MONTHS ? allow() : refuse('too-long', { months: MOST_MONTHS });
}

/** Whether the same person did it, with an account or by the same link. */
export function isSame(signed: { readonly by: string | null; readonly link: string | null }, actor: Actor): boolean {
  const person = personOf(actor);
  if (person !== null) return signed.by === person;
  return actor.kind === 'link' && signed.link === actor.link;
}

/** So many calendar months after the moment; the last day of a shorter month where that day is missing. */
export function monthsAfter(at: Instant, months: number): Instant {
  const end = new Date(at);
  end.setUTCMonth(end.getUTCMonth() + months);
  // 31 August and six months would be 3 March.
  if (end.getUTCDate() !== at.getUTCDate()) end.setUTCDate(0);
  return end;
}

// --- what an answer is worth

/**
 * Where a consent stands at a moment, as `live_consent` of migration 0007 has it: only what is live lets anything be shown. That the
 * project and the item may be shown at all is asked beside it.
 */
export function consentStanding(
  consent: Pick<Consent, 'answer' | 'effectiveFrom' | 'validUntil' | 'withdrawal'> & {
    readonly objections: readonly { readonly settled: unknown }[];
  },
  at: Instant,
): ConsentStanding {
  if (consent.answer === 'declined' || consent.validUntil === null) return 'declined';
  if (consent.withdrawal !== null) return 'withdrawn';
  if (consent.validUntil <= at) return 'expired';
  if (consent.objections.some(({ settled }) => settled === null)) return 'objected';
  return consent.effectiveFrom > at ? 'waiting' : 'live';
}

/** Whether it lets the item be shown: live, of an item that lives, of a project that may be seen. */
export function isLive(
  consent: Parameters<typeof consentStanding>[0],
  around: { readonly itemState: ItemState; readonly isProjectVisible: boolean },
  at: Instant,
): boolean {
  return (
    consentStanding(consent, at) === 'live' &&
    around.isProjectVisible &&
    !['declined', 'opted_out', 'retired'].includes(around.itemState)
  );
}

// --- afterwards

export function mayWithdraw(consent: Pick<Consent, 'answer' | 'withdrawal'>): Decision<OfferRefusal> {
  if (consent.answer !== 'approved') return refuse('no-such-consent');
  return consent.withdrawal === null ? allow() : refuse('withdrawn-already');
}

/** Within the window that the project's rulebook gives, by those who did not say yes themselves. */
export function mayObject(
  consent: Consent,
  request: Pick<ConsentRequest, 'windowDays' | 'zone'>,
  actor: Actor,
  now: Instant,
): Decision<OfferRefusal> {
  const withdrawable = mayWithdraw(consent);
  if (refused(withdrawable)) return withdrawable;
  if (request.windowDays === 0) return refuse('no-window');
  if (now > consent.effectiveFrom) {
    return refuse('window-over', { end: showInZone(consent.effectiveFrom, request.zone) });
  }
  if (isSame(consent, actor)) return refuse('own-yes');
  return consent.objections.some((one) => one.settled === null && isSame(one, actor))
    ? refuse('objected-already')
    : allow();
}

/** Whoever objected takes it back; or another representative, who neither objected nor said the yes, settles it. */
export function maySettle(
  consent: Consent,
  objection: Consent['objections'][number],
  actor: Actor,
): Decision<OfferRefusal> {
  if (objection.settled !== null) return refuse('objection-settled');
  if (isSame(objection, actor)) return allow();
  return isSame(consent, actor) ? refuse('not-yours-to-take-back') : allow();
}

/** The refusal behind a rule of the database that would not let an offer be published. */
export const PUBLISH_REFUSALS: Readonly<Record<string, OfferRefusal>> = {
  offer_publication_consent: 'no-live-consent',
  offer_publication_volunteers: 'no-volunteer-impact',
  offer_publication_scope: 'out-of-scope',
  offer_publication_state: 'item-not-approved',
  offer_publication_notice: 'project-not-told',
  offer_publication_live: 'published-already',
  offer_publication_item: 'no-such-offer',
};

/** Whether two versions show the same; the day of the prices alone is no change. */
export function showsTheSame(one: Offer['content'], other: Offer['content']): boolean {
  const bare = (content: Offer['content']) => ({ ...content, estimate: { ...content.estimate, priceDate: '' } });
  return JSON.stringify(bare(one)) === JSON.stringify(bare(other));
}

export function endsSoon(validUntil: Instant, now: Instant): boolean {
  return validUntil > now && validUntil <= addDays(now, NOTICE_DAYS);
}
