import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { carePermissions } from '../care-rules.ts';
import type { HelpRequestId } from '../care-types.ts';
import { projectsEvent } from '../events.ts';
import { decide } from '../rules.ts';
import { deleteHelpContact, requestForChange } from '../store/care.ts';
import type { ProjectRefusal } from '../types.ts';

/** The name and address of somebody without an account go from their request. */
export async function forgetHelp(
  tx: Tx,
  actor: Actor,
  input: { readonly request: HelpRequestId },
  now: Instant,
): Promise<Outcome<HelpRequestId, ProjectRefusal>> {
  const decision = decide(actor, carePermissions.forgetHelp);
  if (refused(decision)) return decision;
  const request = await requestForChange(tx, input.request);
  if (request === null) return refuse('no-such-request');
  if (request.contact === null) return refuse('nothing-to-forget');

  await deleteHelpContact(tx, request.id);
  const about = { project: request.project.id, request: request.id };
  await announce(tx, projectsEvent(actor, { kind: 'help.forgotten', ...about }, now));
  return done(request.id);
}
