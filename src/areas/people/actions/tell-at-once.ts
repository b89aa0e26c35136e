import type { Instant } from '../../../kernel/dates.ts';
import { shorten } from '../../../kernel/text.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { queueMail } from '../../../outside/mail/index.ts';
import { findPerson } from '../store/persons.ts';
import { takeForLetters } from '../store/notifications.ts';
import type { ReachedAt } from '../types.ts';
import { makeLetterLink } from './make-letter-link.ts';

const AT_ONCE = 50;
const LONGEST_SUBJECT = 120;

/** Writes the letters of those who wish to be told at once. Any number of workers: each takes what no other has; answers how many. */
export async function tellAtOnce(tx: Tx, { baseUrl }: ReachedAt, now: Instant): Promise<number> {
  const taken = await takeForLetters(tx, AT_ONCE, now);
  for (const { person: id, kind, sentence, link } of taken) {
    const person = await findPerson(tx, id);
    if (person === null || person.deactivation !== null) continue;
    const foot = await makeLetterLink(tx, { person: id, kind, baseUrl }, now);
    await queueMail(
      tx,
      {
        to: { address: person.mail, name: person.name },
        subject: shorten(sentence, LONGEST_SUBJECT),
        paragraphs: [sentence, `Fewer letters, or one a day, without signing in: ${foot.settings}`],
        link: link === null ? null : { href: `${baseUrl}${link}`, validUntil: null },
        unsubscribe: foot.stop,
      },
      now,
    );
  }
  return taken.length;
}
