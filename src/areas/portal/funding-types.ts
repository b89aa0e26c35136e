/** What a funding manifest needs and nobody else has said. (funding-platforms, section 5) */
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';

export type FundingSettingsId = Id<'funding settings'>;

/** The words of funding.json v1.1.0. */
export const ENTITY_TYPES = ['individual', 'group', 'organisation', 'other'] as const;
export const ENTITY_ROLES = ['owner', 'steward', 'maintainer', 'contributor', 'other'] as const;
export const CHANNEL_TYPES = ['bank', 'payment-provider', 'cheque', 'cash', 'other'] as const;

/** What readers of manifests take at most. */
export const MOST_PROJECTS = 30;
export const MOST_PLANS = 10;
export const MOST_CHANNELS = 10;

/** So many channels can be written in the form; a program may send more. */
export const CHANNEL_ROWS = 4;

/** To whom one writes, by role (domain S103). */
export interface Contacts {
  readonly funders: string | null;
  readonly projects: string | null;
}

export interface FundingEntity {
  readonly type: (typeof ENTITY_TYPES)[number];
  readonly role: (typeof ENTITY_ROLES)[number];
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly description: string;
  readonly webpageUrl: string;
}

export interface FundingChannel {
  /** What plans call it; its guid is made of it. */
  readonly name: string;
  readonly type: (typeof CHANNEL_TYPES)[number];
  readonly address: string | null;
  readonly description: string | null;
}

export interface FundingSettings {
  /** Null where no manifest is wanted. */
  readonly entity: FundingEntity | null;
  readonly channels: readonly FundingChannel[];
  /** Of the workspace alone. */
  readonly contacts: Contacts;
}

export interface KeptFundingSettings {
  readonly id: FundingSettingsId;
  readonly project: ProjectId | null;
  readonly body: FundingSettings;
  readonly at: Instant;
  readonly by: PersonId | null;
  readonly byName: string | null;
  readonly hat: string | null;
}

/** A project as manifests describe it. */
export interface DescribedProject {
  readonly id: ProjectId;
  readonly slug: string;
  readonly name: string;
  readonly summary: string;
  readonly licence: string | null;
  readonly homepage: string | null;
  /** Its first public repository. */
  readonly repository: string | null;
  readonly addedAt: Instant;
}

/** A place in a repository, for a link to it. */
export interface FundingSource {
  readonly repository: string | null;
  readonly commit: string;
  readonly path: string;
  readonly lines: readonly [number, number] | null;
}

/** Where a project takes gifts, as the survey read it. */
export interface Gift {
  readonly words: string;
  readonly source: FundingSource | null;
  readonly links: readonly { readonly name: string; readonly handle: string; readonly url: string }[];
}
