import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId, RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueJobs } from '../../../outside/jobs/index.ts';
import { surveyEvent } from '../events.ts';
import { surveyProjectJob } from '../jobs.ts';
import { mayRetry } from '../rules.ts';
import { runOfProject, saveRunWaiting } from '../store/runs.ts';
import type { SurveyRefusal } from '../types.ts';

/** Reads a project again that could not be reached. */
export async function retryProject(
  tx: Tx,
  actor: Actor,
  input: { readonly round: RoundId; readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<RoundId, SurveyRefusal>> {
  const run = await runOfProject(tx, input.round, input.project);
  if (run === null) return refuse('project-not-in-round');
  const decision = mayRetry(run);
  if (refused(decision)) return decision;

  await saveRunWaiting(tx, run.id);
  await queueJobs(tx, surveyProjectJob, [{ key: run.id, payload: { run: run.id } }]);
  await announce(tx, surveyEvent(actor, { kind: 'project.retried', round: input.round, project: input.project }, now));
  return done(input.round);
}
