import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, type Done } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { findSessionByToken, markSessionsEnded } from '../store/sessions.ts';

/** Ends the session behind the cookie. Without one there is nothing to end, which is fine. */
export async function signOut(
  tx: Tx,
  actor: Actor,
  input: { readonly token: string | null },
  now: Instant,
): Promise<Done<'signed-out'>> {
  const session = input.token === null ? null : await findSessionByToken(tx, tokenDigest(input.token));
  if (session === null || session.endedAt !== null) return done('signed-out');

  await markSessionsEnded(tx, { session: session.id }, now);
  await announce(tx, peopleEvent(actor, { kind: 'session.ended', person: session.person, sessions: 1 }, now));
  return done('signed-out');
}
