/** The one way from what somebody typed to an address that may be fetched from. */
import { done, refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { hasPrivateName, isPublicAddress, resolveAny, type Reach } from '../addresses/index.ts';
import type { AddressProblem } from './refusals.ts';
import { readRepositoryUrl, type RepositoryUrl } from './url.ts';

declare const checked: unique symbol;

/** Only `checkRepositoryUrl` makes one. A fetch looks the name up again and pins it: the answer may have changed by then. */
export interface CheckedUrl extends RepositoryUrl {
  readonly [checked]: true;
  /** False when the name could not be looked up here and now; nothing private was found, and nothing else either. */
  readonly found: boolean;
}

/**
 * Reads the address by the policy and looks its name up. A name that leads into a private network is refused; one that is not found
 * is let through with `found: false`, because the register must also be kept where the network is away, and the fetch checks again.
 */
export async function checkRepositoryUrl(text: string, reach: Reach): Promise<Outcome<CheckedUrl, AddressProblem>> {
  const read = readRepositoryUrl(text, reach.policy);
  if (refused(read)) return read;
  const { host, scheme, allowedPrivate } = read.done;
  if (scheme === 'file' || allowedPrivate) return done({ ...read.done, found: true } as CheckedUrl);
  const found = await resolveAny(host, undefined, reach.lookup);
  if (refused(found)) return done({ ...read.done, found: false } as CheckedUrl);
  const leadsInside = hasPrivateName(host) || found.done.all.some((address) => !isPublicAddress(address));
  return leadsInside ? refuse('private-address', { host }) : done({ ...read.done, found: true } as CheckedUrl);
}

/** An address that the program itself made, of example data: nothing to look up, nothing that anyone typed. */
export function ownAddress(url: string, id: string): CheckedUrl {
  return { url, id, host: '', scheme: 'example', allowedPrivate: false, found: true } as unknown as CheckedUrl;
}
