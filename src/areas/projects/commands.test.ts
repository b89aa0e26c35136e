import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { fundingCheckCommand } from './commands.ts';

let folder = '';

const MANIFEST = {
  version: 'v1.1.0',
  entity: {
    type: 'group',
    role: 'maintainer',
    name: 'Example Lab',
    email: 'lab@lab.example',
    description: 'A lab that exists in tests.',
    webpageUrl: { url: 'https://lab.example' },
  },
  projects: [
    {
      guid: 'arrays',
      name: 'Arrays',
      description: 'Arrays for tests.',
      webpageUrl: { url: 'https://lab.example' },
      repositoryUrl: { url: 'https://lab.example/git' },
      licenses: ['spdx:MIT'],
      tags: ['science'],
    },
  ],
  funding: {
    channels: [{ guid: 'bank', type: 'bank' }],
    plans: [
      {
        guid: 'any',
        status: 'active',
        name: 'Any',
        amount: 0,
        currency: 'EUR',
        frequency: 'other',
        channels: ['bank'],
      },
    ],
  },
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cw-funding-'));
  await writeFile(join(folder, 'funding.json'), JSON.stringify(MANIFEST));
  await writeFile(join(folder, 'FUNDING.yml'), 'open_collective: numpy\ngithub: [numpy]\n');
  await writeFile(
    join(folder, 'codemeta.json'),
    '{"@context": "https://w3id.org/codemeta/3.0", "name": "Arrays", "license": "MIT"}',
  );
  await mkdir(join(folder, 'a'));
  await writeFile(join(folder, 'huge.json'), ' '.repeat(2_000_001));
});

afterAll(() => rm(folder, { recursive: true }));

async function check(args: readonly string[], stdin = '') {
  let out = '';
  let err = '';
  const code = await fundingCheckCommand.run({
    args,
    env: {},
    cwd: folder,
    now: new Date('2026-11-25T12:00:00Z'),
    out: (text) => (out += text),
    err: (text) => (err += text),
    isTty: false,
    stdin: async () => Buffer.from(stdin),
    signal: new AbortController().signal,
  });
  return { code, out, err };
}

test('a manifest that is right is said to be, with what it holds', async () => {
  expect(await check(['funding.json'])).toEqual({
    code: 0,
    out: 'funding.json: funding.json, nothing wrong\n  v1.1.0 valid: Example Lab, 1 project, 1 channel, 1 plan\n',
    err: '',
  });
});

test('what is wrong ends with 1, each with its place, its value, who minds and what to do', async () => {
  const wrong = JSON.stringify({ ...MANIFEST, projects: [] }, null, 1).replace('"EUR"', '"euro"');
  const { code, out } = await check(['-'], wrong);
  expect(code).toBe(1);
  expect(out).toBe(
    [
      'standard input: funding.json, 2 things wrong',
      '  error, floss.fund: line 13, $.projects (“a list of 0”): At least one project belongs here. Add it.',
      '  error, schema: line 27, $.funding.plans[0].currency (“euro”): A currency has three capitals (ISO 4217), as in EUR.',
      '',
    ].join('\n'),
  );
});

test('FUNDING.yml is shown with its addresses, in JSON too', async () => {
  expect((await check(['FUNDING.yml'])).out).toBe(
    [
      'FUNDING.yml: FUNDING.yml, nothing wrong',
      '  Open Collective numpy, GitHub Sponsors numpy',
      '  Open Collective: https://opencollective.com/numpy',
      '  GitHub Sponsors: https://github.com/sponsors/numpy',
      '',
    ].join('\n'),
  );
  const { code, out } = await check(['-', '--format', 'json'], 'ko_fi: https://ko-fi.com/x\n');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toEqual({
    file: 'standard input',
    format: 'FUNDING.yml',
    valid: false,
    says: '',
    links: [{ platform: 'ko_fi', name: 'Ko-fi', handle: 'https://ko-fi.com/x', url: null, line: 1 }],
    findings: [
      {
        severity: 'error',
        rule: 'ours',
        path: 'ko_fi',
        line: 1,
        value: 'https://ko-fi.com/x',
        sentence: 'This is no account of Ko-fi. Write the name of the account alone.',
      },
    ],
  });
});

test('the other two are told by name or text', async () => {
  expect((await check(['codemeta.json'])).out).toContain(
    'codemeta.json: codemeta.json, nothing wrong\n  Arrays, MIT\n',
  );
  expect((await check(['-'], 'https://lab.example/funding.json\n')).out).toBe(
    'standard input: funding-manifest-urls, nothing wrong\n  lists 1 manifest\n',
  );
});

test.each([
  [[], 2, 'Name the file to check'],
  [['a', 'b'], 2, 'Name one file only'],
  [['-', '--format', 'csv'], 2, '--format knows text, json; not csv.'],
  [['-', '--no-such-option'], 2, '--no-such-option'],
  [['nothing.json'], 3, 'There is no file nothing.json.'],
  [['a'], 1, 'a is no file. Name a file, or - for standard input.'],
  [['huge.json'], 1, 'huge.json is larger than 2,000,000 bytes'],
])('%j ends with %i', async (args, code, sentence) => {
  const ran = await check(args);
  expect({ code: ran.code, out: ran.out }).toEqual({ code, out: '' });
  expect(ran.err).toContain(sentence);
});

test('no sign of a file reaches the terminal as it is', async () => {
  const { out } = await check(['-'], '{"version": "v1.1.0\\u001b[2J", "\\u001b[2J": 1}');
  // oxlint-disable-next-line no-control-regex
  expect(out).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
});
