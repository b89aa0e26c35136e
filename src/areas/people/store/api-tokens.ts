/** Tokens for the API: kept as digests, never removed. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import { notedBefore } from '../rules.ts';
import type { ApiToken, ApiTokenId, TokenScope } from '../types.ts';
import { asActor, type PersonActor } from './acting.ts';
import { liveGrants } from './grants.ts';
import { ownHats, workspaceName } from './hats.ts';
import { tables, type Tables } from './tables.ts';

/**
 * Holds a person's tokens still until this transaction ends. Two that are made at the same moment are counted one after the other, and
 * none is made beside an act that revokes them all.
 */
export async function lockApiTokens(tx: Tx, person: PersonId): Promise<void> {
  await tables(tx)
    .selectFrom('person_profile')
    .select('person')
    .where('person', '=', person)
    .forNoKeyUpdate()
    .execute();
}

export async function countWorkingApiTokens(tx: Tx, person: PersonId, now: Instant): Promise<number> {
  const { working } = await tables(tx)
    .selectFrom('api_token')
    .select(({ fn }) => fn.countAll<bigint>().as('working'))
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .where('valid_until', '>', now)
    .executeTakeFirstOrThrow();
  return Number(working);
}

export async function saveApiToken(
  tx: Tx,
  token: {
    readonly person: PersonId;
    readonly digest: Buffer;
    readonly name: string;
    readonly scope: TokenScope;
    readonly validUntil: Instant;
  },
  now: Instant,
): Promise<ApiTokenId> {
  const id = newId<'api-token'>(now);
  await tables(tx)
    .insertInto('api_token')
    .values({
      id,
      token_digest: token.digest,
      person: token.person,
      name: token.name,
      scope: token.scope,
      made_at: now,
      valid_until: token.validUntil,
      last_used_at: null,
      revoked_at: null,
      revoked_by: null,
    })
    .execute();
  return id;
}

const tokenColumns = [
  'api_token.id',
  'api_token.person',
  'api_token.name',
  'api_token.scope',
  'api_token.made_at',
  'api_token.valid_until',
  'api_token.last_used_at',
  'api_token.revoked_at',
] as const;

type TokenRow = Omit<Tables['api_token'], 'token_digest' | 'revoked_by'>;

function asApiToken(row: TokenRow): ApiToken {
  return {
    id: row.id,
    person: row.person,
    name: row.name,
    scope: row.scope,
    madeAt: row.made_at,
    validUntil: row.valid_until,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
  };
}

/**
 * A token and who acts by it: one statement, asked at every request. It is found by the digest of a secret of 256 random bits, so how
 * long the index takes tells nothing that brings anybody nearer to another secret.
 */
export async function findApiTokenActor(
  tx: Tx,
  digest: Buffer,
): Promise<{ readonly token: ApiToken; readonly isOfClosedAccount: boolean; readonly actor: PersonActor } | null> {
  const row = await tables(tx)
    .selectFrom('api_token')
    .innerJoin('person_profile', 'person_profile.person', 'api_token.person')
    .select([...tokenColumns, 'person_profile.name as person_name', workspaceName.as('workspace')])
    .select([liveGrants('api_token.person').as('grants'), ownHats('api_token.person').as('hats')])
    .select((is) =>
      is
        .exists(
          is
            .selectFrom('person_deactivation')
            .select('person_deactivation.id')
            .whereRef('person_deactivation.person', '=', 'api_token.person')
            .where('person_deactivation.lifted_at', 'is', null),
        )
        .as('closed'),
    )
    .where('api_token.token_digest', '=', digest)
    .executeTakeFirst();
  if (row === undefined) return null;
  const actor = asActor({ ...row, name: row.person_name }, null);
  return { token: asApiToken(row), isOfClosedAccount: row.closed === true, actor };
}

export async function findApiToken(tx: Tx, id: ApiTokenId): Promise<ApiToken | null> {
  const row = await tables(tx).selectFrom('api_token').select(tokenColumns).where('id', '=', id).executeTakeFirst();
  return row === undefined ? null : asApiToken(row);
}

/** Those that work or will be looked for, first: revoked ones last, newest first; at most `limit`. */
export async function listApiTokens(tx: Tx, person: PersonId, limit: number): Promise<ApiToken[]> {
  const rows = await tables(tx)
    .selectFrom('api_token')
    .select(tokenColumns)
    .where('person', '=', person)
    .orderBy(sql`revoked_at is not null`)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(asApiToken);
}

/** Revokes one token, or all of a person that were not revoked yet; answers which. */
export async function markApiTokensRevoked(
  tx: Tx,
  which: { readonly token: ApiTokenId } | { readonly person: PersonId },
  by: PersonId | null,
  now: Instant,
): Promise<ApiTokenId[]> {
  let revoking = tables(tx)
    .updateTable('api_token')
    .set({ revoked_at: now, revoked_by: by })
    .where('revoked_at', 'is', null);
  revoking = 'token' in which ? revoking.where('id', '=', which.token) : revoking.where('person', '=', which.person);
  const rows = await revoking.returning('id').execute();
  return rows.map((row) => row.id).toSorted();
}

/** Several requests at the same moment note it once. */
export async function noteApiTokenSeen(tx: Tx, id: ApiTokenId, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('api_token')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where((is) => is.or([is('last_used_at', 'is', null), is('last_used_at', '<=', notedBefore(now))]))
    .execute();
}
