import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { askedAs, carePermissions, mayAskForHelp } from '../care-rules.ts';
import type { HelpRequest, HelpRequestId } from '../care-types.ts';
import { projectsEvent } from '../events.ts';
import { decide } from '../rules.ts';
import { helpTracesOf, insertRequest } from '../store/care.ts';
import { projectForChange } from '../store/projects.ts';
import type { ProjectRefusal } from '../types.ts';

export interface AskForHelp {
  readonly project: ProjectId;
  readonly wish: string;
  /** Of somebody without an account. */
  readonly contact: HelpRequest['contact'];
}

/** Somebody wishes for help with the project's roadmap: it waits until one of the workspace takes it on. (domain S45) */
export async function askForHelp(
  tx: Tx,
  actor: Actor,
  input: AskForHelp,
  now: Instant,
): Promise<Outcome<HelpRequestId, ProjectRefusal>> {
  const decision = decide(actor, carePermissions.askForHelp, input.project);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const may = mayAskForHelp(await helpTracesOf(tx, project.id));
  if (refused(may)) return may;

  const { wish, contact } = input;
  const asked = { project: project.id, wish, contact, askedAs: askedAs(actor, project.id) };
  const request = await insertRequest(tx, asked, actor, now);
  await announce(tx, projectsEvent(actor, { kind: 'help.asked', project: project.id, request }, now));
  return done(request);
}
