import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readFlat } from './flat-yaml.ts';
import { readWritten } from './full-yaml.ts';
import { readFlatFundingYml, readFundingYml, sayLinks } from './index.ts';

const urls = async (text: string) => (await readFundingYml(text)).links.map(({ url }) => url);
const said = async (text: string) =>
  (await readFundingYml(text)).findings.map(({ line, sentence }) => `${line ?? ''} ${sentence}`);

const TEMPLATE = `# These are supported funding model platforms

github: # Replace with up to 4 GitHub Sponsors-enabled usernames e.g., [user1, user2]
patreon: # Replace with a single Patreon username
tidelift: # Replace with a single Tidelift platform-name/package-name e.g., npm/babel
custom: # Replace with up to 4 custom sponsorship URLs e.g., ['link1', 'link2']
`;

test('every platform becomes an address', async () => {
  const text = `github: [example, ada]
patreon: example
open_collective: example
ko_fi: example
tidelift: pypi/example
community_bridge: example
lfx_crowdfunding: example
liberapay: example
issuehunt: example/arrays
otechie: example
polar: example
buy_me_a_coffee: example
thanks_dev: u/gh/example
custom: ["https://example.org/donate", example.com]
`;
  const { links, findings } = await readFundingYml(text);
  expect(findings).toEqual([]);
  expect(links.map(({ platform, url, line }) => [platform, url, line])).toEqual([
    ['github', 'https://github.com/sponsors/example', 1],
    ['github', 'https://github.com/sponsors/ada', 1],
    ['patreon', 'https://www.patreon.com/example', 2],
    ['open_collective', 'https://opencollective.com/example', 3],
    ['ko_fi', 'https://ko-fi.com/example', 4],
    ['tidelift', 'https://tidelift.com/funding/github/pypi/example', 5],
    ['community_bridge', 'https://crowdfunding.lfx.linuxfoundation.org/projects/example', 6],
    ['lfx_crowdfunding', 'https://crowdfunding.lfx.linuxfoundation.org/projects/example', 7],
    ['liberapay', 'https://liberapay.com/example', 8],
    ['issuehunt', 'https://issuehunt.io/r/example/arrays', 9],
    ['otechie', 'https://otechie.com/example', 10],
    ['polar', 'https://polar.sh/example', 11],
    ['buy_me_a_coffee', 'https://www.buymeacoffee.com/example', 12],
    ['thanks_dev', 'https://thanks.dev/u/gh/example', 13],
    ['custom', 'https://example.org/donate', 14],
    ['custom', 'https://example.com/', 14],
  ]);
  expect(sayLinks(links.slice(0, 4))).toBe('GitHub Sponsors example and ada, Patreon example, Open Collective example');
});

test('the template of the forge, untouched, names nowhere to give', async () => {
  expect(await readFundingYml(TEMPLATE)).toEqual({ links: [], others: [], findings: [] });
  expect(readFlatFundingYml(TEMPLATE)?.links).toEqual([]);
});

test('lists on lines of their own have the line of each', async () => {
  const { links } = await readFundingYml(
    'github:\n  - ada # the first\n\n  # and\n  - "ben"\ncustom:\n- https://example.org\n',
  );
  expect(links.map(({ handle, line }) => [handle, line])).toEqual([
    ['ada', 2],
    ['ben', 5],
    ['https://example.org', 7],
  ]);
});

test('what flat reading does not know is left to the reader of YAML', async () => {
  const text = 'github: [\n  ada,\n  ben\n]\n"open_collective": "num\\u0070y"\n';
  expect(readFlatFundingYml(text)).toBeNull();
  expect(await urls(text)).toEqual([
    'https://github.com/sponsors/ada',
    'https://github.com/sponsors/ben',
    'https://opencollective.com/numpy',
  ]);
});

