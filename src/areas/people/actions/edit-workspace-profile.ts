import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { profileEvent } from '../profile-events.ts';
import { mayEditProfile, profilePermissions } from '../profile-rules.ts';
import type { ProfileRefusal, WorkspaceProfile } from '../profile-types.ts';
import { insertProfile, profileForChange } from '../store/profiles.ts';
import type { PeopleRefusal } from '../types.ts';

export interface EditWorkspaceProfile extends WorkspaceProfile {
  /** The version that was read; 0 where there was none. */
  readonly version: number;
}

/** Says what the workspace is for; what it said before is kept and can be put back. (domain S93) */
export async function editWorkspaceProfile(
  tx: Tx,
  actor: Actor,
  { version, ...said }: EditWorkspaceProfile,
  now: Instant,
): Promise<Outcome<number, ProfileRefusal | PeopleRefusal>> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  if (!holds(actor, profilePermissions.editWorkspaceProfile)) return refuse('not-allowed');
  const newest = await profileForChange(tx);
  const may = mayEditProfile(newest, said, version);
  if (refused(may)) return may;

  const next = version + 1;
  await insertProfile(tx, next, said, null, actor, now);
  await announce(tx, profileEvent(actor, { kind: 'workspace-profile.edited', version: next, undoes: null }, now));
  return done(next);
}
