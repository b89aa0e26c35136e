/** What the entrances run of the portal beside its pages. */
export { sendDigests } from './actions/send-digests.ts';
export { setFunding } from './actions/set-funding.ts';
export type { FundingSettings } from './funding-types.ts';
