import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readCodemeta } from './index.ts';

const read = (value: unknown) => readCodemeta(JSON.stringify(value));

test('version 2.0 is read', () => {
  const { codemeta, findings } = read({
    '@context': 'https://doi.org/10.5063/schema/codemeta-2.0',
    '@type': 'SoftwareSourceCode',
    name: 'Example Arrays',
    description: 'Arrays for examples.',
    license: 'https://spdx.org/licenses/BSD-3-Clause',
    codeRepository: 'git+https://git.example/example/arrays.git',
    issueTracker: 'https://git.example/example/arrays/issues',
    contIntegration: 'https://ci.example/arrays',
    developmentStatus: 'https://www.repostatus.org/#active',
    readme: 'https://git.example/example/arrays/README.md',
    author: [
      {
        '@type': 'Person',
        givenName: ['Ada', 'B.'],
        familyName: 'Example',
        email: 'ada@people.example',
        '@id': 'https://orcid.example/1',
      },
    ],
    maintainer: { '@type': 'Organization', name: 'Example Lab', url: 'https://lab.example' },
    funder: { '@type': 'Organization', name: 'Example Foundation' },
    funding: 'Grant 12',
  });
  expect(findings).toEqual([]);
  expect(codemeta).toEqual({
    version: '2.0',
    name: 'Example Arrays',
    description: 'Arrays for examples.',
    codeRepository: 'https://git.example/example/arrays.git',
    issueTracker: 'https://git.example/example/arrays/issues',
    continuousIntegration: 'https://ci.example/arrays',
    readme: 'https://git.example/example/arrays/README.md',
    developmentStatus: 'active',
    licences: [{ spdx: 'BSD-3-Clause', written: 'https://spdx.org/licenses/BSD-3-Clause' }],
    authors: [{ name: 'Ada B. Example', kind: 'person', url: 'https://orcid.example/1' }],
    maintainers: [{ name: 'Example Lab', kind: 'organisation', url: 'https://lab.example/' }],
    contributors: [],
    funders: [{ name: 'Example Foundation', kind: 'organisation', url: null }],
    funding: [{ text: 'Grant 12', url: null, funder: null }],
  });
});

test('version 3 is read, with funding as text, object or list', () => {
  const context = 'https://w3id.org/codemeta/3.0';
  const funding = (value: unknown) => read({ '@context': context, funding: value }).codemeta?.funding;
  expect(read({ '@context': context, continuousIntegration: 'https://ci.example' }).codemeta).toMatchObject({
    version: '3.0',
    continuousIntegration: 'https://ci.example/',
  });
  expect(read({ '@context': ['https://w3id.org/codemeta/3.1', {}] }).codemeta?.version).toBe('3.1');
  expect(funding('https://grants.example/1')).toEqual([
    { text: 'https://grants.example/1', url: 'https://grants.example/1', funder: null },
  ]);
  const grant = {
    '@type': 'Grant',
    name: 'Grant 12',
    funder: { name: 'Example Foundation' },
    url: 'https://grants.example/12',
  };
  expect(funding(grant)).toEqual([
    { text: 'Grant 12', url: 'https://grants.example/12', funder: 'Example Foundation' },
  ]);
  expect(funding([grant, 'Grant 13', { identifier: '14' }, 15, null, {}])).toMatchObject([
    { text: 'Grant 12' },
    { text: 'Grant 13' },
    { text: '14' },
    { text: '15' },
  ]);
});

test('a licence is an SPDX identifier out of an address, or as written', () => {
  const spdx = (license: unknown) => read({ license }).codemeta?.licences.map((one) => one.spdx);
  expect(spdx('http://spdx.org/licenses/GPL-3.0-or-later.html')).toEqual(['GPL-3.0-or-later']);
  expect(spdx('MIT')).toEqual(['MIT']);
  expect(spdx({ '@id': 'https://spdx.org/licenses/Apache-2.0' })).toEqual(['Apache-2.0']);
  expect(spdx(['https://spdx.org/licenses/MIT', 'Proprietary', 'https://example.org/licence'])).toEqual([
    'MIT',
    null,
    null,
  ]);
});

test('a graph, a list, and what is neither', () => {
  expect(read({ '@graph': [{ '@type': 'Person' }, { '@type': 'SoftwareSourceCode', name: 'A' }] }).codemeta?.name).toBe(
    'A',
  );
  expect(read([{ name: 'A' }]).codemeta?.name).toBe('A');
  for (const value of [[], 'x', 1, null]) expect(read(value).codemeta).toBeNull();
});

test('what cannot be taken is left out and told', () => {
  const { codemeta, findings } = read({
    name: 5,
    codeRepository: 'javascript:alert(1)',
    description: 'a'.repeat(5001),
  });
  expect(codemeta).toMatchObject({ name: null, codeRepository: null, description: null });
  expect(findings.map(({ path }) => path).sort()).toEqual(['$.codeRepository', '$.description', '$.name']);
});

test('no bytes make it throw', () => {
  const keys = fc.constantFrom(
    '@context',
    '@graph',
    'name',
    'license',
    'author',
    'funder',
    'funding',
    'developmentStatus',
    '__proto__',
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => void readCodemeta(bytes)));
  fc.assert(
    fc.property(fc.dictionary(keys, fc.jsonValue({ maxDepth: 5 })), (value) => void read(value)),
    { numRuns: 500 },
  );
});
