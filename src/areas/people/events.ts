/** What this area announces, and the sentence for each. */
import type { Actor, Grant } from '../../kernel/actor.ts';
import type { CalendarDate, Instant } from '../../kernel/dates.ts';
import type { ActLinkId, PersonId } from '../../kernel/ids.ts';
import type { Decided, InterestId, InterestKind, Visibility } from './interest-types.ts';
import type { HandOverId } from './leaving-types.ts';
import type { NotificationSettings } from './notification-types.ts';
import type { ApiTokenId, FactorId, InvitationId, Proof, RecoveryId, TokenScope } from './types.ts';

export type PeopleEvent =
  | { readonly kind: 'workspace.set-up'; readonly person: PersonId }
  | { readonly kind: 'person.invited'; readonly invitation: InvitationId; readonly grant: Grant }
  | { readonly kind: 'invitation.withdrawn'; readonly invitation: InvitationId }
  | {
      readonly kind: 'person.joined';
      readonly person: PersonId;
      readonly invitation: InvitationId;
      readonly grant: Grant;
    }
  | { readonly kind: 'session.started'; readonly person: PersonId; readonly proof: Proof }
  | { readonly kind: 'session.ended'; readonly person: PersonId; readonly sessions: number }
  | { readonly kind: 'password.changed'; readonly person: PersonId }
  | { readonly kind: 'hat.stated' | 'hat.given-up'; readonly person: PersonId; readonly words: string }
  | { readonly kind: 'role.granted'; readonly person: PersonId; readonly grant: Grant }
  | { readonly kind: 'role.revoked'; readonly person: PersonId; readonly grant: Grant }
  | { readonly kind: 'person.corrected'; readonly person: PersonId; readonly what: readonly ('name' | 'mail')[] }
  | { readonly kind: 'person.deactivated'; readonly person: PersonId; readonly reason: string }
  | { readonly kind: 'person.reactivated'; readonly person: PersonId }
  | {
      readonly kind: 'api-token.made';
      readonly person: PersonId;
      readonly apiToken: ApiTokenId;
      readonly scope: TokenScope;
      readonly validUntil: Instant;
    }
  | { readonly kind: 'api-token.revoked'; readonly person: PersonId; readonly apiTokens: readonly ApiTokenId[] }
  | { readonly kind: 'admin-link.made'; readonly person: PersonId }
  | FactorEvent
  | ActLinkEvent
  | InterestEvent
  | {
      readonly kind: 'person.merged';
      readonly person: PersonId;
      readonly into: PersonId;
      readonly reason: string;
    }
  | {
      readonly kind: 'person.handed-over';
      readonly person: PersonId;
      readonly to: PersonId;
      readonly handOver: HandOverId;
      readonly reason: string;
    }
  | { readonly kind: 'notifications.set'; readonly person: PersonId; readonly settings: NotificationSettings };

export type InterestEvent =
  | {
      readonly kind: 'interest.declared';
      readonly person: PersonId;
      readonly interest: InterestId;
      readonly what: InterestKind;
      readonly visibility: Visibility;
    }
  | {
      readonly kind: 'interest.ended';
      readonly person: PersonId;
      readonly interest: InterestId;
      readonly until: CalendarDate;
    }
  | {
      readonly kind: 'person.recused';
      readonly person: PersonId;
      readonly interest: InterestId;
      readonly decided: Decided;
    }
  | { readonly kind: 'interest-limit.set'; readonly limit: string; readonly amount: string; readonly currency: string };

/** In streams of their own: a link is no person, and what was done by it is told in the stream of what it was done to. */
export interface ActLinkEvent {
  readonly kind: 'act-link.made' | 'act-link.used' | 'act-link.withdrawn' | 'act-link.renewed';
  readonly link: ActLinkId;
  readonly act: string;
  readonly subject: string;
}

export type FactorEvent =
  | { readonly kind: 'session.confirmed'; readonly person: PersonId; readonly proof: Proof }
  | { readonly kind: 'passkey.added'; readonly person: PersonId; readonly factor: FactorId }
  | { readonly kind: 'passkey.suspected'; readonly person: PersonId; readonly factor: FactorId }
  | { readonly kind: 'provider.connected'; readonly person: PersonId; readonly factor: FactorId }
  | {
      readonly kind: 'factor.removed';
      readonly person: PersonId;
      readonly factor: FactorId;
      readonly factorKind: 'password' | 'passkey' | 'oidc';
    }
  | { readonly kind: 'new-mail.asked'; readonly person: PersonId }
  | { readonly kind: 'new-mail.taken'; readonly person: PersonId }
  | {
      readonly kind: 'recovery.made';
      readonly person: PersonId;
      readonly recovery: RecoveryId;
      readonly reason: string;
      readonly factors: readonly FactorId[];
    }
  | { readonly kind: 'recovery.used'; readonly person: PersonId; readonly recovery: RecoveryId };

