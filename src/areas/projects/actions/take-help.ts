import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { listPeople } from '../../people/index.ts';
import { carePermissions, HELPERS, mayWorkOnHelp } from '../care-rules.ts';
import type { HelpRequestId } from '../care-types.ts';
import { projectsEvent } from '../events.ts';
import { decide } from '../rules.ts';
import { insertTaking, requestForChange } from '../store/care.ts';
import type { ProjectRefusal } from '../types.ts';

/** The request has an owner: somebody of the workspace sees to it. It may be handed on in the same way. (domain S45) */
export async function takeHelp(
  tx: Tx,
  actor: Actor,
  input: { readonly request: HelpRequestId; readonly owner: PersonId },
  now: Instant,
): Promise<Outcome<HelpRequestId, ProjectRefusal>> {
  const decision = decide(actor, carePermissions.takeHelp);
  if (refused(decision)) return decision;
  const request = await requestForChange(tx, input.request);
  if (request === null) return refuse('no-such-request');
  const may = mayWorkOnHelp(request);
  if (refused(may)) return may;
  const owners = await possibleOwners(tx);
  if (!owners.some(({ person }) => person === input.owner)) return refuse('no-such-owner', { field: 'owner' });
  if (request.owner?.person === input.owner) return refuse('nothing-changed');

  await insertTaking(tx, request.id, input.owner, actor, now);
  const about = { project: request.project.id, request: request.id, owner: input.owner };
  await announce(tx, projectsEvent(actor, { kind: 'help.taken', ...about }, now));
  return done(request.id);
}

/** Everybody of the workspace who may own a request. */
export async function possibleOwners(tx: Tx): Promise<readonly { readonly person: PersonId; readonly name: string }[]> {
  return (await listPeople(tx))
    .filter(({ deactivation, grants }) => deactivation === null && grants.some(({ role }) => HELPERS.includes(role)))
    .map(({ id, name }) => ({ person: id, name }));
}
