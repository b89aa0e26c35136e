import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { findOpenInvitation } from '../store/invitations.ts';
import { findOpenLink } from '../store/links.ts';
import { findPerson } from '../store/persons.ts';
import type { Invitation, LinkPurpose, PeopleRefusal, Person } from '../types.ts';

export type SeenLink =
  | { readonly purpose: 'set-up' }
  | { readonly purpose: 'sign-in'; readonly person: Person }
  | { readonly purpose: 'invitation'; readonly invitation: Invitation };

/** What a one-time link is for, for the page it opens. Looking does not spend it: mail gateways open every link. */
export async function lookAtLink(
  tx: Tx,
  input: { readonly purpose: LinkPurpose; readonly token: string },
  now: Instant,
): Promise<Outcome<SeenLink, PeopleRefusal>> {
  const link = await findOpenLink(tx, input.purpose, tokenDigest(input.token), now);
  if (link === null) return refuse('link-ended');
  if (input.purpose === 'set-up') return done({ purpose: 'set-up' });
  if (input.purpose === 'sign-in') {
    const person = link.person === null ? null : await findPerson(tx, link.person);
    if (person === null || person.deactivation !== null) return refuse('link-ended');
    return done({ purpose: 'sign-in', person });
  }
  const invitation = link.invitation === null ? null : await findOpenInvitation(tx, link.invitation);
  return invitation === null ? refuse('link-ended') : done({ purpose: 'invitation', invitation });
}
