import type { Actor } from '../../../kernel/actor.ts';
import { addDays, type Instant } from '../../../kernel/dates.ts';
import { allow, refuse, refused, type Decision } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { networkOf } from '../../../outside/http/address.ts';
import { countingKey, passwordMatches } from '../../../outside/sign-in/index.ts';
import { FAILURES_FORGOTTEN_AFTER_DAYS, mayTryPassword } from '../rules.ts';
import { mailKey } from '../store/persons.ts';
import { countFailure, findFailures, findPasswordHash, takeTurnToSignIn } from '../store/sign-ins.ts';
import type { CameFrom, PeopleRefusal, Person } from '../types.ts';

/**
 * Whether whoever is signed in also knows the password, before an act that a borrowed session must not be enough for. Guesses are
 * counted as they are at the door: a session must not be a way to find the password out.
 */
export async function checkCurrentPassword(
  tx: Tx,
  _actor: Actor,
  input: { readonly person: Person; readonly current: string } & Pick<CameFrom, 'trace'>,
  now: Instant,
): Promise<Decision<PeopleRefusal>> {
  const subjects = {
    account: countingKey('account', mailKey(input.person.mail)),
    address: countingKey('address', networkOf(input.trace.address)),
  };
  if (!(await takeTurnToSignIn(tx, subjects.account))) return refuse('too-many-attempts', { seconds: 1 });
  const decision = mayTryPassword(await findFailures(tx, subjects), now);
  if (refused(decision)) return decision;
  if (await passwordMatches(await findPasswordHash(tx, input.person.id), input.current)) return allow();
  await countFailure(tx, subjects, addDays(now, -FAILURES_FORGOTTEN_AFTER_DAYS), now);
  return refuse('wrong-password');
}
