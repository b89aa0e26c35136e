import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refused, type Outcome } from '../../../kernel/refusal.ts';
import { slug } from '../../../kernel/text.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { brochuresEvent } from '../events.ts';
import type { startBrochureInput } from '../inputs.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { freeSlug, insertBrochure, insertDraft } from '../store/brochures.ts';
import type { BrochureId, BrochureRefusal } from '../types.ts';

export type StartBrochure = z.output<typeof startBrochureInput>;

/** A brochure begins with what it is for, whom it addresses, and a title (S39). */
export async function startBrochure(
  tx: Tx,
  actor: Actor,
  words: StartBrochure,
  now: Instant,
): Promise<Outcome<{ readonly brochure: BrochureId; readonly slug: string }, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.startBrochure);
  if (refused(may)) return may;
  const address = await freeSlug(tx, slug(words.title));
  const brochure = await insertBrochure(tx, address, actor, now);
  await insertDraft(tx, { ...words, brochure, number: 1, columns: [] }, actor, now);
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.started', brochure, purpose: words.purpose }, now));
  return done({ brochure, slug: address });
}
