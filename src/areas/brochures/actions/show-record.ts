import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { holds } from '../../../kernel/permission.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findBrochure } from '../store/brochures.ts';
import { addressesOf, editionsOf } from '../store/editions.ts';
import { showingsOf } from '../store/showings.ts';
import type { BrochureRecord, BrochureRefusal } from '../types.ts';
import { standingOf } from './show-edition.ts';

/** What was published of a brochure, how it stands, who has its address, and to whom it was shown. For the workspace's people. */
export async function showRecord(
  tx: Tx,
  actor: Actor,
  { slug }: { readonly slug: string },
  now: Instant,
): Promise<Outcome<BrochureRecord, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.seeDrafts);
  if (refused(may)) return may;
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  const editions = [];
  for (const edition of await editionsOf(tx, brochure.id)) {
    editions.push({ edition, standing: await standingOf(tx, edition, now) });
  }
  return done({
    brochure,
    editions,
    addresses: await addressesOf(tx, brochure.id),
    showings: holds(actor, brochurePermissions.seeShowings) ? await showingsOf(tx, brochure.id) : null,
  });
}
