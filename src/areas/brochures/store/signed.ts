/** Who did something, and in which hat, as the tables keep it. */
import { personOf, type Actor } from '../../../kernel/actor.ts';
import { hatOf } from '../../../kernel/hats.ts';
import type { PersonId } from '../../../kernel/ids.ts';

export function signed(actor: Actor): { readonly by: PersonId | null; readonly hat: string | null } {
  return { by: personOf(actor), hat: hatOf(actor) };
}
