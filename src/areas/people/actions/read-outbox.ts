import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findOutboxEntry, listOutbox } from '../../../outside/mail/index.ts';
import { mayAdminister, peoplePermissions } from '../rules.ts';
import type { PeopleRefusal, ShownLetter } from '../types.ts';

const NEWEST = 200;

/** The newest mails, with the links that an administrator passes on while there is no mail server. */
export async function readOutbox(
  tx: Tx,
  actor: Actor,
  _input: Readonly<Record<string, never>>,
  _now: Instant,
): Promise<Outcome<readonly ShownLetter[], PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.readOutbox);
  return refused(decision) ? decision : done(await listOutbox(tx, NEWEST));
}

export async function readOutboxMail(
  tx: Tx,
  actor: Actor,
  input: { readonly mail: ShownLetter['id'] },
  _now: Instant,
): Promise<Outcome<ShownLetter, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.readOutbox);
  if (refused(decision)) return decision;
  const entry = await findOutboxEntry(tx, input.mail);
  return entry === null ? refuse('no-such-mail') : done(entry);
}
