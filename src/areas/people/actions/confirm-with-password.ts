import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { findPerson } from '../store/persons.ts';
import { findSessionByToken, saveConfirmation } from '../store/sessions.ts';
import type { CameFrom, PeopleRefusal } from '../types.ts';
import { checkCurrentPassword } from './check-current-password.ts';

/** Whoever is signed in shows by the password that it is still them. Guesses are counted as at the door. */
export async function confirmWithPassword(
  tx: Tx,
  actor: Actor,
  input: Pick<CameFrom, 'trace'> & { readonly current: string; readonly sessionToken: string | null },
  now: Instant,
): Promise<Outcome<'confirmed', PeopleRefusal>> {
  const personId = personOf(actor);
  const session = input.sessionToken === null ? null : await findSessionByToken(tx, tokenDigest(input.sessionToken));
  const person = personId === null ? null : await findPerson(tx, personId);
  if (person === null || session === null || session.person !== person.id) return refuse('signed-out');
  const shown = await checkCurrentPassword(tx, actor, { ...input, person }, now);
  if (refused(shown)) return shown;

  await saveConfirmation(tx, session.id, 'password', now);
  await announce(tx, peopleEvent(actor, { kind: 'session.confirmed', person: person.id, proof: 'password' }, now));
  return done('confirmed');
}
