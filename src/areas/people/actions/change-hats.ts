import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import type { ChangeHats } from '../inputs.ts';
import { saveHats } from '../store/persons.ts';
import { findSessionByToken, saveWornHat } from '../store/sessions.ts';
import type { PeopleRefusal } from '../types.ts';

/** States the capacities in which the person speaks, and which of them is worn in this session (domain S62). */
export async function changeHats(
  tx: Tx,
  actor: Actor,
  input: ChangeHats & { readonly token: string | null },
  _now: Instant,
): Promise<Outcome<'changed', PeopleRefusal>> {
  const person = personOf(actor);
  const session = input.token === null ? null : await findSessionByToken(tx, tokenDigest(input.token));
  if (person === null || session === null || session.person !== person) return refuse('signed-out');
  if (input.worn !== null && !input.hats.includes(input.worn)) return refuse('no-such-hat');

  await saveHats(tx, person, input.hats);
  await saveWornHat(tx, session.id, input.worn);
  return done('changed');
}
