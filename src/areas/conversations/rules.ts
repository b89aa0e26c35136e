/** Whether the actor may, and if not, whose task it is. Pure. */
import { ROLE_NAMES, type Actor } from '../../kernel/actor.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, type Permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';

export function decide(
  actor: Actor,
  needed: Permission,
  project: ProjectId | null = null,
): Decision<'signed-out' | 'not-allowed'> {
  if (holds(actor, needed, project)) return allow();
  if (actor.kind === 'stranger') return refuse('signed-out');
  const roles = needed.roles.map((role) =>
    needed.ownProject.includes(role) ? `a ${ROLE_NAMES[role]} of the project` : `a ${ROLE_NAMES[role]}`,
  );
  return refuse('not-allowed', { who: roles.join(', ').replace(/, ([^,]*)$/, ' or $1') });
}
