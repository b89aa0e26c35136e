import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pngOf } from '../../../test/support/projects.ts';
import { LOGO_MAX_BYTES, readLogo } from './logo.ts';

/** A small picture that claims another size. */
function sizedAs(width: number, height: number): Buffer {
  const bytes = pngOf(16, 16);
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return bytes;
}

const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffffc0001108003200640301110002110103110100', 'hex');
const lossy = Buffer.from(`RIFF\x40\0\0\0WEBPVP8 \x20\0\0\0\0\0\0\x9d\x01\x2a\x64\0\x32\0${'\0'.repeat(8)}`, 'latin1');
const lossless = Buffer.concat([
  Buffer.from('RIFF\x40\0\0\0WEBPVP8L\x20\0\0\0\x2f', 'latin1'),
  Buffer.from([99, (49 << 6) & 0xff, (49 << 6) >> 8, 0]),
  Buffer.alloc(8),
]);
const extended = Buffer.concat([
  Buffer.from('RIFF\x40\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0', 'latin1'),
  Buffer.from([99, 0, 0, 49, 0, 0]),
]);

test.each([
  ['a PNG', pngOf(100, 50), 'image/png'],
  ['a JPEG with fill bytes', jpeg, 'image/jpeg'],
  ['a lossy WebP', lossy, 'image/webp'],
  ['a lossless WebP', lossless, 'image/webp'],
  ['an extended WebP', extended, 'image/webp'],
])('%s of 100 by 50 is taken, with kind and size from its own bytes', (_, bytes, type) => {
  expect(readLogo(bytes)).toMatchObject({ done: { type, width: 100, height: 50 } });
});

test.each([
  [
    'an SVG with a script',
    Buffer.from('<?xml version="1.0"?>\n<svg xmlns="x"><script>alert(1)</script></svg>'),
    /An SVG can carry programs/,
  ],
  ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), /not a PNG, JPEG or WebP/],
  ['nothing', Buffer.alloc(0), /not a PNG, JPEG or WebP/],
  ['a GIF', Buffer.from('GIF89a\x64\0\x32\0'), /not a PNG, JPEG or WebP/],
  ['a picture of one pixel', pngOf(1, 1), /1 by 1 pixels/],
  ['a bomb of pixels', sizedAs(65_000, 65_000), /65000 by 65000 pixels/],
  ['a picture without width', sizedAs(0, 50), /0 by 50 pixels/],
  ['a book', Buffer.concat([pngOf(100, 50), Buffer.alloc(LOGO_MAX_BYTES)]), /at most 512 KB/],
])('%s is refused with what to do', (_, bytes, sentence) => {
  const outcome = readLogo(bytes);
  if ('done' in outcome) throw new Error('taken');
  expect(outcome.because).toMatchObject({ field: 'logo' });
  expect(outcome.because['why']).toMatch(sentence);
});

test('cut off and random bytes never make the reader throw', () => {
  const whole = [pngOf(100, 50), jpeg, lossy, lossless, extended];
  for (const bytes of whole) for (let end = 0; end <= bytes.length; end++) readLogo(bytes.subarray(0, end));
  fc.assert(
    fc.property(fc.constantFrom(...whole), fc.uint8Array({ maxLength: 60 }), (head, tail) => {
      readLogo(Buffer.concat([head.subarray(0, 12), tail]));
    }),
  );
});
