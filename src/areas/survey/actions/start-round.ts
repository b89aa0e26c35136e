import { personOf, type Actor } from '../../../kernel/actor.ts';
import { calendarDate, showMonth, type Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueJobs } from '../../../outside/jobs/index.ts';
import { surveyEvent } from '../events.ts';
import { ROUND_LIMIT, type StartRound } from '../inputs.ts';
import { surveyProjectJob } from '../jobs.ts';
import { mayLookBackTo } from '../rules.ts';
import { saveRound } from '../store/rounds.ts';
import { projectsToSurvey } from '../store/views.ts';
import type { SurveyRefusal } from '../types.ts';

/**
 * Freezes what is to be read (the projects and their repositories as declared now) and queues one job a project. (domain S34)
 * Several rounds may look back to the same day.
 */
export async function startRound(
  tx: Tx,
  actor: Actor,
  input: StartRound,
  now: Instant,
): Promise<Outcome<RoundId, SurveyRefusal>> {
  const decision = mayLookBackTo(input.asOf, calendarDate(now));
  if (refused(decision)) return decision;
  const projects = await projectsToSurvey(tx, input.projects);
  if (projects.length === 0) return refuse('no-projects-chosen');
  if (projects.length > ROUND_LIMIT)
    return refuse('too-many-projects', { chosen: projects.length, limit: ROUND_LIMIT });
  const bare = projects.find((project) => project.repositories.length === 0);
  if (bare !== undefined) return refuse('project-without-repositories', { project: bare.name });

  const saved = await saveRound(
    tx,
    {
      title: input.title === '' ? showMonth(input.asOf) : input.title,
      asOf: input.asOf,
      note: input.note,
      example: projects.every((project) => project.example),
      by: personOf(actor),
      hat: actor.kind === 'person' ? actor.hat : null,
    },
    projects.map(({ id, name, repositories }) => ({ project: id, spec: { name, asOf: input.asOf, repositories } })),
    now,
  );
  await queueJobs(
    tx,
    surveyProjectJob,
    saved.runs.map((run) => ({ key: run, payload: { run } })),
  );
  await announce(
    tx,
    surveyEvent(actor, { kind: 'round.started', round: saved.round, projects: saved.runs.length }, now),
  );
  return done(saved.round);
}
