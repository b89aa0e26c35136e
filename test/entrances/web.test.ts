/** The door: where requests come from, what headers answers carry, what is kept of a refused act, and who may open which page. */
import { h } from 'preact';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addPerson, makeWorkspace, NOW, PASSWORD, type TestPerson } from '../support/people.ts';
import { cookieName, testWeb, type TestWeb, tokenSet } from '../support/web.ts';
import { testDatabase } from '../support/database.ts';
import { areas } from '../../src/entrances/registry.ts';
import { startWeb } from '../../src/entrances/web.ts';
import { addDays, addMinutes } from '../../src/kernel/dates.ts';
import { newId } from '../../src/kernel/ids.ts';
import { permission } from '../../src/kernel/permission.ts';
import { refuse } from '../../src/kernel/refusal.ts';
import type { RefusalSheet } from '../../src/kernel/refusal.ts';
import { apiRoute, pageRoute, type ApiRoute, type PageRoute, type StreamRoute } from '../../src/outside/http/route.ts';
import { queueMail, listOutbox } from '../../src/outside/mail/index.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const everyone = permission('probe', 'Public pages (house)', 'R', ['PUB']);
const admins = permission('probe-admin', 'People, roles, invitations, outbox (house)', 'R', ['ADM']);
const project = newId<'project'>(NOW);
const ownProject = permission('probe-own', 'Survey round', 'E', ['PRJ'], ['PRJ']);

const sheet: RefusalSheet<string> = {
  no: { kind: 'conflict', say: () => 'Not now.' },
  counted: { kind: 'too-many', say: () => 'Counted.', recorded: true },
  away: { kind: 'unreachable', say: () => 'Away.' },
  out: { kind: 'signed-out', say: () => 'Out.' },
};

function page(text: string) {
  return { kind: 'page', title: 'Probe', body: h('h1', null, text) } as const;
}

function letterTo(name: string) {
  return { to: { address: `${name}@example.org`, name }, subject: name, paragraphs: ['x'], link: null };
}

async function wasKept(name: string): Promise<boolean> {
  const letters = await db.read((tx) => listOutbox(tx, 500));
  return letters.some((letter) => letter.subject === name);
}

