import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { sessionEndsAt } from '../rules.ts';
import { findSessionByToken, markSessionsEnded, saveSession } from '../store/sessions.ts';
import type { Proof, StartedSession, Trace } from '../types.ts';

/**
 * Begins a session with a secret of its own. Whatever cookie the browser brought is worth nothing afterwards: a session that
 * somebody planted there cannot become this person's.
 */
export async function startSession(
  tx: Tx,
  actor: Actor,
  input: {
    readonly person: PersonId;
    readonly proof: Proof;
    readonly trace: Trace;
    readonly previousToken: string | null;
  },
  now: Instant,
): Promise<StartedSession> {
  await endPrevious(tx, input.previousToken, now);
  const token = newToken();
  await saveSession(
    tx,
    { person: input.person, digest: tokenDigest(token), proof: input.proof, trace: input.trace },
    now,
  );
  await announce(tx, peopleEvent(actor, { kind: 'session.started', person: input.person, proof: input.proof }, now));
  return { person: input.person, token, expires: sessionEndsAt(now) };
}

async function endPrevious(tx: Tx, token: string | null, now: Instant): Promise<void> {
  const previous = token === null ? null : await findSessionByToken(tx, tokenDigest(token));
  if (previous !== null) await markSessionsEnded(tx, { session: previous.id }, now);
}
