import { sql } from 'kysely';
import type { Instant } from '../../kernel/dates.ts';
import { newId } from '../../kernel/ids.ts';
import { on, type Tx } from '../database/index.ts';
import { letterText, type Letter, type MailId, type MailState, type OutboxEntry, type QueuedMail } from './letter.ts';

interface Tables {
  mail: {
    id: MailId;
    queued_at: Date;
    recipient: string;
    recipient_name: string;
    subject: string;
    body: string | null;
    link: string | null;
    valid_until: Date | null;
    tries: number;
    next_try_at: Date;
    held_at: Date | null;
    sent_at: Date | null;
    given_up_at: Date | null;
    trouble: string | null;
    unsubscribe: string | null;
  };
}

/** Puts a letter in the queue; it leaves when this transaction is committed, or never. */
export async function queueMail(tx: Tx, letter: Letter, now: Instant): Promise<MailId> {
  for (const line of [letter.to.address, letter.to.name, letter.subject]) {
    if (/[\u0000-\u001f\u007f]/.test(line)) throw new Error('a line of a mail header holds a control character');
  }
  const id = newId<'mail'>(now);
  await on<Tables>(tx)
    .insertInto('mail')
    .values({
      id,
      queued_at: now,
      recipient: letter.to.address,
      recipient_name: letter.to.name,
      subject: letter.subject,
      body: letterText(letter),
      link: letter.link?.href ?? null,
      valid_until: letter.link?.validUntil ?? null,
      tries: 0,
      next_try_at: now,
      held_at: null,
      sent_at: null,
      given_up_at: null,
      trouble: null,
      unsubscribe: letter.unsubscribe ?? null,
    })
    .execute();
  return id;
}

/** Takes the mails that are due, oldest first, and puts their next try off, so that no other process takes them meanwhile. */
export async function claimDueMail(tx: Tx, most: number, nextTryAt: Instant, now: Instant): Promise<QueuedMail[]> {
  const db = on<Tables>(tx);
  const rows = await db
    .updateTable('mail')
    .set({ next_try_at: nextTryAt, tries: sql`tries + 1` })
    .where('id', 'in', (due) =>
      due
        .selectFrom('mail')
        .select('id')
        .where('sent_at', 'is', null)
        .where('held_at', 'is', null)
        .where('given_up_at', 'is', null)
        .where('next_try_at', '<=', now)
        .orderBy('queued_at')
        .limit(most)
        .forUpdate()
        .skipLocked(),
    )
    .returning([
      'id',
      'queued_at',
      'recipient',
      'recipient_name',
      'subject',
      'body',
      'valid_until',
      'tries',
      'unsubscribe',
    ])
    .execute();
  return rows
    .map((row) => ({
      id: row.id,
      recipient: row.recipient,
      recipientName: row.recipient_name,
      subject: row.subject,
      body: row.body ?? '',
      queuedAt: row.queued_at,
      validUntil: row.valid_until,
      tries: row.tries,
      unsubscribe: row.unsubscribe,
    }))
    .toSorted((a, b) => a.queuedAt.getTime() - b.queuedAt.getTime());
}

/** Sent: what it said, and the link in it, are nobody's business any more. */
export async function markSent(tx: Tx, id: MailId, now: Instant): Promise<void> {
  await on<Tables>(tx)
    .updateTable('mail')
    .set({ sent_at: now, body: null, link: null, unsubscribe: null, trouble: null })
    .where('id', '=', id)
    .execute();
}

export async function markHeld(tx: Tx, id: MailId, now: Instant): Promise<void> {
  await on<Tables>(tx).updateTable('mail').set({ held_at: now }).where('id', '=', id).execute();
}

export async function markForAnotherTry(tx: Tx, id: MailId, trouble: string, nextTryAt: Instant): Promise<void> {
  await on<Tables>(tx).updateTable('mail').set({ trouble, next_try_at: nextTryAt }).where('id', '=', id).execute();
}

export async function markGivenUp(tx: Tx, id: MailId, trouble: string, now: Instant): Promise<void> {
  await on<Tables>(tx).updateTable('mail').set({ trouble, given_up_at: now }).where('id', '=', id).execute();
}

/** Forgets text and link of mails whose link has ended, and whole mails that were settled long ago. */
export async function forgetOldMail(tx: Tx, queuedBefore: Instant, now: Instant): Promise<void> {
  const db = on<Tables>(tx);
  await db
    .updateTable('mail')
    .set({ body: null, link: null })
    .where('valid_until', '<', now)
    .where('body', 'is not', null)
    .where((is) => is.or([is('held_at', 'is not', null), is('given_up_at', 'is not', null)]))
    .execute();
  await db
    .deleteFrom('mail')
    .where('queued_at', '<', queuedBefore)
    .where((is) =>
      is.or([is('sent_at', 'is not', null), is('held_at', 'is not', null), is('given_up_at', 'is not', null)]),
    )
    .execute();
}

/** The newest mails, for administrators. */
export async function listOutbox(tx: Tx, most: number): Promise<OutboxEntry[]> {
  const rows = await on<Tables>(tx)
    .selectFrom('mail')
    .selectAll()
    .orderBy('queued_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute();
  return rows.map(asEntry);
}

export async function findOutboxEntry(tx: Tx, id: MailId): Promise<OutboxEntry | null> {
  const row = await on<Tables>(tx).selectFrom('mail').selectAll().where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : asEntry(row);
}

function asEntry(row: Tables['mail']): OutboxEntry {
  const [state, stateSince] = stateOf(row);
  return {
    id: row.id,
    queuedAt: row.queued_at,
    recipient: row.recipient,
    recipientName: row.recipient_name,
    subject: row.subject,
    body: row.body,
    link: row.link,
    validUntil: row.valid_until,
    state,
    stateSince,
    tries: row.tries,
    trouble: row.trouble,
  };
}

function stateOf(row: Tables['mail']): [MailState, Instant] {
  if (row.sent_at !== null) return ['sent', row.sent_at];
  if (row.held_at !== null) return ['held', row.held_at];
  if (row.given_up_at !== null) return ['given up', row.given_up_at];
  return ['waiting', row.queued_at];
}
