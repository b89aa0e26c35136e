import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { surveyEvent } from '../events.ts';
import { mayStop } from '../rules.ts';
import { roundById, saveStop } from '../store/rounds.ts';
import { stopWaitingRuns } from '../store/runs.ts';
import type { SurveyRefusal } from '../types.ts';

/** What waits is dropped; what runs ends by itself, or at once when asked so (the reading jobs look for it every second). */
export async function stopRound(
  tx: Tx,
  actor: Actor,
  input: { readonly round: RoundId; readonly manner: 'after-current' | 'at-once' },
  now: Instant,
): Promise<Outcome<RoundId, SurveyRefusal>> {
  const round = await roundById(tx, input.round);
  if (round === null) return refuse('round-not-found');
  const decision = mayStop(round);
  if (refused(decision)) return decision;

  await saveStop(tx, round.id, input.manner, personOf(actor), now);
  await stopWaitingRuns(tx, round.id, now);
  await announce(tx, surveyEvent(actor, { kind: 'round.stopped', round: round.id, manner: input.manner }, now));
  return done(round.id);
}
