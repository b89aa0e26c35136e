/** Offers and consents in `/api/v1`. Whoever has no account answers by the link in their letter, and not here. */
import { z } from 'zod';
import { readId, type Id } from '../../kernel/ids.ts';
import { refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { apiRoute, type Answer, type ApiRequest, type ApiRoute } from '../../outside/http/route.ts';
import { answerConsent } from './actions/answer-consent.ts';
import { askForConsent } from './actions/ask-for-consent.ts';
import { endJointOffer } from './actions/end-joint-offer.ts';
import { joinOffers } from './actions/join-offers.ts';
import { leaveJointOffer } from './actions/leave-joint-offer.ts';
import { makeOffer } from './actions/make-offer.ts';
import { noteInclusion } from './actions/note-inclusion.ts';
import { objectToConsent } from './actions/object-to-consent.ts';
import { publishOffer } from './actions/publish-offer.ts';
import { remindOfConsent } from './actions/remind-of-consent.ts';
import { settleObjection } from './actions/settle-objection.ts';
import { showConsents } from './actions/show-consents.ts';
import { showItemOffer } from './actions/show-item-offer.ts';
import { showLetter } from './actions/show-letter.ts';
import { unpublishOffer } from './actions/unpublish-offer.ts';
import { withdrawConsent } from './actions/withdraw-consent.ts';
import { withdrawRequest } from './actions/withdraw-request.ts';
import {
  answerConsentInput,
  askForConsentInput,
  endJointInput,
  hatInput,
  joinOffersInput,
  makeOfferInput,
  noteInclusionInput,
  objectInput,
  settleInput,
  unpublishInput,
  withdrawConsentInput,
} from './offer-inputs.ts';
import { consentStanding, offerPermissions as may } from './offer-rules.ts';
import { offerRefusals } from './offer-refusals.ts';
import {
  USES,
  type Consent,
  type ConsentLetter,
  type Offer,
  type OfferRefusal,
  type ShownConsents,
  type ShownItemOffer,
  type ShownLetter,
} from './offer-types.ts';
import { whyNotShown } from './pages/offer-tab-page.tsx';
import type { Instant } from '../../kernel/dates.ts';

const moment = z.string().meta({ format: 'date-time' });
const text = z.string().nullable();
const uses = z.array(z.enum(Object.keys(USES) as [keyof typeof USES, ...(keyof typeof USES)[]]));
const asId = z.object({ id: z.uuid() });
const nothing = z.object({});

const offerShape = z
  .object({
    id: z.uuid(),
    number: z.int(),
    wording: z.int(),
    slug: z.string(),
    digest: z.string().meta({ description: 'SHA-256 of the content as JSON, by which a consent names it.' }),
    madeAt: moment,
    content: z.looseObject({ format: z.literal(1), title: z.string() }).meta({
      description: 'Exactly what a funder would be shown.',
    }),
  })
  .meta({ id: 'Offer' });

const consentShape = z
  .object({
    id: z.uuid(),
    request: z.uuid(),
    offer: z.uuid(),
    digest: z.string(),
    answer: z.enum(['approved', 'declined']),
    standing: z.enum(['declined', 'withdrawn', 'objected', 'waiting', 'live', 'expired']),
    uses,
    words: text,
    discussedAt: text,
    by: text,
    hat: text,
    at: moment,
    effectiveFrom: moment,
    validUntil: moment.nullable(),
    withdrawnAt: moment.nullable(),
    objections: z.array(z.object({ id: z.uuid(), reason: z.string(), at: moment, settledAt: moment.nullable() })),
  })
  .meta({ id: 'Consent' });

const letterShape = z
  .object({
    id: z.uuid(),
    project: z.object({ id: z.uuid(), slug: z.string(), name: z.string() }),
    message: text,
    sentAt: moment,
    sentBy: text,
    recipients: z.array(z.object({ name: text, hasAccount: z.boolean() })),
    requests: z.array(
      z.object({
        id: z.uuid(),
        offer: offerShape,
        uses,
        windowDays: z.int(),
        zone: z.string(),
        withdrawnAt: moment.nullable(),
        answers: z.array(consentShape),
      }),
    ),
  })
  .meta({ id: 'ConsentLetter' });

const itemOfferShape = z.object({
  shown: z.boolean(),
  since: moment.nullable(),
  because: text.meta({ description: 'Why it is not shown, and since when.' }),
  lacks: z.array(z.object({ field: z.string(), sentence: z.string() })),
  offers: z.array(offerShape),
  consents: z.array(consentShape),
  joint: z
    .object({
      id: z.uuid(),
      shares: z.array(
        z.object({
          project: z.string(),
          offer: z.string(),
          share: z.string(),
          agreed: z.boolean().meta({ description: 'With a yes that counts for the catalogue.' }),
        }),
      ),
    })
    .nullable()
    .meta({ description: 'The joint offer that it is part of; each project decides on its share.' }),
});

export const offerApi: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/projects/:project/items/:item/offer',
    operationId: 'showItemOffer',
    summary: 'The versions of an item’s offer, the project’s answers, and why it is shown or not',
    permission: may.seeOffers,
    action: null,
    response: itemOfferShape,
    answer: async ({ tx, actor, params, now }) =>
      answered(await onItem({ tx, actor, params, now }), (shown) => itemOfferJson(shown, now)),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/:item/offer',
    operationId: 'makeOffer',
    summary: 'Make of the item’s newest wording, at the prices of the day, what a funder would be shown',
    permission: may.makeOffer,
    action: 'make-offer',
    body: makeOfferInput,
    response: offerShape,
    answer: async ({ tx, actor, params, body, now }) => {
      const shown = await onItem({ tx, actor, params, now });
      if (refused(shown)) return no(shown);
      return answered(await makeOffer(tx, actor, { ...body, item: shown.done.item.id }, now), offerJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/:item/offer/notices',
    operationId: 'noteInclusion',
    summary: 'Note that the project was told before it appears in what funders see',
    permission: may.noteInclusion,
    action: 'note-inclusion',
    body: noteInclusionInput,
    response: asId,
    answer: async ({ tx, actor, params, body, now }) => {
      const shown = await onItem({ tx, actor, params, now });
      if (refused(shown)) return no(shown);
      const { item, project } = shown.done;
      return answered(await noteInclusion(tx, actor, { ...body, project: project.id, item: item.id }, now), idJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/:item/offer/publication',
    operationId: 'publishOffer',
    summary: 'Put the newest version into the catalogue, with the project’s live consent to that very text',
    permission: may.publishOffer,
    action: 'publish-offer',
    body: hatInput,
    response: asId,
    answer: async ({ tx, actor, params, body, now }) => {
      const shown = await onItem({ tx, actor, params, now });
      if (refused(shown)) return no(shown);
      const [newest] = shown.done.offers;
      if (newest === undefined) return no(refuse('no-such-offer'));
      return answered(await publishOffer(tx, actor, { offer: newest.id, hat: body.hat }, now), idJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/:item/offer/unpublication',
    operationId: 'unpublishOffer',
    summary: 'Take the offer out of the catalogue, with a reason',
    permission: may.unpublishOffer,
    action: 'unpublish-offer',
    body: unpublishInput,
    response: asId,
    answer: async ({ tx, actor, params, body, now }) => {
      const shown = await onItem({ tx, actor, params, now });
      if (refused(shown)) return no(shown);
      return answered(await unpublishOffer(tx, actor, { ...body, item: shown.done.item.id }, now), idJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/:item/offer/joint',
    operationId: 'joinOffers',
    summary: 'Offer the item together with items of one or two other projects; each is asked anew',
    permission: may.joinOffers,
    action: 'join-offers',
    body: joinOffersInput,
    response: asId,
    answer: async ({ tx, actor, params, body, now }) => {
      const shown = await onItem({ tx, actor, params, now });
      if (refused(shown)) return no(shown);
      return answered(await joinOffers(tx, actor, { ...body, item: shown.done.item.id }, now), idJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/:item/offer/joint/ending',
    operationId: 'endJointOffer',
    summary: 'End the joint offer for the workspace, with a reason',
    permission: may.endJointOffer,
    action: 'end-joint-offer',
    body: endJointInput,
    response: asId,
    answer: async ({ tx, actor, params, body, now }) => {
      const shown = await onItem({ tx, actor, params, now });
      if (refused(shown)) return no(shown);
      return answered(await endJointOffer(tx, actor, { ...body, item: shown.done.item.id }, now), idJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/items/:item/offer/joint/leaving',
    operationId: 'leaveJointOffer',
    summary: 'Take the project’s share out of the joint offer, which ends it at once',
    permission: may.leaveJointOffer,
    action: 'leave-joint-offer',
    body: nothing,
    response: asId,
    answer: async ({ tx, actor, params, now }) => {
      const shown = await onItem({ tx, actor, params, now });
      if (refused(shown)) return no(shown);
      return answered(await leaveJointOffer(tx, actor, { item: shown.done.item.id }, now), idJson);
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/projects/:project/consents',
    operationId: 'showConsents',
    summary: 'What the project agreed to, is asked, and said before',
    permission: may.seeOffers,
    action: null,
    response: z.object({
      shown: z.array(z.object({ offer: offerShape, until: moment, publishedAt: moment.nullable() })),
      letters: z.array(letterShape),
    }),
    answer: async ({ tx, actor, params, now }) =>
      answered(await showConsents(tx, actor, { key: params['project'] ?? '' }, now), (shown) =>
        consentsJson(shown, now),
      ),
  }),
  apiRoute({
    method: 'POST',
    path: '/projects/:project/consents/letters',
    operationId: 'askForConsent',
    summary: 'Ask the project for its consent to offers, in one letter to those who speak for it',
    permission: may.askForConsent,
    action: 'ask-for-consent',
    body: askForConsentInput,
    response: asId,
    perMinute: 10,
    answer: async ({ tx, actor, params, body, now, baseUrl }) => {
      const shown = await showConsents(tx, actor, { key: params['project'] ?? '' }, now);
      if (refused(shown)) return no(shown);
      return answered(
        await askForConsent(tx, actor, { ...body, project: shown.done.project.id, baseUrl }, now),
        idJson,
      );
    },
  }),
  apiRoute({
    method: 'GET',
    path: '/consent-letters/:letter',
    operationId: 'showConsentLetter',
    summary: 'A letter that asks for consent, with the exact texts',
    permission: may.seeOffers,
    action: null,
    response: letterShape,
    answer: async ({ tx, actor, params, now }) => {
      const letter = idIn<'consent letter'>(params, 'letter');
      if (letter === null) return no(refuse('no-such-letter'));
      return answered(await showLetter(tx, actor, { letter }, now), (shown: ShownLetter) =>
        letterJson(shown.letter, now),
      );
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/consent-letters/:letter/answers',
    operationId: 'answerConsent',
    summary: 'Answer for the project, item by item; nothing is concluded from what is left out',
    permission: may.answerConsent,
    action: 'answer-consent',
    body: answerConsentInput,
    response: z.object({
      stoodAside: z.boolean(),
      consents: z.array(z.object({ request: z.uuid(), consent: z.uuid(), effectiveFrom: moment })),
    }),
    answer: async ({ tx, actor, params, body, now }) => {
      const letter = idIn<'consent letter'>(params, 'letter');
      if (letter === null) return no(refuse('no-such-letter'));
      return answered(await answerConsent(tx, actor, { ...body, letter }, now), ({ stoodAside, consents }) => ({
        stoodAside,
        consents: consents.map((one) => ({ ...one, effectiveFrom: one.effectiveFrom.toISOString() })),
      }));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/consent-letters/:letter/reminders',
    operationId: 'remindOfConsent',
    summary: 'Write once more to those whom the letter asked',
    permission: may.remindOfConsent,
    action: 'remind-of-consent',
    body: hatInput,
    response: asId,
    perMinute: 10,
    answer: async ({ tx, actor, params, body, now, baseUrl }) => {
      const letter = idIn<'consent letter'>(params, 'letter');
      if (letter === null) return no(refuse('no-such-letter'));
      return answered(await remindOfConsent(tx, actor, { letter, hat: body.hat, baseUrl }, now), idJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/consent-requests/:request/withdrawal',
    operationId: 'withdrawConsentRequest',
    summary: 'Take a question back',
    permission: may.withdrawRequest,
    action: 'withdraw-request',
    body: hatInput,
    response: asId,
    answer: async ({ tx, actor, params, body, now }) => {
      const request = idIn<'consent request'>(params, 'request');
      if (request === null) return no(refuse('no-such-request'));
      return answered(await withdrawRequest(tx, actor, { request, hat: body.hat }, now), idJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/consents/:consent/withdrawal',
    operationId: 'withdrawConsent',
    summary: 'Take the project’s yes back; what was shown by it leaves at once',
    permission: may.withdrawConsent,
    action: 'withdraw-consent',
    body: withdrawConsentInput,
    response: nothing,
    answer: async ({ tx, actor, params, body, now }) => {
      const consent = idIn<'consent'>(params, 'consent');
      if (consent === null) return no(refuse('no-such-consent'));
      return answered(await withdrawConsent(tx, actor, { ...body, consent }, now), () => ({}));
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/consents/:consent/objections',
    operationId: 'objectToConsent',
    summary: 'Object to a yes within the window of the project’s rulebook',
    permission: may.objectToConsent,
    action: 'object-to-consent',
    body: objectInput,
    response: asId,
    answer: async ({ tx, actor, params, body, now }) => {
      const consent = idIn<'consent'>(params, 'consent');
      if (consent === null) return no(refuse('no-such-consent'));
      return answered(await objectToConsent(tx, actor, { ...body, consent }, now), idJson);
    },
  }),
  apiRoute({
    method: 'POST',
    path: '/consent-objections/:objection/settlement',
    operationId: 'settleObjection',
    summary: 'Take an objection back, or say how the project settled it',
    permission: may.settleObjection,
    action: 'settle-objection',
    body: settleInput,
    response: nothing,
    answer: async ({ tx, actor, params, body, now }) => {
      const objection = idIn<'objection'>(params, 'objection');
      if (objection === null) return no(refuse('no-such-objection'));
      return answered(await settleObjection(tx, actor, { ...body, objection }, now), () => ({}));
    },
  }),
];

type OnItem = Pick<ApiRequest<never, never>, 'tx' | 'actor' | 'params' | 'now'>;

async function onItem({ tx, actor, params, now }: OnItem): Promise<Outcome<ShownItemOffer, OfferRefusal>> {
  const number = /^\d{1,6}$/.test(params['item'] ?? '') ? Number(params['item']) : 0;
  return showItemOffer(tx, actor, { key: params['project'] ?? '', number }, now);
}

function offerJson(offer: Offer) {
  const { id, number, wording, slug, digest, madeAt, content } = offer;
  return { id, number, wording, slug, digest, madeAt: madeAt.toISOString(), content };
}

function consentJson(consent: Consent, now: Instant) {
  return {
    id: consent.id,
    request: consent.request,
    offer: consent.offer,
    digest: consent.digest,
    answer: consent.answer,
    standing: consentStanding(consent, now),
    uses: consent.uses,
    words: consent.words,
    discussedAt: consent.discussedAt,
    by: consent.byName,
    hat: consent.hat,
    at: consent.at.toISOString(),
    effectiveFrom: consent.effectiveFrom.toISOString(),
    validUntil: consent.validUntil?.toISOString() ?? null,
    withdrawnAt: consent.withdrawal?.at.toISOString() ?? null,
    objections: consent.objections.map(({ id, reason, at, settled }) => ({
      id,
      reason,
      at: at.toISOString(),
      settledAt: settled?.at.toISOString() ?? null,
    })),
  };
}

function letterJson(letter: ConsentLetter, now: Instant) {
  const { id, project, message, sent, recipients, requests } = letter;
  return {
    id,
    project: { id: project.id, slug: project.slug, name: project.name },
    message,
    sentAt: sent.at.toISOString(),
    sentBy: sent.byName,
    recipients: recipients.map(({ name, person }) => ({ name, hasAccount: person !== null })),
    requests: requests.map((request) => ({
      id: request.id,
      offer: offerJson(request.offer),
      uses: request.uses,
      windowDays: request.windowDays,
      zone: request.zone,
      withdrawnAt: request.withdrawnAt?.toISOString() ?? null,
      answers: request.answers.map((answer) => consentJson(answer, now)),
    })),
  };
}

function itemOfferJson({ story, lacks, offers, consents, project, joint }: ShownItemOffer, now: Instant) {
  return {
    shown: story.isShown,
    since: story.isShown ? story.since.toISOString() : null,
    because: story.isShown ? null : whyNotShown(story.because, project.name),
    lacks,
    offers: offers.map(offerJson),
    consents: consents.map((one) => consentJson(one, now)),
    joint:
      joint === null
        ? null
        : {
            id: joint.offer.id,
            shares: joint.offer.shares.map(({ of, project: { name }, offer, share }) => ({
              project: name,
              offer,
              share,
              agreed: !joint.unagreed.has(of),
            })),
          },
  };
}

function consentsJson({ shownNow, brochuresOnly, letters }: ShownConsents, now: Instant) {
  return {
    shown: [...shownNow, ...brochuresOnly].map(({ offer, consent, publishedAt }) => ({
      offer: offerJson(offer),
      until: consent.until.toISOString(),
      publishedAt: publishedAt?.toISOString() ?? null,
    })),
    letters: letters.map((letter) => letterJson(letter, now)),
  };
}

function idIn<Noun extends string>(params: Readonly<Record<string, string>>, name: string): Id<Noun> | null {
  return readId<Noun>(params[name] ?? '');
}

function idJson(id: string) {
  return { id };
}

function answered<T>(outcome: Outcome<T, OfferRefusal>, body: (value: T) => unknown): Answer {
  return refused(outcome) ? no(outcome) : { kind: 'json', body: body(outcome.done) };
}

function no(refusal: Refusal<OfferRefusal>): Answer {
  return { kind: 'refusal', refusal, sheet: offerRefusals };
}