export const peopleSentences: Readonly<Record<PeopleEvent['kind'], string>> = {
  'workspace.set-up': 'set up the workspace',
  'person.invited': 'invited a person',
  'invitation.withdrawn': 'withdrew an invitation',
  'person.joined': 'joined',
  'session.started': 'signed in',
  'session.ended': 'signed out',
  'password.changed': 'changed the password',
  'hat.stated': 'stated a hat',
  'hat.given-up': 'gave up a hat',
  'role.granted': 'gave a role',
  'role.revoked': 'took a role back',
  'person.corrected': 'corrected name or mail address',
  'person.deactivated': 'closed the account',
  'person.reactivated': 'opened the account again',
  'api-token.made': 'made a token for the API',
  'api-token.revoked': 'revoked tokens for the API',
  'act-link.made': 'sent a link for one act',
  'act-link.used': 'acted by a link',
  'act-link.withdrawn': 'took a link back',
  'act-link.renewed': 'asked for a new link',
  'interest.declared': 'declared an interest',
  'interest.ended': 'ended an interest',
  'person.recused': 'stood aside from a decision',
  'interest-limit.set': 'set the amount from which an interest is declared',
  'person.merged': 'merged an account into another one',
  'person.handed-over': 'handed roles over',
  'notifications.set': 'set how often letters come',
  'admin-link.made': 'A sign-in link for an administrator was made on the command line',
  'session.confirmed': 'confirmed who they are',
  'passkey.added': 'added a passkey',
  'passkey.suspected': 'used a passkey that may have been copied; it was refused',
  'provider.connected': 'connected a sign-in provider',
  'factor.removed': 'removed a way to sign in',
  'new-mail.asked': 'asked for a new mail address',
  'new-mail.taken': 'has a new mail address',
  'recovery.made': 'made a link for somebody who lost every way in; all earlier ways in ended',
  'recovery.used': 'came back by a recovery link',
};

/** As the journal takes it: the person is the stream, or the invitation while there is no person; a reason can be erased. */
export function peopleEvent(actor: Actor, event: PeopleEvent, at: Instant) {
  const stream = streamOf(event);
  const facts = {
    ...('grant' in event ? { role: event.grant.role, project: event.grant.project } : {}),
    ...(event.kind === 'person.joined' ? { invitation: event.invitation } : {}),
    ...('what' in event ? { what: event.what } : {}),
    ...('proof' in event ? { proof: event.proof } : {}),
    ...(event.kind === 'api-token.made'
      ? { apiToken: event.apiToken, scope: event.scope, validUntil: event.validUntil.toISOString() }
      : {}),
    ...('factor' in event ? { factor: event.factor } : {}),
    ...('factorKind' in event ? { factorKind: event.factorKind } : {}),
    ...('recovery' in event ? { recovery: event.recovery } : {}),
    ...('factors' in event ? { factors: event.factors } : {}),
    ...('apiTokens' in event ? { apiTokens: event.apiTokens } : {}),
    ...('link' in event ? { act: event.act, subject: event.subject } : {}),
    ...('interest' in event ? { interest: event.interest } : {}),
    ...('visibility' in event ? { visibility: event.visibility } : {}),
    ...('until' in event ? { until: event.until } : {}),
    ...('decided' in event ? { decided: event.decided.kind, subject: event.decided.id } : {}),
    ...('amount' in event ? { amount: event.amount, currency: event.currency } : {}),
    ...('settings' in event ? event.settings : {}),
    ...('into' in event ? { into: event.into } : {}),
    ...('handOver' in event ? { to: event.to, handOver: event.handOver } : {}),
    ...('sessions' in event ? { sessions: event.sessions } : {}),
  };
  const texts: Readonly<Record<string, string>> = {
    ...('reason' in event ? { reason: event.reason } : {}),
    ...('words' in event ? { words: event.words } : {}),
  };
  return { stream, kind: event.kind, actor, at, facts, texts };
}

function streamOf(event: PeopleEvent) {
  if ('person' in event) return { kind: 'person', id: event.person };
  if ('limit' in event) return { kind: 'interest-limit', id: event.limit };
  return 'link' in event ? { kind: 'act-link', id: event.link } : { kind: 'invitation', id: event.invitation };
}
