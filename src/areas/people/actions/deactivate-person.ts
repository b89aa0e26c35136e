import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { DeactivatePerson } from '../inputs.ts';
import { mayAdminister, mayLoseAdministrator, peoplePermissions } from '../rules.ts';
import { grantsOf, lockAdministrators } from '../store/grants.ts';
import { endLinks } from '../store/links.ts';
import { findPerson, saveDeactivation } from '../store/persons.ts';
import { markSessionsEnded } from '../store/sessions.ts';
import type { PeopleRefusal } from '../types.ts';
import { revokeAllApiTokens } from './revoke-all-api-tokens.ts';

/** Closes an account: its sessions, links and tokens end at once; what the person did, and the roles they held, stay on record. */
export async function deactivatePerson(
  tx: Tx,
  actor: Actor,
  input: DeactivatePerson,
  now: Instant,
): Promise<Outcome<PersonId, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.deactivatePerson);
  if (refused(decision)) return decision;
  const administrators = await lockAdministrators(tx);
  const person = await findPerson(tx, input.person);
  if (person === null) return refuse('no-such-person');
  if (person.deactivation !== null) return refuse('already-deactivated');
  if ((await grantsOf(tx, person.id)).some((grant) => grant.role === 'ADM')) {
    const loss = mayLoseAdministrator(person.id, administrators);
    if (refused(loss)) return loss;
  }

  await saveDeactivation(tx, { person: person.id, by: personOf(actor), reason: input.reason }, now);
  await markSessionsEnded(tx, { person: person.id, except: null }, now);
  await endLinks(tx, { purpose: 'sign-in', person: person.id }, now);
  await revokeAllApiTokens(tx, actor, { person: person.id }, now);
  await announce(tx, peopleEvent(actor, { kind: 'person.deactivated', person: person.id, reason: input.reason }, now));
  return done(person.id);
}
