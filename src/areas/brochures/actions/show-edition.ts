import type { Actor } from '../../../kernel/actor.ts';
import { showLongDate, type Instant } from '../../../kernel/dates.ts';
import type { ProjectId } from '../../../kernel/ids.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { loadFile, readFileDigest } from '../../../outside/files/index.ts';
import { tokenDigest } from '../../../outside/sign-in/index.ts';
import { brochurePermissions, decide, mayGivePdf } from '../rules.ts';
import { isLogoAgreed } from '../../projects/index.ts';
import { findAddress, findEdition, findEditionById, newestPublic, partsStanding } from '../store/editions.ts';
import type { BrochureRefusal, Edition, EditionStanding, ShownEdition } from '../types.ts';

/** Which edition: the newest public one of a brochure, one by its number, or by a secret address. */
export type AskedEdition = { readonly slug: string; readonly number: number | null } | { readonly token: string };

/** An edition with how all of it stands now. Secret ones by their address, or for the workspace's people. */
export async function showEdition(
  tx: Tx,
  actor: Actor,
  asked: AskedEdition,
  now: Instant,
): Promise<Outcome<ShownEdition, BrochureRefusal>> {
  const found = 'token' in asked ? await byToken(tx, asked.token) : await bySlug(tx, actor, asked);
  if (refused(found)) return found;
  const edition = found.done;
  if (edition.withdrawal !== null) return refuse('edition-withdrawn', { on: showLongDate(edition.withdrawal.at) });
  return done({ edition, standing: await standingOf(tx, edition, now) });
}

/** New copies are given out only while all of it still has its project's word. */
export async function loadPdf(
  tx: Tx,
  actor: Actor,
  asked: AskedEdition,
  now: Instant,
): Promise<Outcome<{ readonly edition: Edition; readonly bytes: Buffer }, BrochureRefusal>> {
  const shown = await showEdition(tx, actor, asked, now);
  if (refused(shown)) return shown;
  const { edition, standing } = shown.done;
  const may = mayGivePdf(edition, standing);
  if (refused(may)) return may;
  const digest = readFileDigest(edition.pdf);
  const file = digest === null ? null : await loadFile(tx, digest);
  return file === null ? refuse('edition-not-found') : done({ edition, bytes: file.bytes });
}

async function byToken(tx: Tx, token: string): Promise<Outcome<Edition, BrochureRefusal>> {
  const address = await findAddress(tx, tokenDigest(token));
  if (address === null) return refuse('not-found');
  if (address.endedAt !== null) return refuse('address-ended');
  const edition = await findEditionById(tx, address.edition);
  return edition === null ? refuse('not-found') : done(edition);
}

async function bySlug(
  tx: Tx,
  actor: Actor,
  { slug, number }: { readonly slug: string; readonly number: number | null },
): Promise<Outcome<Edition, BrochureRefusal>> {
  const edition = number === null ? await newestPublic(tx, slug) : await findEdition(tx, slug, number);
  if (edition === null) return refuse('not-found');
  const isStaff = !refused(decide(actor, brochurePermissions.seeDrafts));
  // Whoever guesses the number of a secret edition learns no more than of one that is not there.
  return edition.visibility === 'public' || isStaff ? done(edition) : refuse('not-found');
}

/** How an edition stands at the moment: what its projects say to their items, their places and their logos. */
export async function standingOf(
  tx: Tx,
  { id, content }: Pick<Edition, 'id' | 'content'>,
  at: Instant,
): Promise<EditionStanding> {
  const withoutLogo: ProjectId[] = [];
  for (const { project } of content.columns) {
    if (project.logo === null) continue;
    const { digest } = project.logo;
    if (!(await isLogoAgreed(tx, { project: project.id, digest }))) withoutLogo.push(project.id);
  }
  return { ...(await partsStanding(tx, id, at)), withoutLogo };
}
