import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { schemaProblems, strictProblems } from '../../../test/support/funding-schema.ts';
import {
  CHANNEL_TYPES,
  ENTITY_ROLES,
  ENTITY_TYPES,
  FREQUENCIES,
  PLAN_STATUSES,
  readFundingManifest,
  writeFundingManifest,
  type FundingManifest,
  type Json,
} from './index.ts';

type Loose = Record<string, unknown>;

/** A manifest as plain JSON, with one place in it changed; undefined takes the key away. */
function manifestText(change: readonly (readonly [path: string, value: unknown])[] = []): string {
  const manifest: Loose = {
    $schema: 'https://fundingjson.org/schema/v1.1.0.json',
    version: 'v1.1.0',
    entity: {
      type: 'organisation',
      role: 'steward',
      name: 'Example Foundation',
      email: 'funding@foundation.example',
      description: 'Keeps the example projects.',
      webpageUrl: { url: 'https://foundation.example' },
    },
    projects: [
      {
        guid: 'example-arrays',
        name: 'Example Arrays',
        description: 'Arrays for examples.',
        webpageUrl: { url: 'https://arrays.example' },
        repositoryUrl: {
          url: 'https://git.example/example/arrays',
          wellKnown: 'https://git.example/example/arrays/.well-known/funding-manifest-urls',
        },
        licenses: ['spdx:BSD-3-Clause'],
        tags: ['science'],
      },
    ],
    funding: {
      channels: [{ guid: 'bank', type: 'bank', address: 'Example Bank 1' }],
      plans: [
        {
          guid: 'maintenance',
          status: 'active',
          name: 'Maintenance',
          amount: 12000,
          currency: 'EUR',
          frequency: 'yearly',
          channels: ['bank'],
        },
      ],
      history: [{ year: 2025, income: 100, expenses: 90.5, taxes: 0, currency: 'EUR' }],
    },
  };
  for (const [path, value] of change) {
    const keys = path.split('.');
    const last = keys.pop()!;
    let at = manifest;
    for (const key of keys) at = at[key] as Loose;
    if (value === undefined) delete at[last];
    else at[last] = value;
  }
  return JSON.stringify(manifest, null, 2);
}

const said = (text: string | Uint8Array) =>
  readFundingManifest(text).findings.map(
    ({ severity, rule, path, sentence }) => `${severity} ${rule} ${path}: ${sentence}`,
  );
const errors = (text: string | Uint8Array) => said(text).filter((one) => one.startsWith('error'));

test('a manifest is read with its lines of money as the digits that were written', () => {
  const reading = readFundingManifest(manifestText());
  expect(reading.findings).toEqual([]);
  expect(reading).toMatchObject({
    version: 'v1.1.0',
    manifest: {
      entity: { name: 'Example Foundation', phone: null, webpageUrl: { wellKnown: null } },
      funding: { plans: [{ amount: '12000' }], history: [{ income: '100', expenses: '90.5', taxes: '0' }] },
    },
  });
});

test('the version may be missing where one reads, and always stands where one writes', () => {
  const reading = readFundingManifest(
    manifestText([
      ['version', undefined],
      ['$schema', undefined],
    ]),
  );
  expect(said(manifestText([['version', undefined]]))).toEqual([
    'remark validator $.version: No version is given, which the schema allows and floss.fund does not. Write "version": "v1.1.0".',
  ]);
  expect(JSON.parse(writeFundingManifest(reading.manifest!).text!)).toMatchObject({
    version: 'v1.1.0',
    $schema: 'https://fundingjson.org/schema/v1.1.0.json',
  });
  expect(errors(manifestText([['version', 'v1.0.0']]))).toEqual([]);
  expect(errors(manifestText([['version', 'v2.0.0']]))).toHaveLength(1);
  expect(errors(manifestText([['version', '1.1.0']]))).toHaveLength(1);
});

const long = (n: number) => 'a'.repeat(n);
const projects = (n: number) =>
  Array.from({ length: n }, (_, at) => ({
    guid: `p-${at + 100}`,
    name: 'P',
    description: 'Some words',
    webpageUrl: { url: 'https://arrays.example' },
    repositoryUrl: { url: 'https://arrays.example' },
    licenses: ['spdx:MIT'],
    tags: ['ab'],
  }));
