import type { Actor } from '../../../kernel/actor.ts';
import type { Instant } from '../../../kernel/dates.ts';
import { done, refuse, refused, type Outcome } from '../../../kernel/refusal.ts';
import type { Tx } from '../../../outside/database/index.ts';
import { announce } from '../../../outside/journal/index.ts';
import { newToken, tokenDigest } from '../../../outside/sign-in/index.ts';
import { brochuresEvent } from '../events.ts';
import { brochurePermissions, decide } from '../rules.ts';
import { findBrochure } from '../store/brochures.ts';
import { endAddressRow, insertAddress } from '../store/editions.ts';
import type { AddressId, BrochureRefusal } from '../types.ts';
import type { MadeAddress } from './make-address.ts';

export interface EndAddress {
  readonly slug: string;
  readonly address: AddressId;
  /** For the same person another one takes its place. */
  readonly renew: boolean;
}

/** An address of a secret edition stops working at once; renewed, its place is taken by one that nobody knows yet. */
export async function endAddress(
  tx: Tx,
  actor: Actor,
  { slug, address, renew }: EndAddress,
  now: Instant,
): Promise<Outcome<MadeAddress | null, BrochureRefusal>> {
  const may = decide(actor, brochurePermissions.endAddress);
  if (refused(may)) return may;
  const brochure = await findBrochure(tx, slug);
  if (brochure === null) return refuse('not-found');
  const ended = await endAddressRow(tx, brochure.id, address, actor, now);
  if (ended === null) return refuse('no-such-address');
  const { edition, whom } = ended;
  const about = { brochure: brochure.id, edition };
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.address-ended', ...about, address }, now));
  if (!renew) return done(null);

  const token = newToken();
  const id = await insertAddress(tx, { edition, digest: tokenDigest(token), whom, renews: address }, actor, now);
  await announce(tx, brochuresEvent(actor, { kind: 'brochure.address-made', ...about, address: id }, now));
  return done({ id, token });
}