const probes: readonly PageRoute[] = [
  {
    method: 'GET',
    path: '/probe',
    permission: everyone,
    action: null,
    answer: async ({ query }) => page(query.get('q') ?? 'hello'),
  },
  { method: 'GET', path: '/probe/admin', permission: admins, action: null, answer: async () => page('secret') },
  { method: 'GET', path: '/probe/own/:project', permission: ownProject, action: null, answer: async () => page('own') },
  {
    method: 'GET',
    path: '/probe/writes',
    permission: everyone,
    action: null,
    answer: async ({ tx, now }) => {
      await queueMail(tx, letterTo('written-by-get'), now);
      return page('wrote');
    },
  },
  {
    method: 'POST',
    path: '/probe/:how',
    permission: everyone,
    action: null,
    answer: async ({ tx, now, params, form }) => {
      await queueMail(tx, letterTo(`kept-${params['how']}`), now);
      switch (params['how']) {
        case 'refused':
          return { kind: 'refusal', refusal: refuse('no'), sheet };
        case 'counted':
          return { ...page('again'), refused: { refusal: refuse('counted', { seconds: 7 }), sheet } };
        case 'again':
          return { ...page('again'), refused: { refusal: refuse('no'), sheet } };
        case 'malformed':
          return { ...page('again'), status: 422 };
        case 'away':
          return { kind: 'refusal', refusal: refuse('away'), sheet };
        case 'out':
          return { kind: 'refusal', refusal: refuse('out'), sheet };
        case 'elsewhere':
          return { kind: 'redirect', to: form.get('to') ?? '' };
        case 'throws':
          throw new Error('a bug');
        default:
          return { kind: 'redirect', to: '/probe' };
      }
    },
  },
  {
    method: 'POST',
    path: '/probe-upload',
    permission: everyone,
    action: null,
    maxBytes: 200_000,
    answer: async ({ form, files }) => ({
      kind: 'json',
      body: {
        fields: Object.fromEntries(form),
        files: Object.entries(files).map(([name, { bytes }]) => [name, bytes.length]),
      },
    }),
  },
  {
    method: 'GET',
    path: '/probe/file/:name',
    permission: everyone,
    action: null,
    answer: async ({ params }) => ({
      kind: 'file',
      name: params['name'] ?? null,
      type: 'image/svg+xml',
      body: '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    }),
  },
  {
    method: 'POST',
    path: '/probe-mails',
    permission: everyone,
    action: null,
    perMinute: 2,
    answer: async () => page('sent'),
  },
  pageRoute({
    method: 'POST',
    path: '/probe-before',
    permission: admins,
    action: null,
    // Opens a transaction of its own, which would fail inside another one.
    before: async () => db.tx(async () => 'found outside'),
    answer: async (_, found) => page(found),
  }),
];

const api: readonly ApiRoute[] = [
  apiRoute({
    method: 'GET',
    path: '/probe/:name',
    operationId: 'probe',
    summary: 'Says who asks',
    permission: everyone,
    action: null,
    query: z.object({ n: z.coerce.number('A number.').int('A whole number.').default(1) }),
    response: z.object({ name: z.string(), n: z.int() }),
    answer: async ({ params, query }) => ({ kind: 'json', body: { name: params['name'], n: query.n, secret: 'x' } }),
  }),
  apiRoute({
    method: 'POST',
    path: '/probe',
    operationId: 'writeProbe',
    summary: 'Writes a letter and may refuse',
    permission: admins,
    action: null,
    body: z.object({ name: z.string().max(20), refuse: z.boolean().default(false) }),
    response: z.object({ ok: z.boolean() }),
    answer: async ({ tx, now, body }) => {
      await queueMail(tx, letterTo(body.name), now);
      return body.refuse
        ? { kind: 'refusal', refusal: refuse('no', { why: 'asked' }), sheet }
        : { kind: 'json', body: { ok: true } };
    },
  }),
];

const areaRoutes = areas.flatMap((area) => area.routes);
const web = await testWeb(db, { routes: [...areaRoutes, ...probes], api });

describe('headers', () => {
  test('every answer carries a strict policy, also what is not found', async () => {
    for (const path of ['/probe', '/nowhere', '/sign-in', '/healthz', '/api/v1/openapi.json']) {
      const { headers } = await web.get(path);
      expect(headers['content-security-policy']).toBe(
        "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;font-src 'self';connect-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'",
      );
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['referrer-policy']).toBe('same-origin');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['strict-transport-security']).toBeUndefined();
      expect(headers['x-powered-by']).toBeUndefined();
    }
  });

  test('pages have no inline script or style that the policy would stop', async () => {
    const { body } = await web.get('/sign-in');
    expect(body).not.toMatch(/<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+=/);
  });

  test('over https the browser is told to stay there, and the cookie is bound to the host', async () => {
    const secure = await testWeb(db, { baseUrl: 'https://commonwork.example.org' });
    expect((await secure.get('/sign-in')).headers['strict-transport-security']).toBe('max-age=31536000');
    const response = await secure.post('/sign-in', { mail: admin.mail, password: PASSWORD });
    expect(response.statusCode).toBe(303);
    expect(response.headers['set-cookie']).toMatch(
      /^__Host-commonwork=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test('a file that somebody brought cannot run in a page of its own', async () => {
    const { headers } = await web.get('/probe/file/a%22b%0D%0Aset-cookie:%20x.svg');
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'.*sandbox/);
    expect(headers['content-disposition']).toBe(
      `attachment; filename="a_b_set-cookie_x.svg"; filename*=UTF-8''a%22b%0D%0Aset-cookie%3A%20x.svg`,
    );
    expect(headers['set-cookie']).toBeUndefined();
  });
});

describe('where a form comes from', () => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };

  test.each([
    ['our own page', { origin: 'http://localhost:4000', 'sec-fetch-site': 'same-origin' }, true],
    ['our own page, in a browser that sends Origin only', { origin: 'http://localhost:4000' }, true],
    ['our own page, in a browser that sends no Origin', { 'sec-fetch-site': 'same-origin' }, true],
    ['the same machine under its number', { origin: 'http://127.0.0.1:4000', 'sec-fetch-site': 'same-origin' }, true],
    ['nowhere', {}, false],
    ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    ['another site, in a browser that sends Origin only', { origin: 'https://evil.example' }, false],
    ['a sibling host', { origin: 'http://evil.localhost:4000', 'sec-fetch-site': 'same-site' }, false],
    ['another port', { origin: 'http://localhost:4001', 'sec-fetch-site': 'same-site' }, false],
    ['another scheme', { origin: 'https://localhost:4000', 'sec-fetch-site': 'cross-site' }, false],
    ['a page without an origin', { origin: 'null', 'sec-fetch-site': 'cross-site' }, false],
    [
      'a name that was made to point here',
      { origin: 'http://evil.example:4000', 'sec-fetch-site': 'same-origin' },
      false,
    ],
    ['a liar', { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }, false],
  ])('%s', async (_, headers, taken) => {
    const response = await web.send({ method: 'POST', path: '/probe/fine', headers: { ...form, ...headers } });
    expect(response.statusCode).toBe(taken ? 303 : 403);
    if (!taken) expect(response.body).toContain('http://localhost:4000');
  });

  test('is asked of every address that changes something, before anything else', async () => {
    const all = [...areaRoutes, ...probes].filter((route) => route.method === 'POST');
    // One address is for mail programs (RFC 8058); its secret is the proof, and a session counts for nothing there.
    const elsewhere = all.filter((route) => route.postedFromElsewhere === true).map(({ path }) => path);
    expect(elsewhere).toEqual(['/letters/:token/stop']);
    const posts = all.filter((route) => route.postedFromElsewhere !== true);
    expect(posts.length).toBeGreaterThan(15);
    for (const route of posts) {
      const headers = { ...form, origin: 'https://evil.example', cookie: `${cookieName(web.baseUrl)}=${admin.token}` };
      const response = await web.send({ method: 'POST', path: fill(route.path), headers, body: '' });
      expect([route.path, response.statusCode]).toEqual([route.path, 403]);
      expect(response.body).toContain('did not come from here');
    }
  });

  test('a GET never writes: its connection cannot', async () => {
    expect((await web.get('/probe/writes')).statusCode).toBe(500);
    expect(await wasKept('written-by-get')).toBe(false);
  });
});

describe('what is kept of an act', () => {
  test.each([
    ['fine', 303, true],
    ['refused', 409, false],
    ['again', 409, false],
    ['malformed', 422, false],
    ['counted', 429, true],
    ['away', 502, false],
    ['out', 401, false],
    ['throws', 500, false],
  ])('%s: %d, kept %s', async (how, status, kept) => {
    const response = await web.post(`/probe/${how}`);
    expect(response.statusCode).toBe(status);
    expect(await wasKept(`kept-${how}`)).toBe(kept);
    if (how === 'counted') expect(response.headers['retry-after']).toBe('7');
  });

  test('outside work is done before the transaction opens, and only for those who may', async () => {
    expect((await web.post('/probe-before', {}, { as: admin.token })).body).toContain('found outside');
    expect((await web.post('/probe-before', {}, { as: lead.token })).statusCode).toBe(403);
    expect((await web.post('/probe-before')).statusCode).toBe(401);
  });

  test('a failure shows a reference and nothing else, and the log has both', async () => {
    const response = await web.post('/probe/throws');
    const reference = /Reference: ([0-9a-f]{10})/.exec(response.body)?.[1];
    expect(reference).toBeDefined();
    expect(response.body).not.toContain('a bug');
    const line = web.log.find((one) => one.includes(`"reqId":"${reference}"`) && one.includes('a request failed'));
    expect(JSON.parse(line!)).toMatchObject({ err: { type: 'Error', message: 'a bug' } });
  });

  test.each(['https://evil.example', '//evil.example', '/\\evil.example', 'javascript:alert(1)', ''])(
    'a verb that would redirect to %j is a bug, and nobody is sent there',
    async (to) => {
      const response = await web.post('/probe/elsewhere', { to });
      expect(response.statusCode).toBe(500);
      expect(response.headers['location']).toBeUndefined();
    },
  );
});

describe('who may', () => {
  let people: ReadonlyMap<string, TestPerson>;
  let walked: TestWeb;
  let sent = 0;
  beforeAll(async () => {
    // Each request from a network of its own, so that the limits for one network stay out of the way.
    walked = await testWeb(db, { routes: [...areaRoutes, ...probes], api, trustedProxies: ['127.0.0.1'] });
    people = new Map([
      ['ADM', admin],
      ['ENG', lead],
      ['TEC', await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' })],
      ['PRJ', await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project })],
      ['MNT', await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project })],
      ['DEV', await addPerson(db, admin, { name: 'Dev Example', role: 'DEV' })],
      ['FIN', await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' })],
      ['FND', await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' })],
      ['FSP', await addPerson(db, admin, { name: 'Fsp Example', role: 'FSP', project })],
    ]);
  });

  test.each([...areaRoutes, ...probes].map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s, as every role and as a stranger',
    async (_, route) => {
      if (route.path === '/sign-out') return; // would end the sessions of this test
      for (const [role, person] of [...people, ['PUB', null] as const]) {
        const { roles, mark, ownProject: own } = route.permission;
        const named = route.path.includes(':project');
        const may = roles.includes('PUB') || (person !== null && (mark === 'S' || roles.some((one) => one === role)));
        const path = fill(route.path, { project: named && own.includes('PRJ') ? project : undefined });
        sent += 1;
        const headers = { 'x-forwarded-for': `198.51.${Math.floor(sent / 250)}.${sent % 250}` };
        const as = { as: person?.token ?? null, headers };
        const response = route.method === 'GET' ? await walked.get(path, as) : await walked.post(path, {}, as);
        const got = [role, response.statusCode, response.headers['location']?.toString().split('?')[0]];
        if (may) {
          // Whatever the verb then says of an empty form: it was let in.
          expect(response.body).not.toContain('your roles do not allow this');
          if (!['/sign-in', '/probe/:how'].includes(route.path)) expect(got).not.toContain(401);
        } else if (person !== null) expect(got).toEqual([role, 403, undefined]);
        else if (route.method === 'GET') expect(got).toEqual([role, 303, '/sign-in']);
        else expect(got).toEqual([role, 401, undefined]);
      }
    },
  );

  test('a role for one project opens that project only', async () => {
    const token = people.get('PRJ')!.token;
    expect((await web.get(`/probe/own/${project}`, { as: token })).statusCode).toBe(200);
    expect((await web.get(`/probe/own/${newId<'project'>(NOW)}`, { as: token })).statusCode).toBe(403);
  });

  test('a page that is not for someone says for whom it is', async () => {
    const { body } = await web.get('/probe/admin', { as: lead.token });
    expect(body).toContain('workspace administrator');
    expect(body).not.toContain('secret');
  });

  test('a stranger is led to the sign-in page and back', async () => {
    const response = await web.get('/probe/admin?x=1&y=%2F');
    expect(response.headers['location']).toBe('/sign-in?next=%2Fprobe%2Fadmin%3Fx%3D1%26y%3D%252F');
    const page = await web.get(response.headers['location']!);
    const next = /name="next" value="([^"]+)"/.exec(page.body)?.[1]?.replaceAll('&amp;', '&');
    const signedIn = await web.post('/sign-in', { mail: admin.mail, password: PASSWORD, next: next! });
    expect(signedIn.headers['location']).toBe('/probe/admin?x=1&y=%2F');
  });

  test('and from an address too long to be carried along to the sign-in page alone', async () => {
    const response = await web.get(`/probe/admin?x=${'a%20'.repeat(1500)}`);
    expect([response.statusCode, response.headers['location']]).toEqual([303, '/sign-in']);
  });
});

