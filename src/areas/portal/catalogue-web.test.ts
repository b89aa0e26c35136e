/** The public catalogue through the web entrance: whatever way in, what may not be shown is not there. (S30, S33, S42, S114, issue 4) */
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { schemaProblems, strictProblems } from '../../../test/support/funding-schema.ts';
import { addShownOffer, offersWorld, takeBack } from '../../../test/support/offers.ts';
import { BASE_URL, NOW } from '../../../test/support/people.ts';
import { testWeb } from '../../../test/support/web.ts';
import { addDays } from '../../kernel/dates.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { readFundingManifest } from '../../reading/funding/index.ts';
import { optIn, optOut } from '../projects/index.ts';
import { setFunding } from './actions/set-funding.ts';

const { db } = await testDatabase();
const web = await testWeb(db);
const world = await offersWorld(db);
const { slug, project } = world;
const shown = await addShownOffer(db, world, {
  title: 'Arrays <b>that</b> work & together',
  summary: 'Zyzzogeton: a word that nothing else has.',
});
const path = `/offers/${shown.offer.slug}`;
const WORD = 'zyzzogeton';

const settings = {
  entity: {
    type: 'organisation',
    role: 'steward',
    name: 'Example Lab',
    email: 'funding@example.org',
    phone: null,
    description: 'An example of a laboratory.',
    webpageUrl: 'https://example.org/',
  },
  channels: [{ name: 'bank', type: 'bank', address: null, description: 'Ask for the account.' }],
  contacts: { funders: 'funders@example.org', projects: 'projects@example.org' },
} as const;
await db.tx((tx) => setFunding(tx, world.admin.actor, { project: null, replaces: null, settings }, NOW));
// What manifests need of a project.
await web.post(
  `/projects/${slug}/edit`,
  {
    name: 'Example Grid',
    summary: 'A grid of examples.',
    licence: 'BSD-3-Clause',
    homepage: '',
    label: 'Wish list',
    example: 'yes',
    note: '',
    version: '0',
  },
  { as: world.admin.token },
);

/** Every public place in which an offer can be read, with what says that it is there. */
const PLACES: Readonly<Record<string, (body: string) => boolean>> = {
  '/offers': (body) => body.includes('Zyzzogeton'),
  [`/offers?q=${WORD}`]: (body) => body.includes('Zyzzogeton:'),
  '/offers?q=zyzzogetno': (body) => body.includes('Zyzzogeton'),
  '/offers?work=feature&sort=project': (body) => body.includes('Zyzzogeton'),
  [`/offers?project=${slug}`]: (body) => body.includes('Zyzzogeton'),
  [path]: (body) => body.includes('Zyzzogeton'),
  '/': (body) => body.includes('Zyzzogeton'),
  // The item's approved words may stand on the project's own roadmap; here it is the offer that counts.
  [`/projects/${slug}`]: (body) => body.includes(`href="${path}"`),
  '/offers/feed.atom': (body) => body.includes('Zyzzogeton'),
  '/offers/feed.json': (body) => body.includes('Zyzzogeton'),
  [`/projects/${slug}/offers.atom`]: (body) => body.includes('Zyzzogeton'),
  [`/projects/${slug}/offers.json`]: (body) => body.includes('Zyzzogeton'),
  '/offers/export/csv': (body) => body.includes('Zyzzogeton'),
  [`/offers/export/json?q=${WORD}`]: (body) => body.includes('Zyzzogeton'),
  '/api/v1/offers': (body) => body.includes('Zyzzogeton'),
  [`/api/v1/offers?q=${WORD}`]: (body) => body.includes('Zyzzogeton'),
  [`/api/v1${path}`]: (body) => body.includes('Zyzzogeton'),
  '/funding.json': (body) => body.includes('Zyzzogeton'),
  [`/projects/${slug}/funding.json`]: (body) => body.includes('Zyzzogeton'),
};

async function whereItIs(): Promise<readonly string[]> {
  const found: string[] = [];
  for (const [place, isThere] of Object.entries(PLACES)) {
    const answer = await web.get(place);
    expect([place, answer.statusCode < 500]).toEqual([place, true]);
    if (isThere(answer.body)) found.push(place);
  }
  return found;
}

