import type { Actor } from '../../../kernel/actor.ts';
import { showLongDate, showTime, type Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { queueMail, type Letter } from '../../../outside/mail/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { lockFactors } from '../store/factors.ts';
import { endLinks } from '../store/links.ts';
import { findOpenMailChange, spendMailChange } from '../store/mail-changes.ts';
import { findPerson, findPersonByMail, saveNewMail } from '../store/persons.ts';
import type { PeopleRefusal, Person, ReachedAt } from '../types.ts';

export interface SeenMailChange {
  readonly person: Person;
  readonly mail: string;
}

/** Whose address a link would change, and to what. Looking does not spend it. */
export async function lookAtNewMail(
  tx: Tx,
  input: { readonly token: string },
  now: Instant,
): Promise<Outcome<SeenMailChange, PeopleRefusal>> {
  const change = await findOpenMailChange(tx, tokenDigest(input.token), now);
  const person = change === null ? null : await findPerson(tx, change.person);
  if (change === null || person === null || person.deactivation !== null) return refuse('link-ended');
  return done({ person, mail: change.mail });
}

/** The reader of the new address says yes: it is the person's from now on. Links that went to the old one end, and the old one is told. */
export async function takeNewMail(
  tx: Tx,
  actor: Actor,
  input: ReachedAt & { readonly token: string },
  now: Instant,
): Promise<Outcome<PersonId, PeopleRefusal>> {
  const seen = await lookAtNewMail(tx, input, now);
  if (refused(seen)) return seen;
  const { person, mail } = seen.done;
  await lockFactors(tx, person.id);
  if (!(await spendMailChange(tx, tokenDigest(input.token), now))) return refuse('link-ended');
  const holder = await findPersonByMail(tx, mail);
  if (holder !== null && holder.id !== person.id) return refuse('already-a-member');

  await saveNewMail(tx, person.id, mail);
  await endLinks(tx, { purpose: 'sign-in', person: person.id }, now);
  await queueMail(tx, noticeLetter(person, mail, input, now), now);
  await announce(tx, peopleEvent(actor, { kind: 'new-mail.taken', person: person.id }, now));
  return done(person.id);
}

function noticeLetter(person: Person, mail: string, { baseUrl }: ReachedAt, now: Instant): Letter {
  return {
    to: { address: person.mail, name: person.name },
    subject: 'Your mail address was changed',
    paragraphs: [
      `On ${showLongDate(now)} at ${showTime(now)} the mail address of your account at ${baseUrl} was changed to ${mail}, by you and from there. Letters and sign-in links go there from now on.`,
      'If that was not you, tell an administrator at once.',
    ],
    link: null,
  };
}