describe('what is sent', () => {
  test('a form of several files and fields, within its limit', async () => {
    const boundary = 'b42';
    const file = 'x'.repeat(100_000);
    const body = `--${boundary}\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--${boundary}\r\nContent-Disposition: form-data; name="logo"; filename="l.png"\r\n\r\n${file}\r\n--${boundary}--\r\n`;
    const headers = { 'content-type': `multipart/form-data; boundary=${boundary}`, origin: web.baseUrl };
    const fine = await web.send({ method: 'POST', path: '/probe-upload', body, headers });
    expect(fine.json()).toEqual({ fields: { a: '1' }, files: [['logo', 100_000]] });
    const broken = await web.send({ method: 'POST', path: '/probe-upload', body: body.slice(0, -20), headers });
    expect(broken.statusCode).toBe(400);
  });

  test.each([
    ['an ordinary form over 64 KB', '/probe/fine', 65 * 1024, 413],
    ['an upload over its own limit', '/probe-upload', 201 * 1024, 413],
    ['an upload under it', '/probe-upload', 150 * 1024, 200],
  ])('%s', async (_, path, bytes, status) => {
    const response = await web.post(path, { a: 'x'.repeat(bytes) });
    expect(response.statusCode).toBe(status);
  });

  test.each([
    ['a NUL in the address', () => web.get('/probe?q=%00')],
    ['a NUL in a form', () => web.post('/probe/fine', { a: 'x\0' })],
    ['thousands of fields', () => web.post('/probe-upload', new URLSearchParams('a&'.repeat(3000)))],
    ['a broken escape', () => web.get('/probe/file/%E0%A4%A')],
  ])('%s cannot be read', async (_, send) => {
    expect((await send()).statusCode).toBe(400);
  });

  test.each(['application/json', 'text/plain', 'application/xml'])('a body of type %s is no form', async (type) => {
    const headers = { 'content-type': type, origin: web.baseUrl };
    const response = await web.send({ method: 'POST', path: '/probe/fine', body: '{"a":1}', headers });
    expect(response.statusCode).toBe(415);
  });

  test('text from an address is text on the page', async () => {
    const { body } = await web.get('/probe?q=%3Cscript%3Ealert(1)%3C/script%3E');
    expect(body).toContain('&lt;script');
    expect(body).not.toContain('<script>alert');
  });
});

