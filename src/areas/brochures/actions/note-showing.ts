import type { z } from 'zod';
import type { Actor } from '../../../kernel/actor.ts';
import { calendarDate, type Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { brochuresEvent } from '../events.ts';
import type { noteShowingInput } from '../inputs.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findEdition } from '../store/editions.ts';
import { insertShowing } from '../store/showings.ts';
import type { BrochureRefusal, ShowingId } from '../types.ts';

export type NoteShowing = z.output<typeof noteShowingInput> & { readonly slug: string; readonly number: number };

/** What was shown to whom, when and how: for the workspace only, and kept. */
export async function noteShowing(
  tx: Tx,
  actor: Actor,
  { slug, number, whom, channel, shownOn, notes }: NoteShowing,
  now: Instant,
): Promise<Outcome<ShowingId, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.noteShowing);
  if (refused(may)) return may;
  const edition = await findEdition(tx, slug, number);
  if (edition === null) return refuse('edition-not-found');
  if (shownOn > calendarDate(now)) return refuse('day-ahead', { field: 'shownOn' });
  const showing = await insertShowing(tx, { edition: edition.id, channel, shownOn, whom, notes }, actor, now);
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.shown', brochure: edition.brochure, showing }, now));
  return done(showing);
}
