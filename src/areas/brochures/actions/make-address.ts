import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { brochuresEvent } from '../events.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { countOpenAddresses, findEdition, insertAddress, MOST_ADDRESSES } from '../store/editions.ts';
import type { AddressId, BrochureRefusal } from '../types.ts';

export interface MadeAddress {
  readonly id: AddressId;
  /** Said once, and kept nowhere. */
  readonly token: string;
}

/** Another unguessable address of a secret edition, for somebody: each can be ended by itself. */
export async function makeAddress(
  tx: Tx,
  actor: Actor,
  { slug, number, whom }: { readonly slug: string; readonly number: number; readonly whom: string },
  now: Instant,
): Promise<Outcome<MadeAddress, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.makeAddress);
  if (refused(may)) return may;
  const edition = await findEdition(tx, slug, number);
  if (edition === null) return refuse('edition-not-found');
  if (edition.withdrawal !== null) return refuse('withdrawn-already');
  if (edition.visibility !== 'secret') return refuse('not-secret');
  if ((await countOpenAddresses(tx, edition.id)) >= MOST_ADDRESSES) {
    return refuse('too-many-addresses', { most: MOST_ADDRESSES });
  }
  const token = newToken();
  const id = await insertAddress(
    tx,
    { edition: edition.id, digest: tokenDigest(token), whom, renews: null },
    actor,
    now,
  );
  await announce(
    tx,
    brochuresEvent(
      actor,
      { kind: 'brochure.address-made', brochure: edition.brochure, edition: edition.id, address: id },
      now,
    ),
  );
  return done({ id, token });
}
