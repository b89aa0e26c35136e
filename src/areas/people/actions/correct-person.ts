import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { peopleEvent } from '../events.ts';
import type { CorrectPerson } from '../inputs.ts';
import { mayAdminister, peoplePermissions } from '../rules.ts';
import { checkProof } from './check-proof.ts';
import { endLinks } from '../store/links.ts';
import { endMailChanges } from '../store/mail-changes.ts';
import { findPerson, findPersonByMail, mailKey, saveNameAndMail } from '../store/persons.ts';
import type { PeopleRefusal, Person, ReachedAt } from '../types.ts';

/**
 * Corrects a person's name and mail address. Whoever reads the mail can sign in, so a new address ends the links that went to the
 * old one, and the old one is told. It takes fresh proof: a borrowed session of an administrator must not be enough to take an account.
 */
export async function correctPerson(
  tx: Tx,
  actor: Actor,
  input: CorrectPerson & ReachedAt & { readonly sessionToken: string | null },
  now: Instant,
): Promise<Outcome<PersonId, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.correctPerson);
  if (refused(decision)) return decision;
  const person = await findPerson(tx, input.person);
  if (person === null) return refuse('no-such-person');
  const holder = await findPersonByMail(tx, input.mail);
  if (holder !== null && holder.id !== person.id) return refuse('already-a-member');

  const isNewAddress = mailKey(input.mail) !== mailKey(person.mail);
  if (isNewAddress) {
    const proven = await checkProof(tx, actor, input, now);
    if (refused(proven)) return proven;
  }
  await saveNameAndMail(tx, person.id, input);
  if (isNewAddress) {
    await endLinks(tx, { purpose: 'sign-in', person: person.id }, now);
    await endMailChanges(tx, person.id, now);
    await queueMail(tx, noticeLetter(person, input), now);
  }
  const what = [...(input.name === person.name ? [] : ['name' as const]), ...(isNewAddress ? ['mail' as const] : [])];
  await announce(tx, peopleEvent(actor, { kind: 'person.corrected', person: person.id, what }, now));
  return done(person.id);
}

function noticeLetter(person: Person, input: CorrectPerson & ReachedAt): Letter {
  return {
    to: { address: person.mail, name: person.name },
    subject: 'Your mail address was changed',
    paragraphs: [
      `An administrator changed the mail address of your account at ${input.baseUrl} to ${input.mail}.`,
      'Letters and sign-in links go there from now on. If that is not right, tell an administrator at once.',
    ],
    link: null,
  };
}
