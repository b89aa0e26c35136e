/** Who says what the workspace is for, and who judges what fits. Pure. */
import type { Actor, Role } from '../../kernel/actor.ts';
import { holds, permission, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type { ProfileRefusal, ProfileVersion, WorkspaceProfile } from './profile-types.ts';
import { PEOPLE_ROW } from './rules.ts';

const FIT_ROW = 'Fit to the mission (house)';
const JUDGES: readonly Role[] = ['ADM', 'ENG', 'TEC'];

export const profilePermissions = {
  editWorkspaceProfile: permission('edit-workspace-profile', PEOPLE_ROW, 'E', ['ADM']),
  undoWorkspaceProfile: permission('undo-workspace-profile', PEOPLE_ROW, 'E', ['ADM']),
  // What we think of a project is for ourselves: nobody is graded in public.
  seeFit: permission('see-fit', FIT_ROW, 'R', [...JUDGES, 'DEV', 'FIN']),
  judgeFit: permission('judge-fit', FIT_ROW, 'C', JUDGES),
} as const satisfies Readonly<Record<string, Permission>>;

export function mayEditProfile(
  newest: ProfileVersion | null,
  said: WorkspaceProfile,
  version: number,
): Decision<ProfileRefusal> {
  if ((newest?.version ?? 0) !== version) return refuse('profile-changed-meanwhile');
  return newest !== null && isSame(newest, said) ? refuse('profile-unchanged') : allow();
}

export function isSame(one: WorkspaceProfile, other: WorkspaceProfile): boolean {
  const words = ({ mission, focus, majority }: WorkspaceProfile) => JSON.stringify([mission, focus, majority]);
  return words(one) === words(other);
}

export function mayJudge(
  actor: Actor,
  profile: ProfileVersion | null,
  said: { readonly fits: boolean; readonly reason: string | null },
): Decision<ProfileRefusal | 'signed-out'> {
  if (!holds(actor, profilePermissions.judgeFit)) {
    return actor.kind === 'stranger'
      ? refuse('signed-out')
      : refuse('fit-not-yours', { who: 'an administrator, an engagement lead or a technical lead' });
  }
  if (profile === null) return refuse('no-mission');
  return said.fits || said.reason !== null ? allow() : refuse('misfit-reason', { field: 'reason' });
}