const channels = (n: number) =>
  Array.from({ length: n }, (_, at) => ({ guid: at === 0 ? 'bank' : `c-${at + 100}`, type: 'bank' }));
const plan = {
  guid: 'maintenance',
  status: 'active',
  name: 'Maintenance',
  amount: 1,
  currency: 'EUR',
  frequency: 'yearly',
  channels: ['bank'],
};
const years = (n: number) => Array.from({ length: n }, (_, at) => ({ year: 1990 + (at % 30), currency: 'EUR' }));

/** Each limit of the table: the last value that fits, the first that does not, and who minds. */
test.each<[path: string, fits: unknown, not: unknown, rule: 'schema' | 'validator', at?: string]>([
  ['entity.type', 'individual', 'person', 'schema'],
  ['entity.role', 'other', 'boss', 'schema'],
  ['entity.name', long(250), long(251), 'schema'],
  ['entity.name', 'Ab', 'A', 'validator'],
  ['entity.name', `${long(248)}é`, `${long(249)}é`, 'validator'],
  ['entity.email', 'a@b.example', 'a b@c.example', 'validator'],
  ['entity.email', `${long(60)}@b.example`, `${long(250)}@b.example`, 'schema'],
  ['entity.phone', '+49-30-1', '+49 30 1', 'validator'],
  ['entity.phone', '1'.repeat(32), '1'.repeat(33), 'schema'],
  ['entity.description', long(2000), long(2001), 'schema'],
  ['entity.description', long(5), long(4), 'validator'],
  ['entity.webpageUrl', { url: 'http://a.example' }, 'https://a.example', 'schema'],
  ['entity.webpageUrl.url', 'https://a.example', 'ftp://a.example', 'schema'],
  ['entity.webpageUrl.url', `https://a.example/${long(232)}`, `https://a.example/${long(233)}`, 'schema'],
  ['entity.webpageUrl.url', 'https://a.example', '', 'validator'],
  ['projects.0.repositoryUrl.wellKnown', '', 'https://git.example/funding.txt', 'schema'],
  ['projects', projects(30), projects(31), 'validator'],
  ['projects', projects(1), [], 'validator'],
  ['projects', projects(1), undefined, 'validator'],
  ['projects.0.guid', long(32), long(33), 'schema'],
  ['projects.0.guid', 'abc', 'ab', 'validator'],
  ['projects.0.guid', 'a-c', 'A-c', 'schema'],
  ['projects.0.guid', 'a-c', 'a--c', 'validator'],
  ['projects.0.name', 'A', '', 'validator'],
  ['projects.0.description', long(2000), long(2001), 'schema'],
  ['projects.0.licenses', ['spdx:MIT', 'b2', 'c2', 'd2', 'e2'], ['spdx:MIT', 'b2', 'c2', 'd2', 'e2', 'f2'], 'schema'],
  ['projects.0.licenses', ['My own words'], [], 'validator'],
  ['projects.0.licenses.0', 'spdx:GPL-2.0-or-later', 'spdx:MIT OR Apache-2.0', 'validator'],
  ['projects.0.tags', Array.from({ length: 10 }, () => 'ab'), Array.from({ length: 11 }, () => 'ab'), 'schema'],
  ['projects.0.tags', ['ab'], [], 'validator'],
  ['projects.0.tags.0', long(32), long(33), 'schema'],
  ['projects.0.tags.0', 'ab', 'a', 'validator'],
  ['projects.0.tags.0', 'a-b', 'Ab', 'schema'],
  ['funding.channels', channels(10), channels(11), 'validator'],
  ['funding.channels.0.type', 'cheque', 'check', 'schema'],
  ['funding.channels.0.address', long(250), long(251), 'schema'],
  ['funding.channels.0.description', long(500), long(501), 'schema'],
  [
    'funding.plans',
    Array.from({ length: 10 }, (_, at) => ({ ...plan, guid: `p-${at}-x` })),
    Array.from({ length: 11 }, (_, at) => ({ ...plan, guid: `p-${at}-x` })),
    'validator',
  ],
  ['funding.plans', [plan], [], 'validator'],
  ['funding.plans', [plan], undefined, 'schema'],
  ['funding.plans.0.status', 'inactive', 'paused', 'schema'],
  ['funding.plans.0.name', 'Abc', 'Ab', 'validator'],
  ['funding.plans.0.description', long(500), long(501), 'schema'],
  ['funding.plans.0.amount', 0, -1, 'validator'],
  ['funding.plans.0.amount', 1e9, 1_000_000_001, 'validator'],
  ['funding.plans.0.amount', 1, '1', 'schema'],
  ['funding.plans.0.currency', 'JPY', 'eur', 'schema'],
  ['funding.plans.0.currency', 'KWD', 'ZZZ', 'validator'],
  ['funding.plans.0.frequency', 'fortnightly', 'daily', 'schema'],
  ['funding.plans.0.channels', ['bank'], ['paypal'], 'validator', '$.funding.plans[0].channels[0]'],
  ['funding.history', years(50), years(51), 'validator'],
  ['funding.history.0.year', 1970, 1969, 'validator'],
  ['funding.history.0.year', 2075, 2076, 'validator'],
  ['funding.history.0.year', 2075, 2025.5, 'schema'],
  ['funding.history.0.income', 1e9, 1e9 + 1, 'validator'],
  ['funding.history.0.description', long(500), long(501), 'schema'],
])('the limit of %s (row %#)', (path, fits, not, rule, at) => {
  expect(errors(manifestText([[path, fits]]))).toEqual([]);
  const finding = readFundingManifest(manifestText([[path, not]])).findings.find(
    ({ severity }) => severity === 'error',
  );
  expect(finding).toMatchObject({ rule, path: at ?? `$.${path.replace(/\.(\d+)/g, '[$1]')}` });
  // What to do, in a sentence.
  expect(finding?.sentence).toMatch(/^[A-Z“].{15,}\.$/s);
});

