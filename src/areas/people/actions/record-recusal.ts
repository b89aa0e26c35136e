import { personOf, type Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { allow, refuse, type Decision } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import { interestInWords, recusalFor } from '../interest-rules.ts';
import type { Decided, RecusalRefusal, Touched } from '../interest-types.ts';
import { insertRecusal, interestsOn, lockInterests } from '../store/interests.ts';

/**
 * Asked by a verb that decides something (approve, consent), before it saves: whether the actor has an interest in what it touches. If so
 * it is recorded that they stood aside, in the same transaction, and the verb hands the refusal on: "recused" is a refusal that is kept.
 */
export async function recordRecusal(
  tx: Tx,
  actor: Actor,
  input: { readonly decided: Decided; readonly touched: Touched },
  now: Instant,
): Promise<Decision<RecusalRefusal>> {
  const person = personOf(actor);
  if (person === null) return allow();
  // An interest that is being declared at this moment is waited for.
  await lockInterests(tx, person);
  const today = calendarDate(now);
  const interest = recusalFor(await interestsOn(tx, person, today), input.touched, today);
  if (interest === null) return allow();

  const { decided } = input;
  if (await insertRecusal(tx, { person, interest: interest.id, decided }, actor, now)) {
    await announce(tx, peopleEvent(actor, { kind: 'person.recused', person, interest: interest.id, decided }, now));
  }
  return refuse('recused', { interest: interestInWords(interest) });
}
