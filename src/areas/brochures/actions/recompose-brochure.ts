import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { sameColumns } from '../arrangement.ts';
import { brochuresEvent } from '../events.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findBrochure, insertDraft } from '../store/brochures.ts';
import { findEdition } from '../store/editions.ts';
import type { BrochureRefusal } from '../types.ts';

/** A new edition begins with an old one: its words and its order become the draft again. Consents are asked anew when it is published. */
export async function recomposeBrochure(
  tx: Tx,
  actor: Actor,
  input: { readonly slug: string; readonly number: number },
  now: Instant,
): Promise<Outcome<number, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.recomposeBrochure);
  if (refused(may)) return may;
  const found = await findBrochure(tx, input.slug);
  if (found === null) return refuse('not-found');
  const edition = await findEdition(tx, input.slug, input.number);
  if (edition === null) return refuse('edition-not-found');
  const { purpose, title, audience, intro, paper } = edition.content;
  const columns = edition.content.columns.map(({ project, items }) => ({
    project: project.id,
    items: items.map(({ item }) => item),
  }));
  const { id: brochure, draft } = found;
  const stands =
    sameColumns(columns, draft.columns) &&
    [purpose, title, audience, intro, paper].join('\n') ===
      [draft.purpose, draft.title, draft.audience, draft.intro, draft.paper].join('\n');
  if (stands) return done(draft.number);

  const number = draft.number + 1;
  await insertDraft(tx, { purpose, title, audience, intro, paper, brochure, number, columns }, actor, now);
  await announce(
    tx,
    brochuresEvent(actor, { kind: 'brochure.recomposed', brochure, draft: number, edition: edition.id }, now),
  );
  return done(number);
}
