import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { provesControl, readWellKnown, whereWellKnownIsRead } from './index.ts';

const MANIFEST = 'https://foundation.example/funding.json';
const FILE = 'https://arrays.example/.well-known/funding-manifest-urls';
const listing = `https://other.example/funding.json\n${MANIFEST}\n`;

describe('the list of manifests', () => {
  test('is read line by line', () => {
    expect(readWellKnown(listing)).toEqual({
      urls: [
        { url: 'https://other.example/funding.json', line: 1 },
        { url: MANIFEST, line: 2 },
      ],
      findings: [],
    });
  });
  test.each([
    ['a carriage return', `${MANIFEST}\r\n`, /carriage return/],
    ['a blank', ` ${MANIFEST}\n`, /Blanks/],
    ['a byte order mark', `\ufeff${MANIFEST}\n`, /byte order mark/],
    ['a remark', `# ours\n${MANIFEST}\n`, /no comments/],
    ['no address', 'foundation.example/funding.json\n', /no web address/],
    ['a line twice', `${MANIFEST}\n${MANIFEST}\n`, /Line 1 says the same/],
    [
      'too many lines',
      `${MANIFEST}\n${Array.from({ length: 100 }, (_, n) => `https://a.example/${n}\n`).join('')}`,
      /Only 100 lines/,
    ],
    ['an empty line with a carriage return', `\r\n#\n`, /no comments/],
    ['too large', `https://a.example/${'a'.repeat(100_000)}`, /100,000 bytes/],
  ])('%s is told with what to do', (_, text, sentence) => {
    const { findings } = readWellKnown(text);
    expect(findings).toHaveLength(1);
    expect(findings[0]?.sentence).toMatch(sentence);
  });
  test('no bytes make it throw', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readWellKnown(bytes)));
  });
});

