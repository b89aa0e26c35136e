import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { CameFrom, PeopleRefusal, StartedSession } from '../types.ts';
import { checkSentPasskey, type SentBack } from './check-sent-passkey.ts';
import { startSession } from './start-session.ts';

/** Signs in whoever's passkey answered; no address is typed. */
export async function signInWithPasskey(
  tx: Tx,
  actor: Actor,
  input: SentBack & CameFrom,
  now: Instant,
): Promise<Outcome<StartedSession, PeopleRefusal>> {
  const checked = await checkSentPasskey(tx, actor, { ...input, purpose: 'passkey-sign-in' }, now);
  if (refused(checked)) return checked;
  return done(await startSession(tx, actor, { ...input, person: checked.done.person, proof: 'passkey' }, now));
}
