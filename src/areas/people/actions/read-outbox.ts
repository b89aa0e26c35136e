import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { findOutboxEntry, listOutbox, type OutboxEntry } from '../../../outside/mail/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { mayAdminister, peoplePermissions } from '../rules.ts';
import { linkEnds } from '../store/links.ts';
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
  return refused(decision) ? decision : done(await withLinkEnds(tx, await listOutbox(tx, NEWEST)));
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
  if (entry === null) return refuse('no-such-mail');
  const [letter] = await withLinkEnds(tx, [entry]);
  return done(letter!);
}

/** A letter knows its link, and not whether somebody came by it. */
async function withLinkEnds(tx: Tx, letters: readonly OutboxEntry[]): Promise<ShownLetter[]> {
  const digests = new Map(letters.flatMap(({ id, link }) => (link === null ? [] : [[id, digestIn(link)] as const])));
  const ends = await linkEnds(tx, [...digests.values()]);
  return letters.map((letter) => ({
    ...letter,
    linkEnd: ends.get(digests.get(letter.id)?.toString('hex') ?? '') ?? null,
  }));
}

/** The token is the last part of the address; other links have none, and a digest that nothing has. */
function digestIn(link: string): Buffer {
  return tokenDigest(link.slice(link.lastIndexOf('/') + 1));
}