test('guids are unique over the whole list, not only beside one another', () => {
  const [a, b] = [projects(1)[0]!, { ...projects(1)[0]!, guid: 'other' }];
  expect(errors(manifestText([['projects', [a, b, a]]]))).toEqual([
    'error validator $.projects[2].guid: Number 1 of the list has this guid already. Give each its own.',
  ]);
});

test('ten plans and a history of fifty years are fine: the limit of the history is measured on the history', () => {
  const plans = Array.from({ length: 10 }, (_, at) => ({ ...plan, guid: `plan-${at}` }));
  expect(
    said(
      manifestText([
        ['funding.plans', plans],
        ['funding.history', years(50)],
      ]),
    ),
  ).toEqual([]);
});

test('a finding has the path, the line, the value and what to do', () => {
  const reading = readFundingManifest(manifestText([['funding.plans.0.currency', 'euros']]));
  expect(reading.manifest).toBeNull();
  expect(reading.findings).toEqual([
    {
      severity: 'error',
      rule: 'schema',
      path: '$.funding.plans[0].currency',
      line: expect.any(Number) as number,
      value: 'euros',
      sentence: 'A currency has three capitals (ISO 4217), as in EUR.',
    },
  ]);
  const line = reading.findings[0]!.line!;
  expect(manifestText([['funding.plans.0.currency', 'euros']]).split('\n')[line - 1]).toContain('"euros"');
});

test('a whole object missing is told once, not for each of its fields', () => {
  expect(errors(manifestText([['entity', undefined]]))).toEqual([
    'error schema $.entity: “entity” is missing. Add it.',
  ]);
  expect(errors(manifestText([['entity', 'me']]))).toEqual([
    'error schema $.entity: An object stands here, between { and }.',
  ]);
  expect(errors('{"opRetro": {"projectId": "0x96"}}').length).toBeGreaterThan(1);
});

