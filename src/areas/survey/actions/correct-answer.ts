import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { CorrectionId, ProjectId, RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { surveyEvent } from '../events.ts';
import type { CorrectAnswer } from '../inputs.ts';
import { mayCorrect, speaksFor } from '../rules.ts';
import { saveCorrection } from '../store/corrections.ts';
import { lockRound } from '../store/rounds.ts';
import { runOfProject } from '../store/runs.ts';
import type { SurveyRefusal } from '../types.ts';

/** Puts a person's answer, with its reason, beside what was read. What was read stays visible. */
export async function correctAnswer(
  tx: Tx,
  actor: Actor,
  input: CorrectAnswer & { readonly round: RoundId; readonly project: ProjectId },
  now: Instant,
): Promise<Outcome<CorrectionId, SurveyRefusal>> {
  const run = await runOfProject(tx, input.round, input.project);
  if (run === null) return refuse('project-not-in-round');
  const decision = mayCorrect(actor, input.project, run.state);
  if (refused(decision)) return decision;
  if (actor.kind !== 'person') return refuse('not-yours-to-correct');

  // One answer holds at a time: of two people who correct it at once the second replaces the first.
  await lockRound(tx, input.round);
  const id = await saveCorrection(
    tx,
    {
      round: input.round,
      project: input.project,
      key: input.key,
      answer: input.answer,
      reason: input.reason,
      link: input.link,
      by: actor.person,
      byName: actor.name,
      hat: actor.hat,
      forProject: speaksFor(actor, input.project),
    },
    now,
  );
  await announce(
    tx,
    surveyEvent(
      actor,
      { kind: 'answer.corrected', round: input.round, project: input.project, key: input.key, answer: input.answer },
      now,
    ),
  );
  return done(id);
}
