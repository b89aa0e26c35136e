import type { Actor } from '../../../kernel/actor.ts';
import { addDays, addMinutes, showTime, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { mayAskForNewMail, NEW_MAIL_MINUTES } from '../factor-rules.ts';
import { countMailChangesSince, saveMailChange } from '../store/mail-changes.ts';
import { findPersonByMail } from '../store/persons.ts';
import type { PeopleRefusal, Person, ReachedAt } from '../types.ts';
import { checkProof } from './check-proof.ts';

/**
 * Asks for another mail address. Nothing changes until its reader opens the link there. When somebody else has an account with it, the
 * letter says that instead, and the page says the same: who has an account here is nobody's to find out.
 */
export async function askForNewMail(
  tx: Tx,
  actor: Actor,
  input: ReachedAt & { readonly mail: string; readonly sessionToken: string | null },
  now: Instant,
): Promise<Outcome<'asked', PeopleRefusal>> {
  const proven = await checkProof(tx, actor, input, now);
  if (refused(proven)) return proven;
  const { person } = proven.done;
  if (input.mail === person.mail) return refuse('same-mail');
  const decision = mayAskForNewMail(await countMailChangesSince(tx, person.id, addDays(now, -1)));
  if (refused(decision)) return decision;

  const token = newToken();
  const validUntil = addMinutes(now, NEW_MAIL_MINUTES);
  await saveMailChange(tx, { person: person.id, digest: tokenDigest(token), mail: input.mail, validUntil }, now);
  const holder = await findPersonByMail(tx, input.mail);
  const isTaken = holder !== null && holder.id !== person.id;
  const href = `${input.baseUrl}${urls.newMail({ token })}`;
  await queueMail(tx, isTaken ? takenLetter(input) : askingLetter(person, input, href, validUntil), now);
  await announce(tx, peopleEvent(actor, { kind: 'new-mail.asked', person: person.id }, now));
  return done('asked');
}

function askingLetter(
  person: Person,
  { mail, baseUrl }: { mail: string } & ReachedAt,
  href: string,
  until: Instant,
): Letter {
  return {
    to: { address: mail, name: person.name },
    subject: 'Is this your new mail address?',
    paragraphs: [
      `${person.name} wants to sign in at ${baseUrl} with this address from now on. If that is you, open this page and press the button there:`,
      `The link works once, until ${showTime(until)}. If it is not you, leave it: nothing changes.`,
    ],
    link: { href, validUntil: until },
  };
}

function takenLetter({ mail, baseUrl }: { readonly mail: string } & ReachedAt): Letter {
  return {
    to: { address: mail, name: '' },
    subject: 'This mail address has an account already',
    paragraphs: [
      `Somebody who is signed in at ${baseUrl} wanted to use this address. It has an account there already, so nothing has changed.`,
      'If that was you, with two accounts, ask an administrator to put them together. If not, there is nothing to do.',
    ],
    link: null,
  };
}
