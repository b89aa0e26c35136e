import type { Instant } from '../../../kernel/dates.ts';
import type { Db } from '../../../outside/database/index.ts';
import { digestDay, digestsDue, findActor, writeDigest } from '../../people/index.ts';
import { readWaiting } from './read-waiting.ts';

const AT_ONCE = 100;

export interface SendDigestsTools {
  readonly db: Db;
  readonly baseUrl: string;
  readonly clock: () => Instant;
}

/**
 * Looks at everybody once a day and writes the letters of those for whom something is new: one short transaction a person. Any number of
 * workers, stopped at any moment: who was looked at is noted in the transaction that queues the letter. Answers how many were written.
 */
export async function sendDigests({ db, baseUrl, clock }: SendDigestsTools): Promise<number> {
  let written = 0;
  for (;;) {
    const now = clock();
    const due = await db.read((tx) => digestsDue(tx, digestDay(now), AT_ONCE));
    if (due.length === 0) return written;
    for (const person of due) {
      const became = await db.tx(async (tx) => {
        const actor = await findActor(tx, person);
        const waiting = actor === null ? [] : await readWaiting(tx, actor, now);
        return writeDigest(tx, { person, waiting, baseUrl }, now);
      });
      if (became === 'written') written += 1;
    }
  }
}
