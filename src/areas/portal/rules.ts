import type { Actor } from '../../kernel/actor.ts';
import type { ProjectId } from '../../kernel/ids.ts';
import { holds, permission } from '../../kernel/permission.ts';
import { allow, refuse, type Decision } from '../../kernel/refusal.ts';
import type { PortalRefusal } from './types.ts';

const ALL = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'PRJ', 'MNT', 'FND', 'FSP', 'PAR', 'PUB'] as const;

/** Everything that happened, with who did it. */
export const mayReadJournal = permission('read-journal', 'Audit log', 'R', ['ADM']);

/** The portal's pages are for everyone; the areas decide what each reader finds on them. */
export const mayReadPortal = permission('read-portal', 'Verify a bundle, see how it works', 'R', ALL);

/** What a project agreed to show is for everyone, and the same for everyone. */
export const mayReadOffers = permission('read-offers', 'Public pages (house)', 'R', ALL);

/** Who asks for funds, and to whom funders write: of the workspace. */
export const maySetFunding = permission('set-funding', 'People, roles, invitations, outbox (house)', 'E', ['ADM']);

/** The same of a project, by itself or by those who keep its profile. */
export const maySetProjectFunding = permission(
  'set-project-funding',
  'Project profile, rulebook, speaks-for',
  'E',
  ['ADM', 'TEC', 'PRJ'],
  ['PRJ'],
);

export function maySet(actor: Actor, project: ProjectId | null): Decision<PortalRefusal> {
  const may = project === null ? holds(actor, maySetFunding) : holds(actor, maySetProjectFunding, project);
  if (may) return allow();
  return refuse('not-yours-to-set', {
    who: project === null ? 'an administrator' : 'those who keep the project’s profile or represent it',
  });
}
