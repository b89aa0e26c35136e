import { addDays, type Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { urls } from '../../../look/urls.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { LETTER_LINK_DAYS } from '../notification-rules.ts';
import type { NotificationKind } from '../notification-types.ts';
import { insertLetterLink } from '../store/notifications.ts';

/** The addresses at the foot of a letter: where its recipient sets how often letters come, and where a mail program stops them. */
export async function makeLetterLink(
  tx: Tx,
  input: { readonly person: PersonId; readonly kind: NotificationKind | null; readonly baseUrl: string },
  now: Instant,
): Promise<{ readonly settings: string; readonly stop: string }> {
  const token = newToken();
  const validUntil = addDays(now, LETTER_LINK_DAYS);
  await insertLetterLink(tx, { digest: tokenDigest(token), person: input.person, kind: input.kind, validUntil }, now);
  return {
    settings: `${input.baseUrl}${urls.letters({ token })}`,
    stop: `${input.baseUrl}${urls.lettersStop({ token })}`,
  };
}
