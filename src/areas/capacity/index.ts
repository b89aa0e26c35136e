/** What higher areas and the entrances may use of capacity. */
export { addRate } from './actions/add-rate.ts';
export { setCosts } from './actions/set-costs.ts';
export { capacitySentences, type CapacityEvent } from './events.ts';
export { estimateJson, type EstimateJson } from './estimate.ts';
export {
  addRateInput,
  estimateInput,
  readEstimateForm,
  rowsIn,
  setCostsInput,
  withAnotherRow,
  type ReadEstimate,
} from './inputs.ts';
export { effortOf, priceEstimate, type RateInUse } from './pricing.ts';
export { capacityInvariants } from './store/invariants.ts';
export { ratesOn } from './store/rates.ts';
export { costSettingsOn } from './store/settings.ts';
export { capacityRefusals, MOST_LINES } from './types.ts';
export type {
  CostSettings,
  EffortLine,
  Estimate,
  FixedLine,
  PricedEstimate,
  PricedPart,
  PriceLeg,
  PriceRange,
  PriceWarning,
  Pricing,
  PricingRefusal,
} from './types.ts';
