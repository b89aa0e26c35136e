import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { insertNotice } from '../../roadmaps/index.ts';
import { brochuresEvent } from '../events.ts';
import type { noteInclusionInput } from '../inputs.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findBrochure } from '../store/brochures.ts';
import { insertInclusion } from '../store/inclusion.ts';
import type { BrochureRefusal, InclusionId } from '../types.ts';

export type NoteInclusion = z.output<typeof noteInclusionInput> & { readonly slug: string };

/** The project was told elsewhere that it is to appear (S59): whom, how, and where it can be read. */
export async function noteBrochureInclusion(
  tx: Tx,
  actor: Actor,
  { slug, project, channel, told, url }: NoteInclusion,
  now: Instant,
): Promise<Outcome<InclusionId, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.noteBrochureInclusion);
  if (refused(may)) return may;
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  if (!brochure.draft.columns.some((column) => column.project === project)) return refuse('not-in-brochure');

  const notice = await insertNotice(tx, { project, item: null, channel, told, url }, actor, now);
  const inclusion = await insertInclusion(
    tx,
    { brochure: brochure.id, project, notice, written: false, message: null },
    actor,
    now,
  );
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.inclusion-noted', brochure: brochure.id, project }, now));
  return done(inclusion);
}
