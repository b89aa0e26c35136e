import { BlockList } from 'node:net';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hasPrivateName, isPublicAddress, resolvePublic } from './index.ts';

const at =
  (...addresses: string[]) =>
  () =>
    Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })));

test.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.8.8.8',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.0.0.8',
  '192.168.1.1',
  '198.18.0.1',
  '198.19.255.255',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '::',
  '::1',
  '[::1]',
  '::127.0.0.1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::ffff:10.0.0.1',
  '0:0:0:0:0:ffff:a9fe:a9fe',
  '64:ff9b::7f00:1',
  '64:ff9b::10.0.0.1',
  '64:ff9b:1::1',
  '100::1',
  '2001::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  '2001:db8::1',
  '2002:7f00:1::',
  '2002:0808:0808::1',
  '3fff::1',
  '5f00::1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'fe80::1%eth0',
  'fec0::1',
  'ff02::1',
  '',
  'example.org',
  '1.2.3',
  '0x7f000001',
  '017700000001',
])('%s is not public', (address) => expect(isPublicAddress(address)).toBe(false));

test.each([
  '1.1.1.1',
  '9.255.255.255',
  '11.0.0.0',
  '100.63.255.255',
  '100.128.0.0',
  '140.82.121.4',
  '172.15.255.255',
  '172.32.0.0',
  '192.167.255.255',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '2606:50c0:8000::153',
  '2a00:1450:4001:82a::200e',
  '2001:4860:4860::8888',
  '::ffff:1.1.1.1',
  '64:ff9b::1.1.1.1',
])('%s is public', (address) => expect(isPublicAddress(address)).toBe(true));

test('no address inside a private range is ever public, whichever way it is written', () => {
  const ranges: [string, number][] = [
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['224.0.0.0', 3],
  ];
  const list = new BlockList();
  for (const [network, bits] of ranges) list.addSubnet(network, bits);
  fc.assert(
    fc.property(fc.ipV4(), (address) => {
      if (!list.check(address)) return;
      const hex = address.split('.').map((part) => Number(part).toString(16).padStart(2, '0'));
      const mapped = `::ffff:${hex[0]}${hex[1]}:${hex[2]}${hex[3]}`;
      for (const text of [
        address,
        `::ffff:${address}`,
        mapped,
        `64:ff9b::${address}`,
        `2002:${hex[0]}${hex[1]}:${hex[2]}${hex[3]}::`,
      ])
        expect(isPublicAddress(text)).toBe(false);
    }),
    { numRuns: 500 },
  );
});

test('global unicast addresses of six are public unless they carry something else', () => {
  const list = new BlockList();
  list.addSubnet('2000::', 3, 'ipv6');
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      if (!list.check(address, 'ipv6') && !/^(::ffff:|64:ff9b:|0+:)/i.test(address) && !address.startsWith('::'))
        expect(isPublicAddress(address)).toBe(false);
    }),
  );
});

test('a name is refused when any of its addresses is private', async () => {
  expect(await resolvePublic('forge.example', undefined, at('140.82.121.4', '10.0.0.7'))).toEqual({
    refused: 'private-address',
    because: { host: 'forge.example' },
  });
  expect(await resolvePublic('forge.example', undefined, at('140.82.121.4', '2606:50c0:8000::153'))).toEqual({
    done: { address: '140.82.121.4', family: 4, all: ['140.82.121.4', '2606:50c0:8000::153'] },
  });
});

test('names that mean this network are refused whatever they resolve to', async () => {
  for (const name of ['localhost', 'LOCALHOST.', 'a.localhost', 'printer.local', 'metadata.google.internal'])
    expect(await resolvePublic(name, undefined, at('140.82.121.4'))).toMatchObject({ refused: 'private-address' });
  expect(hasPrivateName('notlocal.org')).toBe(false);
  expect(hasPrivateName('mylocalhost.org')).toBe(false);
});

test('the system says that localhost is private', async () => {
  expect(await resolvePublic('localhost')).toMatchObject({ refused: 'private-address' });
});

test('addresses in numbers are checked without asking anybody', async () => {
  const never = () => Promise.reject(new Error('asked'));
  expect(await resolvePublic('[::1]', undefined, never)).toMatchObject({ refused: 'private-address' });
  expect(await resolvePublic('1.1.1.1', undefined, never)).toMatchObject({ done: { address: '1.1.1.1' } });
});

test('an unknown name and a cancelled lookup are refusals', async () => {
  expect(await resolvePublic('nowhere.example', undefined, () => Promise.reject(new Error('ENOTFOUND')))).toMatchObject(
    {
      refused: 'no-such-host',
    },
  );
  expect(await resolvePublic('nowhere.example', undefined, at())).toMatchObject({ refused: 'no-such-host' });
  const stop = new AbortController();
  const waiting = resolvePublic('slow.example', stop.signal, () => new Promise(() => undefined));
  stop.abort();
  expect(await waiting).toMatchObject({ refused: 'cancelled' });
});
