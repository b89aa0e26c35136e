import type { Actor, Role } from './actor.ts';
import type { ProjectId } from './ids.ts';

/** Create, edit, approve or decide, read; S is the matrix's "self": every signed-in person, for their own things. */
export type Mark = 'C' | 'E' | 'A' | 'R' | 'S';

/**
 * Which roles may do a verb. Declared beside the rule it belongs to; `docs/map.md` and the route test are generated from it.
 * `row` is the row of the matrix in domain section 3, `mark` the letter that the roles must carry there.
 */
export interface Permission {
  readonly verb: string;
  readonly row: string;
  readonly mark: Mark;
  readonly roles: readonly Role[];
  /** For these roles the act must concern a project for which they hold the role ("E own"). */
  readonly ownProject: readonly Role[];
}

export function permission(
  verb: string,
  row: string,
  mark: Mark,
  roles: readonly Role[],
  ownProject: readonly Role[] = [],
): Permission {
  return { verb, row, mark, roles, ownProject };
}

/** Whether the actor may, for the project at hand when there is one. Our own programs act on behalf of a verb that was allowed before. */
export function holds(actor: Actor, needed: Permission, project: ProjectId | null = null): boolean {
  if (needed.roles.includes('PUB') || actor.kind === 'program') return true;
  if (actor.kind === 'stranger') return false;
  if (needed.mark === 'S') return actor.kind === 'person';
  return actor.grants.some(
    (grant) =>
      needed.roles.includes(grant.role) &&
      (!needed.ownProject.includes(grant.role) || (grant.project !== null && grant.project === project)),
  );
}

/** Whether the actor may for at least one project: what a menu or an empty form asks. */
export function holdsSomewhere(actor: Actor, needed: Permission): boolean {
  if (needed.roles.includes('PUB') || actor.kind === 'program') return true;
  if (actor.kind === 'stranger') return false;
  if (needed.mark === 'S') return actor.kind === 'person';
  return actor.grants.some((grant) => needed.roles.includes(grant.role));
}
