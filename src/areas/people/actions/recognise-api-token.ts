import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { apiTokenNeedsNote, mayUseApiToken, type TokenUse } from '../rules.ts';
import type { PersonActor } from '../store/acting.ts';
import { findApiTokenActor, noteApiTokenSeen } from '../store/api-tokens.ts';
import type { ApiTokenId, PeopleRefusal } from '../types.ts';

export interface RecognisedApiToken {
  /** The person behind the token, with the roles they hold at this moment. */
  readonly actor: PersonActor;
  readonly id: ApiTokenId;
  /** The token's last use is to be noted again. */
  readonly isDueForNote: boolean;
}

/** Who is behind a token that a program sent, or why it opens nothing here. */
export async function recogniseApiToken(
  tx: Tx,
  secret: string,
  use: TokenUse,
  now: Instant,
): Promise<Outcome<RecognisedApiToken, PeopleRefusal>> {
  const found = await findApiTokenActor(tx, tokenDigest(secret));
  if (found === null) return refuse('token-not-known');
  const { token, isOfClosedAccount, actor } = found;
  const decision = mayUseApiToken(token, isOfClosedAccount, use, now);
  if (refused(decision)) return decision;
  return done({ actor, id: token.id, isDueForNote: apiTokenNeedsNote(token, now) });
}

/** Notes that a token is in use. */
export async function noteApiTokenUsed(tx: Tx, token: ApiTokenId, now: Instant): Promise<void> {
  await noteApiTokenSeen(tx, token, now);
}
