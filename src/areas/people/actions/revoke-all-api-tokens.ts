import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import { lockApiTokens, markApiTokensRevoked } from '../store/api-tokens.ts';

/** Part of the verbs that end every way in of a person: no token of theirs works afterwards. Says how many there were. */
export async function revokeAllApiTokens(
  tx: Tx,
  actor: Actor,
  { person }: { readonly person: PersonId },
  now: Instant,
): Promise<number> {
  await lockApiTokens(tx, person);
  const revoked = await markApiTokensRevoked(tx, { person }, personOf(actor), now);
  if (revoked.length > 0) {
    await announce(tx, peopleEvent(actor, { kind: 'api-token.revoked', person, apiTokens: revoked }, now));
  }
  return revoked.length;
}
