import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import type { SaidIdentity, SignInProvider } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { saveGrant } from '../store/grants.ts';
import { findOpenInvitationByMail, markInvitationAccepted } from '../store/invitations.ts';
import { endLinks } from '../store/links.ts';
import { findPerson, findPersonByMail, savePerson } from '../store/persons.ts';
import { findProviderAccount, noteProviderUsed, saveProviderAccount } from '../store/providers.ts';
import type { CameFrom, Invitation, PeopleRefusal, StartedSession } from '../types.ts';
import { startSession } from './start-session.ts';

/**
 * Signs in whoever the provider says it is, when that account was connected to one here; or lets in somebody who is invited at the very
 * address that the provider says they read. An address that has an account here opens nothing: providers give addresses out again, and
 * some let people write any. Unknown and closed accounts are answered alike.
 */
export async function signInWithProvider(
  tx: Tx,
  actor: Actor,
  input: CameFrom & { readonly identity: SaidIdentity; readonly provider: SignInProvider },
  now: Instant,
): Promise<Outcome<StartedSession, PeopleRefusal>> {
  const { identity, provider } = input;
  const known = await findProviderAccount(tx, identity);
  if (known !== null) {
    const person = await findPerson(tx, known.person);
    if (person === null || person.deactivation !== null) return refuse('not-connected', { provider: provider.name });
    await noteProviderUsed(tx, known.id, now);
    return done(await startSession(tx, actor, { ...input, person: known.person, proof: 'oidc' }, now));
  }
  const invitation = identity.mail === null ? null : await findOpenInvitationByMail(tx, identity.mail);
  const isGood = invitation !== null && invitation.validUntil > now;
  if (!isGood || (await findPersonByMail(tx, invitation.mail)) !== null) {
    return refuse('not-connected', { provider: provider.name });
  }
  const person = await joinByInvitation(tx, actor, invitation, identity, now);
  // Somebody took the address at the same moment; what was written for this one is taken back.
  if (person === null) return refuse('already-a-member');
  return done(await startSession(tx, actor, { ...input, person, proof: 'oidc' }, now));
}

/** The invitation went to this address, and the provider says that whoever comes reads it: as good as opening its letter. */
async function joinByInvitation(
  tx: Tx,
  actor: Actor,
  invitation: Invitation,
  { issuer, subject, label }: SaidIdentity,
  now: Instant,
): Promise<PersonId | null> {
  const person = await savePerson(tx, invitation, now);
  if (person === null) return null;

  const factor = await saveProviderAccount(tx, { person, issuer, subject, label }, now);
  await saveGrant(tx, { person, ...invitation.grant, by: null }, now);
  await markInvitationAccepted(tx, invitation.id, person, now);
  await endLinks(tx, { purpose: 'invitation', invitation: invitation.id }, now);
  const joined = { kind: 'person.joined', person, invitation: invitation.id, grant: invitation.grant } as const;
  await announce(tx, peopleEvent(actor, joined, now));
  if (factor !== null) await announce(tx, peopleEvent(actor, { kind: 'provider.connected', person, factor }, now));
  return person;
}
