/** Passkeys: found by the id that the browser sends. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { jsonText, sql, type Tx } from '../../../outside/database/index.ts';
import type { FactorId } from '../types.ts';
import { tables, type FactorDetails } from './tables.ts';

/** What the check of a passkey needs to know of it. */
export interface PasskeyRow {
  readonly credential: string;
  readonly publicKey: string;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly mayBeCopied: boolean;
  readonly isCopied: boolean;
}

/** Null when it is known already, also when two try at once. */
export async function savePasskey(
  tx: Tx,
  passkey: { readonly person: PersonId; readonly name: string } & PasskeyRow,
  now: Instant,
): Promise<FactorId | null> {
  const { person, name, credential, ...details } = passkey;
  const id = newId<'factor'>(now);
  const saved = await tables(tx)
    .insertInto('person_factor')
    .values({
      id,
      person,
      kind: 'passkey',
      handle: credential,
      secret: null,
      name,
      details: asJson(details),
      set_at: now,
    })
    .onConflict((conflict) => conflict.columns(['kind', 'handle']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return saved?.id ?? null;
}

/** The passkey and whose it is, while the account is open; held still, so that of two uses the second sees what the first counted. */
export async function lockPasskey(
  tx: Tx,
  credential: string,
): Promise<(PasskeyRow & { readonly id: FactorId; readonly person: PersonId }) | null> {
  const row = await tables(tx)
    .selectFrom('person_factor')
    .select(['id', 'person', 'details'])
    .where('kind', '=', 'passkey')
    .where('handle', '=', credential)
    .where((is) =>
      is.not(
        is.exists(
          is
            .selectFrom('person_deactivation')
            .select('person_deactivation.id')
            .whereRef('person_deactivation.person', '=', 'person_factor.person')
            .where('person_deactivation.lifted_at', 'is', null),
        ),
      ),
    )
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) return null;
  return { id: row.id, person: row.person, ...asPasskey(credential, row.details) };
}

/** Those of a person, for a browser to choose among. */
export async function passkeysOf(tx: Tx, person: PersonId): Promise<PasskeyRow[]> {
  const rows = await tables(tx)
    .selectFrom('person_factor')
    .select(['handle', 'details'])
    .where('kind', '=', 'passkey')
    .where('person', '=', person)
    .orderBy('set_at')
    .execute();
  return rows.map((row) => asPasskey(row.handle ?? '', row.details));
}

export async function notePasskeyUsed(
  tx: Tx,
  id: FactorId,
  said: { readonly counter: number; readonly isCopied: boolean },
  now: Instant,
): Promise<void> {
  await tables(tx)
    .updateTable('person_factor')
    .set({ details: sql<FactorDetails>`details || ${jsonText(said)}::jsonb`, last_used_at: now })
    .where('id', '=', id)
    .execute();
}

export async function notePasskeySuspected(tx: Tx, id: FactorId, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('person_factor')
    .set({ details: sql<FactorDetails>`details || ${jsonText({ suspectedAt: now.toISOString() })}::jsonb` })
    .where('id', '=', id)
    .execute();
}

function asPasskey(credential: string, details: FactorDetails): PasskeyRow {
  const { publicKey = '', counter = 0, transports = [], mayBeCopied = false, isCopied = false } = details;
  return { credential, publicKey, counter, transports, mayBeCopied, isCopied };
}

function asJson(details: FactorDetails) {
  return sql<FactorDetails>`${jsonText(details)}::jsonb`;
}
