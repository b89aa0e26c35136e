import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { hashPassword, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { mayUsePassword } from '../rules.ts';
import { lockFactors } from '../store/factors.ts';
import { findPerson } from '../store/persons.ts';
import { findOpenRecovery, spendRecovery } from '../store/recoveries.ts';
import { savePasswordHash } from '../store/sign-ins.ts';
import type { CameFrom, PeopleRefusal, Person, RecoveryId, StartedSession } from '../types.ts';
import { startSession } from './start-session.ts';

export interface SeenRecovery {
  readonly recovery: RecoveryId;
  readonly person: Person;
}

/** Whose account a recovery link opens. Looking does not spend it. */
export async function lookAtRecovery(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenRecovery, PeopleRefusal>> {
  const open = await findOpenRecovery(tx, tokenDigest(input.token), now);
  const person = open === null ? null : await findPerson(tx, open.person);
  if (open === null || person === null || person.deactivation !== null) return refuse('link-ended');
  return done({ recovery: open.id, person });
}

/** Whoever lost every way in chooses a new password, and is in. */
export async function useRecoveryLink(
  tx: Tx,
  actor: Actor,
  input: CameFrom & { readonly token: string; readonly password: string },
  now: Instant,
): Promise<Outcome<StartedSession, PeopleRefusal>> {
  const seen = await lookAtRecovery(tx, input, now);
  if (refused(seen)) return seen;
  const { person, recovery } = seen.done;
  const decision = mayUsePassword(input.password, person);
  if (refused(decision)) return decision;
  await lockFactors(tx, person.id);
  if (!(await spendRecovery(tx, tokenDigest(input.token), now))) return refuse('link-ended');

  await savePasswordHash(tx, person.id, await hashPassword(input.password), now);
  await announce(tx, peopleEvent(actor, { kind: 'recovery.used', person: person.id, recovery }, now));
  return done(await startSession(tx, actor, { ...input, person: person.id, proof: 'password' }, now));
}
