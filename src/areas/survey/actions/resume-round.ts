import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueJobs } from '../../../outside/jobs/index.ts';
import { surveyEvent } from '../events.ts';
import { surveyProjectJob } from '../jobs.ts';
import { mayResume } from '../rules.ts';
import { roundById, saveResumption } from '../store/rounds.ts';
import { resumeStoppedRuns } from '../store/runs.ts';
import type { SurveyRefusal } from '../types.ts';

/** Takes up what a stop had dropped. Projects that were read stay read. */
export async function resumeRound(
  tx: Tx,
  actor: Actor,
  input: { readonly round: RoundId },
  now: Instant,
): Promise<Outcome<RoundId, SurveyRefusal>> {
  const round = await roundById(tx, input.round);
  if (round === null) return refuse('round-not-found');
  const decision = mayResume(round);
  if (refused(decision)) return decision;

  await saveResumption(tx, round.id, personOf(actor), now);
  const runs = await resumeStoppedRuns(tx, round.id);
  await queueJobs(
    tx,
    surveyProjectJob,
    runs.map((run) => ({ key: run, payload: { run } })),
  );
  await announce(tx, surveyEvent(actor, { kind: 'round.resumed', round: round.id, projects: runs.length }, now));
  return done(round.id);
}
