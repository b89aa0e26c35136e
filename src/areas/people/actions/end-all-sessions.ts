import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import type { EndAllSessions } from '../inputs.ts';
import { findSessionByToken, markSessionsEnded } from '../store/sessions.ts';
import type { PeopleRefusal } from '../types.ts';
import { revokeAllApiTokens } from './revoke-all-api-tokens.ts';

/** Signs the person out everywhere but here, and says how many sessions that were. Programs go on with their tokens unless the person says otherwise. */
export async function endAllSessions(
  tx: Tx,
  actor: Actor,
  input: EndAllSessions & { readonly token: string | null },
  now: Instant,
): Promise<Outcome<number, PeopleRefusal>> {
  const person = personOf(actor);
  if (person === null) return refuse('signed-out');
  const here = input.token === null ? null : await findSessionByToken(tx, tokenDigest(input.token));

  const ended = await markSessionsEnded(tx, { person, except: here?.id ?? null }, now);
  if (ended > 0) await announce(tx, peopleEvent(actor, { kind: 'session.ended', person, sessions: ended }, now));
  if (input.revokeTokens) await revokeAllApiTokens(tx, actor, { person }, now);
  return done(ended);
}
