/** Hats in people's own words. */
import type { Instant } from '../../../kernel/dates.ts';
import { newId, type PersonId } from '../../../kernel/ids.ts';
import { sql, type Tx } from '../../../outside/database/index.ts';
import type { HatId, StatedHat } from '../types.ts';
import { tables } from './tables.ts';

/** The hats that the person in a column has stated and not given up, as one JSON value. */
export function ownHats(person: string) {
  return sql<StatedHat[]>`coalesce((
    select json_agg(json_build_object('id', own.id, 'capacity', own.capacity, 'affiliation', own.affiliation)
                    order by own.stated_at, own.id)
    from person_hat own where own.person = ${sql.ref(person)} and own.given_up_at is null), '[]')`;
}

/** What the workspace is called, for the hats of those who work in it. */
export const workspaceName = sql<string | null>`(select workspace.name from workspace)`;

/** Holds a person's hats still: of two that are stated at the same moment the second is counted after the first. */
export async function lockHats(tx: Tx, person: PersonId): Promise<StatedHat[]> {
  await tables(tx)
    .selectFrom('person_profile')
    .select('person')
    .where('person', '=', person)
    .forNoKeyUpdate()
    .execute();
  return tables(tx)
    .selectFrom('person_hat')
    .select(['id', 'capacity', 'affiliation'])
    .where('person', '=', person)
    .where('given_up_at', 'is', null)
    .orderBy('stated_at')
    .orderBy('id')
    .execute();
}

export async function insertHat(
  tx: Tx,
  person: PersonId,
  hat: Pick<StatedHat, 'capacity' | 'affiliation'>,
  now: Instant,
): Promise<HatId> {
  const id = newId<'hat'>(now);
  await tables(tx)
    .insertInto('person_hat')
    .values({ id, person, capacity: hat.capacity, affiliation: hat.affiliation, stated_at: now, given_up_at: null })
    .execute();
  return id;
}

/** The hat that was given up, or null when the person has none of that id. */
export async function markHatGivenUp(tx: Tx, person: PersonId, id: HatId, now: Instant): Promise<StatedHat | null> {
  const row = await tables(tx)
    .updateTable('person_hat')
    .set({ given_up_at: now })
    .where('id', '=', id)
    .where('person', '=', person)
    .where('given_up_at', 'is', null)
    .returning(['id', 'capacity', 'affiliation'])
    .executeTakeFirst();
  return row ?? null;
}
