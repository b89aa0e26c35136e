/** Ways to sign in, as their person sees them. */
import type { PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import type { Factor, FactorId } from '../types.ts';
import { tables, type FactorDetails, type Tables } from './tables.ts';

/** Holds a person's ways to sign in still until this transaction ends: two that are removed at once are not both the last but one. */
export async function lockFactors(tx: Tx, person: PersonId): Promise<void> {
  await tables(tx)
    .selectFrom('person_profile')
    .select('person')
    .where('person', '=', person)
    .forNoKeyUpdate()
    .execute();
}

const factorColumns = ['id', 'kind', 'name', 'details', 'set_at', 'last_used_at'] as const;

type FactorRow = Pick<Tables['person_factor'], 'id' | 'kind' | 'name' | 'set_at' | 'last_used_at'> & {
  readonly details: FactorDetails;
};

/** The password first, then the others in the order in which they were added. */
export async function listFactors(tx: Tx, person: PersonId): Promise<Factor[]> {
  const rows = await tables(tx)
    .selectFrom('person_factor')
    .select(factorColumns)
    .where('person', '=', person)
    .orderBy(({ eb }) => eb('kind', '<>', 'password'))
    .orderBy('set_at')
    .orderBy('id')
    .execute();
  return rows.map(asFactor);
}

function asFactor({ id, kind, name, details, set_at: setAt, last_used_at: lastUsedAt }: FactorRow): Factor {
  switch (kind) {
    case 'password':
      return { kind, id, setAt };
    case 'passkey': {
      const suspectedAt = details.suspectedAt === undefined ? null : new Date(details.suspectedAt);
      return { kind, id, name: name ?? '', setAt, lastUsedAt, isCopied: details.isCopied ?? false, suspectedAt };
    }
    case 'oidc':
      return { kind, id, issuer: details.issuer ?? '', name, setAt, lastUsedAt };
  }
}

export async function deleteFactor(tx: Tx, id: FactorId): Promise<void> {
  await tables(tx).deleteFrom('person_factor').where('id', '=', id).execute();
}

export async function deleteFactorsOf(tx: Tx, person: PersonId): Promise<FactorId[]> {
  const rows = await tables(tx).deleteFrom('person_factor').where('person', '=', person).returning('id').execute();
  return rows.map((row) => row.id).toSorted();
}
