import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { hatWords } from '../../../kernel/hats.ts';
import { done, refuse, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import type { WearHat } from '../inputs.ts';
import { findSessionByToken, saveWornHat } from '../store/sessions.ts';
import type { PeopleRefusal } from '../types.ts';

/** Says which hat is worn in this session; it stands beside every act until another is. Each act records the hat, so this is no event. */
export async function wearHat(
  tx: Tx,
  actor: Actor,
  input: WearHat & { readonly token: string | null },
  _now: Instant,
): Promise<Outcome<'worn', PeopleRefusal>> {
  if (actor.kind !== 'person') return refuse('signed-out');
  const session = input.token === null ? null : await findSessionByToken(tx, tokenDigest(input.token));
  if (session === null || session.person !== actor.person) return refuse('signed-out');
  if (input.worn !== null && !actor.hats.some((hat) => hatWords(hat) === input.worn)) return refuse('no-such-hat');

  await saveWornHat(tx, session.id, input.worn);
  return done('worn');
}
