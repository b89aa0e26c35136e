/** What higher areas and the entrances may use of capacity. */
export { estimateJson, type EstimateJson } from './estimate.ts';
export { estimateInput, readEstimateForm, rowsIn, withAnotherRow, type ReadEstimate } from './inputs.ts';
export { addRanges, effortOf, overYears, priceEstimate, sumRanges, type RateInUse } from './pricing.ts';
export { DIRECT_COSTS } from './types.ts';
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
