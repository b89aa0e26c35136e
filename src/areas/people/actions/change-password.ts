import { personOf, type Actor } from '../../../kernel/actor.ts';
import { showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import { allow, done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { hashPassword, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { mayTouchKeys } from '../factor-rules.ts';
import type { ChangePassword } from '../inputs.ts';
import { mayUsePassword, mustShowCurrentPassword } from '../rules.ts';
import { endLinks } from '../store/links.ts';
import { endMailChanges } from '../store/mail-changes.ts';
import { findPerson } from '../store/persons.ts';
import { findSessionByToken, markSessionsEnded } from '../store/sessions.ts';
import { findPasswordHash, savePasswordHash } from '../store/sign-ins.ts';
import type { CameFrom, PeopleRefusal, Person, ReachedAt } from '../types.ts';
import { checkCurrentPassword } from './check-current-password.ts';
import { revokeAllApiTokens } from './revoke-all-api-tokens.ts';

/**
 * Sets a new password. The current one must be shown, except shortly after signing in by mail link, which is how a forgotten one
 * is replaced. Every other way in ends (sessions, open links, tokens for the API), and a mail says so.
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
  // A first password is a new way in.
  const mayAdd = hash === null ? mayTouchKeys(session, now) : allow();
  if (refused(mayAdd)) return mayAdd;
  if (mustShowCurrentPassword(session, hash !== null, now)) {
    const shown = await checkCurrentPassword(tx, actor, { ...input, person }, now);
    if (refused(shown)) return shown;
  }
  const decision = mayUsePassword(input.password, person);
  if (refused(decision)) return decision;

  await savePasswordHash(tx, personId, await hashPassword(input.password), now);
  await markSessionsEnded(tx, { person: personId, except: session.id }, now);
  await endLinks(tx, { purpose: 'sign-in', person: personId }, now);
  await endMailChanges(tx, personId, now);
  await revokeAllApiTokens(tx, actor, { person: personId }, now);
  await queueMail(tx, noticeLetter(person, input.baseUrl, now), now);
  await announce(tx, peopleEvent(actor, { kind: 'password.changed', person: personId }, now));
  return done('changed');
}

function noticeLetter(person: Person, baseUrl: string, now: Instant): Letter {
  return {
    to: { address: person.mail, name: person.name },
    subject: 'Your password was changed',
    paragraphs: [
      `The password of your account at ${baseUrl} was changed on ${showLongDate(now)} at ${showTime(now)}. Your other sessions were signed out, and your tokens for the API were revoked.`,
      `If that was not you, have a sign-in link sent to you at ${baseUrl}${urls.signIn({})} and choose a new password at once; then tell an administrator.`,
    ],
    link: null,
  };
}
