import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { brochuresEvent } from '../events.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findBrochure } from '../store/brochures.ts';
import { eraseShowing, showingsOf } from '../store/showings.ts';
import type { BrochureRefusal, ShowingId } from '../types.ts';

/** To whom a brochure was shown is erased; that it was shown, when and how stays. */
export async function forgetShowing(
  tx: Tx,
  actor: Actor,
  { slug, showing }: { readonly slug: string; readonly showing: ShowingId },
  now: Instant,
): Promise<Outcome<ShowingId, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.forgetShowing);
  if (refused(may)) return may;
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  if (!(await showingsOf(tx, brochure.id)).some(({ id }) => id === showing)) return refuse('no-such-showing');
  if (!(await eraseShowing(tx, showing, now))) return refuse('nothing-to-forget');
  await announce(
    tx,
    brochuresEvent(actor, { kind: 'brochure.showing-forgotten', brochure: brochure.id, showing }, now),
  );
  return done(showing);
}