describe('hostile JSON', () => {
  test.each<[string, string | Uint8Array, RegExp]>([
    ['a key twice', manifestText().replace('"version"', '"version": "v1.0.0",\n"version"'), /stands here twice/],
    ['a comment', `// funding\n${manifestText()}`, /not JSON/],
    ['an end too early', manifestText().slice(0, -4), /ends too early/],
    ['a nest', `{"entity":${'['.repeat(100_000)}`, /deep/],
    ['a number of a thousand digits', `{"entity":${'9'.repeat(1000)}}`, /1000 digits/],
    ['no UTF-8', new Uint8Array([0x7b, 0xff, 0x7d]), /UTF-8/],
    ['a byte order mark', `\ufeff${manifestText()}`, /byte order mark/],
    ['too large', `${manifestText()}${' '.repeat(320_000)}`, /320,000 bytes/],
    ['nothing', '', /ends too early/],
    ['a list', '[]', /An object/],
  ])('%s is told', (_, source, sentence) => {
    const reading = readFundingManifest(source);
    expect(reading.manifest).toBeNull();
    expect(reading.findings.map((one) => one.sentence).join(' ')).toMatch(sentence);
  });

  test('__proto__ and constructor are keys like any other, kept and written again', () => {
    const text = manifestText().replace(
      '"version"',
      '"__proto__": {"polluted": true}, "constructor": 1e999, "version"',
    );
    const { manifest } = readFundingManifest(text);
    expect(manifest?.others.get('__proto__')).toEqual(new Map([['polluted', true]]));
    expect(({} as Loose)['polluted']).toBeUndefined();
    const written = writeFundingManifest(manifest!).text!;
    expect(written).toContain('"constructor": 1e999');
    expect(readFundingManifest(written).manifest).toEqual(manifest);
  });

  test('halves of characters and turned writing are read without them, and not written', () => {
    const text = manifestText([['entity.name', 'Ex\ud800ample \u202eFoundation']]);
    const reading = readFundingManifest(text);
    expect(reading.manifest?.entity.name).toBe('Example Foundation');
    expect(reading.findings).toMatchObject([{ severity: 'remark', path: '$.entity.name' }]);
    const manifest = { ...reading.manifest!, entity: { ...reading.manifest!.entity, name: 'Ex\u202eample' } };
    expect(writeFundingManifest(manifest)).toMatchObject({ text: null, findings: [{ path: '$.entity.name' }] });
  });

  test('amounts with exponents are the same money, and what has more digits than money is refused', () => {
    const amountOf = (literal: string) =>
      readFundingManifest(manifestText().replace('"amount": 12000', `"amount": ${literal}`)).manifest?.funding.plans[0]
        ?.amount;
    expect(amountOf('1.2e3')).toBe('1200');
    expect(amountOf('120000e-2')).toBe('1200.00');
    expect(amountOf('-0')).toBe('0');
    expect(amountOf('0.1')).toBe('0.1');
    expect(amountOf('999999999.99')).toBe('999999999.99');
    expect(amountOf('1e999999999')).toBeUndefined();
    expect(amountOf('1e-400')).toBeUndefined();
  });

  test('no bytes make it throw', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        expect(readFundingManifest(bytes).findings).toBeInstanceOf(Array);
      }),
    );
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(readFundingManifest(text).manifest).toBeNull();
      }),
    );
  });

  test('nor does a manifest with any value in any place, or any sign taken out or put in', () => {
    const text = manifestText();
    const paths = [
      'entity',
      'entity.name',
      'entity.webpageUrl',
      'projects',
      'projects.0',
      'projects.0.tags',
      'funding',
      'funding.plans',
      'funding.plans.0.amount',
      'funding.plans.0.channels',
      'funding.history.0.year',
    ];
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.jsonValue(), (path, value) => {
        const reading = readFundingManifest(manifestText([[path, value]]));
        if (reading.manifest === null) expect(reading.findings.length).toBeGreaterThan(0);
        else expect(schemaProblems(manifestText([[path, value]]))).toEqual([]);
      }),
    );
    fc.assert(
      fc.property(
        fc.nat({ max: text.length }),
        fc.nat({ max: 3 }),
        fc.string({ maxLength: 3, unit: 'binary' }),
        (at, gone, put) => {
          readFundingManifest(`${text.slice(0, at)}${put}${text.slice(at + gone)}`);
        },
      ),
    );
  });
});