describe('caching', () => {
  test('what everybody may read is asked for again by its digest', async () => {
    const first = await web.get('/probe');
    expect(first.headers['cache-control']).toBe('public, no-cache');
    expect(first.headers['vary']).toBe('cookie');
    const etag = first.headers['etag']!;
    const again = await web.get('/probe', { headers: { 'if-none-match': `"other", W/${etag}` } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
    expect((await web.get('/probe?q=else', { headers: { 'if-none-match': etag } })).statusCode).toBe(200);
  });

  test('what somebody signed in sees, and what a secret opens, is kept by nobody', async () => {
    for (const response of [
      await web.get('/probe', { as: admin.token }),
      await web.get('/probe', { as: 'a cookie that means nothing' }),
      await web.get('/set-up/x'),
      await web.get('/nowhere'),
      await web.post('/probe/fine'),
    ]) {
      expect(response.headers['cache-control']).toMatch(/no-store/);
      expect(response.headers['etag']).toBeUndefined();
    }
  });

  test('styles and fonts are kept for a year under a name that changes with them', async () => {
    const style = /href="(\/assets\/[^"]+\.css)"/.exec((await web.get('/probe')).body)?.[1];
    const response = await web.get(style!);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['content-type']).toBe('text/css; charset=utf-8');
    expect((await web.get('/assets/../package.json')).statusCode).toBe(404);
    expect((await web.get('/assets/nothing.css')).headers['cache-control']).toBe('no-store');
  });
});

