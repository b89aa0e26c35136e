import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { hatWords } from '../../../kernel/hats.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { StateHat } from '../inputs.ts';
import { mayStateHat } from '../rules.ts';
import { insertHat, lockHats } from '../store/hats.ts';
import type { HatId, PeopleRefusal } from '../types.ts';

/** A person says in which capacity they also speak, and for whom (domain S62). */
export async function stateHat(
  tx: Tx,
  actor: Actor,
  input: StateHat,
  now: Instant,
): Promise<Outcome<HatId, PeopleRefusal>> {
  const person = personOf(actor);
  if (person === null) return refuse('signed-out');
  const decision = mayStateHat(await lockHats(tx, person), input);
  if (refused(decision)) return decision;

  const id = await insertHat(tx, person, input, now);
  await announce(tx, peopleEvent(actor, { kind: 'hat.stated', person, words: hatWords(input) }, now));
  return done(id);
}
