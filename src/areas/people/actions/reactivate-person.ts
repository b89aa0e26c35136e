import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { ReactivatePerson } from '../inputs.ts';
import { mayAdminister, peoplePermissions } from '../rules.ts';
import { mergedInto } from '../store/leaving.ts';
import { findPerson, liftDeactivation } from '../store/persons.ts';
import type { PeopleRefusal } from '../types.ts';

/** Opens a closed account again, with the roles it held. */
export async function reactivatePerson(
  tx: Tx,
  actor: Actor,
  input: ReactivatePerson,
  now: Instant,
): Promise<Outcome<PersonId, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.reactivatePerson);
  if (refused(decision)) return decision;
  const person = await findPerson(tx, input.person);
  if (person === null) return refuse('no-such-person');
  if (person.deactivation === null) return refuse('not-deactivated');
  const merged = await mergedInto(tx, person.id);
  if (merged !== null) return refuse('account-merged', { into: merged.name });

  await liftDeactivation(tx, person.id, personOf(actor), now);
  await announce(tx, peopleEvent(actor, { kind: 'person.reactivated', person: person.id }, now));
  return done(person.id);
}
