import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { decide, mayChange, projectPermissions } from '../rules.ts';
import { insertArchival, projectForChange } from '../store/projects.ts';
import type { ProjectRefusal } from '../types.ts';

/** The register no longer follows a project: it leaves the lists and is not surveyed any more. Nothing is deleted. */
export async function archiveProject(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly reason: string },
  now: Instant,
): Promise<Outcome<'archived', ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.archiveProject);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  const change = mayChange(project);
  if (refused(change)) return change;

  await insertArchival(tx, project.id, input.reason, actor, now);
  const { reason } = input;
  await announce(tx, projectsEvent(actor, { kind: 'project.archived', project: project.id, reason }, now));
  return done('archived');
}