describe('how often', () => {
  test('a form that sends mail takes a few a minute from one network', async () => {
    const limited = await testWeb(db, { routes: probes, trustedProxies: ['127.0.0.1'] });
    const send = (address: string) => limited.post('/probe-mails', {}, { headers: { 'x-forwarded-for': address } });
    expect((await send('192.0.2.1')).statusCode).toBe(200);
    expect((await send('192.0.2.1')).statusCode).toBe(200);
    const third = await send('192.0.2.1');
    expect(third.statusCode).toBe(429);
    expect(third.headers['retry-after']).toBeDefined();
    expect((await send('192.0.2.2')).statusCode).toBe(200);
    for (const last of ['1', '2']) await send(`2001:db8:1:1::${last}`);
    expect((await send('2001:db8:1:1:ffff::3')).statusCode).toBe(429);
  });

  test('the visitor’s address is believed from a proxy that is named, and from nobody else', async () => {
    const limited = await testWeb(db, { routes: probes });
    const send = (address: string) => limited.post('/probe-mails', {}, { headers: { 'x-forwarded-for': address } });
    const codes = [await send('192.0.2.1'), await send('192.0.2.2'), await send('192.0.2.3')].map(
      (one) => one.statusCode,
    );
    expect(codes).toEqual([200, 200, 429]);
  });

  test('and all pages together', async () => {
    const limited = await testWeb(db, { routes: probes, requestsPerMinute: 3 });
    const codes = [];
    for (let n = 0; n < 5; n++) codes.push((await limited.get(n === 2 ? '/nowhere' : '/probe')).statusCode);
    expect(codes).toEqual([200, 200, 404, 429, 429]);
    expect((await limited.get('/healthz')).statusCode).toBe(200);
  });
});

