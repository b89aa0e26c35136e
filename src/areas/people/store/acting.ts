/** A person as the one who acts, whichever way in they came. */
import type { Actor } from '../../../kernel/actor.ts';
import { allHats, hatToWear, type NamedGrant } from '../../../kernel/hats.ts';
import type { PersonId } from '../../../kernel/ids.ts';
import type { StatedHat } from '../types.ts';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

interface ActingRow {
  readonly person: PersonId;
  readonly name: string;
  readonly hats: readonly StatedHat[];
  readonly grants: readonly NamedGrant[];
  readonly workspace: string | null;
}

export function asActor({ person, name, hats: own, grants, workspace }: ActingRow, worn: string | null): PersonActor {
  const hats = allHats(grants, own, workspace);
  return {
    kind: 'person',
    person,
    name,
    grants: grants.map(({ role, project }) => ({ role, project })),
    hats,
    hat: hatToWear(hats, worn),
  };
}
