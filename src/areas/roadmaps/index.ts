/** What higher areas and the entrances may use of roadmaps. */
export { addProvenanceEvent } from './actions/add-provenance-event.ts';
export { addScopeLine } from './actions/add-scope-line.ts';
export { alignItem } from './actions/align-item.ts';
export { answerConsent } from './actions/answer-consent.ts';
export { approveItem } from './actions/approve-item.ts';
export { askForConsent } from './actions/ask-for-consent.ts';
export { checkScope } from './actions/check-scope.ts';
export { makeOffer } from './actions/make-offer.ts';
export { noteInterview } from './actions/note-interview.ts';
export { noteSignal } from './actions/note-signal.ts';
export { proposeItem } from './actions/propose-item.ts';
export { publishOffer } from './actions/publish-offer.ts';
export { withdrawConsent } from './actions/withdraw-consent.ts';
export { writeItem } from './actions/write-item.ts';
export { keepReadings } from './actions/keep-readings.ts';
export { queueReadings } from './actions/queue-readings.ts';
export { roadmapsSentences, type RoadmapsEvent } from './events.ts';
export { listWaitingConsents as consentsWaiting } from './actions/list-waiting-consents.ts';
export { tellOfConsent } from './actions/tell-of-consent.ts';
export { warnOfEndingConsents } from './actions/warn-of-ending-consents.ts';
export { readRoadmapJob } from './jobs.ts';
export { roadmapInvariants } from './store/invariants.ts';
export { unreadRoadmaps } from './store/readings.ts';
export { OfferBody, offerFigures, type OfferBodyProps } from './pages/offer-body.tsx';
export { lintTitle, lintWords } from './item-lint.ts';
export { NEVER_PROMISED, STANDING_NOTE, trademarkNote } from './offer-content.ts';
export { insertNotice, shownOffers, usableOffers, type WhichOffers } from './store/offers.ts';
export type { ItemId } from './item-types.ts';
export type {
  ConsentId,
  LetterId,
  NoticeId,
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
export { itemTextInput } from './item-text.ts';
export { lettersOf } from './store/consents.ts';
export { listWaitingItems as itemsWaiting } from './actions/list-waiting-items.ts';
export { showItems as projectItems } from './actions/show-items.ts';
export { ItemsSection } from './pages/item-section.tsx';
export type { ShownItems } from './item-types.ts';
export { findOffersInput, readCatalogueQuery } from './catalogue-inputs.ts';
export {
  CATALOGUE_SORTS,
  EFFORT_BANDS,
  type CatalogueFilters,
  type CataloguePage,
  type CatalogueProject,
  type CatalogueQuery,
  type CatalogueSort,
  type EffortBand,
  type Facets,
  type FoundOffer,
  type Understood,
} from './catalogue-types.ts';
export {
  countOffers,
  findOffers,
  newestOffers,
  newestProjects,
  offerAt,
  projectInCatalogue,
  starterOffers,
  type OfferPlace,
} from './store/catalogue.ts';
export { LEVELS, type Level } from './types.ts';
