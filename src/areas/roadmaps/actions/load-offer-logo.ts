import type { Instant } from '../../../kernel/dates.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { loadFile, readFileDigest, type StoredFile } from '../../../outside/files/index.ts';
import { isLogoAgreed } from '../../projects/index.ts';
import type { OfferId } from '../offer-types.ts';
import { findOffer, isLogoShown } from '../store/offers.ts';

/**
 * The very picture that the project agreed to with this version, whatever logo it has today; not after it took its yes to the picture or
 * to the text back. The id of a version that was never in public is told to those alone who may see it.
 */
export async function loadOfferLogo(
  tx: Tx,
  input: { readonly offer: OfferId },
  now: Instant,
): Promise<StoredFile | null> {
  const offer = await findOffer(tx, input.offer);
  const digest = readFileDigest(offer?.content.project.logo?.digest ?? '');
  if (offer === null || digest === null) return null;
  if (!(await isLogoAgreed(tx, { project: offer.project, digest }))) return null;
  if (!(await isLogoShown(tx, offer.id, now))) return null;
  const logo = await loadFile(tx, digest);
  return logo === null || !logo.type.startsWith('image/') ? null : logo;
}
