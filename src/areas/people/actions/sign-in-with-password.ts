import type { Actor } from '../../../kernel/actor.ts';
import { addDays, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { networkOf } from '../../../outside/http/address.ts';
import { countingKey, passwordMatches } from '../../../outside/sign-in/index.ts';
import type { SignInWithPassword } from '../inputs.ts';
import { FAILURES_FORGOTTEN_AFTER_DAYS, mayTryPassword } from '../rules.ts';
import { mailKey } from '../store/persons.ts';
import {
  countFailure,
  findFailures,
  findPasswordByMail,
  forgetFailuresOfAccount,
  takeTurnToSignIn,
} from '../store/sign-ins.ts';
import type { CameFrom, PeopleRefusal, StartedSession } from '../types.ts';
import { startSession } from './start-session.ts';

/**
 * Signs in with mail address and password. An unknown address takes the same statements, the same hashing and the same words as
 * a wrong password, and is counted alike.
 */
export async function signInWithPassword(
  tx: Tx,
  actor: Actor,
  input: SignInWithPassword & CameFrom,
  now: Instant,
): Promise<Outcome<StartedSession, PeopleRefusal>> {
  const subjects = {
    account: countingKey('account', mailKey(input.mail)),
    address: countingKey('address', networkOf(input.trace.address)),
  };
  if (!(await takeTurnToSignIn(tx, subjects.account))) return refuse('too-many-attempts', { seconds: 1 });
  const decision = mayTryPassword(await findFailures(tx, subjects), now);
  if (refused(decision)) return decision;

  const known = await findPasswordByMail(tx, input.mail);
  const matches = await passwordMatches(known?.hash ?? null, input.password);
  if (known === null || !matches) {
    await countFailure(tx, subjects, addDays(now, -FAILURES_FORGOTTEN_AFTER_DAYS), now);
    return refuse('wrong-mail-or-password');
  }
  await forgetFailuresOfAccount(tx, subjects.account);
  return done(await startSession(tx, actor, { ...input, person: known.person, proof: 'password' }, now));
}
