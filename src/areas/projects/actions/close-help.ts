import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { carePermissions, mayWorkOnHelp } from '../care-rules.ts';
import type { HelpOutcome, HelpRequestId } from '../care-types.ts';
import { projectsEvent } from '../events.ts';
import { decide } from '../rules.ts';
import { insertHelpAnswer, requestForChange } from '../store/care.ts';
import type { ProjectRefusal } from '../types.ts';

export interface CloseHelp {
  readonly request: HelpRequestId;
  readonly outcome: HelpOutcome;
  /** What was done, or why not now. */
  readonly words: string;
}

/** Helped, or not now: either is an end, with words. (domain S45) */
export async function closeHelp(
  tx: Tx,
  actor: Actor,
  input: CloseHelp,
  now: Instant,
): Promise<Outcome<HelpRequestId, ProjectRefusal>> {
  const decision = decide(actor, carePermissions.closeHelp);
  if (refused(decision)) return decision;
  const request = await requestForChange(tx, input.request);
  if (request === null) return refuse('no-such-request');
  const may = mayWorkOnHelp(request);
  if (refused(may)) return may;

  const { outcome, words } = input;
  await insertHelpAnswer(tx, request.id, { outcome, words }, actor, now);
  const about = { project: request.project.id, request: request.id, outcome };
  await announce(tx, projectsEvent(actor, { kind: 'help.answered', ...about }, now));
  return done(request.id);
}
