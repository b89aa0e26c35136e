import { personOf, type Actor } from '../../../kernel/actor.ts';
import { hatOf } from '../../../kernel/hats.ts';

/** What every row of items says of who made it. */
export function signed(actor: Actor) {
  return { by: personOf(actor), hat: hatOf(actor) };
}
