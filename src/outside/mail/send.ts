import { addDays, addMinutes, type Instant } from '../../kernel/dates.ts';
import { cleanLine, shorten } from '../../kernel/text.ts';
import type { Db } from '../database/index.ts';
import type { QueuedMail } from './letter.ts';
import type { Delivery, Mailer } from './mailer.ts';
import { claimDueMail, forgetOldMail, markForAnotherTry, markGivenUp, markHeld, markSent } from './store.ts';

/** Minutes until the next try, after the first failure, the second, and so on; then it is given up. */
const WAITS_IN_MINUTES = [1, 5, 15, 60, 180, 360, 720];
const AT_ONCE = 20;
/** A mail that was taken by a process which then died is due again after so long. */
const CLAIM_MINUTES = 5;
const KEEP_DAYS = 90;

export interface MailRun {
  readonly sent: number;
  readonly held: number;
  readonly failed: number;
}

/**
 * Sends what is due, one short transaction before and after each delivery and none during it. Any number of processes may call
 * this at once. A process that is killed between delivery and note sends again: the message id is then the same.
 */
export async function sendQueuedMail(db: Db, mailer: Mailer, now: Instant): Promise<MailRun> {
  const run = { sent: 0, held: 0, failed: 0 };
  await db.tx((tx) => forgetOldMail(tx, addDays(now, -KEEP_DAYS), now));
  for (;;) {
    const due = await db.tx((tx) => claimDueMail(tx, AT_ONCE, addMinutes(now, CLAIM_MINUTES), now));
    for (const mail of due) {
      const delivery = await deliver(mailer, mail, now);
      await settle(db, mail, delivery, now);
      if (delivery.became === 'refused') run.failed += 1;
      else run[delivery.became] += 1;
    }
    if (due.length < AT_ONCE) return run;
  }
}

async function deliver(mailer: Mailer, mail: QueuedMail, now: Instant): Promise<Delivery> {
  if (mail.validUntil !== null && mail.validUntil <= now) {
    return { became: 'refused', trouble: 'The link in it had ended before it could be sent.', again: false };
  }
  return mailer.deliver(mail);
}

async function settle(db: Db, mail: QueuedMail, delivery: Delivery, now: Instant): Promise<void> {
  await db.tx(async (tx) => {
    switch (delivery.became) {
      case 'sent':
        return markSent(tx, mail.id, now);
      case 'held':
        return markHeld(tx, mail.id, now);
      case 'refused': {
        // What a mail server answers is foreign text.
        const trouble = shorten(cleanLine(delivery.trouble), 300);
        const wait = WAITS_IN_MINUTES[mail.tries - 1];
        if (delivery.again && wait !== undefined) return markForAnotherTry(tx, mail.id, trouble, addMinutes(now, wait));
        return markGivenUp(tx, mail.id, trouble, now);
      }
    }
  });
}
