/** What this area announces, and the sentence for each. */
import type { Actor, Grant } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { ApiTokenId, InvitationId, Proof, TokenScope } from './types.ts';

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
  | { readonly kind: 'admin-link.made'; readonly person: PersonId };

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
  'admin-link.made': 'A sign-in link for an administrator was made on the command line',
};

/** As the journal takes it: the person is the stream, or the invitation while there is no person; a reason can be erased. */
export function peopleEvent(actor: Actor, event: PeopleEvent, at: Instant) {
  const stream =
    'person' in event ? { kind: 'person', id: event.person } : { kind: 'invitation', id: event.invitation };
  const facts = {
    ...('grant' in event ? { role: event.grant.role, project: event.grant.project } : {}),
    ...(event.kind === 'person.joined' ? { invitation: event.invitation } : {}),
    ...('what' in event ? { what: event.what } : {}),
    ...('proof' in event ? { proof: event.proof } : {}),
    ...(event.kind === 'api-token.made'
      ? { apiToken: event.apiToken, scope: event.scope, validUntil: event.validUntil.toISOString() }
      : {}),
    ...('apiTokens' in event ? { apiTokens: event.apiTokens } : {}),
    ...('sessions' in event ? { sessions: event.sessions } : {}),
  };
  const texts: Readonly<Record<string, string>> = {
    ...('reason' in event ? { reason: event.reason } : {}),
    ...('words' in event ? { words: event.words } : {}),
  };
  return { stream, kind: event.kind, actor, at, facts, texts };
}
