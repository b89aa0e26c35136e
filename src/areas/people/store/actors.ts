import type { PersonId } from '../../../kernel/ids.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { asActor, type PersonActor } from './acting.ts';
import { liveGrants } from './grants.ts';
import { ownHats, workspaceName } from './hats.ts';
import { tables } from './tables.ts';

/** A person as the one who would act, for what is looked up on their behalf while they are away; null without an account. */
export async function findActor(tx: Tx, person: PersonId): Promise<PersonActor | null> {
  const row = await tables(tx)
    .selectFrom('person_profile')
    .select(['person_profile.person', 'person_profile.name', workspaceName.as('workspace')])
    .select([liveGrants('person_profile.person').as('grants'), ownHats('person_profile.person').as('hats')])
    .where('person_profile.person', '=', person)
    .executeTakeFirst();
  return row === undefined ? null : asActor(row, null);
}
