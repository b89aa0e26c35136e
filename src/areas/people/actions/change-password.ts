import { personOf, type Actor } from '../../../kernel/actor.ts';
import { addDays, showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import { allow, done, refuse, refused, type Decision, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { networkOf } from '../../../outside/http/address.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { countingKey, hashPassword, passwordMatches, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import type { ChangePassword } from '../inputs.ts';
import { FAILURES_FORGOTTEN_AFTER_DAYS, mayTryPassword, mayUsePassword, mustShowCurrentPassword } from '../rules.ts';
import { endLinks } from '../store/links.ts';
import { findPerson, mailKey } from '../store/persons.ts';
import { findSessionByToken, markSessionsEnded } from '../store/sessions.ts';
import { countFailure, findFailures, findPasswordHash, savePasswordHash, takeTurnToSignIn } from '../store/sign-ins.ts';
import type { CameFrom, PeopleRefusal, Person, ReachedAt } from '../types.ts';

/**
 * Sets a new password. The current one must be shown, except shortly after signing in by mail link, which is how a forgotten one
 * is replaced. Every other session and every open link ends, and a mail says so.
 */
export async function changePassword(
  tx: Tx,
  actor: Actor,
  input: ChangePassword & Omit<CameFrom, 'previousToken'> & ReachedAt & { readonly token: string | null },
  now: Instant,
): Promise<Outcome<'changed', PeopleRefusal>> {
  const personId = personOf(actor);
  const session = input.token === null ? null : await findSessionByToken(tx, tokenDigest(input.token));
  if (personId === null || session === null || session.person !== personId) return refuse('signed-out');
  const person = await findPerson(tx, personId);
  if (person === null) return refuse('signed-out');

  const hash = await findPasswordHash(tx, personId);
  if (mustShowCurrentPassword(session, hash !== null, now)) {
    const shown = await checkCurrentPassword(tx, person, hash, input, now);
    if (refused(shown)) return shown;
  }
  const decision = mayUsePassword(input.password, person);
  if (refused(decision)) return decision;

  await savePasswordHash(tx, personId, await hashPassword(input.password), now);
  await markSessionsEnded(tx, { person: personId, except: session.id }, now);
  await endLinks(tx, { purpose: 'sign-in', person: personId }, now);
  await queueMail(tx, noticeLetter(person, input.baseUrl, now), now);
  await announce(tx, peopleEvent(actor, { kind: 'password.changed', person: personId }, now));
  return done('changed');
}

/** Guesses are counted here as they are at the door: a borrowed session must not be a way to find the password out. */
async function checkCurrentPassword(
  tx: Tx,
  person: Person,
  hash: string | null,
  input: ChangePassword & Pick<CameFrom, 'trace'>,
  now: Instant,
): Promise<Decision<PeopleRefusal>> {
  const subjects = {
    account: countingKey('account', mailKey(person.mail)),
    address: countingKey('address', networkOf(input.trace.address)),
  };
  if (!(await takeTurnToSignIn(tx, subjects.account))) return refuse('too-many-attempts', { seconds: 1 });
  const decision = mayTryPassword(await findFailures(tx, subjects), now);
  if (refused(decision)) return decision;
  if (await passwordMatches(hash, input.current)) return allow();
  await countFailure(tx, subjects, addDays(now, -FAILURES_FORGOTTEN_AFTER_DAYS), now);
  return refuse('wrong-password');
}

function noticeLetter(person: Person, baseUrl: string, now: Instant): Letter {
  return {
    to: { address: person.mail, name: person.name },
    subject: 'Your password was changed',
    paragraphs: [
      `The password of your account at ${baseUrl} was changed on ${showLongDate(now)} at ${showTime(now)}. Your other sessions were signed out.`,
      `If that was not you, have a sign-in link sent to you at ${baseUrl}${urls.signIn({})} and choose a new password at once; then tell an administrator.`,
    ],
    link: null,
  };
}
