import { isIPv6 } from 'node:net';

/** The part of a network address that one subscriber usually holds alone: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*/s, '');
  if (!isIPv6(plain)) return plain;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain);
  if (mapped !== null) return mapped[1]!;
  const [head = '', tail] = plain.toLowerCase().split('::');
  const first = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const groups = [...first, ...Array<string>(Math.max(0, 8 - first.length - last.length)).fill('0'), ...last];
  return `${groups
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?|::ffff:127(?:\.\d{1,3}){3})$/;

/** Asked from the very machine, at an address that leads nowhere else: who sits there could read the terminal too. */
export function isFromThisMachine(request: { readonly baseUrl: string; readonly address: string }): boolean {
  const host = URL.parse(request.baseUrl)?.hostname ?? '';
  return LOOPBACK.test(host) && LOOPBACK.test(request.address);
}
