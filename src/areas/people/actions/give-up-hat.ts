import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { hatWords } from '../../../kernel/hats.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { GiveUpHat } from '../inputs.ts';
import { markHatGivenUp } from '../store/hats.ts';
import type { HatId, PeopleRefusal } from '../types.ts';

/** A person speaks in this capacity no more. What was said in it keeps it. */
export async function giveUpHat(
  tx: Tx,
  actor: Actor,
  input: GiveUpHat,
  now: Instant,
): Promise<Outcome<HatId, PeopleRefusal>> {
  const person = personOf(actor);
  if (person === null) return refuse('signed-out');
  const hat = await markHatGivenUp(tx, person, input.hat, now);
  if (hat === null) return refuse('no-such-hat');

  await announce(tx, peopleEvent(actor, { kind: 'hat.given-up', person, words: hatWords(hat) }, now));
  return done(hat.id);
}
