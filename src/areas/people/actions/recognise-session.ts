import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { sessionIsLive, sessionNeedsTouch } from '../rules.ts';
import { findSessionActor, noteSeen } from '../store/sessions.ts';
import type { Session, Trace } from '../types.ts';

export interface Recognised {
  readonly actor: Extract<Actor, { kind: 'person' }>;
  readonly session: Session;
  /** The session's last use is to be noted again. */
  readonly isDueForNote: boolean;
}

/** Who is behind a session cookie: null when the session ended, ran out, or its account is closed. */
export async function recogniseSession(tx: Tx, token: string, now: Instant): Promise<Recognised | null> {
  const found = await findSessionActor(tx, tokenDigest(token));
  if (found === null || !sessionIsLive(found.session, now)) return null;
  return { ...found, isDueForNote: sessionNeedsTouch(found.session, now) };
}

/** Notes that a session is in use, and from where. */
export async function noteSessionSeen(tx: Tx, session: Session['id'], trace: Trace, now: Instant): Promise<void> {
  await noteSeen(tx, session, trace, now);
}
