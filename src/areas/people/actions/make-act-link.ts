import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { peopleEvent } from '../events.ts';
import { insertActLink } from '../store/act-links.ts';
import type { AskedAct, MadeActLink } from '../types.ts';

/**
 * Makes a link by which somebody without an account does one act (domain section 3). Whether it may be asked is the rule of the verb that
 * asks; it also writes the letter. The token is in no table.
 */
export async function makeActLink(tx: Tx, actor: Actor, input: AskedAct, now: Instant): Promise<MadeActLink> {
  const token = newToken();
  const id = await insertActLink(tx, { ...input, digest: tokenDigest(token), by: personOf(actor), renews: null }, now);
  await announce(
    tx,
    peopleEvent(actor, { kind: 'act-link.made', link: id, act: input.act, subject: input.subject }, now),
  );
  return { id, token, validUntil: input.validUntil };
}
