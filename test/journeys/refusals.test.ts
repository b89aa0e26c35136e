/** Addresses and portfolios that must not come in: a clear sentence, a status that says it was refused, and nothing half done. */
import { lookup } from 'node:dns/promises';
import { existsSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isPublicAddress } from '../../src/outside/addresses/index.ts';
import { openPage } from '../support/browser.ts';
import { startInstance } from '../support/instance.ts';
import { scratchFolder } from '../support/local-repositories.ts';
import { setUp, type ApiError } from '../support/visitor.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';

const instance = await startInstance();
const { baseUrl } = instance;
const administrator = await setUp(instance);
const mark = join(scratchFolder(), 'ran');
const inside = await nameThatLeadsInside();

const ADDRESSES: readonly (readonly [address: string, says: RegExp])[] = [
  [`ext::sh -c "touch ${mark}"`, /ext:: are not accepted/],
  ['ext::sh -c id', /ext:: are not accepted/],
  [`--upload-pack=touch ${mark}`, /not the address of a repository/],
  [`-u${mark}`, /not the address of a repository/],
  ['file:///etc', /file:\/\/ are not accepted/],
  ['/etc', /are not accepted/],
  ['../../etc', /are not accepted|not the address/],
  ['ssh://-oProxyCommand=id/x/y', /not accepted|not the address/],
  ['http://127.0.0.1/x', /private network|http:\/\/ are not accepted/],
  ['https://127.0.0.1/x/y', /private network/],
  ['https://[::1]/x/y', /private network/],
  ['https://[::ffff:10.0.0.7]/x/y', /private network/],
  ['https://2130706433/x/y', /private network/],
  ['https://169.254.169.254/latest/meta-data', /private network/],
  ['https://localhost/x/y', /private network/],
  ['https://forge.localhost/x/y', /private network/],
  ['https://forge.internal/x/y', /private network/],
  ['https://name:secret@example.org/x/y', /user name or password/],
];

const PORTFOLIOS: readonly (readonly [name: string, text: string, says: RegExp])[] = [
  [
    'two projects of one name',
    '- name: Example Grid\n  repositories: [{ url: https://github.com/example/grid }]\n' +
      '- name: example  grid\n  repositories: [{ url: https://github.com/example/other }]\n',
    /line 3.*Two projects are called/i,
  ],
  [
    'YAML that is none',
    '- name: Example Grid\n  repositories:\n   - url: "https://github.com/example/grid\n',
    /line \d+: This is not valid YAML/i,
  ],
  ['JSON that is none', '{ "projects": [ { "name": "Example Grid", ] }', /line 1: This is not valid JSON/i],
  [
    'an alias that would grow without end',
    'a: &a [x, x]\nb: &b [*a, *a]\nprojects: [*b, *b]\n',
    /aliases are not read/i,
  ],
  [
    'one address among good ones that leads inside',
    '- name: Example Grid\n  repositories:\n    - url: https://github.com/example/grid\n    - url: https://localhost/x/y\n',
    /line 4: localhost is an address inside a private network/i,
  ],
  ['no project at all', '[]', /lists no project/i],
];

test.each(ADDRESSES)('the form and the API refuse %s', PATIENCE, async (address, says) => {
  const before = await counts();
  for (const step of ['address', 'project']) {
    const answer = await administrator.post('/projects/add', {
      step,
      url: address,
      name: 'Example Grid',
      role: 'code',
    });
    expect(answer.status, step).toBeGreaterThanOrEqual(400);
    expect(answer.status, step).toBeLessThan(500);
    expect(textIn(await answer.text()), step).toMatch(says);
  }
  const answer = await administrator.api<ApiError>('POST', '/projects', { url: address });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(answer.body.error.message).toMatch(says);
  expect(await counts()).toEqual(before);
  expect(existsSync(mark)).toBe(false);
});

test.skipIf(inside === null)(
  'a name that leads into this network is refused when it is looked up',
  PATIENCE,
  async () => {
    const before = await counts();
    const answer = await administrator.post('/projects/add', { step: 'address', url: `https://${inside}/x/y` });
    expect(answer.status).toBe(422);
    expect(textIn(await answer.text())).toContain(`${inside} is an address inside a private network`);
    const api = await administrator.api<ApiError>('POST', '/projects', { url: `https://${inside}/x/y` });
    expect(api.status).toBe(422);
    expect(api.body.error.message).toContain('private network');
    expect(await counts()).toEqual(before);
  },
);

test.each(PORTFOLIOS)('a portfolio is refused whole: %s', PATIENCE, async (_, text, says) => {
  const before = await counts();
  const answer = await administrator.post('/projects/import', { text });
  expect(answer.status).toBe(422);
  expect(textIn(await answer.text())).toMatch(says);
  const api = await administrator.api<ApiError>('POST', '/portfolio', { text });
  expect(api.status).toBe(422);
  expect(api.body.error.message).toMatch(says);
  expect(await counts()).toEqual(before);
});

test('a refused address stays in its field, with the sentence beside it', PATIENCE, async () => {
  const page = await openPage({ baseUrl, cookies: administrator.cookies });
  await page.goto('/projects/add');
  await page.getByLabel('Address of the repository').fill('ext::sh -c id');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('alert').getByText('Addresses that start with ext:: are not accepted here').waitFor();
  expect(await page.getByLabel('Address of the repository').inputValue()).toBe('ext::sh -c id');
  expect(await page.getByLabel('Address of the repository').getAttribute('aria-invalid')).toBe('true');
  await expectGoodPage(page);
});

test('a request that comes from another site changes nothing', PATIENCE, async () => {
  const before = await counts();
  const cookie = administrator.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  for (const headers of [
    { cookie },
    { cookie, origin: 'https://example.net' },
    { cookie, 'sec-fetch-site': 'cross-site' },
  ]) {
    const body = new URLSearchParams({ step: 'project', url: 'https://github.com/example/grid', name: 'Example Grid' });
    expect((await fetch(`${baseUrl}/projects/add`, { method: 'POST', headers, body, redirect: 'manual' })).status).toBe(
      403,
    );
  }
  expect(await counts()).toEqual(before);
});

test('the program had nothing to complain of', () => {
  expect(instance.complaints()).toEqual([]);
});

/** Everything that a refused act could have left behind. */
async function counts() {
  const [row] = await instance.rows(
    `select (select count(*)::int from project) as projects, (select count(*)::int from repository) as repositories,
            (select count(*)::int from event) as events, (select count(*)::int from jobs.job) as jobs`,
  );
  return row;
}

/** The words of a page. */
function textIn(html: string): string {
  return html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ');
}

/** A name of this machine's own that is nobody's by its form alone; not every machine has one. */
async function nameThatLeadsInside(): Promise<string | null> {
  for (const name of [hostname(), 'ip6-loopback', 'ip6-allnodes']) {
    const found = await lookup(name, { all: true }).catch(() => []);
    if (found.length > 0 && found.every(({ address }) => !isPublicAddress(address)) && !/localhost|\.local$/.test(name))
      return name;
  }
  return null;
}
