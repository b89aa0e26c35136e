import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import type { SignInWithLink } from '../inputs.ts';
import { endLinks, spendLink } from '../store/links.ts';
import type { CameFrom, PeopleRefusal, StartedSession } from '../types.ts';
import { lookAtLink } from './look-at-link.ts';
import { startSession } from './start-session.ts';

/** Spends a sign-in link. The other links of the account end with it. */
export async function signInWithLink(
  tx: Tx,
  actor: Actor,
  input: SignInWithLink & CameFrom,
  now: Instant,
): Promise<Outcome<StartedSession, PeopleRefusal>> {
  const seen = await lookAtLink(tx, { purpose: 'sign-in', token: input.token }, now);
  if (refused(seen)) return seen;
  if (seen.done.purpose !== 'sign-in') return refuse('link-ended');
  const person = seen.done.person.id;
  if ((await spendLink(tx, 'sign-in', tokenDigest(input.token), now)) === null) return refuse('link-ended');

  await endLinks(tx, { purpose: 'sign-in', person }, now);
  return done(await startSession(tx, actor, { ...input, person, proof: 'link' }, now));
}
