import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { projectsEvent } from '../events.ts';
import { decide, projectPermissions } from '../rules.ts';
import { endArchival, projectForChange } from '../store/projects.ts';
import type { ProjectRefusal } from '../types.ts';

/** An archived project comes back into the lists as it was. */
export async function restoreProject(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<'restored', ProjectRefusal>> {
  const decision = decide(actor, projectPermissions.restoreProject);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  if (project.archival === null) return refuse('project-not-archived');

  await endArchival(tx, project.id, actor, now);
  await announce(tx, projectsEvent(actor, { kind: 'project.restored', project: project.id }, now));
  return done('restored');
}