describe('control', () => {
  test('the same host needs no file, at its root and in a repository', () => {
    expect(provesControl(MANIFEST, 'https://foundation.example/projects/a', null, null).state).toBe('same host');
    const inRepository = 'https://github.com/example/arrays/blob/main/funding.json';
    expect(provesControl(inRepository, 'https://github.com/example/arrays', null, null).state).toBe('same host');
    const own = 'https://github.com/example/example/blob/main/funding.json';
    expect(provesControl(own, 'https://github.com/example/arrays', null, null).state).toBe('same host');
  });

  test('a host that many share proves nothing about the others on it', () => {
    const inRepository = 'https://github.com/stranger/thing/blob/main/funding.json';
    for (const claimed of [
      'https://github.com/example/arrays',
      'https://github.com/',
      'https://github.com/strange',
      'https://github.com/stranger/th',
    ])
      expect([claimed, provesControl(inRepository, claimed, null, null).state]).toEqual([claimed, 'unverified']);
  });

  test('a commit of a fork is shown under the name of the original, and proves nothing', () => {
    const fork = 'https://github.com/example/arrays/blob/0123456789abcdef0123456789abcdef01234567';
    expect(provesControl(`${fork}/funding.json`, 'https://github.com/example/arrays', null, null).state).toBe(
      'unverified',
    );
    const file = `${fork}/.well-known/funding-manifest-urls`;
    expect(provesControl(MANIFEST, 'https://github.com/example/arrays', file, listing)).toMatchObject({
      state: 'unverified',
      sentence: expect.stringContaining('names a commit') as string,
    });
    const request = 'https://github.com/example/arrays/blob/refs/pull/1/head/.well-known/funding-manifest-urls';
    expect(provesControl(MANIFEST, 'https://github.com/example/arrays', request, listing).state).toBe('unverified');
  });

  test('a listed manifest is proven, with the line and the address that was looked at', () => {
    expect(provesControl(MANIFEST, 'https://arrays.example', FILE, listing)).toEqual({
      state: 'listed',
      sentence: `Line 2 of ${FILE} lists the manifest.`,
      lookedAt: FILE,
      line: 2,
    });
    const inRepository = 'https://github.com/example/arrays/blob/main/.well-known/funding-manifest-urls';
    expect(provesControl(MANIFEST, 'https://github.com/example/arrays', inRepository, listing)).toMatchObject({
      state: 'listed',
      lookedAt: 'https://raw.githubusercontent.com/example/arrays/main/.well-known/funding-manifest-urls',
    });
  });

  test('without a file the sentence names the one to create, its line, and what was looked at', () => {
    expect(provesControl(MANIFEST, 'https://arrays.example/docs', null, null)).toEqual({
      state: 'unverified',
      sentence: `No file proves that https://arrays.example/docs belongs to this manifest; nothing was looked at. Name ${FILE} as its wellKnown and create it with this line: ${MANIFEST}`,
      create: FILE,
      line: MANIFEST,
      lookedAt: null,
    });
    expect(provesControl(MANIFEST, 'https://github.com/example/arrays', null, null)).toMatchObject({
      create: 'https://github.com/example/arrays/blob/HEAD/.well-known/funding-manifest-urls',
    });
    for (const claimed of [
      'https://codeberg.org/example/arrays',
      'https://gitlab.com/a/b/c',
      'https://github.com/example/arrays',
    ]) {
      const { create } = provesControl(MANIFEST, claimed, null, null) as { create: string };
      expect(provesControl(MANIFEST, claimed, create, `${MANIFEST}\n`).state).toBe('listed');
    }
    expect(provesControl(MANIFEST, 'https://arrays.example', FILE, null)).toMatchObject({
      sentence: `We looked at ${FILE} and found no file there. Create ${FILE} with this line: ${MANIFEST}`,
      lookedAt: FILE,
    });
    expect(
      provesControl(MANIFEST, 'https://arrays.example', FILE, 'https://other.example/funding.json\n'),
    ).toMatchObject({
      sentence: `We looked at ${FILE}, and its only line is not the address of the manifest. Add this line to ${FILE}: ${MANIFEST}`,
    });
  });

  test.each([
    ['a carriage return', `${MANIFEST}\r\n`],
    ['a blank', `${MANIFEST} \n`],
    ['a slash', `${MANIFEST}/\n`],
    ['other case', `${MANIFEST.replace('funding', 'Funding')}\n`],
  ])('a line that is nearly right is named: %s', (_, text) => {
    const control = provesControl(MANIFEST, 'https://arrays.example', FILE, text);
    expect(control.state).toBe('unverified');
    expect(control.sentence).toContain('Line 1 says nearly that');
  });

  test.each([
    ['another host', 'https://foundation.example/.well-known/funding-manifest-urls', 'https://arrays.example'],
    [
      'another repository',
      'https://github.com/stranger/thing/blob/main/.well-known/funding-manifest-urls',
      'https://github.com/example/arrays',
    ],
    [
      'a repository for the whole forge',
      'https://github.com/stranger/thing/blob/main/.well-known/funding-manifest-urls',
      'https://github.com',
    ],
    ['another file', 'https://arrays.example/funding.txt', 'https://arrays.example'],
  ])('a file of %s is not looked at', (_, file, claimed) => {
    expect(provesControl(MANIFEST, claimed, file, listing)).toMatchObject({
      state: 'unverified',
      lookedAt: null,
      sentence: expect.stringMatching(/ Create https:\/\/\S+ with this line: /) as string,
    });
  });

  test('only a hundred lines are read', () => {
    const before = Array.from({ length: 100 }, (_, n) => `https://a.example/${n}`).join('\n');
    expect(provesControl(MANIFEST, 'https://arrays.example', FILE, `${before}\n${MANIFEST}\n`).state).toBe(
      'unverified',
    );
  });

  test('files of forges are read where their text is', () => {
    expect(whereWellKnownIsRead('https://gitlab.com/a/b/c/-/blob/main/.well-known/funding-manifest-urls')).toBe(
      'https://gitlab.com/a/b/c/-/raw/main/.well-known/funding-manifest-urls',
    );
    expect(whereWellKnownIsRead('https://codeberg.org/a/b/src/branch/main/.well-known/funding-manifest-urls')).toBe(
      'https://codeberg.org/a/b/raw/branch/main/.well-known/funding-manifest-urls',
    );
    expect(whereWellKnownIsRead(FILE)).toBe(FILE);
  });

  test('no texts make it throw', () => {
    const url = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.constantFrom(MANIFEST, FILE));
    fc.assert(
      fc.property(url, url, fc.option(url), fc.option(fc.string()), (a, b, c, d) => void provesControl(a, b, c, d)),
    );
  });
});
