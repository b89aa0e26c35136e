import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { columnsFit } from '../arrangement.ts';
import { sameWords } from '../compose.ts';
import { brochuresEvent } from '../events.ts';
import type { wordBrochureInput } from '../inputs.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findBrochure, insertDraft } from '../store/brochures.ts';
import type { BrochureRefusal } from '../types.ts';

export type WordBrochure = z.output<typeof wordBrochureInput> & { readonly slug: string };

/** The brochure's own words change; what they were before stays as an earlier draft. */
export async function wordBrochure(
  tx: Tx,
  actor: Actor,
  input: WordBrochure,
  now: Instant,
): Promise<Outcome<number, BrochureRefusal>> {
  const { slug, version, ...words } = input;
  const may = decide(actor, brochurePermissions.wordBrochure);
  if (refused(may)) return may;
  const found = await findBrochure(tx, slug);
  if (found === null) return refuse('not-found');
  const { id: brochure, draft } = found;
  if (draft.number !== version) return refuse('changed-meanwhile', { by: draft.byName });
  if (sameWords(draft, words)) return refuse('nothing-changed');
  const fits = columnsFit(words.purpose, draft.columns);
  if (refused(fits)) return fits;

  const number = version + 1;
  await insertDraft(tx, { ...words, brochure, number, columns: draft.columns }, actor, now);
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.worded', brochure, draft: number }, now));
  return done(number);
}
