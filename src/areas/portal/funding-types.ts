/** What a funding manifest needs and nobody else has said. (funding-platforms, section 5) */
import type { Instant } from '../../kernel/dates.ts';
import type { Id, PersonId, ProjectId } from '../../kernel/ids.ts';
import type { ChannelType, EntityRole, EntityType } from '../../reading/funding/index.ts';
import type { Contacts } from './types.ts';

export type FundingSettingsId = Id<'funding settings'>;

export interface FundingEntity {
  readonly type: EntityType;
  readonly role: EntityRole;
  readonly name: string;
  readonly email: string;
  readonly phone: string | null;
  readonly description: string;
  readonly webpageUrl: string;
}

export interface FundingChannel {
  /** What plans call it; its guid is made of it. */
  readonly name: string;
  readonly type: ChannelType;
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