/* Writing */

const WORDS = fc
  .string({ unit: 'grapheme', minLength: 5, maxLength: 40 })
  .filter(
    (text) =>
      Buffer.byteLength(text) <= 250 && !/[\p{Cs}\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u.test(text),
  );
const guid = fc.stringMatching(/^[a-z0-9]{2}[a-z0-9]{1,14}$/);
const decimal = fc
  .tuple(fc.bigInt({ min: 0n, max: 999_999_999n }), fc.nat({ max: 99 }), fc.boolean())
  .map(([whole, cents, isShort]) => (isShort ? `${whole}` : `${whole}.${String(cents).padStart(2, '0')}`));
const json: fc.Arbitrary<Json> = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.constantFrom('1', '-0.5', '1e400', '123456789012345678901234567890').map((literal) => ({ literal })),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.array(fc.tuple(fc.string({ maxLength: 8 }), tie('json')), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
})).json;
const others = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom('__proto__', 'x-note', ''),
        fc.string({ maxLength: 8 }).map((key) => `x${key}`),
      ),
      json,
    ),
    { maxLength: 2 },
  )
  .map((entries) => new Map(entries));
const address = fc.record({
  url: fc.webUrl({ size: 'small' }).filter((url) => url.length <= 250),
  wellKnown: fc.constant(null),
  others,
});
const optional = fc.option(WORDS, { nil: null });
const currency = fc.constantFrom('EUR', 'USD', 'CZK');

const manifests: fc.Arbitrary<FundingManifest> = fc
  .uniqueArray(guid, { minLength: 1, maxLength: 4 })
  .chain((channelGuids) =>
    fc.record({
      entity: fc.record({
        type: fc.constantFrom(...ENTITY_TYPES),
        role: fc.constantFrom(...ENTITY_ROLES),
        name: WORDS,
        email: fc.constantFrom('a@b.example', 'funding+x@foundation.example'),
        phone: fc.constantFrom(null, '+49-30-1', '123'),
        description: WORDS,
        webpageUrl: address,
        others,
      }),
      projects: fc.uniqueArray(
        fc.record({
          guid,
          name: WORDS,
          description: WORDS,
          webpageUrl: address,
          repositoryUrl: address,
          licenses: fc.array(fc.constantFrom('spdx:MIT', 'spdx:GPL-3.0-or-later', 'Own words'), {
            minLength: 1,
            maxLength: 5,
          }),
          tags: fc.array(fc.constantFrom('ab', 'python3', 'a-b-c'), { minLength: 1, maxLength: 10 }),
          others,
        }),
        { minLength: 1, maxLength: 3, selector: (one) => one.guid },
      ),
      funding: fc.record({
        channels: fc.constant(channelGuids).chain((guids) =>
          fc.tuple(
            ...guids.map((own) =>
              fc.record({
                guid: fc.constant(own),
                type: fc.constantFrom(...CHANNEL_TYPES),
                address: optional,
                description: optional,
                others,
              }),
            ),
          ),
        ),
        plans: fc.uniqueArray(
          fc.record({
            guid,
            status: fc.constantFrom(...PLAN_STATUSES),
            name: WORDS,
            description: optional,
            amount: decimal,
            currency,
            frequency: fc.constantFrom(...FREQUENCIES),
            channels: fc.subarray(channelGuids),
            others,
          }),
          { minLength: 1, maxLength: 3, selector: (one) => one.guid },
        ),
        history: fc.array(
          fc.record({
            year: fc.integer({ min: 1970, max: 2075 }),
            income: fc.option(decimal, { nil: null }),
            expenses: fc.option(decimal, { nil: null }),
            taxes: fc.option(decimal, { nil: null }),
            currency,
            description: optional,
            others,
          }),
          { maxLength: 3 },
        ),
        others,
      }),
      others,
    }),
  );

