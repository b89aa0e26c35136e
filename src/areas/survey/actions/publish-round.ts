import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { surveyEvent } from '../events.ts';
import { mayPublish } from '../rules.ts';
import { roundById, savePublication } from '../store/rounds.ts';
import type { SurveyRefusal } from '../types.ts';

/** Shows a finished round to the public. */
export async function publishRound(
  tx: Tx,
  actor: Actor,
  input: { readonly round: RoundId },
  now: Instant,
): Promise<Outcome<RoundId, SurveyRefusal>> {
  const round = await roundById(tx, input.round);
  if (round === null) return refuse('round-not-found');
  const decision = mayPublish(round);
  if (refused(decision)) return decision;

  await savePublication(tx, round.id, personOf(actor), actor.kind === 'person' ? actor.hat : null, now);
  await announce(tx, surveyEvent(actor, { kind: 'round.published', round: round.id }, now));
  return done(round.id);
}