describe('the session', () => {
  test('its use is noted, with the browser’s words cut short', async () => {
    web.setNow(addMinutes(NOW, 30));
    await web.get('/account', { as: lead.token, headers: { 'user-agent': `Firefox/ on Linux ${'x'.repeat(2000)}` } });
    const { body } = await web.get('/account', { as: lead.token });
    expect(body).toContain('Firefox on Linux');
    expect(body).toContain('10:30 UTC');
    web.setNow(NOW);
  });

  test('one that ended, ran out or was made up is a stranger’s', async () => {
    const { token } = { token: tokenSet(await web.post('/sign-in', { mail: lead.mail, password: PASSWORD }))! };
    expect((await web.get('/account', { as: token })).statusCode).toBe(200);
    web.setNow(addDays(NOW, 7));
    expect((await web.get('/account', { as: token })).statusCode).toBe(303);
    web.setNow(NOW);
    await web.post('/sign-out', {}, { as: token });
    expect((await web.get('/account', { as: token })).statusCode).toBe(303);
    expect((await web.get('/account', { as: 'x'.repeat(43) })).statusCode).toBe(303);
  });

  test('signing in gives a new secret, whatever cookie the browser brought', async () => {
    const planted = 'a'.repeat(43);
    const response = await web.post('/sign-in', { mail: lead.mail, password: PASSWORD }, { as: planted });
    expect(tokenSet(response)).not.toBe(planted);
    expect((await web.get('/account', { as: planted })).statusCode).toBe(303);
    expect(response.headers['set-cookie']).toMatch(
      /^commonwork-4000=[\w-]{43}; Path=\/; Expires=Fri, 25 Dec 2026 10:00:00 GMT; HttpOnly; SameSite=Lax$/,
    );
  });

  test('signing out clears the cookie', async () => {
    const token = tokenSet(await web.post('/sign-in', { mail: lead.mail, password: PASSWORD }))!;
    const response = await web.post('/sign-out', {}, { as: token });
    expect(response.headers['set-cookie']).toMatch(
      /^commonwork-4000=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT; HttpOnly/,
    );
  });
});

