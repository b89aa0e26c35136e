import { personOf, type Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { peopleEvent } from '../events.ts';
import type { RevokeApiToken } from '../inputs.ts';
import { findApiToken, markApiTokensRevoked } from '../store/api-tokens.ts';
import type { ApiTokenId, PeopleRefusal } from '../types.ts';

/** Revokes one of the person's own tokens; it stays on the list as revoked. Somebody else's token does not exist for them. */
export async function revokeApiToken(
  tx: Tx,
  actor: Actor,
  input: RevokeApiToken,
  now: Instant,
): Promise<Outcome<ApiTokenId, PeopleRefusal>> {
  const person = personOf(actor);
  if (person === null) return refuse('signed-out');
  const token = await findApiToken(tx, input.token);
  if (token === null || token.person !== person) return refuse('no-such-api-token');

  const revoked = await markApiTokensRevoked(tx, { token: token.id }, person, now);
  if (revoked.length === 0) return refuse('no-such-api-token');
  await announce(tx, peopleEvent(actor, { kind: 'api-token.revoked', person, apiTokens: revoked }, now));
  return done(token.id);
}
