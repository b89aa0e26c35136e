import type { Instant } from '../../../kernel/dates.ts';
import type { Id } from '../../../kernel/ids.ts';
import { refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { lockActLink, markActLinkSpent } from '../store/act-links.ts';
import type { ActLinkRefusal, SeenActLink } from '../types.ts';
import { seen } from './look-at-act-link.ts';

/**
 * The act is being done: called by the verb itself, in its transaction, from the POST of the link's own page. Answers who acts. The verb's
 * rule is asked with that actor and may still refuse; then nothing of this is kept, and the link is as good as before.
 */
export async function spendActLink(
  tx: Tx,
  input: { readonly token: string; readonly act: string; readonly subject: Id<string> },
  now: Instant,
): Promise<Outcome<SeenActLink, ActLinkRefusal>> {
  const found = await lockActLink(tx, tokenDigest(input.token));
  if (found === null) return refuse('act-link-ended', { why: 'unknown' });
  const { link } = found;
  if (link.act !== input.act || link.subject !== input.subject) return refuse('act-link-of-another-act');
  const outcome = seen(found, now);
  if (refused(outcome)) return outcome;

  if (link.use === 'once') await markActLinkSpent(tx, link.id, now);
  const { act, subject } = link;
  await announce(tx, peopleEvent(outcome.done.actor, { kind: 'act-link.used', link: link.id, act, subject }, now));
  return outcome;
}
