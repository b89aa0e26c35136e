/** A person as the one who acts, whichever way in they came. */
import type { Actor, Grant } from '../../../kernel/actor.ts';
import type { PersonId } from '../../../kernel/ids.ts';

export type PersonActor = Extract<Actor, { kind: 'person' }>;

interface ActingRow {
  readonly person: PersonId;
  readonly name: string;
  readonly hats: readonly string[];
  readonly grants: readonly Grant[];
}

/** With one hat there is nothing to choose; with several, the one chosen in this session, while it is still the person's own. */
export function asActor({ person, name, hats, grants }: ActingRow, worn: string | null): PersonActor {
  const hat = hats.length === 1 ? (hats[0] ?? null) : hats.includes(worn ?? '') ? worn : null;
  return { kind: 'person', person, name, grants: grants.map(({ role, project }) => ({ role, project })), hat };
}
