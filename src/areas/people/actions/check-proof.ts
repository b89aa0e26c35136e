import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { mayTouchKeys } from '../factor-rules.ts';
import { lockFactors } from '../store/factors.ts';
import { findPerson } from '../store/persons.ts';
import { findSessionByToken } from '../store/sessions.ts';
import type { PeopleRefusal, Person, Session } from '../types.ts';

export interface Proven {
  readonly person: Person;
  readonly session: Session;
}

/** Whoever acts is signed in here, in a session of their own, and showed a moment ago that it is them. Holds their ways to sign in still. */
export async function checkProof(
  tx: Tx,
  actor: Actor,
  input: { readonly sessionToken: string | null },
  now: Instant,
): Promise<Outcome<Proven, PeopleRefusal>> {
  const personId = personOf(actor);
  if (personId === null || input.sessionToken === null) return refuse('signed-out');
  await lockFactors(tx, personId);
  const session = await findSessionByToken(tx, tokenDigest(input.sessionToken));
  const person = await findPerson(tx, personId);
  if (person === null || session === null || session.person !== personId || session.endedAt !== null) {
    return refuse('signed-out');
  }
  const decision = mayTouchKeys(session, now);
  return refused(decision) ? decision : done({ person, session });
}
