import { personOf, ROLE_NAMES, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { GrantRole } from '../inputs.ts';
import { mayAdminister, mayHoldRole, peoplePermissions } from '../rules.ts';
import { grantsOf, saveGrant } from '../store/grants.ts';
import { findPerson } from '../store/persons.ts';
import type { GrantId, PeopleRefusal } from '../types.ts';
import { notify } from './notify.ts';

/** Gives a person a role, for the workspace or for one project. */
export async function grantRole(
  tx: Tx,
  actor: Actor,
  input: GrantRole,
  now: Instant,
): Promise<Outcome<GrantId, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.grantRole);
  if (refused(decision)) return decision;
  const person = await findPerson(tx, input.person);
  if (person === null) return refuse('no-such-person');
  if (person.deactivation !== null) return refuse('person-deactivated');
  const grant = { role: input.role, project: input.project };
  const role = mayHoldRole(await grantsOf(tx, person.id), grant.role, grant.project);
  if (refused(role)) return role;

  const id = await saveGrant(tx, { ...grant, person: person.id, by: personOf(actor) }, now);
  if (id === null) return refuse('role-already-held', { role: grant.role });
  await announce(tx, peopleEvent(actor, { kind: 'role.granted', person: person.id, grant }, now));
  if (personOf(actor) !== person.id) {
    const sentence = `You were given a role: ${ROLE_NAMES[grant.role]}.`;
    await notify(tx, { person: person.id, kind: 'account', sentence, link: urls.account({}) }, now);
  }
  return done(id);
}
