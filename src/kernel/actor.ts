import type { ActLinkId, PersonId, ProjectId } from './ids.ts';

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

/** A capacity in which a person speaks, and for whom (domain S62); `hatWords` says it in a line. */
export interface Hat {
  readonly capacity: string;
  /** A project, company, foundation; null for one who speaks for themselves. */
  readonly affiliation: string | null;
  /** Brought by a role in force, or stated by the person. */
  readonly comesWith: 'role' | 'own words';
  /** The project whose representative or maintainer speaks in it. */
  readonly project: ProjectId | null;
}

/** Somebody without an account, by the link that was sent to them: for one act, in the capacity in which they were written to. */
export interface LinkActor {
  readonly kind: 'link';
  readonly link: ActLinkId;
  readonly name: string;
  /** The one act that the link is for, and about what; rules ask `isBoundTo`. */
  readonly act: string;
  readonly subject: string;
  readonly grants: readonly Grant[];
  readonly hats: readonly Hat[];
  readonly hat: string | null;
}

/** Who acts: a signed-in person with the hat they wear, a stranger, or one of our own programs. */
export type Actor =
  | {
      readonly kind: 'person';
      readonly person: PersonId;
      readonly name: string;
      readonly grants: readonly Grant[];
      /** In which they can speak. */
      readonly hats: readonly Hat[];
      /** The capacity in which the person acts, as it is shown beside the act; null while somebody with several has not said which. */
      readonly hat: string | null;
    }
  | LinkActor
  | { readonly kind: 'stranger' }
  | { readonly kind: 'program'; readonly program: 'jobs' | 'command' | 'demo' };

export const STRANGER: Actor = { kind: 'stranger' };

/** The person behind the act, or null for strangers and programs. */
export function personOf(actor: Actor): PersonId | null {
  return actor.kind === 'person' ? actor.person : null;
}

/** The link behind the act, or null when it was done in another way. */
export function linkOf(actor: Actor): ActLinkId | null {
  return actor.kind === 'link' ? actor.link : null;
}

/** The name of who acts, for letters and pages of that moment; null for strangers and programs. */
export function nameOf(actor: Actor): string | null {
  return actor.kind === 'person' || actor.kind === 'link' ? actor.name : null;
}

/** Whoever came by a link may do that one act about that one thing and nothing else; all others are bound by their roles alone. */
export function isBoundTo(actor: Actor, act: string, subject: string): boolean {
  return actor.kind !== 'link' || (actor.act === act && actor.subject === subject);
}

/** Every role the actor holds somewhere; everyone holds PUB. */
export function rolesOf(actor: Actor): readonly Role[] {
  if (actor.kind !== 'person' && actor.kind !== 'link') return ['PUB'];
  return [...new Set<Role>([...actor.grants.map((grant) => grant.role), 'PUB'])];
}
