/** The tables of people as the queries see them. */
import type { Role } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ActLinkId, Id, PersonId, ProjectId, SessionId } from '../../../kernel/ids.ts';
import { on, type Tx } from '../../../outside/database/index.ts';
import type { Generated } from 'kysely';
import type {
  ApiTokenId,
  BegunPurpose,
  FactorId,
  GrantId,
  HatId,
  InvitationId,
  LinkPurpose,
  LinkRole,
  Proof,
  RecoveryId,
  TokenScope,
} from '../types.ts';

/** Of a passkey: all but `issuer`; of a provider's account: that alone. */
export interface FactorDetails {
  readonly publicKey?: string;
  readonly counter?: number;
  readonly transports?: readonly string[];
  readonly mayBeCopied?: boolean;
  readonly isCopied?: boolean;
  readonly suspectedAt?: string;
  readonly issuer?: string;
}

export interface Tables {
  workspace: { only_one: boolean; name: string; example: boolean; set_up_at: Instant };
  person: { id: PersonId; joined_at: Instant };
  person_profile: { person: PersonId; name: string; mail: string; mail_key: string };
  person_hat: {
    id: HatId;
    person: PersonId;
    capacity: string;
    affiliation: string | null;
    stated_at: Instant;
    given_up_at: Instant | null;
  };
  affiliation: { id: string; name: string };
  person_factor: {
    id: FactorId;
    person: PersonId;
    kind: 'password' | 'passkey' | 'oidc';
    handle: string | null;
    secret: string | null;
    details: Generated<FactorDetails>;
    name: string | null;
    set_at: Instant;
    last_used_at: Instant | null;
  };
  person_deactivation: {
    id: string;
    person: PersonId;
    at: Instant;
    by_person: PersonId | null;
    reason: string;
    lifted_at: Instant | null;
    lifted_by: PersonId | null;
  };
  role_grant: {
    id: GrantId;
    person: PersonId;
    role: Role;
    project: ProjectId | null;
    granted_at: Instant;
    granted_by: PersonId | null;
    revoked_at: Instant | null;
    revoked_by: PersonId | null;
  };
  invitation: {
    id: InvitationId;
    name: string;
    mail: string;
    mail_key: string;
    role: Role;
    project: ProjectId | null;
    invited_at: Instant;
    invited_by: PersonId | null;
    valid_until: Instant;
    accepted_at: Instant | null;
    accepted_by: PersonId | null;
    withdrawn_at: Instant | null;
    withdrawn_by: PersonId | null;
  };
  one_time_link: {
    id: string;
    purpose: LinkPurpose;
    token_digest: Buffer;
    person: PersonId | null;
    invitation: InvitationId | null;
    made_at: Instant;
    valid_until: Instant;
    spent_at: Instant | null;
    ended_at: Instant | null;
  };
  act_link: {
    id: ActLinkId;
    token_digest: Buffer;
    act: string;
    subject: Id<string>;
    role: LinkRole;
    project: ProjectId | null;
    use: 'once' | 'until-it-ends';
    made_at: Instant;
    made_by: PersonId | null;
    valid_until: Instant;
    renews: ActLinkId | null;
    spent_at: Instant | null;
    withdrawn_at: Instant | null;
    withdrawn_by: PersonId | null;
  };
  act_link_recipient: { link: ActLinkId; name: string; mail: string };
  session: {
    id: SessionId;
    token_digest: Buffer;
    person: PersonId;
    proof: Proof;
    started_at: Instant;
    last_seen_at: Instant;
    hat: string | null;
    ended_at: Instant | null;
    proven_at: Instant | null;
    proven_by: 'password' | 'passkey' | null;
  };
  session_trace: { session: SessionId; address: string; agent: string };
  api_token: {
    id: ApiTokenId;
    token_digest: Buffer;
    person: PersonId;
    name: string;
    scope: TokenScope;
    made_at: Instant;
    valid_until: Instant;
    last_used_at: Instant | null;
    revoked_at: Instant | null;
    revoked_by: PersonId | null;
  };
  begun_sign_in: {
    digest: Buffer;
    browser_digest: Buffer;
    purpose: BegunPurpose;
    person: PersonId | null;
    provider: string | null;
    next: string | null;
    begun_at: Instant;
    valid_until: Instant;
  };
  mail_change: {
    id: string;
    person: PersonId;
    token_digest: Buffer;
    mail: string | null;
    asked_at: Instant;
    valid_until: Instant;
    spent_at: Instant | null;
    ended_at: Instant | null;
  };
  recovery: {
    id: RecoveryId;
    person: PersonId;
    token_digest: Buffer;
    made_at: Instant;
    made_by: PersonId;
    reason: string | null;
    valid_until: Instant;
    spent_at: Instant | null;
    ended_at: Instant | null;
  };
  sign_in_failure: { kind: 'account' | 'address'; subject: Buffer; failures: number; last_at: Instant };
}

/** The query builder on the tables of people. */
export const tables = (tx: Tx) => on<Tables>(tx);
