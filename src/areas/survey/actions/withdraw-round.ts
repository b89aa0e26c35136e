import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { surveyEvent } from '../events.ts';
import { roundById, saveWithdrawal } from '../store/rounds.ts';
import type { SurveyRefusal } from '../types.ts';

/** Takes a published round back; the publication and the reason stay on record, and it may be published again. */
export async function withdrawRound(
  tx: Tx,
  actor: Actor,
  input: { readonly round: RoundId; readonly reason: string },
  now: Instant,
): Promise<Outcome<RoundId, SurveyRefusal>> {
  const round = await roundById(tx, input.round);
  if (round === null) return refuse('round-not-found');
  if (round.published === null) return refuse('not-published', { title: round.title });

  await saveWithdrawal(tx, round.id, input.reason, personOf(actor), now);
  await announce(tx, surveyEvent(actor, { kind: 'round.withdrawn', round: round.id }, now));
  return done(round.id);
}
