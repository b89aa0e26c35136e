import type { GrantableRole } from '../../src/areas/people/index.ts';
import type { Role } from '../../src/kernel/actor.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { addPerson, type TestPerson } from './people.ts';

const FINANCE: Role = 'FIN';

/** Somebody of finance: the only role that sees rates. */
export async function addFinance(db: Db, admin: TestPerson, name = 'Fin Example'): Promise<TestPerson> {
  return addPerson(db, admin, { name, role: FINANCE as GrantableRole });
}
