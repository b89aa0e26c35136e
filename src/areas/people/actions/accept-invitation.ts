import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { hashPassword, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import type { AcceptInvitation } from '../inputs.ts';
import { mayUsePassword } from '../rules.ts';
import { saveGrant } from '../store/grants.ts';
import { markInvitationAccepted } from '../store/invitations.ts';
import { spendLink } from '../store/links.ts';
import { savePerson } from '../store/persons.ts';
import { savePasswordHash } from '../store/sign-ins.ts';
import type { CameFrom, PeopleRefusal, StartedSession } from '../types.ts';
import { lookAtLink } from './look-at-link.ts';
import { startSession } from './start-session.ts';

/** The person invited joins, under the name they choose and with the role they were asked for. */
export async function acceptInvitation(
  tx: Tx,
  actor: Actor,
  input: AcceptInvitation & CameFrom,
  now: Instant,
): Promise<Outcome<StartedSession, PeopleRefusal>> {
  const seen = await lookAtLink(tx, { purpose: 'invitation', token: input.token }, now);
  if (refused(seen)) return seen;
  if (seen.done.purpose !== 'invitation') return refuse('link-ended');
  const { invitation } = seen.done;
  const decision = mayUsePassword(input.password, { name: input.name, mail: invitation.mail });
  if (refused(decision)) return decision;
  if ((await spendLink(tx, 'invitation', tokenDigest(input.token), now)) === null) return refuse('link-ended');

  const person = await savePerson(tx, { name: input.name, mail: invitation.mail }, now);
  if (person === null) return refuse('already-a-member');
  await savePasswordHash(tx, person, await hashPassword(input.password), now);
  await saveGrant(tx, { person, ...invitation.grant, by: null }, now);
  await markInvitationAccepted(tx, invitation.id, person, now);
  const joined = { kind: 'person.joined', person, invitation: invitation.id, grant: invitation.grant } as const;
  await announce(tx, peopleEvent(actor, joined, now));
  return done(await startSession(tx, actor, { ...input, person, proof: 'invitation' }, now));
}
