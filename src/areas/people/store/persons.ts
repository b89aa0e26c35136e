/** The workspace and its people: names, addresses, hats, closed accounts. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { Deactivation, HeldGrant, Person, StatedHat, Workspace } from '../types.ts';
import { liveGrants, asGrant } from './grants.ts';
import { ownHats } from './hats.ts';
import { tables } from './tables.ts';

/** The form of a mail address by which its owner is found. */
export function mailKey(mail: string): string {
  return mail.toLowerCase();
}

// --- the workspace

export async function findWorkspace(tx: Tx): Promise<Workspace | null> {
  const row = await tables(tx).selectFrom('workspace').select(['name', 'example']).executeTakeFirst();
  return row ?? null;
}

/** False when there is one already, also when two try at once. */
export async function saveWorkspace(tx: Tx, workspace: Workspace, now: Instant): Promise<boolean> {
  const saved = await tables(tx)
    .insertInto('workspace')
    .values({ only_one: true, ...workspace, set_up_at: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('only_one')
    .executeTakeFirst();
  return saved !== undefined;
}

// --- people

/** Null when the mail address has an account already, also when two try at once; the verb then refuses, which takes the row back. */
export async function savePerson(
  tx: Tx,
  person: { readonly name: string; readonly mail: string },
  now: Instant,
): Promise<PersonId | null> {
  const id = newId<'person'>(now);
  await tables(tx).insertInto('person').values({ id, joined_at: now }).execute();
  const saved = await tables(tx)
    .insertInto('person_profile')
    .values({ person: id, name: person.name, mail: person.mail, mail_key: mailKey(person.mail) })
    .onConflict((conflict) => conflict.column('mail_key').doNothing())
    .returning('person')
    .executeTakeFirst();
  return saved === undefined ? null : id;
}

interface PersonRow {
  readonly id: PersonId;
  readonly joined_at: Instant;
  readonly name: string;
  readonly mail: string;
  readonly hats: StatedHat[];
  readonly deactivated_at: Instant | null;
  readonly deactivated_by: PersonId | null;
  readonly deactivation_reason: string | null;
}

export function people(tx: Tx) {
  return tables(tx)
    .selectFrom('person')
    .innerJoin('person_profile', 'person_profile.person', 'person.id')
    .leftJoin('person_deactivation', (join) =>
      join.onRef('person_deactivation.person', '=', 'person.id').on('person_deactivation.lifted_at', 'is', null),
    )
    .select([
      'person.id',
      'person.joined_at',
      'person_profile.name',
      'person_profile.mail',
      ownHats('person.id').as('hats'),
      'person_deactivation.at as deactivated_at',
      'person_deactivation.by_person as deactivated_by',
      'person_deactivation.reason as deactivation_reason',
    ]);
}

function asPerson(row: PersonRow): Person {
  const deactivation: Deactivation | null =
    row.deactivated_at === null
      ? null
      : { at: row.deactivated_at, by: row.deactivated_by, reason: row.deactivation_reason ?? '' };
  return { id: row.id, name: row.name, mail: row.mail, hats: row.hats, joinedAt: row.joined_at, deactivation };
}

export async function findPerson(tx: Tx, id: PersonId): Promise<Person | null> {
  const row = await people(tx).where('person.id', '=', id).executeTakeFirst();
  return row === undefined ? null : asPerson(row);
}

export async function findPersonByMail(tx: Tx, mail: string): Promise<Person | null> {
  const row = await people(tx).where('person_profile.mail_key', '=', mailKey(mail)).executeTakeFirst();
  return row === undefined ? null : asPerson(row);
}

export interface ListedPerson extends Person {
  readonly grants: readonly HeldGrant[];
}

/** Everyone with an account and the roles they hold, by name: one statement. */
export async function listPeople(tx: Tx): Promise<ListedPerson[]> {
  const rows = await people(tx)
    .select(liveGrants('person.id').as('grants'))
    .orderBy(sql`lower(person_profile.name)`)
    .orderBy('person.id')
    .execute();
  return rows.map((row) => ({ ...asPerson(row), grants: row.grants.map(asGrant) }));
}

export async function saveNameAndMail(
  tx: Tx,
  person: PersonId,
  { name, mail }: { readonly name: string; readonly mail: string },
): Promise<void> {
  await tables(tx)
    .updateTable('person_profile')
    .set({ name, mail, mail_key: mailKey(mail) })
    .where('person', '=', person)
    .execute();
}

export async function saveNewMail(tx: Tx, person: PersonId, mail: string): Promise<void> {
  await tables(tx)
    .updateTable('person_profile')
    .set({ mail, mail_key: mailKey(mail) })
    .where('person', '=', person)
    .execute();
}

export async function administrators(tx: Tx): Promise<Person[]> {
  const rows = await people(tx)
    .where('person_deactivation.at', 'is', null)
    .where((is) =>
      is.exists(
        is
          .selectFrom('role_grant')
          .select('role_grant.id')
          .whereRef('role_grant.person', '=', 'person.id')
          .where('role_grant.role', '=', 'ADM')
          .where('role_grant.revoked_at', 'is', null),
      ),
    )
    .orderBy('person.joined_at')
    .orderBy('person_profile.mail_key')
    .execute();
  return rows.map(asPerson);
}

// --- closed accounts

export async function saveDeactivation(
  tx: Tx,
  closing: { readonly person: PersonId; readonly by: PersonId | null; readonly reason: string },
  now: Instant,
): Promise<void> {
  await tables(tx)
    .insertInto('person_deactivation')
    .values({
      id: newId(now),
      person: closing.person,
      at: now,
      by_person: closing.by,
      reason: closing.reason,
      lifted_at: null,
      lifted_by: null,
    })
    .execute();
}

export async function liftDeactivation(tx: Tx, person: PersonId, by: PersonId | null, now: Instant): Promise<void> {
  await tables(tx)
    .updateTable('person_deactivation')
    .set({ lifted_at: now, lifted_by: by })
    .where('person', '=', person)
    .where('lifted_at', 'is', null)
    .execute();
}
