import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueJobs } from '../../../outside/jobs/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { ownProjects } from '../../projects/index.ts';
import { verdictsOfProject } from '../../survey/index.ts';
import { roadmapEvent } from '../events.ts';
import { readRoadmapJob } from '../jobs.ts';
import { mayHaveReadAgain } from '../rules.ts';
import { projectNamed } from '../store/readings.ts';
import type { NamedProject, RoadmapRefusal } from '../types.ts';

/** Has a roadmap read once more that could not be read, or not wholly. What was read before stays. */
export async function readAgain(
  tx: Tx,
  actor: Actor,
  input: { readonly key: string; readonly round: RoundId },
  now: Instant,
): Promise<Outcome<NamedProject, RoadmapRefusal>> {
  const project = await projectNamed(tx, ownProjects(actor), input.key);
  if (project === null) return refuse('project-not-found');
  const decision = mayHaveReadAgain(actor);
  if (refused(decision)) return decision;
  const rounds = await verdictsOfProject(tx, project.id, false);
  if (!rounds.some(({ round }) => round === input.round)) return refuse('date-not-found');

  const payload = { round: input.round, project: project.id };
  await queueJobs(tx, readRoadmapJob, [{ key: `${payload.round} ${payload.project}`, payload }]);
  await announce(tx, roadmapEvent(actor, { kind: 'roadmap.read-again', project: project.id, round: input.round }, now));
  return done(project);
}
