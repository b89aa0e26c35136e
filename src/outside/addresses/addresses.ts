/**
 * Which network addresses may be reached from the server. What people type, what a name resolves to and what a forge answers
 * must never make us ask a machine of our own network (a cloud's 169.254.169.254 gives out keys to whoever asks).
 */

import { lookup as systemLookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { done, refuse, type Outcome } from '../../kernel/refusal.ts';

export interface AddressPolicy {
  /** Addresses by ssh; the keys are the administrator's. */
  readonly ssh: boolean;
  /** Folders and file://, for the command line, tests and the demo; never for what comes in by the web. */
  readonly local: boolean;
  /** `host:port` of machines that may be reached although private, and without TLS: a forge inside the house, a test's server. */
  readonly privateAddresses: readonly string[];
}

export const PUBLIC_ONLY: AddressPolicy = { ssh: false, local: false, privateAddresses: [] };

/** Where a name was found, checked; pin to these instead of asking again, for the answer may change (DNS rebinding). */
export interface Found {
  readonly address: string;
  readonly family: 4 | 6;
  /** All of them, the first included. */
  readonly all: readonly string[];
}

export type AddressRefusal = 'private-address' | 'no-such-host' | 'cancelled';

export type Lookup = (host: string) => Promise<readonly { readonly address: string; readonly family: number }[]>;

/** How far this instance reaches, as its settings say; what a check of an address needs. */
export interface Reach {
  readonly policy: AddressPolicy;
  readonly lookup: Lookup;
}

const LOOKUP_MS = 10_000;

/** All addresses of a host, refused when any of them is not a public one. */
export async function resolvePublic(
  host: string,
  signal?: AbortSignal,
  lookup: Lookup = askSystem,
): Promise<Outcome<Found, AddressRefusal>> {
  const found = await resolveAny(host, signal, lookup);
  if ('refused' in found) return found;
  if (hasPrivateName(host) || found.done.all.some((address) => !isPublicAddress(address)))
    return refuse('private-address', { host });
  return found;
}

/** As resolvePublic, for a host that the policy names: private addresses are fine. */
export async function resolveAny(
  host: string,
  signal?: AbortSignal,
  lookup: Lookup = askSystem,
): Promise<Outcome<Found, AddressRefusal>> {
  const bare = host.replace(/^\[|\]$/g, '');
  const family = isIP(bare);
  if (family !== 0) return done({ address: bare, family: family === 4 ? 4 : 6, all: [bare] });
  if (signal?.aborted === true) return refuse('cancelled');
  const answers = await inTime(lookup(bare), signal);
  if (answers === 'cancelled') return refuse('cancelled');
  const [first] = answers;
  if (first === undefined) return refuse('no-such-host', { host });
  return done({
    address: first.address,
    family: first.family === 6 ? 6 : 4,
    all: answers.map(({ address }) => address),
  });
}

export const askSystem: Lookup = (host) => systemLookup(host, { all: true });

/** The system's lookup cannot be stopped, only left behind. */
function inTime(
  answers: ReturnType<Lookup>,
  signal: AbortSignal | undefined,
): Promise<Awaited<ReturnType<Lookup>> | 'cancelled'> {
  return new Promise((settle) => {
    const timer = setTimeout(() => settle([]), LOOKUP_MS);
    const onAbort = (): void => settle('cancelled');
    signal?.addEventListener('abort', onAbort, { once: true });
    answers
      .then(settle, () => settle([]))
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
      });
  });
}

/** Names that mean this machine or this network by definition (RFC 6761, 6762, 8375 and ICANN's .internal). */
export function hasPrivateName(host: string): boolean {
  return /(^|\.)(localhost|local|internal|intranet|lan|home\.arpa)\.?$/i.test(host);
}

/** Whether an address in text belongs to the public internet. Everything that is not certain is not. */
export function isPublicAddress(text: string): boolean {
  const bare = text.replace(/^\[|\]$/g, '').replace(/%.*/s, '');
  switch (isIP(bare)) {
    case 4:
      return isPublicFour(fourBytes(bare));
    case 6:
      return isPublicSix(sixteenBytes(bare));
    default:
      return false;
  }
}

/** IANA's special-purpose registry (RFC 6890 and later), as [first byte..., prefix length]. */
const NOT_PUBLIC_FOUR: readonly (readonly [address: string, bits: number])[] = [
  ['0.0.0.0', 8], // this network
  ['10.0.0.0', 8],
  ['100.64.0.0', 10], // shared by carriers (CGNAT)
  ['127.0.0.0', 8], // loopback
  ['169.254.0.0', 16], // link-local, and the metadata of clouds
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24], // documentation
  ['192.88.99.0', 24], // 6to4 relays
  ['192.168.0.0', 16],
  ['198.18.0.0', 15], // measurements between networks
  ['198.51.100.0', 24], // documentation
  ['203.0.113.0', 24], // documentation
  ['224.0.0.0', 4], // multicast
  ['240.0.0.0', 4], // reserved, broadcast
];

function isPublicFour(bytes: readonly number[]): boolean {
  return !NOT_PUBLIC_FOUR.some(([address, bits]) => within(bytes, fourBytes(address), bits));
}

/** Public are the global unicast addresses, 2000::/3, without those that carry or stand for something else. */
const NOT_PUBLIC_SIX: readonly (readonly [address: string, bits: number])[] = [
  ['2001::', 23], // protocols: Teredo, ORCHID, benchmarks
  ['2001:db8::', 32], // documentation
  ['2002::', 16], // 6to4: any IPv4 address in disguise
  ['3fff::', 20], // documentation
];

function isPublicSix(bytes: readonly number[]): boolean {
  const embedded = bytes.slice(12);
  // IPv4-mapped: the system connects to the IPv4 address itself.
  if (within(bytes, sixteenBytes('::ffff:0:0'), 96)) return isPublicFour(embedded);
  // NAT64 as networks without IPv4 have it: as public as what it leads to.
  if (within(bytes, sixteenBytes('64:ff9b::'), 96)) return isPublicFour(embedded);
  if (!within(bytes, sixteenBytes('2000::'), 3)) return false;
  return !NOT_PUBLIC_SIX.some(([address, bits]) => within(bytes, sixteenBytes(address), bits));
}

function within(bytes: readonly number[], network: readonly number[], bits: number): boolean {
  for (let at = 0, left = bits; left > 0; at++, left -= 8) {
    const mask = left >= 8 ? 0xff : (0xff << (8 - left)) & 0xff;
    if ((bytes[at]! & mask) !== (network[at]! & mask)) return false;
  }
  return true;
}

function fourBytes(text: string): number[] {
  return text.split('.').map(Number);
}

/** The bytes of an address that `isIP` took for one of six. */
function sixteenBytes(text: string): number[] {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(text);
  if (dotted !== null) {
    const [a, b, c, d] = dotted.slice(2).map(Number) as [number, number, number, number];
    return sixteenBytes(`${dotted[1]!}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`);
  }
  const [head = '', tail] = text.split('::');
  const left = groups(head);
  const right = tail === undefined ? [] : groups(tail);
  const zeros = tail === undefined ? 0 : 8 - left.length - right.length;
  return [...left, ...Array.from({ length: zeros }, () => 0), ...right].flatMap((group) => [group >> 8, group & 0xff]);
}

function groups(text: string): number[] {
  return text === '' ? [] : text.split(':').map((group) => Number.parseInt(group, 16));
}
