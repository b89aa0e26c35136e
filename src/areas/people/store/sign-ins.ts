/** Passwords, and failed attempts in a row. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { FailureCount } from '../types.ts';
import { mailKey, people } from './persons.ts';
import { tables } from './tables.ts';

// --- passwords

export async function findPasswordHash(tx: Tx, person: PersonId): Promise<string | null> {
  const row = await tables(tx)
    .selectFrom('person_factor')
    .select('secret')
    .where('person', '=', person)
    .where('kind', '=', 'password')
    .executeTakeFirst();
  return row?.secret ?? null;
}

/** Whose password an address opens: one statement for known, unknown and closed accounts alike. */
export async function findPasswordByMail(
  tx: Tx,
  mail: string,
): Promise<{ readonly person: PersonId; readonly hash: string } | null> {
  const row = await people(tx)
    .innerJoin('person_factor', (join) =>
      join.onRef('person_factor.person', '=', 'person.id').on('person_factor.kind', '=', 'password'),
    )
    .select('person_factor.secret')
    .where('person_profile.mail_key', '=', mailKey(mail))
    .where('person_deactivation.at', 'is', null)
    .executeTakeFirst();
  return row === undefined || row.secret === null ? null : { person: row.id, hash: row.secret };
}

export async function savePasswordHash(tx: Tx, person: PersonId, hash: string, now: Instant): Promise<void> {
  await tables(tx)
    .insertInto('person_factor')
    .values({ id: newId(now), person, kind: 'password', handle: null, secret: hash, set_at: now })
    .onConflict((conflict) =>
      conflict.column('person').where('kind', '=', 'password').doUpdateSet({ secret: hash, set_at: now }),
    )
    .execute();
}

// --- failed sign-ins

const TURNS_WAITED_FOR = 5;

/**
 * Whether this transaction may check a password for the account now. Only one at a time may, and nobody waits for long: many
 * guesses sent at once would else all be checked before the first is counted, or hold a connection each. Half a second is for
 * those who press the button twice.
 */
export async function takeTurnToSignIn(tx: Tx, account: Buffer): Promise<boolean> {
  const key = account.readBigInt64BE(0);
  for (let tries = 0; tries <= TURNS_WAITED_FOR; tries++) {
    if (tries > 0) await sql`select pg_sleep(0.1)`.execute(tables(tx));
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${key}) as mine`.execute(tables(tx));
    if (rows[0]?.mine === true) return true;
  }
  return false;
}

export async function findFailures(
  tx: Tx,
  subjects: { readonly account: Buffer; readonly address: Buffer },
): Promise<{ readonly account: FailureCount | null; readonly address: FailureCount | null }> {
  const rows = await tables(tx)
    .selectFrom('sign_in_failure')
    .select(['kind', 'failures', 'last_at'])
    .where((is) =>
      is.or([
        is.and([is('kind', '=', 'account'), is('subject', '=', subjects.account)]),
        is.and([is('kind', '=', 'address'), is('subject', '=', subjects.address)]),
      ]),
    )
    .execute();
  const of = (kind: 'account' | 'address') => {
    const row = rows.find((one) => one.kind === kind);
    return row === undefined ? null : { failures: row.failures, lastAt: row.last_at };
  };
  return { account: of('account'), address: of('address') };
}

/** Counts one more; a count that is older than `forgottenBefore` begins again. */
export async function countFailure(
  tx: Tx,
  subjects: { readonly account: Buffer; readonly address: Buffer },
  forgottenBefore: Instant,
  now: Instant,
): Promise<void> {
  const db = tables(tx);
  await db.deleteFrom('sign_in_failure').where('last_at', '<', forgottenBefore).execute();
  await db
    .insertInto('sign_in_failure')
    .values([
      { kind: 'account', subject: subjects.account, failures: 1, last_at: now },
      { kind: 'address', subject: subjects.address, failures: 1, last_at: now },
    ])
    .onConflict((conflict) =>
      conflict.columns(['kind', 'subject']).doUpdateSet({ failures: sql`sign_in_failure.failures + 1`, last_at: now }),
    )
    .execute();
}

export async function forgetFailuresOfAccount(tx: Tx, account: Buffer): Promise<void> {
  await tables(tx).deleteFrom('sign_in_failure').where('kind', '=', 'account').where('subject', '=', account).execute();
}
