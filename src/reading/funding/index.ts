export { moneyOf } from './amounts.ts';
export {
  guidsFor,
  manifestFor,
  manifestLicences,
  tagsFor,
  type ManifestBuilding,
  type ManifestParts,
} from './build-manifest.ts';
export {
  readCodemeta,
  type Codemeta,
  type CodemetaFunding,
  type CodemetaParty,
  type CodemetaReading,
} from './codemeta.ts';
export {
  readFlatFundingYml,
  readFundingYml,
  sayLinks,
  type FundingLink,
  type FundingYml,
  type Platform,
} from './funding-yml.ts';
export { checkFunding, fundingFormatOf, sayManifest, type FundingCheck } from './check.ts';
export type { Json } from './json.ts';
export { readFundingManifest, type ManifestReading } from './read-manifest.ts';
export {
  CHANNEL_TYPES,
  ENTITY_ROLES,
  ENTITY_TYPES,
  FREQUENCIES,
  PLAN_STATUSES,
  type ChannelType,
  type EntityRole,
  type EntityType,
  type Finding,
  type Frequency,
  type FundingManifest,
  type ManifestAddress,
  type ManifestChannel,
  type ManifestEntity,
  type ManifestPlan,
  type ManifestProject,
  type ManifestYear,
  type PlanStatus,
} from './types.ts';
export {
  provesControl,
  readWellKnown,
  whereWellKnownIsRead,
  type Control,
  type WellKnownReading,
} from './well-known.ts';
export { writeFundingManifest, type ManifestWriting } from './write-manifest.ts';
