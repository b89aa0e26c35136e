import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { carePermissions } from '../care-rules.ts';
import type { Coverage } from '../care-types.ts';
import { projectsEvent } from '../events.ts';
import { decide } from '../rules.ts';
import { coverageOf, insertCoverage } from '../store/care.ts';
import { projectForChange } from '../store/projects.ts';
import type { ProjectRefusal } from '../types.ts';

/** How the workspace takes part in a project. No wording of it says that anybody is employed. (domain S40) */
export async function setCoverage(
  tx: Tx,
  actor: Actor,
  input: { readonly project: ProjectId; readonly status: Coverage },
  now: Instant,
): Promise<Outcome<Coverage, ProjectRefusal>> {
  const decision = decide(actor, carePermissions.setCoverage);
  if (refused(decision)) return decision;
  const project = await projectForChange(tx, input.project);
  if (project === null) return refuse('no-such-project');
  if ((await coverageOf(tx, project.id)) === input.status) return refuse('nothing-changed');

  await insertCoverage(tx, project.id, input.status, actor, now);
  const about = { project: project.id, coverage: input.status };
  await announce(tx, projectsEvent(actor, { kind: 'coverage.set', ...about }, now));
  return done(input.status);
}
