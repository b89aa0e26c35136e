import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { networkOf } from './address.ts';
import { readForm } from './form.ts';
import { readMultipart } from './multipart.ts';

interface Part {
  readonly name: string;
  readonly value: Buffer | string;
  readonly file?: string;
  readonly type?: string;
}

function write(boundary: string, parts: readonly Part[]): Buffer {
  const chunks: Buffer[] = [];
  for (const part of parts) {
    const file = part.file === undefined ? '' : `; filename="${part.file}"`;
    const type = part.type === undefined ? '' : `\r\nContent-Type: ${part.type}`;
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"${file}${type}\r\n\r\n`;
    chunks.push(Buffer.from(head), Buffer.from(part.value), Buffer.from('\r\n'));
  }
  return Buffer.concat([...chunks, Buffer.from(`--${boundary}--\r\n`)]);
}

const TYPE = 'multipart/form-data; boundary=----b1';

describe('a multipart form', () => {
  test('has fields as text and files as bytes', () => {
    const png = Buffer.from([0x89, 0x50, 0, 0xff, 0x0d, 0x0a, 0x2d, 0x2d]);
    const body = write('----b1', [
      { name: 'name', value: 'Żółw\r\nzwei' },
      { name: 'logo', value: png, file: 'my "logo".png'.replaceAll('"', '%22'), type: 'image/png' },
      { name: 'empty', value: '' },
      { name: 'none', value: '', file: '', type: 'application/octet-stream' },
    ]);
    const read = readMultipart(TYPE, body);
    expect([...read!.fields]).toEqual([
      ['name', 'Żółw\r\nzwei'],
      ['empty', ''],
    ]);
    expect(read!.files['logo']).toEqual({ name: 'my "logo".png', type: 'image/png', bytes: png });
    expect(Object.keys(read!.files)).toEqual(['logo']);
  });

  test('gives back what was put in, whatever the bytes', () => {
    const bytes = fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some));
    const part = fc.record({ name: fc.stringMatching(/^[a-z]{1,8}$/), value: bytes });
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        fc.pre(parts.every(({ value }) => !value.includes('--fcboundary')));
        const named = parts.map((one, n) => ({ ...one, name: `${one.name}${n}`, file: `f${n}` }));
        if (named.length === 0) return;
        const read = readMultipart('multipart/form-data; boundary="fcboundary"', write('fcboundary', named));
        expect(named.map(({ name }) => read?.files[name]?.bytes)).toEqual(named.map(({ value }) => value));
      }),
    );
  });

  test('never throws on anything', () => {
    const pieces = fc.constantFrom(
      '----b1',
      '--',
      '\r\n',
      '\r\n\r\n',
      'Content-Disposition: form-data; name="',
      '"',
      'x',
      '\0',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (some) => {
        readMultipart(TYPE, Buffer.from(`------b1${some.join('')}`));
      }),
    );
  });

  test.each([
    ['no boundary', 'multipart/form-data', '------b1--'],
    ['another boundary', TYPE, '--other\r\n'],
    ['no end', TYPE, '------b1\r\nContent-Disposition: form-data; name="a"\r\n\r\nx'],
    ['no name', TYPE, '------b1\r\nContent-Disposition: form-data\r\n\r\nx\r\n------b1--'],
    ['a head without end', TYPE, `------b1\r\nX: ${'y'.repeat(5000)}\r\n\r\nx\r\n------b1--`],
    [
      'more parts than any form has',
      TYPE,
      write(
        '----b1',
        Array.from({ length: 201 }, () => ({ name: 'a', value: '' })),
      ),
    ],
  ])('with %s is refused', (_, type, body) => {
    expect(readMultipart(type, Buffer.from(body))).toBe(null);
  });

  test('cannot smuggle a field into the files’ prototype', () => {
    const read = readMultipart(TYPE, write('----b1', [{ name: '__proto__', value: 'x', file: 'f' }]));
    expect(Object.keys(read!.files)).toEqual(['__proto__']);
    expect(({} as Record<string, unknown>)['name']).toBeUndefined();
  });

  test('of a million half boundaries is read in one pass', () => {
    const body = write('----b1', [{ name: 'a', value: '\r\n------b'.repeat(100_000) }]);
    expect(readMultipart(TYPE, body)!.fields.get('a')).toHaveLength(900_000);
  });
});

describe('a form', () => {
  const schema = z.object({
    name: z.string('Say it.').min(1, 'Say it.'),
    age: z.coerce.number('Say how old.').int('In years.'),
  });

  test('is read by its schema, with what comes from the address', () => {
    expect(readForm(schema, new URLSearchParams('name=Ana'), { age: '7' })).toEqual({
      ok: true,
      input: { name: 'Ana', age: 7 },
    });
  });

  test('says once for each field what to do', () => {
    expect(readForm(schema, new URLSearchParams('age=1.5'))).toEqual({
      ok: false,
      errors: { name: 'Say it.', age: 'In years.' },
    });
  });
});

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['2001:0DB8:0000:0000:1:2:3:4', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['nonsense', 'nonsense'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network);
});
