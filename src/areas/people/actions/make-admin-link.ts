import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { MakeAdminLink } from '../inputs.ts';
import { ADMIN_LINK_MINUTES } from '../rules.ts';
import { administrators, mailKey } from '../store/persons.ts';
import type { MadeLink, PeopleRefusal, Person } from '../types.ts';
import { makeLink } from './make-link.ts';

/**
 * For `commonwork admin-link`: a sign-in link for an administrator who is locked out. Whoever can run the program on the machine
 * could read the database anyway; the announcement makes it visible.
 */
export async function makeAdminLink(
  tx: Tx,
  actor: Actor,
  input: MakeAdminLink,
  now: Instant,
): Promise<Outcome<MadeLink & { readonly person: Person }, PeopleRefusal>> {
  if (actor.kind !== 'program') return refuse('not-allowed');
  const all = await administrators(tx);
  if (all.length === 0) return refuse('not-set-up');
  const named = input.mail === null ? all : all.filter((one) => mailKey(one.mail) === mailKey(input.mail ?? ''));
  const [person, another] = named;
  if (person === undefined) return refuse('not-an-administrator');
  if (another !== undefined) return refuse('several-administrators', { mails: named.map((one) => one.mail) });

  const link = await makeLink(tx, { purpose: 'sign-in', person: person.id, minutes: ADMIN_LINK_MINUTES }, now);
  await announce(tx, peopleEvent(actor, { kind: 'admin-link.made', person: person.id }, now));
  return done({ ...link, person });
}