test('whatever is written passes the schema and the stricter limits, and reads as what was given', () => {
  let written = 0;
  fc.assert(
    fc.property(manifests, (manifest) => {
      const outcome = writeFundingManifest(manifest);
      if (outcome.text === null) throw new Error(JSON.stringify(outcome.findings));
      written += 1;
      expect(schemaProblems(outcome.text)).toEqual([]);
      expect(strictProblems(outcome.text)).toEqual([]);
      expect(readFundingManifest(outcome.text).manifest).toEqual(manifest);
    }),
    { numRuns: 150 },
  );
  expect(written).toBeGreaterThan(100);
});

test('whatever a stranger wrote and we read, written again, passes both too, or is refused with the field', () => {
  fc.assert(
    fc.property(
      manifests,
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom('name', 'description', 'email'),
      (manifest, text, key) => {
        const outcome = writeFundingManifest({ ...manifest, entity: { ...manifest.entity, [key]: text } });
        if (outcome.text === null) {
          expect(outcome.findings.length).toBeGreaterThan(0);
          for (const one of outcome.findings) expect(one.path).toBe(`$.entity.${key}`);
        } else {
          expect(schemaProblems(outcome.text)).toEqual([]);
          expect(strictProblems(outcome.text)).toEqual([]);
          expect(readFundingManifest(outcome.text).manifest?.entity[key]).toBe(text);
        }
      },
    ),
  );
});

describe('what cannot be written is refused with its field', () => {
  const manifest = readFundingManifest(manifestText()).manifest!;
  const planWith = (change: Partial<FundingManifest['funding']['plans'][number]>): FundingManifest => ({
    ...manifest,
    funding: { ...manifest.funding, plans: [{ ...manifest.funding.plans[0]!, ...change }] },
  });
  test.each<[string, FundingManifest, string]>([
    ['a name too long', { ...manifest, entity: { ...manifest.entity, name: long(251) } }, '$.entity.name'],
    ['an amount with an exponent', planWith({ amount: '1e3' }), '$.funding.plans[0].amount'],
    ['an amount that is none', planWith({ amount: '1,000' }), '$.funding.plans[0].amount'],
    ['an amount that would break out', planWith({ amount: '1, "status": "active"' }), '$.funding.plans[0].amount'],
    ['cents of a currency without', planWith({ amount: '10.50', currency: 'JPY' }), '$.funding.plans[0].amount'],
    ['a channel that is not there', planWith({ channels: ['paypal'] }), '$.funding.plans[0].channels[0]'],
    ['no projects', { ...manifest, projects: [] }, '$.projects'],
    ['a known key among the others', { ...manifest, others: new Map([['version', 'v9']]) }, '$'],
    ['a number that is none', { ...manifest, others: new Map([['x', { literal: 'NaN' }]]) }, '$'],
    [
      'a year that is none',
      {
        ...manifest,
        funding: { ...manifest.funding, history: [{ ...manifest.funding.history[0]!, year: Number.NaN }] },
      },
      '$.funding.history[0].year',
    ],
    [
      'two plans of one guid',
      {
        ...manifest,
        funding: { ...manifest.funding, plans: [manifest.funding.plans[0]!, manifest.funding.plans[0]!] },
      },
      '$.funding.plans[1].guid',
    ],
  ])('%s', (_, wrong, path) => {
    const outcome = writeFundingManifest(wrong);
    expect(outcome).toMatchObject({ text: null, findings: [{ severity: 'error', path }] });
  });
});

test('a key that a nest of lists goes too deep for is refused, not thrown', () => {
  let deep: Json = 'x';
  for (let n = 0; n < 50_000; n++) deep = [deep];
  const manifest = readFundingManifest(manifestText()).manifest!;
  expect(writeFundingManifest({ ...manifest, others: new Map([['x', deep]]) }).text).toBeNull();
});

test('the judge of these tests is one: it minds what the schema and the validator mind', () => {
  expect(schemaProblems(manifestText([['funding.plans.0.amount', '1']]))).toHaveLength(1);
  expect(schemaProblems(manifestText([['entity', undefined]]))).toHaveLength(1);
  expect(
    schemaProblems(
      manifestText([
        ['projects', undefined],
        ['version', undefined],
      ]),
    ),
  ).toEqual([]);
  expect(strictProblems(manifestText([['projects', undefined]]))).toHaveLength(1);
  expect(strictProblems(manifestText())).toEqual([]);
});
