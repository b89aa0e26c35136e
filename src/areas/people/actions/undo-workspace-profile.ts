import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { profileEvent } from '../profile-events.ts';
import { isSame, profilePermissions } from '../profile-rules.ts';
import type { ProfileRefusal } from '../profile-types.ts';
import { insertProfile, profileForChange, profileVersion } from '../store/profiles.ts';
import type { PeopleRefusal } from '../types.ts';

/** Puts an earlier version back, as a version of its own. */
export async function undoWorkspaceProfile(
  tx: Tx,
  actor: Actor,
  input: { readonly version: number },
  now: Instant,
): Promise<Outcome<number, ProfileRefusal | PeopleRefusal>> {
  if (actor.kind === 'stranger') return refuse('signed-out');
  if (!holds(actor, profilePermissions.undoWorkspaceProfile)) return refuse('not-allowed');
  const newest = await profileForChange(tx);
  const earlier = await profileVersion(tx, input.version);
  if (newest === null || earlier === null) return refuse('no-such-version');
  if (isSame(newest, earlier)) return refuse('profile-unchanged');

  const version = newest.version + 1;
  await insertProfile(tx, version, earlier, input.version, actor, now);
  const event = { kind: 'workspace-profile.edited', version, undoes: input.version } as const;
  await announce(tx, profileEvent(actor, event, now));
  return done(version);
}
