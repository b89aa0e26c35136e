/** Who did something, and in which hat. */
import { type Actor, personOf } from '../../../kernel/actor.ts';
import type { PersonId } from '../../../kernel/ids.ts';

/** Who did it and in which hat, as the tables keep it. */
interface Signed {
  readonly by: PersonId | null;
  readonly hat: string | null;
}

export function signed(actor: Actor): Signed {
  return { by: personOf(actor), hat: actor.kind === 'person' ? actor.hat : null };
}
