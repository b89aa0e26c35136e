import { personOf, type Actor } from '../../../kernel/actor.ts';
import { addDays, showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { newApiSecret, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import type { MakeApiToken } from '../inputs.ts';
import { mayMakeApiToken, mustShowPasswordForToken } from '../rules.ts';
import { countWorkingApiTokens, lockApiTokens, saveApiToken } from '../store/api-tokens.ts';
import { findPerson } from '../store/persons.ts';
import { findSessionByToken } from '../store/sessions.ts';
import {
  TOKEN_SCOPE_NAMES,
  type CameFrom,
  type MadeApiToken,
  type PeopleRefusal,
  type Person,
  type ReachedAt,
} from '../types.ts';
import { checkCurrentPassword } from './check-current-password.ts';

/**
 * Makes a token by which the person's own programs use the API. The password must be shown, except shortly after signing in by mail
 * link; a mail says that there is a new way in. The secret leaves the house once, with the answer.
 */
export async function makeApiToken(
  tx: Tx,
  actor: Actor,
  input: MakeApiToken & Omit<CameFrom, 'previousToken'> & ReachedAt & { readonly sessionToken: string | null },
  now: Instant,
): Promise<Outcome<MadeApiToken, PeopleRefusal>> {
  const personId = personOf(actor);
  if (personId === null || input.sessionToken === null) return refuse('signed-out');
  await lockApiTokens(tx, personId);
  const session = await findSessionByToken(tx, tokenDigest(input.sessionToken));
  const person = await findPerson(tx, personId);
  if (person === null || session === null || session.person !== personId || session.endedAt !== null) {
    return refuse('signed-out');
  }

  if (mustShowPasswordForToken(session, now)) {
    const shown = await checkCurrentPassword(tx, actor, { ...input, person }, now);
    if (refused(shown)) return shown;
  }
  const decision = mayMakeApiToken(await countWorkingApiTokens(tx, personId, now));
  if (refused(decision)) return decision;

  const secret = newApiSecret();
  const validUntil = addDays(now, input.days);
  const { name, scope } = input;
  const id = await saveApiToken(tx, { person: personId, digest: tokenDigest(secret), name, scope, validUntil }, now);
  await queueMail(tx, noticeLetter(person, input, validUntil, now), now);
  const made = { kind: 'api-token.made', person: personId, apiToken: id, scope, validUntil } as const;
  await announce(tx, peopleEvent(actor, made, now));
  return done({ id, secret, validUntil });
}

function noticeLetter(
  person: Person,
  { name, scope, baseUrl }: MakeApiToken & ReachedAt,
  validUntil: Instant,
  now: Instant,
): Letter {
  return {
    to: { address: person.mail, name: person.name },
    subject: 'A token was made for your account',
    paragraphs: [
      `On ${showLongDate(now)} at ${showTime(now)} a token called "${name}" was made for your account at ${baseUrl}. With it a program may ${TOKEN_SCOPE_NAMES[scope]} in your name until ${showLongDate(validUntil)}.`,
      `If that was not you, change your password at ${baseUrl}${urls.account({})} at once, which revokes every token; then tell an administrator.`,
    ],
    link: null,
  };
}