test('an offer with the project’s yes stands in every public place', async () => {
  web.setNow(addDays(NOW, 1));
  expect(await whereItIs()).toEqual(Object.keys(PLACES));
});

test('its page shows what was agreed to and nothing as markup; the list says that it is no plan with dates', async () => {
  const page = await web.get(path);
  expect(page.statusCode).toBe(200);
  expect(page.body).toContain('Arrays &lt;b>that&lt;/b> work &amp; together');
  expect(page.body).not.toContain('<b>that</b>');
  for (const words of [
    'What is not promised',
    'The project’s consent',
    'How the project decides',
    'funders@example.org',
  ])
    expect(page.body).toContain(words);
  expect(page.body).toContain('mailto:funders@example.org?subject=Arrays%20%3Cb%3Ethat');
  const list = await web.get('/offers');
  expect(list.body).toContain('without dates');
  const main = list.body.slice(list.body.indexOf('<main'), list.body.indexOf('</main>'));
  expect(main.replace(/<[^>]+>/g, ' ')).not.toMatch(/\b20\d\d\b/);
  expect(main).toContain('funders@example.org');
});

test('opting out empties every place at once, and coming back fills them again (S42)', async () => {
  const at = addDays(NOW, 2);
  web.setNow(at);
  const left = { project, reason: 'It implies a promise.', isPrivate: true };
  mustBeDone(await db.tx((tx) => optOut(tx, world.rita.actor, left, at)));
  expect(await whereItIs()).toEqual([]);
  // Nor is the project named in any of them.
  for (const place of Object.keys(PLACES)) {
    const answer = await web.get(place);
    expect([place, answer.body.includes('Example Grid')]).toEqual([place, false]);
  }
  expect((await web.get(`/projects/${slug}/funding.json`)).statusCode).toBe(404);
  expect((await web.get('/funding.json')).statusCode).toBe(404);
  mustBeDone(await db.tx((tx) => optIn(tx, world.rita.actor, { project }, at)));
  expect(await whereItIs()).toEqual(Object.keys(PLACES));
});

test('nothing is kept by anybody without asking again: a copy with its tag is good until the consent goes', async () => {
  web.setNow(addDays(NOW, 3));
  for (const place of [path, '/offers', '/offers/feed.atom', '/funding.json', `/api/v1${path}`]) {
    const first = await web.get(place);
    expect([place, first.headers['cache-control']]).toEqual([place, 'public, no-cache']);
    const again = await web.get(place, { headers: { 'if-none-match': String(first.headers['etag']) } });
    expect([place, again.statusCode]).toEqual([place, 304]);
  }
});

test('a manifest is valid under the schema and the stricter rules, and made of live offers alone', async () => {
  const { body, headers } = await web.get('/funding.json');
  expect(headers['content-type']).toContain('application/json');
  expect(schemaProblems(body)).toEqual([]);
  expect(strictProblems(body)).toEqual([]);
  const { manifest } = readFundingManifest(body);
  expect(manifest?.projects.map(({ name, tags, licenses }) => [name, tags, licenses])).toEqual([
    ['Example Grid', ['feature', 'documentation'], ['spdx:BSD-3-Clause']],
  ]);
  expect(manifest?.funding.plans[0]).toMatchObject({ amount: '225000.00', currency: 'USD', frequency: 'one-time' });
  const own = await web.get(`/projects/${slug}/funding.json`);
  expect(schemaProblems(own.body)).toEqual([]);
  expect(strictProblems(own.body)).toEqual([]);
  const lines = (await web.get('/.well-known/funding-manifest-urls')).body;
  expect(lines).toBe(`${BASE_URL}/funding.json\n${BASE_URL}/projects/${slug}/funding.json\n`);
});

test('feeds are whole, with whole addresses, and hostile words are words', async () => {
  const atom = (await web.get('/offers/feed.atom')).body;
  expect(atom).toContain('<feed xmlns="http://www.w3.org/2005/Atom">');
  expect(atom).toContain(`${BASE_URL}${path}`);
  expect(atom).not.toContain('<b>that</b>');
  const json = JSON.parse((await web.get(`/projects/${slug}/offers.json`)).body) as {
    version: string;
    items: { url: string; title: string }[];
  };
  expect(json.version).toContain('jsonfeed.org');
  expect(json.items.map(({ url, title }) => [url, title])).toEqual([
    [`${BASE_URL}${path}`, 'Example Grid: Arrays <b>that</b> work & together'],
  ]);
  expect((await web.get('/projects/nowhere/offers.atom')).statusCode).toBe(404);
});

