import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PUBLIC_ONLY, type AddressPolicy } from '../addresses/index.ts';
import { gitRefusals, readRepositoryUrl } from './index.ts';

const OPEN: AddressPolicy = { ssh: true, local: true, privateAddresses: ['127.0.0.1:8080', 'forge.house.example:443'] };

test.each([
  ['https://github.com/numpy/numpy', 'https://github.com/numpy/numpy', 'numpy/numpy'],
  ['  https://GitHub.com/numpy/numpy.git/ ', 'https://github.com/numpy/numpy', 'numpy/numpy'],
  ['github.com/numpy/numpy', 'https://github.com/numpy/numpy', 'numpy/numpy'],
  ['https://github.com/numpy/numpy/blob/main/doc/neps/roadmap.rst#L3', 'https://github.com/numpy/numpy', 'numpy/numpy'],
  ['https://github.com/stan-dev/stan/wiki/To-do', 'https://github.com/stan-dev/stan.wiki', 'stan-dev/stan.wiki'],
  ['https://gitlab.com/group/sub/name/-/issues/4', 'https://gitlab.com/group/sub/name', 'sub/name'],
  ['https://codeberg.org/owner/name/src/branch/main', 'https://codeberg.org/owner/name', 'owner/name'],
  ['https://git.example.org/name.git', 'https://git.example.org/name.git', 'name'],
  ['https://git.example.org:443/a/b/', 'https://git.example.org/a/b', 'a/b'],
  ['https://git.example.org:8443/a/b', 'https://git.example.org:8443/a/b', 'a/b'],
  ['https://git.example.org/a/../b/c', 'https://git.example.org/b/c', 'b/c'],
])('%s is taken', (typed, url, id) => {
  expect(readRepositoryUrl(typed, PUBLIC_ONLY)).toMatchObject({ done: { url, id, scheme: 'https' } });
});

test.each([
  ['ext::sh -c id', 'address-not-allowed'],
  ['EXT::sh -c "touch x"', 'address-not-allowed'],
  ['fd::17', 'address-not-allowed'],
  ['--upload-pack=touch x', 'bad-address'],
  ['-u', 'bad-address'],
  ['file:///etc', 'address-not-allowed'],
  ['FILE:///etc', 'address-not-allowed'],
  ['/etc', 'address-not-allowed'],
  ['./x', 'address-not-allowed'],
  ['~/x', 'address-not-allowed'],
  ['git://github.com/numpy/numpy', 'address-not-allowed'],
  ['http://github.com/numpy/numpy', 'address-not-allowed'],
  ['ftp://example.org/x', 'address-not-allowed'],
  ['ssh://git@github.com/numpy/numpy', 'address-not-allowed'],
  ['git@github.com:numpy/numpy.git', 'address-not-allowed'],
  ['javascript:alert(1)', 'bad-address'],
  ['https://user:secret@github.com/numpy/numpy', 'secret-in-address'],
  ['https://token@github.com/numpy/numpy', 'secret-in-address'],
  ['https://127.0.0.1/a/b', 'private-address'],
  ['https://127.1/a/b', 'private-address'],
  ['https://2130706433/a/b', 'private-address'],
  ['https://0x7f.0.0.1/a/b', 'private-address'],
  ['https://[::1]/a/b', 'private-address'],
  ['https://[::ffff:10.0.0.1]/a/b', 'private-address'],
  ['http://169.254.169.254/latest/meta-data', 'private-address'],
  ['https://localhost/a/b', 'private-address'],
  ['https://printer.local/a/b', 'private-address'],
  ['https://github.com/numpy', 'bad-address'],
  ['https://github.com/', 'bad-address'],
  ['https://github.com/a/b%0a', 'bad-address'],
  ['https://github.com/a/%2e%2e%2fb', 'bad-address'],
  ['https://github.com/a/b\nhttps://x', 'bad-address'],
  ['https://github.com\\@evil.example/a/b', 'bad-address'],
  ['numpy', 'bad-address'],
  ['', 'bad-address'],
])('%s is refused', (typed, why) => {
  const read = readRepositoryUrl(typed, PUBLIC_ONLY);
  expect(read).toMatchObject({ refused: why });
});

test('a book is not an address', () => {
  expect(readRepositoryUrl(`https://example.org/${'a'.repeat(3000)}`, PUBLIC_ONLY)).toMatchObject({
    refused: 'bad-address',
  });
});

test('a refusal says what to do and never repeats a secret', () => {
  const read = readRepositoryUrl('https://me:hunter2@github.com/a/b', PUBLIC_ONLY);
  expect(JSON.stringify(read)).not.toContain('hunter2');
  for (const typed of ['ext::sh -c id', 'http://example.org/a', 'file:///etc']) {
    const refusal = readRepositoryUrl(typed, PUBLIC_ONLY);
    if (!('refused' in refusal)) throw new Error('taken');
    expect(gitRefusals[refusal.refused].say(refusal.because)).toMatch(/https:\/\//);
  }
});

test('the policy opens ssh, folders and named private hosts, and only those', () => {
  expect(readRepositoryUrl('git@github.com:numpy/numpy.git', OPEN)).toMatchObject({
    done: { url: 'ssh://git@github.com/numpy/numpy', scheme: 'ssh', port: 22 },
  });
  expect(readRepositoryUrl('ssh://-oProxyCommand=x/a/b', OPEN)).toMatchObject({ refused: 'bad-address' });
  expect(readRepositoryUrl('ssh://git@127.0.0.1/a/b', OPEN)).toMatchObject({ refused: 'private-address' });
  expect(readRepositoryUrl('ssh://git:pw@example.org/a/b', OPEN)).toMatchObject({ refused: 'secret-in-address' });
  expect(readRepositoryUrl('file:///srv/git/name.git', OPEN)).toMatchObject({
    done: { url: 'file:///srv/git/name.git', id: 'git/name', scheme: 'file' },
  });
  expect(readRepositoryUrl('/srv/../etc', OPEN)).toMatchObject({ refused: 'bad-address' });
  expect(readRepositoryUrl('http://127.0.0.1:8080/a/b', OPEN)).toMatchObject({ done: { allowedPrivate: true } });
  expect(readRepositoryUrl('http://127.0.0.1:8081/a/b', OPEN)).toMatchObject({ refused: 'private-address' });
  expect(readRepositoryUrl('https://forge.house.example/a/b', OPEN)).toMatchObject({ done: { allowedPrivate: true } });
  expect(readRepositoryUrl('ext::sh -c id', OPEN)).toMatchObject({ refused: 'address-not-allowed' });
});

test('whatever is typed, nothing comes out that git could take for an option or another transport', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.webUrl(),
        fc.string().map((rest) => `https://github.com/${rest}`),
      ),
      (typed) => {
        const read = readRepositoryUrl(typed, PUBLIC_ONLY);
        if ('refused' in read) return;
        expect(read.done.url).toMatch(/^https:\/\/[^/@\s-][^/@\s]*\/[^\s]+$/);
        expect(readRepositoryUrl(read.done.url, PUBLIC_ONLY)).toEqual(read);
      },
    ),
    { numRuns: 500 },
  );
});
