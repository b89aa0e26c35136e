/** Roles given and taken back. */
import type { Grant, Role } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId, type ProjectId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { GrantId, HeldGrant } from '../types.ts';
import { tables } from './tables.ts';

// --- roles

interface GrantJson {
  readonly id: GrantId;
  readonly role: Role;
  readonly project: ProjectId | null;
  /** The name of what the role is held for, when whoever owns it has told it. */
  readonly affiliation: string | null;
  readonly granted_at: string;
}

/** The grants in force of the person in a column, as one JSON value. */
export function liveGrants(person: string) {
  return sql<GrantJson[]>`coalesce((
    select json_agg(json_build_object('id', held.id, 'role', held.role, 'project', held.project, 'affiliation', body.name,
                                      'granted_at', held.granted_at)
                    order by held.granted_at, held.id)
    from role_grant held left join affiliation body on body.id = held.project
    where held.person = ${sql.ref(person)} and held.revoked_at is null), '[]')`;
}

export function asGrant(json: GrantJson): HeldGrant {
  return { id: json.id, role: json.role, project: json.project, grantedAt: new Date(json.granted_at) };
}

export async function grantsOf(tx: Tx, person: PersonId): Promise<HeldGrant[]> {
  const rows = await tables(tx)
    .selectFrom('role_grant')
    .select(['id', 'role', 'project', 'granted_at'])
    .where('person', '=', person)
    .where('revoked_at', 'is', null)
    .orderBy('granted_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ id: row.id, role: row.role, project: row.project, grantedAt: row.granted_at }));
}

/** Null when the person holds it already, also when two try at once. */
export async function saveGrant(
  tx: Tx,
  grant: Grant & { readonly person: PersonId; readonly by: PersonId | null },
  now: Instant,
): Promise<GrantId | null> {
  const id = newId<'grant'>(now);
  const saved = await tables(tx)
    .insertInto('role_grant')
    .values({
      id,
      person: grant.person,
      role: grant.role,
      project: grant.project,
      granted_at: now,
      granted_by: grant.by,
      revoked_at: null,
      revoked_by: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return saved?.id ?? null;
}

export async function markGrantRevoked(tx: Tx, id: GrantId, by: PersonId | null, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('role_grant')
    .set({ revoked_at: now, revoked_by: by })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .execute();
}

/**
 * The administrators who can sign in, held still until this transaction ends: two who dismiss each other at the same
 * moment come one after the other, and the second is refused.
 */
export async function lockAdministrators(tx: Tx): Promise<PersonId[]> {
  const rows = await tables(tx)
    .selectFrom('role_grant')
    .select('person')
    .where('role', '=', 'ADM')
    .where('revoked_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute();
  // A statement of its own, begun after the wait: it sees the accounts that the other transaction closed.
  const closed = await tables(tx)
    .selectFrom('person_deactivation')
    .select('person')
    .where('lifted_at', 'is', null)
    .execute();
  return rows.map((row) => row.person).filter((person) => !closed.some((one) => one.person === person));
}
