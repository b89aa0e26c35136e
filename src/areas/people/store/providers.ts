/** Accounts at sign-in providers that people connected to theirs here. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { jsonText, sql, type Tx } from '../../../outside/database/index.ts';
import type { FactorId } from '../types.ts';
import { tables, type FactorDetails } from './tables.ts';

/** Neither an issuer (an address) nor a subject of ours holds a space. */
function handleOf({ issuer, subject }: { readonly issuer: string; readonly subject: string }): string {
  return `${issuer} ${subject}`;
}

/** Null when it is connected already, to whomever, also when two try at once. */
export async function saveProviderAccount(
  tx: Tx,
  account: {
    readonly person: PersonId;
    readonly issuer: string;
    readonly subject: string;
    readonly label: string | null;
  },
  now: Instant,
): Promise<FactorId | null> {
  const id = newId<'factor'>(now);
  const details = sql<FactorDetails>`${jsonText({ issuer: account.issuer })}::jsonb`;
  const { person, label: name } = account;
  const saved = await tables(tx)
    .insertInto('person_factor')
    .values({ id, person, kind: 'oidc', handle: handleOf(account), secret: null, name, details, set_at: now })
    .onConflict((conflict) => conflict.columns(['kind', 'handle']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return saved?.id ?? null;
}

/** Whose it is, also while the account is closed. */
export async function findProviderAccount(
  tx: Tx,
  account: { readonly issuer: string; readonly subject: string },
): Promise<{ readonly id: FactorId; readonly person: PersonId } | null> {
  const row = await tables(tx)
    .selectFrom('person_factor')
    .select(['id', 'person'])
    .where('kind', '=', 'oidc')
    .where('handle', '=', handleOf(account))
    .executeTakeFirst();
  return row ?? null;
}

export async function noteProviderUsed(tx: Tx, id: FactorId, now: Instant): Promise<void> {
  await tables(tx).updateTable('person_factor').set({ last_used_at: now }).where('id', '=', id).execute();
}
