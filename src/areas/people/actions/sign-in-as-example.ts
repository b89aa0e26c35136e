import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findPerson, findWorkspace } from '../store/persons.ts';
import type { CameFrom, PeopleRefusal, StartedSession } from '../types.ts';
import { startSession } from './start-session.ts';

/** In an example workspace anyone may look through the eyes of any of its invented people. Nowhere else. */
export async function signInAsExample(
  tx: Tx,
  actor: Actor,
  input: { readonly person: PersonId } & CameFrom,
  now: Instant,
): Promise<Outcome<StartedSession, PeopleRefusal>> {
  const workspace = await findWorkspace(tx);
  if (workspace?.example !== true) return refuse('not-allowed');
  const person = await findPerson(tx, input.person);
  if (person === null || person.deactivation !== null) return refuse('not-allowed');
  return done(await startSession(tx, actor, { ...input, proof: 'link' }, now));
}
