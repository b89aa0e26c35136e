import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Decision, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { columnsFit, rearranged, sameColumns, type Move } from '../arrangement.ts';
import { brochuresEvent } from '../events.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findBrochure, insertDraft, projectFacts } from '../store/brochures.ts';
import type { BrochureRefusal, Column } from '../types.ts';
import { offersForBrochures } from './show-draft.ts';

export interface ArrangeBrochure {
  readonly slug: string;
  readonly version: number;
  /** One step, or all columns in their new order. */
  readonly to: Move | readonly Column[];
}

/** Which projects and items stand in the brochure, and in which order. Only what its project agreed to see in brochures can be added. */
export async function arrangeBrochure(
  tx: Tx,
  actor: Actor,
  { slug, version, to }: ArrangeBrochure,
  now: Instant,
): Promise<Outcome<number, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.arrangeBrochure);
  if (refused(may)) return may;
  const found = await findBrochure(tx, slug);
  if (found === null) return refuse('not-found');
  const { id: brochure, draft } = found;
  if (draft.number !== version) return refuse('changed-meanwhile', { by: draft.byName });
  const next = 'act' in to ? rearranged(draft.columns, to) : done(to);
  if (refused(next)) return next;
  const columns = next.done;
  // At the end of a list there is nowhere to move to; that is no error.
  if (sameColumns(columns, draft.columns)) return done(version);
  const fits = columnsFit(draft.purpose, columns);
  if (refused(fits)) return fits;
  const usable = await mayStand(tx, draft.columns, columns, now);
  if (refused(usable)) return usable;

  const number = version + 1;
  await insertDraft(tx, { ...draft, brochure, number, columns }, actor, now);
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.arranged', brochure, draft: number }, now));
  return done(number);
}

/** What was there may stay where its consent is gone, marked as such; what is new must be free to use. */
async function mayStand(
  tx: Tx,
  before: readonly Column[],
  after: readonly Column[],
  now: Instant,
): Promise<Decision<BrochureRefusal>> {
  const known = new Set(before.map(({ project }) => project));
  const added = after.map(({ project }) => project).filter((project) => !known.has(project));
  const shown = await projectFacts(tx, added);
  if (added.some((project) => !shown.has(project))) return refuse('project-not-shown');

  const stood = new Set(before.flatMap(({ project, items }) => items.map((item) => `${project} ${item}`)));
  const fresh = after.flatMap(({ project, items }) =>
    items.filter((item) => !stood.has(`${project} ${item}`)).map((item) => ({ project, item })),
  );
  const offers = await offersForBrochures(tx, now, { items: fresh.map(({ item }) => item) });
  const usable = new Set(offers.map(({ offer }) => `${offer.project} ${offer.item}`));
  return fresh.every(({ project, item }) => usable.has(`${project} ${item}`))
    ? done('allowed')
    : refuse('item-not-usable');
}
