import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { RoundId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { suggestRulebook } from '../../projects/index.ts';
import { resultsOfRound } from '../store/results.ts';
import { roundById } from '../store/rounds.ts';
import { suggestedRules } from '../suggested-rules.ts';
import type { SurveyRefusal } from '../types.ts';

/** What a round read is suggested to the rulebooks of its projects. Only our own programs do this. How many suggestions are new. */
export async function suggestRulebooks(
  tx: Tx,
  actor: Actor,
  input: { readonly round: RoundId },
  now: Instant,
): Promise<Outcome<number, SurveyRefusal>> {
  const round = await roundById(tx, input.round);
  if (round === null) return refuse('round-not-found');
  let made = 0;
  for (const { project, report } of await resultsOfRound(tx, round.id)) {
    const suggestions = suggestedRules(report);
    const outcome = await suggestRulebook(tx, actor, { project, round: round.id, suggestions }, now);
    // A project that is gone meanwhile has no rulebook to suggest anything for.
    if (!refused(outcome)) made += outcome.done;
  }
  return done(made);
}