test('what programs read is what the project agreed to', async () => {
  const found = (await web.get('/api/v1/offers?work=feature&effortFrom=1%20year&limit=1')).json();
  expect(found).toMatchObject({ total: 1, next: null, understood: 'words' in found ? 'words' : 'everything' });
  expect(found.offers[0]).toMatchObject({
    audience: 'funders',
    effort: ['1–2 person-years'],
    project: { label: 'Wish list' },
  });
  const one = (await web.get(`/api/v1${path}`)).json();
  expect(one).toMatchObject({
    digest: shown.offer.digest,
    version: 1,
    state: 'offered',
    consent: { decidedBy: 'Example council' },
  });
  expect(JSON.stringify(one)).not.toContain('details');
  for (const wrong of ['work=nothing', 'limit=0', 'limit=1000', 'effortFrom=soon', `q=${'x'.repeat(300)}`, 'level=5'])
    expect([wrong, (await web.get(`/api/v1/offers?${wrong}`)).statusCode]).toEqual([wrong, 422]);
  expect((await web.get('/api/v1/offers/nothing')).statusCode).toBe(404);
  const csv = (await web.get('/offers/export/csv')).body;
  expect(csv.split('\r\n')[0]).toBe(
    '\ufefftitle,summary,project,level,workTypes,skills,effort,currency,once,yearly,url',
  );
  expect((await web.get('/offers/export/xml')).statusCode).toBe(404);
});

test('a page never breaks, whatever its address says', async () => {
  for (const query of [
    'q=%00',
    'q=%ff%fe',
    `q=${'%F0%9F%A6%80'.repeat(100)}`,
    'q=a%26b|!(c)',
    'work=x&skill=y&level=z&per=w&effort=v&sort=u',
    'after=AAAA',
    `after=${'A'.repeat(5_000)}`,
    'project=%25',
    `project=${'x'.repeat(3_000)}`,
    'q=x&q=y',
    'effort=__proto__',
    'sort=constructor',
  ]) {
    const { statusCode } = await web.get(`/offers?${query}`);
    expect([query.slice(0, 40), statusCode === 200 || statusCode === 400]).toEqual([query.slice(0, 40), true]);
  }
  const nothing = await web.get('/offers?q=qqqqzzzz');
  expect(nothing.body).toContain('No offer fits');
  expect((await web.get('/offers?q=zyzzogetno')).body).toContain('Shown are those with words like “zyzzogeton”');
  expect((await web.get('/offers?effort=years&q=zyzzogeton')).body).toContain('value="years" selected');
});

test('a consent that has run out, and one that is withdrawn, empty every place; the page says so and nothing of the text', async () => {
  web.setNow(addDays(NOW, 500));
  expect(await whereItIs()).toEqual([]);
  const expired = await web.get(path);
  expect(expired.statusCode).toBe(410);
  expect(expired.body).toContain('The consent to this offer has run out');

  const at = addDays(NOW, 5);
  web.setNow(at);
  const tag = String((await web.get(path)).headers['etag']);
  await takeBack(db, world, shown.consent, at);
  expect(await whereItIs()).toEqual([]);
  const gone = await web.get(path, { headers: { 'if-none-match': tag } });
  expect(gone.statusCode).toBe(410);
  expect(gone.headers['cache-control']).toContain('no-store');
  expect(gone.body).toContain('The project withdrew this offer');
  for (const words of ['Zyzzogeton', 'Arrays', 'Secret', 'Example Grid'])
    expect([words, gone.body.includes(words)]).toEqual([words, false]);
  const api = await web.get(`/api/v1${path}`);
  expect([api.statusCode, api.json().error.code]).toEqual([410, 'offer-gone']);
  expect((await web.get('/offers')).body).toContain('No project has agreed to an offer yet');
  expect((await web.get('/funding.json')).body).toContain('an offer that its project agreed to show');
  expect((await web.get('/offers/feed.atom')).statusCode).toBe(200);
});
