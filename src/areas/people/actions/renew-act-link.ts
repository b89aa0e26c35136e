import { STRANGER } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { mayRenewLink } from '../rules.ts';
import { insertActLink, lockActLink } from '../store/act-links.ts';
import type { ActLink, ActLinkRefusal, MadeActLink } from '../types.ts';

/**
 * Whoever holds a link that has run out asks for a new one. It goes to the address of the old one and nowhere else: the caller writes that
 * letter, and shows the token to nobody. Each link is renewed once, so that the page is no way to flood a mailbox.
 */
export async function renewActLink(
  tx: Tx,
  input: { readonly token: string; readonly validUntil: Instant },
  now: Instant,
): Promise<Outcome<{ readonly made: MadeActLink; readonly link: ActLink }, ActLinkRefusal>> {
  const found = await lockActLink(tx, tokenDigest(input.token));
  if (found === null) return refuse('act-link-ended', { why: 'unknown' });
  const { link } = found;
  const decision = mayRenewLink(link, now);
  if (refused(decision)) return decision;

  const token = newToken();
  const { validUntil } = input;
  const id = await insertActLink(
    tx,
    { ...link, validUntil, digest: tokenDigest(token), by: link.madeBy, renews: link.id },
    now,
  );
  const { act, subject } = link;
  // Whoever asks holds the old letter, which proves nothing: the new one is what counts.
  await announce(tx, peopleEvent(STRANGER, { kind: 'act-link.renewed', link: id, act, subject }, now));
  return done({ made: { id, token, validUntil }, link });
}
