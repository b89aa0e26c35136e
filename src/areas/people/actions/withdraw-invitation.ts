import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { WithdrawInvitation } from '../inputs.ts';
import { mayAdminister, peoplePermissions } from '../rules.ts';
import { findOpenInvitation, markInvitationWithdrawn } from '../store/invitations.ts';
import { endLinks } from '../store/links.ts';
import type { InvitationId, PeopleRefusal } from '../types.ts';

/** Takes an invitation back that nobody has accepted; its link ends. */
export async function withdrawInvitation(
  tx: Tx,
  actor: Actor,
  input: WithdrawInvitation,
  now: Instant,
): Promise<Outcome<InvitationId, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.withdrawInvitation);
  if (refused(decision)) return decision;
  if ((await findOpenInvitation(tx, input.invitation)) === null) return refuse('no-such-invitation');

  await markInvitationWithdrawn(tx, input.invitation, personOf(actor), now);
  await endLinks(tx, { purpose: 'invitation', invitation: input.invitation }, now);
  await announce(tx, peopleEvent(actor, { kind: 'invitation.withdrawn', invitation: input.invitation }, now));
  return done(input.invitation);
}
