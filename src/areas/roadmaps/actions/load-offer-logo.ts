import type { Tx } from '../../../outside/database/index.ts';
import { loadFile, readFileDigest, type StoredFile } from '../../../outside/files/index.ts';
import type { OfferId } from '../offer-types.ts';
import { findOffer } from '../store/offers.ts';

/** The very picture that the project agreed to with this version, whatever logo it has today. */
export async function loadOfferLogo(tx: Tx, input: { readonly offer: OfferId }): Promise<StoredFile | null> {
  const named = (await findOffer(tx, input.offer))?.content.project.logo?.digest ?? '';
  const digest = readFileDigest(named);
  const logo = digest === null ? null : await loadFile(tx, digest);
  return logo === null || !logo.type.startsWith('image/') ? null : logo;
}
