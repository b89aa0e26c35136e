import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { SessionId } from '../../../kernel/ids.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { EndSession } from '../inputs.ts';
import { findSession, markSessionsEnded } from '../store/sessions.ts';
import type { PeopleRefusal } from '../types.ts';

/** Signs one of the person's own sessions out, from any other. Somebody else's session does not exist for them. */
export async function endSession(
  tx: Tx,
  actor: Actor,
  input: EndSession,
  now: Instant,
): Promise<Outcome<SessionId, PeopleRefusal>> {
  const person = personOf(actor);
  if (person === null) return refuse('signed-out');
  const session = await findSession(tx, input.session);
  if (session === null || session.person !== person || session.endedAt !== null) return refuse('no-such-session');

  await markSessionsEnded(tx, { session: session.id }, now);
  await announce(tx, peopleEvent(actor, { kind: 'session.ended', person, sessions: 1 }, now));
  return done(session.id);
}
