/** What a funding manifest says (funding.json v1.1.0, fundingjson.org), typed; keys that nothing knows are kept beside. */
import type { Json } from './json.ts';

export const ENTITY_TYPES = ['individual', 'group', 'organisation', 'other'] as const;
export type EntityType = (typeof ENTITY_TYPES)[number];

export const ENTITY_ROLES = ['owner', 'steward', 'maintainer', 'contributor', 'other'] as const;
export type EntityRole = (typeof ENTITY_ROLES)[number];

export const CHANNEL_TYPES = ['bank', 'payment-provider', 'cheque', 'cash', 'other'] as const;
export type ChannelType = (typeof CHANNEL_TYPES)[number];

export const PLAN_STATUSES = ['active', 'inactive'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

export const FREQUENCIES = ['one-time', 'weekly', 'fortnightly', 'monthly', 'yearly', 'other'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** Keys that the specification does not name, as they stood. */
export type Others = ReadonlyMap<string, Json>;

export interface FundingManifest {
  readonly entity: ManifestEntity;
  readonly projects: readonly ManifestProject[];
  readonly funding: {
    readonly channels: readonly ManifestChannel[];
    readonly plans: readonly ManifestPlan[];
    readonly history: readonly ManifestYear[];
    readonly others: Others;
  };
  readonly others: Others;
}

/** An address with the file that proves that whoever publishes the manifest also keeps that address. */
export interface ManifestAddress {
  readonly url: string;
  readonly wellKnown: string | null;
  readonly others: Others;
}

export interface ManifestEntity {
  readonly type: EntityType;
  readonly role: EntityRole;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly description: string;
  readonly webpageUrl: ManifestAddress;
  readonly others: Others;
}

export interface ManifestProject {
  readonly guid: string;
  readonly name: string;
  readonly description: string;
  readonly webpageUrl: ManifestAddress;
  readonly repositoryUrl: ManifestAddress;
  /** `spdx:BSD-3-Clause`, or the words of a licence that has no SPDX identifier. */
  readonly licenses: readonly string[];
  readonly tags: readonly string[];
  readonly others: Others;
}

export interface ManifestChannel {
  readonly guid: string;
  readonly type: ChannelType;
  readonly address: string | null;
  readonly description: string | null;
  readonly others: Others;
}

export interface ManifestPlan {
  readonly guid: string;
  readonly status: PlanStatus;
  readonly name: string;
  readonly description: string | null;
  /** A plain decimal; "0" stands for any amount. */
  readonly amount: string;
  readonly currency: string;
  readonly frequency: Frequency;
  /** Guids of channels. */
  readonly channels: readonly string[];
  readonly others: Others;
}

/** What came in and went out in one year. */
export interface ManifestYear {
  readonly year: number;
  /** Plain decimals. */
  readonly income: string | null;
  readonly expenses: string | null;
  readonly taxes: string | null;
  readonly currency: string;
  readonly description: string | null;
  readonly others: Others;
}

/**
 * What is wrong, where, and what to do. `json`: the text itself; `schema`: the published JSON schema; `validator`: floss.fund's
 * program, which is stricter; `ours`: neither minds, but readers would be misled. An `error` stands in the way, a `remark` does not.
 */
export interface Finding {
  readonly severity: 'error' | 'remark';
  readonly rule: 'json' | 'schema' | 'validator' | 'ours';
  /** A JSON path, or the place in a file of another kind. */
  readonly path: string;
  /** Null where no line can be named. */
  readonly line: number | null;
  /** What stands there, shortened. */
  readonly value: string;
  readonly sentence: string;
}
