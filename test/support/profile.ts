/** What a workspace is for, in tests. */
import { editWorkspaceProfile } from '../../src/areas/people/actions/edit-workspace-profile.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { NOW } from './people.ts';

export async function sayMission(db: Db, admin: Actor): Promise<void> {
  const said = { mission: 'Sustain the array stack.', focus: ['Arrays', 'Plots'], majority: null, version: 0 };
  mustBeDone(await db.tx((tx) => editWorkspaceProfile(tx, admin, said, NOW)));
}
