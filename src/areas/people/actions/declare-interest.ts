import { personOf, type Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { DeclareInterest } from '../interest-inputs.ts';
import { MOST_INTERESTS, mayDeclare } from '../interest-rules.ts';
import type { InterestId, InterestRefusal } from '../interest-types.ts';
import { insertInterest, interestsOf, lockInterests } from '../store/interests.ts';

/** A person says what else they have to gain or lose. It goes into the register, and counts from then on. */
export async function declareInterest(
  tx: Tx,
  actor: Actor,
  input: DeclareInterest,
  now: Instant,
): Promise<Outcome<InterestId, InterestRefusal | 'signed-out'>> {
  const person = personOf(actor);
  if (person === null) return refuse('signed-out');
  await lockInterests(tx, person);
  const decision = mayDeclare(await interestsOf(tx, person, 4 * MOST_INTERESTS), calendarDate(now));
  if (refused(decision)) return decision;

  const interest = await insertInterest(tx, input, person, actor, now);
  const { kind: what, visibility } = input;
  await announce(tx, peopleEvent(actor, { kind: 'interest.declared', person, interest, what, visibility }, now));
  return done(interest);
}
