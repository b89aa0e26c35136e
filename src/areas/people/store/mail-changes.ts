/** New mail addresses that were asked for and wait for their reader's word. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tables } from './tables.ts';

/** The newest takes the place of those before it. */
export async function saveMailChange(
  tx: Tx,
  change: {
    readonly person: PersonId;
    readonly digest: Buffer;
    readonly mail: string;
    readonly validUntil: Instant;
  },
  now: Instant,
): Promise<void> {
  await endMailChanges(tx, change.person, now);
  await tables(tx)
    .insertInto('mail_change')
    .values({
      id: newId(now),
      person: change.person,
      token_digest: change.digest,
      mail: change.mail,
      asked_at: now,
      valid_until: change.validUntil,
      spent_at: null,
      ended_at: null,
    })
    .execute();
}

/** The address that was asked for is not kept once it will not be taken. */
export async function endMailChanges(tx: Tx, person: PersonId, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('mail_change')
    .set({ ended_at: now, mail: null })
    .where('person', '=', person)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
}

export interface OpenMailChange {
  readonly person: PersonId;
  readonly mail: string;
}

/** Looking does not spend it. */
export async function findOpenMailChange(tx: Tx, digest: Buffer, now: Instant): Promise<OpenMailChange | null> {
  const row = await tables(tx)
    .selectFrom('mail_change')
    .select(['person', 'mail'])
    .where('token_digest', '=', digest)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>', now)
    .executeTakeFirst();
  return row === undefined || row.mail === null ? null : { person: row.person, mail: row.mail };
}

/** Spends it: one statement, so that of two who hold the link only one gets through. The address stands in the profile from now on. */
export async function spendMailChange(tx: Tx, digest: Buffer, now: Instant): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('mail_change')
    .set({ spent_at: now, mail: null })
    .where('token_digest', '=', digest)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>', now)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** At most so many letters go to strangers' mailboxes by one person's asking. */
export async function countMailChangesSince(tx: Tx, person: PersonId, since: Instant): Promise<number> {
  const { asked } = await tables(tx)
    .selectFrom('mail_change')
    .select(({ fn }) => fn.countAll<bigint>().as('asked'))
    .where('person', '=', person)
    .where('asked_at', '>', since)
    .executeTakeFirstOrThrow();
  return Number(asked);
}
