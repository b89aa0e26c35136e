import { expect, test } from 'vitest';
import { PUBLIC_ONLY, type Reach } from '../addresses/index.ts';
import { checkRepositoryUrl } from './index.ts';

const answering = (...addresses: readonly string[]): Reach => ({
  policy: PUBLIC_ONLY,
  lookup: async () => addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
});
const silent: Reach = { policy: PUBLIC_ONLY, lookup: () => Promise.reject(new Error('ENOTFOUND')) };

test('a public host is let through, with its address in one form', async () => {
  const checked = await checkRepositoryUrl('github.com/numpy/numpy.git', answering('140.82.121.4'));
  expect(checked).toMatchObject({ done: { url: 'https://github.com/numpy/numpy', id: 'numpy/numpy', found: true } });
});

test.each([['10.0.0.7'], ['127.0.0.1'], ['169.254.169.254'], ['::1'], ['::ffff:192.168.1.1']])(
  'a name that resolves to %s is refused, also when it has a public address besides',
  async (inside) => {
    const checked = await checkRepositoryUrl('https://forge.example/a/b', answering('140.82.121.4', inside));
    expect(checked).toEqual({ refused: 'private-address', because: { host: 'forge.example' } });
  },
);

test('what the rules of addresses refuse is refused without a lookup', async () => {
  const asked: Reach = { policy: PUBLIC_ONLY, lookup: () => Promise.reject(new Error('asked')) };
  for (const typed of [
    'ext::sh -c id',
    '--upload-pack=touch x',
    'file:///etc',
    'https://10.0.0.1/a/b',
    'https://localhost/a/b',
  ]) {
    expect(await checkRepositoryUrl(typed, asked)).toHaveProperty('refused');
  }
});

test('a name that is not found is let through and says so; the fetch looks again', async () => {
  expect(await checkRepositoryUrl('https://forge.example/a/b', silent)).toMatchObject({ done: { found: false } });
});

test('what the policy opens needs no lookup', async () => {
  const open: Reach = { ...silent, policy: { ssh: false, local: true, privateAddresses: ['forge.house.example:443'] } };
  expect(await checkRepositoryUrl('file:///srv/git/a.git', open)).toMatchObject({
    done: { found: true, scheme: 'file' },
  });
  expect(await checkRepositoryUrl('https://forge.house.example/a/b', open)).toMatchObject({ done: { found: true } });
});
