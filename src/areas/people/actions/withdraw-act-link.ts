import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ActLinkId, Id } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import { mayAdminister, peoplePermissions } from '../rules.ts';
import { markActLinksWithdrawn, type WhichActLinks } from '../store/act-links.ts';
import type { PeopleRefusal } from '../types.ts';

/** An administrator takes a link back: it went to the wrong person, or the letter was lost. */
export async function withdrawActLink(
  tx: Tx,
  actor: Actor,
  input: { readonly link: ActLinkId },
  now: Instant,
): Promise<Outcome<ActLinkId, PeopleRefusal>> {
  const decision = mayAdminister(actor, peoplePermissions.withdrawActLink);
  if (refused(decision)) return decision;
  const [withdrawn] = await withdraw(tx, actor, input, now);
  return withdrawn === undefined ? refuse('no-such-act-link') : done(withdrawn);
}

/** What the links were for is not asked any more: called by the verb that ends it, whose rule has decided. */
export async function withdrawActLinksAbout(
  tx: Tx,
  actor: Actor,
  input: { readonly subject: Id<string>; readonly act: string | null },
  now: Instant,
): Promise<readonly ActLinkId[]> {
  return withdraw(tx, actor, input, now);
}

async function withdraw(tx: Tx, actor: Actor, which: WhichActLinks, now: Instant): Promise<readonly ActLinkId[]> {
  const ended = await markActLinksWithdrawn(tx, which, personOf(actor), now);
  for (const { id, act, subject } of ended) {
    await announce(tx, peopleEvent(actor, { kind: 'act-link.withdrawn', link: id, act, subject }, now));
  }
  return ended.map(({ id }) => id);
}