describe('the API', () => {
  test('answers what its schema names, and nothing more', async () => {
    const response = await web.get('/api/v1/probe/ana?n=3');
    expect(response.json()).toEqual({ name: 'ana', n: 3 });
    expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  });

  test('says in JSON what is wrong', async () => {
    const write = (body: object, as: string | null, headers = {}) =>
      web.send({
        method: 'POST',
        path: '/api/v1/probe',
        body: JSON.stringify(body),
        headers: {
          'content-type': 'application/json',
          origin: web.baseUrl,
          ...(as === null ? {} : { cookie: `${cookieName(web.baseUrl)}=${as}` }),
          ...headers,
        },
      });
    const cases = [
      [await web.get('/api/v1/probe/ana?n=1.5'), 422, 'malformed'],
      [await write({ name: 'x'.repeat(30) }, admin.token), 422, 'malformed'],
      [await write({ name: 'a\u0000b' }, admin.token), 400, 'unreadable'],
      [await write({ name: 'api-no' }, null), 401, 'signed-out'],
      [await write({ name: 'api-no' }, lead.token), 403, 'forbidden'],
      [await write({ name: 'api-no' }, admin.token, { origin: 'https://evil.example' }), 403, 'foreign'],
      [await write({ name: 'api-no', refuse: true }, admin.token), 409, 'no'],
      [await web.get('/api/v1/nothing'), 404, 'not-found'],
      [
        await web.send({
          method: 'POST',
          path: '/api/v1/probe',
          body: '{',
          headers: { 'content-type': 'application/json' },
        }),
        400,
        'unreadable',
      ],
    ] as const;
    for (const [response, status, code] of cases) {
      expect([response.statusCode, response.json().error.code]).toEqual([status, code]);
      expect(response.json().error.message).not.toBe('');
    }
    expect(cases[0][0].json().error.because).toEqual({ fields: { n: 'A whole number.' } });
    expect(cases[6][0].json().error).toEqual({ code: 'no', message: 'Not now.', because: { why: 'asked' } });
    expect(await wasKept('api-no')).toBe(false);
    expect((await write({ name: 'api-yes' }, admin.token)).json()).toEqual({ ok: true });
    expect(await wasKept('api-yes')).toBe(true);
  });

  test('what is nested deeper than can be walked is refused as unreadable', async () => {
    const deep = await web.send({
      method: 'POST',
      path: '/api/v1/probe',
      body: '['.repeat(30_000) + ']'.repeat(30_000),
      headers: { 'content-type': 'application/json', origin: web.baseUrl },
    });
    expect([deep.statusCode, deep.json().error.code]).toEqual([400, 'unreadable']);
  });

  test('is described by the very schemas that parse and answer', async () => {
    const document = (await web.get('/api/v1/openapi.json')).json();
    expect(document.openapi).toBe('3.1.0');
    expect(document.servers).toEqual([{ url: 'http://localhost:4000/api/v1' }]);
    const { get } = document.paths['/probe/{name}'];
    expect(get.parameters).toEqual([
      { name: 'name', in: 'path', required: true, schema: { type: 'string' } },
      { name: 'n', in: 'query', required: false, schema: expect.objectContaining({ default: 1, type: 'integer' }) },
    ]);
    expect(get.responses['200'].content['application/json'].schema.required).toEqual(['name', 'n']);
    const { post } = document.paths['/probe'];
    expect(post.requestBody.content['application/json'].schema.required).toEqual(['name']);
    expect(post.description).toBe('For: workspace administrator.');
  });
});

describe('the instance', () => {
  test('says whether it is well', async () => {
    expect((await web.get('/healthz')).json()).toEqual({ ok: true });
    const behind = await testWeb(db, { trouble: async () => 'two migrations wait' });
    const response = await behind.get('/healthz');
    expect([response.statusCode, response.json()]).toEqual([503, { ok: false, trouble: 'two migrations wait' }]);
  });

  test('logs patterns, codes and times; no address, no secret, no query, no name', async () => {
    await web.get('/sign-in/link/thisisasecret?next=%2Fprivate', { headers: { 'user-agent': 'Ada’s telephone' } });
    await web.post('/sign-in', { mail: 'ada@example.org', password: 'wrong' });
    const text = web.log.join('');
    expect(text).toContain('"route":"/sign-in/link/:token"');
    for (const secret of ['thisisasecret', 'private', 'ada@', 'Ada', '127.0.0.1', admin.token]) {
      expect(text).not.toContain(secret);
    }
    for (const line of web.log) expect(() => JSON.parse(line)).not.toThrow();
  });
});

