import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalString, money, readCurrency, type Currency } from '../../kernel/money.ts';
import { schemaProblems, strictProblems } from '../../../test/support/funding-schema.ts';
import { guidsFor, manifestFor, manifestLicences, moneyOf, tagsFor, type ManifestParts } from './index.ts';

const [EUR, JPY, KWD] = ['EUR', 'JPY', 'KWD'].map((code) => readCurrency(code)!) as [Currency, Currency, Currency];

const PARTS: ManifestParts = {
  entity: {
    type: 'group',
    role: 'maintainer',
    name: 'Example Lab',
    email: 'lab@lab.example',
    description: 'A lab that exists in tests.',
    webpageUrl: 'https://lab.example',
  },
  projects: ['Example Arrays', 'Example Plots'].map((name) => ({
    slug: name.toLowerCase().replace(' ', '-'),
    name,
    description: `${name}, an example.`,
    webpageUrl: 'https://lab.example/project',
    repositoryUrl: {
      url: 'https://git.example/lab/project',
      wellKnown: 'https://git.example/.well-known/funding-manifest-urls',
    },
    licence: 'BSD-3-Clause',
    tags: ['science'],
  })),
  channels: [{ slug: 'Open Collective', type: 'payment-provider', address: 'https://opencollective.com/example' }],
  plans: [
    {
      slug: 'half a person',
      status: 'active',
      name: 'Half a person for a year',
      amount: money(EUR, 9_000_050n),
      frequency: 'yearly',
      channels: ['Open Collective'],
    },
    {
      slug: 'any',
      status: 'active',
      name: 'Any amount',
      amount: money(EUR, 0n),
      frequency: 'one-time',
      channels: [],
    },
  ],
  history: [{ year: 2025, incomeMinor: 123_456n, currency: EUR }],
};

test('a manifest is built from what is known, with guids, references and exact amounts', () => {
  const built = manifestFor(PARTS);
  if (built.manifest === null) throw new Error(JSON.stringify(built.findings));
  expect(built.text).toContain('"amount": 90000.50,');
  expect(built.text).toContain('"income": 1234.56');
  expect(built.manifest.funding.plans[0]).toMatchObject({ guid: 'half-a-person', channels: ['open-collective'] });
  expect(schemaProblems(built.text)).toEqual([]);
  expect(strictProblems(built.text)).toEqual([]);
});

test('what is too long is refused with its field and never cut', () => {
  const entity = { ...PARTS.entity, description: 'a'.repeat(2001) };
  expect(manifestFor({ ...PARTS, entity })).toEqual({
    manifest: null,
    findings: [
      expect.objectContaining({
        path: '$.entity.description',
        sentence: 'At most 2000 characters fit here, and these are 2001. Shorten it.',
      }),
    ],
  });
  const projects = Array.from({ length: 31 }, (_, at) => ({ ...PARTS.projects[0]!, slug: `project-${at}` }));
  expect(manifestFor({ ...PARTS, projects })).toMatchObject({ manifest: null, findings: [{ path: '$.projects' }] });
});

test('guids come from slugs, stay the same, and differ from one another', () => {
  expect(guidsFor(['numpy', 'NumPy', 'np', 'x--y'])).toEqual(['numpy', 'numpy-2', 'np-id', 'x-y']);
  // Who has the guid by right keeps it, although another came first.
  expect(guidsFor(['NumPy', 'numpy'])).toEqual(['numpy-2', 'numpy']);
  expect(guidsFor(['a'.repeat(40), 'a'.repeat(40)])).toEqual(['a'.repeat(32), `${'a'.repeat(30)}-2`]);
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(fc.string({ unit: 'grapheme', maxLength: 50 }), fc.constantFrom('a', 'a-2', 'np', 'np-id', '数')),
        { maxLength: 60 },
      ),
      (slugs) => {
        const guids = guidsFor(slugs);
        expect(new Set(guids).size).toBe(slugs.length);
        for (const guid of guids) expect(guid).toMatch(/^(?=.{3,32}$)[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(guidsFor(slugs)).toEqual(guids);
      },
    ),
  );
});

test('an expression of licences becomes its licences', () => {
  expect(manifestLicences('BSD-3-Clause')).toEqual(['spdx:BSD-3-Clause']);
  expect(manifestLicences('(MIT OR Apache-2.0) AND MIT')).toEqual(['spdx:MIT', 'spdx:Apache-2.0']);
  expect(manifestLicences('GPL-2.0-only WITH Classpath-exception-2.0')).toEqual([
    'GPL-2.0-only WITH Classpath-exception-2.0',
  ]);
  expect(manifestLicences('LicenseRef-Own')).toEqual(['LicenseRef-Own']);
});

test('words become tags, and what makes none is said', () => {
  expect(tagsFor(['Machine learning', 'machine-learning', 'c', '数据', 'C++ bindings'])).toEqual({
    tags: ['machine-learning', 'c-bindings'],
    leftOut: ['c', '数据'],
  });
});

test('amounts become money and back, in every number of decimals, without a floating number', () => {
  expect(moneyOf('12.5', 'EUR')).toEqual(money(EUR, 1250n));
  expect(moneyOf('12.500', 'EUR')).toEqual(money(EUR, 1250n));
  expect(moneyOf('10.555', 'EUR')).toBeNull();
  expect(moneyOf('10.5', 'JPY')).toBeNull();
  expect(moneyOf('10', 'eur')).toBeNull();
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }),
      fc.constantFrom(EUR, JPY, KWD),
      (minor, currency) => {
        expect(moneyOf(decimalString(money(currency, minor)), currency)).toEqual(money(currency, minor));
      },
    ),
  );
});
