import type { Instant } from '../../../kernel/dates.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { editionByDigest } from '../store/editions.ts';
import type { ShownEdition } from '../types.ts';
import { standingOf } from './show-edition.ts';

/** Whether a brochure that somebody holds is one of ours, and how each of its items stands now. Null for what nobody here published. */
export async function verifyEdition(
  tx: Tx,
  { digest }: { readonly digest: string },
  now: Instant,
): Promise<ShownEdition | null> {
  const edition = await editionByDigest(tx, digest);
  return edition === null ? null : { edition, standing: await standingOf(tx, edition, now) };
}
