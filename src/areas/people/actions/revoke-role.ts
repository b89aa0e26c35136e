import { personOf, ROLE_NAMES, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { RevokeRole } from '../inputs.ts';
import { mayAdminister, mayLoseAdministrator, peoplePermissions } from '../rules.ts';
import { grantsOf, lockAdministrators, markGrantRevoked } from '../store/grants.ts';
import type { GrantId, PeopleRefusal } from '../types.ts';
import { notify } from './notify.ts';

/** Takes a role back. The workspace keeps at least one administrator who can sign in. */
export async function revokeRole(
  tx: Tx,
  actor: Actor,
  input: RevokeRole,
  now: Instant,
): Promise<Outcome<GrantId, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.revokeRole);
  if (refused(decision)) return decision;
  const administrators = await lockAdministrators(tx);
  const grant = (await grantsOf(tx, input.person)).find((held) => held.id === input.grant);
  if (grant === undefined) return refuse('no-such-grant');
  if (grant.role === 'ADM') {
    const loss = mayLoseAdministrator(input.person, administrators);
    if (refused(loss)) return loss;
  }

  await markGrantRevoked(tx, grant.id, personOf(actor), now);
  const { role, project } = grant;
  await announce(tx, peopleEvent(actor, { kind: 'role.revoked', person: input.person, grant: { role, project } }, now));
  if (personOf(actor) !== input.person) {
    const sentence = `A role of yours was taken back: ${ROLE_NAMES[role]}.`;
    await notify(tx, { person: input.person, kind: 'account', sentence, link: urls.account({}) }, now);
  }
  return done(grant.id);
}
