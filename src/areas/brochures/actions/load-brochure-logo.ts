import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { loadFile, readFileDigest, type StoredFile } from '../../../outside/files/index.ts';
import { findEditionById } from '../store/editions.ts';
import type { BrochureContent, BrochureRefusal, EditionId } from '../types.ts';
import { showInclusion } from './show-draft.ts';
import { standingOf } from './show-edition.ts';

export type AskedLogo = { readonly project: ProjectId } & ({ readonly edition: EditionId } | { readonly slug: string });

/**
 * The logo of a column as it was agreed to: of an edition, while its column stands (its id is as unguessable as a secret address), or of
 * a draft, for those who may see it.
 */
export async function loadBrochureLogo(
  tx: Tx,
  actor: Actor,
  asked: AskedLogo,
  now: Instant,
): Promise<Outcome<StoredFile, BrochureRefusal>> {
  const content = 'edition' in asked ? await ofEdition(tx, asked, now) : await ofDraft(tx, actor, asked.slug, now);
  const logo = content?.columns.find(({ project }) => project.id === asked.project)?.project.logo;
  const digest = logo === undefined || logo === null ? null : readFileDigest(logo.digest);
  const file = digest === null ? null : await loadFile(tx, digest);
  return file === null ? refuse('no-picture') : done(file);
}

async function ofEdition(
  tx: Tx,
  { edition: id, project }: { readonly edition: EditionId; readonly project: ProjectId },
  now: Instant,
): Promise<BrochureContent | null> {
  const edition = await findEditionById(tx, id);
  if (edition === null || edition.withdrawal !== null) return null;
  const { columns, items, withoutLogo } = await standingOf(tx, edition, now);
  const stands = columns.some((one) => one.project === project && one.standing === 'stands');
  // The logo was agreed to with the items: with the last of them it goes.
  const ofProject = items.filter((one) => one.project === project);
  const isAgreed = ofProject.length === 0 || ofProject.some(({ standing }) => standing === 'stands');
  return stands && isAgreed && !withoutLogo.includes(project) ? edition.content : null;
}

async function ofDraft(tx: Tx, actor: Actor, slug: string, now: Instant): Promise<BrochureContent | null> {
  const composed = await showInclusion(tx, actor, { slug }, now);
  return refused(composed) ? null : composed.done.content;
}