describe('on a socket', () => {
  let state: { readonly n: number; readonly last: boolean } | null = { n: 1, last: false };
  const streams: readonly StreamRoute[] = [
    {
      path: '/probe-stream/:what',
      permission: everyone,
      watch: async ({ params }, database) =>
        database.read(async () =>
          params['what'] === 'none' || state === null ? null : { state: { n: state.n }, last: state.last },
        ),
    },
    { path: '/probe-secret-stream', permission: admins, watch: async () => ({ state: 'secret', last: false }) },
  ];
  const serving = startWeb({
    db,
    settings: { baseUrl: null, host: '127.0.0.1', port: 0, trustedProxies: [] },
    routes: probes,
    streams,
    api: [],
    clock: () => NOW,
    log: null,
    pollMs: 10,
  });
  afterAll(async () => (await serving).close());

  async function* linesOf(response: Response): AsyncGenerator<string> {
    const decoder = new TextDecoder();
    for await (const chunk of response.body!) yield* decoder.decode(chunk).split('\n').filter(Boolean);
  }

  test('a page is served under the port that was free', async () => {
    const { url } = await serving;
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(await (await fetch(`${url}/probe`)).text()).toContain('hello');
  });

  test('a stream sends each new state once, and ends with the last', async () => {
    const { url } = await serving;
    state = { n: 1, last: false };
    const response = await fetch(`${url}/probe-stream/x`);
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    const lines: string[] = [];
    for await (const line of linesOf(response)) {
      lines.push(line);
      if (line.includes('"n":1')) state = { n: 2, last: false };
      if (line.includes('"n":2')) state = { n: 2, last: true };
    }
    expect(lines).toEqual(['data: {"n":1}', 'data: {"n":2}']);
  });

  test('a stream of nothing is not there, and one that is not for strangers is closed to them', async () => {
    const { url } = await serving;
    expect((await fetch(`${url}/probe-stream/none`)).status).toBe(404);
    expect((await fetch(`${url}/probe-secret-stream`)).status).toBe(401);
  });

  test('one visitor has at most eight open, and closing one makes room', async () => {
    const { url } = await serving;
    state = { n: 1, last: false };
    const open = await Promise.all(
      Array.from({ length: 8 }, async () => {
        const stop = new AbortController();
        return { stop, response: await fetch(`${url}/probe-stream/x`, { signal: stop.signal }) };
      }),
    );
    expect((await fetch(`${url}/probe-stream/x`)).status).toBe(429);
    open[0]!.stop.abort();
    await expect
      .poll(async () => {
        const stop = new AbortController();
        const { status } = await fetch(`${url}/probe-stream/x`, { signal: stop.signal });
        stop.abort();
        return status;
      })
      .toBe(200);
    for (const { stop } of open) stop.abort();
  });

  test('stopping ends open streams', async () => {
    const parts = { db, routes: [], streams, api: [], log: null, pollMs: 10 };
    const settings = { baseUrl: null, host: '127.0.0.1', port: 0, trustedProxies: [] };
    const other = await startWeb({ ...parts, settings });
    state = { n: 1, last: false };
    const response = await fetch(`${other.url}/probe-stream/x`);
    const reading = response.text();
    await other.close();
    expect(await reading).toBe('data: {"n":1}\n\n');
  });
});

/** The pattern with something in every place. */
function fill(pattern: string, values: Readonly<Record<string, string | undefined>> = {}): string {
  return pattern.replaceAll(/:([a-z]+)/g, (_, name: string) => values[name] ?? '0190aaaa-bbbb-7ccc-8ddd-eeeeffff0000');
}
