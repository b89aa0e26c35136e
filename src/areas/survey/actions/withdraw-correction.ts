import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { CorrectionId, ProjectId, RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { surveyEvent } from '../events.ts';
import { mayCorrect } from '../rules.ts';
import { saveCorrectionWithdrawn } from '../store/corrections.ts';
import type { SurveyRefusal } from '../types.ts';

/** Takes a correction back: what was read counts again. The correction stays on record. */
export async function withdrawCorrection(
  tx: Tx,
  actor: Actor,
  input: { readonly round: RoundId; readonly project: ProjectId; readonly correction: CorrectionId },
  now: Instant,
): Promise<Outcome<CorrectionId, SurveyRefusal>> {
  const decision = mayCorrect(actor, input.project, 'read');
  if (refused(decision)) return decision;
  if (actor.kind !== 'person') return refuse('not-yours-to-correct');

  const key = await saveCorrectionWithdrawn(tx, input, actor.person, now);
  if (key === null) return refuse('correction-not-found');
  await announce(
    tx,
    surveyEvent(actor, { kind: 'correction.withdrawn', round: input.round, project: input.project, key }, now),
  );
  return done(input.correction);
}
