import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { findSessionByToken, saveConfirmation } from '../store/sessions.ts';
import type { PeopleRefusal } from '../types.ts';
import { checkSentPasskey, type SentBack } from './check-sent-passkey.ts';

/** Whoever is signed in shows by one of their own passkeys that it is still them. */
export async function confirmWithPasskey(
  tx: Tx,
  actor: Actor,
  input: SentBack & { readonly sessionToken: string | null },
  now: Instant,
): Promise<Outcome<'confirmed', PeopleRefusal>> {
  const person = personOf(actor);
  const session = input.sessionToken === null ? null : await findSessionByToken(tx, tokenDigest(input.sessionToken));
  if (person === null || session === null || session.person !== person) return refuse('signed-out');
  const checked = await checkSentPasskey(tx, actor, { ...input, purpose: 'passkey-confirm' }, now);
  if (refused(checked)) return checked;

  await saveConfirmation(tx, session.id, 'passkey', now);
  await announce(tx, peopleEvent(actor, { kind: 'session.confirmed', person, proof: 'passkey' }, now));
  return done('confirmed');
}
