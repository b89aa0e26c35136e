/** Links for those who lost every way in. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { RecoveryId } from '../types.ts';
import { tables } from './tables.ts';

/** The newest takes the place of those before it. */
export async function saveRecovery(
  tx: Tx,
  recovery: {
    readonly person: PersonId;
    readonly digest: Buffer;
    readonly by: PersonId;
    readonly reason: string;
    readonly validUntil: Instant;
  },
  now: Instant,
): Promise<RecoveryId> {
  await endRecoveries(tx, recovery.person, now);
  const id = newId<'recovery'>(now);
  await tables(tx)
    .insertInto('recovery')
    .values({
      id,
      person: recovery.person,
      token_digest: recovery.digest,
      made_at: now,
      made_by: recovery.by,
      reason: recovery.reason,
      valid_until: recovery.validUntil,
      spent_at: null,
      ended_at: null,
    })
    .execute();
  return id;
}

export async function endRecoveries(tx: Tx, person: PersonId, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('recovery')
    .set({ ended_at: now })
    .where('person', '=', person)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .execute();
}

export interface OpenRecovery {
  readonly id: RecoveryId;
  readonly person: PersonId;
}

/** Looking does not spend it. */
export async function findOpenRecovery(tx: Tx, digest: Buffer, now: Instant): Promise<OpenRecovery | null> {
  const row = await tables(tx)
    .selectFrom('recovery')
    .select(['id', 'person'])
    .where('token_digest', '=', digest)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>', now)
    .executeTakeFirst();
  return row ?? null;
}

/** Spends it: one statement, so that of two who hold the link only one gets through. */
export async function spendRecovery(tx: Tx, digest: Buffer, now: Instant): Promise<boolean> {
  const row = await tables(tx)
    .updateTable('recovery')
    .set({ spent_at: now })
    .where('token_digest', '=', digest)
    .where('spent_at', 'is', null)
    .where('ended_at', 'is', null)
    .where('valid_until', '>', now)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}
