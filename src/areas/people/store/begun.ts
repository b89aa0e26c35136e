/** What was begun in a browser and goes on when it comes back from an authenticator or a provider. */
import type { Instant } from '../../../kernel/dates.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { BegunPurpose } from '../types.ts';
import { tables } from './tables.ts';

export interface Begun {
  readonly purpose: BegunPurpose;
  readonly person: PersonId | null;
  readonly provider: string | null;
  readonly next: string | null;
}

/** Also forgets what nobody came back for. */
export async function saveBegun(
  tx: Tx,
  begun: Begun & {
    readonly digest: Buffer;
    readonly browserDigest: Buffer;
    readonly validUntil: Instant;
  },
  now: Instant,
): Promise<void> {
  const db = tables(tx);
  await db.deleteFrom('begun_sign_in').where('valid_until', '<=', now).execute();
  await db
    .insertInto('begun_sign_in')
    .values({
      digest: begun.digest,
      browser_digest: begun.browserDigest,
      purpose: begun.purpose,
      person: begun.person,
      provider: begun.provider,
      next: begun.next,
      begun_at: now,
      valid_until: begun.validUntil,
    })
    .execute();
}

/** Takes it away: one statement, so that of two who come back with the same answer only one gets through. */
export async function takeBegun(
  tx: Tx,
  begun: {
    readonly digest: Buffer;
    readonly browserDigest: Buffer;
    readonly purposes: readonly BegunPurpose[];
  },
  now: Instant,
): Promise<Begun | null> {
  const row = await tables(tx)
    .deleteFrom('begun_sign_in')
    .where('digest', '=', begun.digest)
    .where('browser_digest', '=', begun.browserDigest)
    .where('purpose', 'in', begun.purposes)
    .where('valid_until', '>', now)
    .returning(['purpose', 'person', 'provider', 'next'])
    .executeTakeFirst();
  return row ?? null;
}
