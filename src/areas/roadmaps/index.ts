/** What higher areas and the entrances may use of roadmaps. */
export { keepReadings } from './actions/keep-readings.ts';
export { queueReadings } from './actions/queue-readings.ts';
export { roadmapsSentences, type RoadmapsEvent } from './events.ts';
export { listWaitingConsents as consentsWaiting } from './actions/list-waiting-consents.ts';
export { tellOfConsent } from './actions/tell-of-consent.ts';
export { warnOfEndingConsents } from './actions/warn-of-ending-consents.ts';
export { explainConsent as consentStory } from './actions/explain-consent.ts';
export { whyNotShown } from './pages/offer-tab-page.tsx';
export { readRoadmapJob } from './jobs.ts';
export { roadmapInvariants } from './store/invariants.ts';
export { unreadRoadmaps } from './store/readings.ts';
export { OfferBody, OfferEstimateParts, offerFigures, type OfferBodyProps } from './pages/offer-body.tsx';
export { NEVER_PROMISED, STANDING_NOTE } from './offer-content.ts';
export { itemOfOffer, offerContentOf, shownOffers, usableOffers, type WhichOffers } from './store/offers.ts';
export type {
  ConsentStory,
  NotShownBecause,
  Offer,
  OfferContent,
  OfferEstimate,
  OfferId,
  OfferPart,
  ShownConsent,
  ShownOffer,
  Use,
} from './offer-types.ts';
export { listWaitingItems as itemsWaiting } from './actions/list-waiting-items.ts';
export { showItems as projectItems } from './actions/show-items.ts';
export { ItemsSection } from './pages/item-section.tsx';
export type { ShownItems } from './item-types.ts';