test.each([
  ['an unknown platform', 'gofundme: example\n', /^1 GitHub knows no platform of this name/],
  ['a key twice', 'patreon: a\npatreon: b\n', /^2 This key stands already on line 1/],
  [
    'an address for a name',
    'open_collective: https://opencollective.com/example\n',
    /^1 This is no account of Open Collective/,
  ],
  ['a climb out of the address', 'ko_fi: ..\n', /^1 This is no account of Ko-fi/],
  ['a package without platform', 'tidelift: numpy\n', /platform\/package/],
  ['too many', 'github: [a, b, c, d, e, f]\n', /at most 5 here, and these are 6/],
  ['http', 'custom: http://example.org\n', /followed with https/],
  ['a script', 'custom: "javascript:alert(1)"\n', /no web address/],
  ['a name and password', 'custom: https://a:b@example.org\n', /no web address/],
  ['an alias', 'github: &a [ada]\npatreon: *a\n', /^2 Anchors and aliases/],
  ['a list of maps', 'github:\n  - name: ada\n', /^2 Lists and maps stand in one another/],
  ['no map', '- ada\n', /^1 The file names no platforms/],
  ['no YAML', 'github: [ada\n', /This is not YAML/],
  ['a thousand names', `github: [${'ada, '.repeat(1000)}ben]\n`, /More than 200/],
  ['too large', `# ${'a'.repeat(50_000)}\n`, /50,000 bytes/],
])('%s is told with what to do', async (_, text, sentence) => {
  expect((await said(text)).join('\n')).toMatch(sentence);
});

test('unknown keys are kept', async () => {
  expect((await readFundingYml('gofundme: [a, b]\n')).others).toEqual([
    { key: 'gofundme', values: ['a', 'b'], line: 1 },
  ]);
});

test('a bomb of aliases is over at once', async () => {
  const bomb = `a: &a [x, x]\n${Array.from({ length: 30 }, (_, n) => `k${n}: &k${n} [*${n === 0 ? 'a' : `k${n - 1}`}, *${n === 0 ? 'a' : `k${n - 1}`}]\n`).join('')}`;
  const began = performance.now();
  expect((await readFundingYml(bomb)).links).toEqual([]);
  expect(performance.now() - began).toBeLessThan(1000);
});

describe('flat reading and YAML', () => {
  const word = fc.constantFrom(
    'ada',
    'u/gh/ada',
    "'a b'",
    '"a, b"',
    '"a]b"',
    "''",
    '""',
    '"null"',
    'null',
    '~',
    'a#b',
    'a: b',
    'a:',
    ':a',
    '-a',
    '- a',
    '[x]',
    '{x: y}',
    '*a',
    '&a x',
    '!x',
    '| ',
    '> ',
    '%',
    '@a',
    '`a',
    "it's",
    '"x" y',
    '"a\\"b"',
    "'a''b'",
    'https://a.example/?b=c#d',
    'é',
    '数',
    '1',
    'true',
    '',
    ' ',
    '\t',
    'a\tb',
    '\u00a0',
    '?',
    '? a',
    '...',
    '---',
    'a b',
    '# x',
    'a # x',
    'a #',
    '"a"# x',
    '"a" # x',
    ']',
    '[',
    ',',
  );
  const gap = fc.constantFrom('', ' ', '  ', '\t');
  const line = fc.oneof(
    fc
      .tuple(fc.constantFrom('github', 'custom', 'a b', '"q"', 'x-y', 'null', '1', ''), gap, gap, word)
      .map(([key, a, b, value]) => `${key}${a}:${b}${value}`),
    fc
      .tuple(
        fc.constantFrom('github', 'custom'),
        fc.array(word, { maxLength: 3 }),
        fc.constantFrom(',', ', ', ' , ', ' '),
        fc.constantFrom('', ' # x', '#', ' x', ','),
      )
      .map(([key, words, comma, end]) => `${key}: [${words.join(comma)}]${end}`),
    fc.tuple(gap, fc.constantFrom('-', '- ', '-  '), word).map((parts) => parts.join('')),
    fc.tuple(gap, word).map((parts) => parts.join('')),
  );
  const text = fc
    .tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'))
    .map(([lines, end]) => lines.join(end));

  test('say the same wherever flat reading says anything', () => {
    let flatly = 0;
    fc.assert(
      fc.property(text, (source) => {
        const flat = readFlat(source);
        if (flat === null) return;
        flatly += 1;
        expect(readWritten(source)).toEqual({ entries: flat });
      }),
      { numRuns: 4000 },
    );
    expect(flatly).toBeGreaterThan(300);
  });

  test('no bytes make either throw', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.uint8Array({ maxLength: 200 }), text, fc.string({ unit: 'binary', maxLength: 200 })),
        async (source) => {
          expect((await readFundingYml(source)).findings).toBeInstanceOf(Array);
        },
      ),
      { numRuns: 1000 },
    );
  });
});
