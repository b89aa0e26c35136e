import type { PersonId, ProjectId } from './ids.ts';

/** The roles of domain section 3. PRJ and MNT are held for one project each. */
export const ROLES = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'PRJ', 'MNT', 'FND', 'FSP', 'PAR', 'PUB'] as const;
export type Role = (typeof ROLES)[number];

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  ADM: 'workspace administrator',
  ENG: 'engagement lead',
  TEC: 'technical lead',
  DEV: 'funded contributor',
  FIN: 'finance',
  PRJ: 'project representative',
  MNT: 'maintainer',
  FND: 'funder contact',
  FSP: 'fiscal-sponsor contact',
  PAR: 'conversation participant',
  PUB: 'public',
};

/** A role held by a person; project-bound roles name their project. */
export interface Grant {
  readonly role: Role;
  readonly project: ProjectId | null;
}

/** Who acts: a signed-in person with the hat they wear, a stranger, or one of our own programs. */
export type Actor =
  | {
      readonly kind: 'person';
      readonly person: PersonId;
      readonly name: string;
      readonly grants: readonly Grant[];
      /** The capacity in which the person acts, as it is shown beside the act. */
      readonly hat: string | null;
    }
  | { readonly kind: 'stranger' }
  | { readonly kind: 'program'; readonly program: 'jobs' | 'command' | 'demo' };

export const STRANGER: Actor = { kind: 'stranger' };

/** The person behind the act, or null for strangers and programs. */
export function personOf(actor: Actor): PersonId | null {
  return actor.kind === 'person' ? actor.person : null;
}

/** Every role the actor holds somewhere; everyone holds PUB. */
export function rolesOf(actor: Actor): readonly Role[] {
  if (actor.kind !== 'person') return ['PUB'];
  return [...new Set<Role>([...actor.grants.map((grant) => grant.role), 'PUB'])];
}
