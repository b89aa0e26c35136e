import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import { cleanLine, shorten } from '../../../kernel/text.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { USUAL_HOW_OFTEN, type NotificationKind } from '../notification-types.ts';
import { insertNotification } from '../store/notifications.ts';

const LONGEST_SENTENCE = 400;

/**
 * Tells a person something in one sentence, the way they wish it: by a letter at once, in the letter of the day, or only on their home
 * page. Called by the verb or the reaction to it, in its transaction; the letters are written by the workers.
 */
export async function notify(
  tx: Tx,
  told: {
    readonly person: PersonId;
    readonly kind: NotificationKind;
    readonly sentence: string;
    /** A path of ours where it is seen or done. */
    readonly link: string | null;
  },
  now: Instant,
): Promise<void> {
  const sentence = shorten(cleanLine(told.sentence), LONGEST_SENTENCE);
  await insertNotification(tx, { ...told, sentence }, USUAL_HOW_OFTEN, now);
}
