import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { carePermissions, mayWorkOnHelp } from '../care-rules.ts';
import type { HelpRequestId } from '../care-types.ts';
import { projectsEvent } from '../events.ts';
import { decide } from '../rules.ts';
import { insertNote, requestForChange } from '../store/care.ts';
import type { ProjectRefusal } from '../types.ts';

/** What was done or said meanwhile, for whoever sees to it next. */
export async function noteHelp(
  tx: Tx,
  actor: Actor,
  input: { readonly request: HelpRequestId; readonly words: string },
  now: Instant,
): Promise<Outcome<HelpRequestId, ProjectRefusal>> {
  const decision = decide(actor, carePermissions.noteHelp);
  if (refused(decision)) return decision;
  const request = await requestForChange(tx, input.request);
  if (request === null) return refuse('no-such-request');
  const may = mayWorkOnHelp(request);
  if (refused(may)) return may;

  await insertNote(tx, request.id, input.words, actor, now);
  const about = { project: request.project.id, request: request.id };
  await announce(tx, projectsEvent(actor, { kind: 'help.noted', ...about }, now));
  return done(request.id);
}
