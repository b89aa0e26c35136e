/** What happens to accounts and roles, as it is announced, and the sentence for each. */
import type { Actor, Grant } from '../../kernel/actor.ts';
import { ROLE_NAMES } from '../../kernel/actor.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { PersonId } from '../../kernel/ids.ts';
import type { Proof } from './types.ts';

interface Happening {
  readonly actor: Actor;
  readonly at: Instant;
}

export type PeopleEvent = Happening &
  (
    | { readonly kind: 'workspace.set-up'; readonly person: PersonId }
    | { readonly kind: 'person.invited'; readonly grant: Grant }
    | { readonly kind: 'invitation.withdrawn' }
    | { readonly kind: 'person.joined'; readonly person: PersonId }
    | { readonly kind: 'session.started'; readonly person: PersonId; readonly proof: Proof }
    | { readonly kind: 'session.ended'; readonly person: PersonId; readonly sessions: number }
    | { readonly kind: 'password.changed'; readonly person: PersonId }
    | { readonly kind: 'role.granted'; readonly person: PersonId; readonly grant: Grant }
    | { readonly kind: 'role.revoked'; readonly person: PersonId; readonly grant: Grant }
    | { readonly kind: 'person.deactivated'; readonly person: PersonId; readonly reason: string }
    | { readonly kind: 'person.reactivated'; readonly person: PersonId }
    | { readonly kind: 'admin-link.made'; readonly person: PersonId }
  );
