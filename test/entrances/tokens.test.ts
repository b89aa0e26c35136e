/** A program at the API with a token: where it is taken, what it opens, and every way in which it is refused. */
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { testDatabase } from '../support/database.ts';
import { addApiToken, addPerson, makeWorkspace, NOW, PASSWORD, type TestPerson } from '../support/people.ts';
import { cookieName, testWeb, type TestWeb } from '../support/web.ts';
import { deactivatePerson } from '../../src/areas/people/index.ts';
import { areas } from '../../src/entrances/registry.ts';
import { addDays, addMinutes } from '../../src/kernel/dates.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { permission } from '../../src/kernel/permission.ts';
import { apiRoute } from '../../src/outside/http/route.ts';
import { queueMail } from '../../src/outside/mail/index.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const api = areas.flatMap((area) => area.api);
const web = await testWeb(db);

interface Call {
  readonly token?: string;
  /** The whole header, where it is not "Bearer" and the token. */
  readonly authorization?: string;
  readonly cookie?: string;
  readonly body?: object;
  readonly on?: TestWeb;
  readonly headers?: Readonly<Record<string, string>>;
}

async function call(method: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD', path: string, given: Call = {}) {
  const { token, authorization = token === undefined ? undefined : `Bearer ${token}`, cookie, body, on = web } = given;
  const response = await on.send({
    method,
    path: `/api/v1${path}`,
    headers: {
      ...(authorization === undefined ? {} : { authorization }),
      ...(cookie === undefined ? {} : { cookie: `${cookieName(web.baseUrl)}=${cookie}` }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...given.headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const { statusCode: status, headers } = response;
  return { status, headers, code: status < 400 || method === 'HEAD' ? null : response.json().error.code, response };
}

const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
let reading: string;
let writing: string;
beforeAll(async () => {
  reading = (await addApiToken(db, lead, { scope: 'read' })).secret;
  writing = (await addApiToken(db, admin, { scope: 'read-write' })).secret;
});

const invitation = (name: string) => ({ name, mail: `${name}@example.org`, role: 'TEC' });

describe('what a token opens', () => {
  test('the API as its person, without cookie or origin', async () => {
    const { status, headers, response } = await call('GET', '/me', { token: reading });
    expect([status, headers['cache-control']]).toEqual([200, 'private, no-store']);
    expect(response.json()).toMatchObject({ id: lead.person, roles: [{ role: 'ENG' }] });
    expect((await call('HEAD', '/me', { token: reading })).status).toBe(200);
    expect((await call('POST', '/invitations', { token: writing, body: invitation('ines') })).status).toBe(200);
  });

  test.each(['bearer', 'BEARER', 'Bearer '])('however the scheme is written: %j', async (scheme) => {
    expect((await call('GET', '/me', { authorization: `${scheme} ${reading}` })).status).toBe(200);
  });

  test('what its person may and no more', async () => {
    const refused = await call('GET', '/people', { token: reading });
    expect([refused.status, refused.code]).toEqual([403, 'forbidden']);
    expect((await call('GET', '/people', { token: writing })).status).toBe(200);
  });

  test('as its own person, whatever cookie comes along', async () => {
    const { response } = await call('GET', '/me', { token: reading, cookie: admin.token });
    expect(response.json().id).toBe(lead.person);
    expect((await call('GET', '/me', { token: 'cw_nothing', cookie: admin.token })).status).toBe(401);
  });

  test('the API only: pages do not know it', async () => {
    const headers = { authorization: `Bearer ${writing}` };
    expect((await web.get('/account', { headers })).headers['location']).toBe('/sign-in?next=%2Faccount');
    expect((await web.get('/people', { headers })).statusCode).toBe(303);
    const form = await web.send({ method: 'POST', path: '/people/invite', headers, body: 'name=x' });
    expect(form.statusCode).toBe(415);
    const content = { 'content-type': 'application/x-www-form-urlencoded' };
    const forged = await web.send({
      method: 'POST',
      path: '/people/invite',
      headers: { ...headers, ...content },
      body: '',
    });
    expect(forged.statusCode).toBe(403);
    expect(forged.body).toContain('did not come from here');
    const ours = await web.post('/people/invite', {}, { headers });
    expect(ours.statusCode).toBe(401);
  });

  test('also an operation with work outside, where it is asked twice', async () => {
    const found = permission('probe', 'People, roles, invitations, outbox (house)', 'C', ['ADM']);
    const probe = apiRoute({
      method: 'POST',
      path: '/probe',
      operationId: 'probe',
      summary: 'Looks outside first',
      permission: found,
      action: null,
      response: z.object({ found: z.string() }),
      before: async ({ actor }) => (actor.kind === 'person' ? actor.name : 'nobody'),
      answer: async ({ tx, now }, name) => {
        await queueMail(tx, { to: { address: 'x@example.org', name }, subject: 'x', paragraphs: [], link: null }, now);
        return { kind: 'json', body: { found: name } };
      },
    });
    const probed = await testWeb(db, { routes: [], streams: [], api: [probe] });
    const fine = await call('POST', '/probe', { token: writing, on: probed });
    expect(fine.response.json()).toEqual({ found: 'Ada Example' });
    expect((await call('POST', '/probe', { token: reading, on: probed })).code).toBe('token-only-reads');
    expect((await call('POST', '/probe', { token: 'cw_x', on: probed })).code).toBe('token-not-known');
  });
});

describe('what is refused, with a sentence', () => {
  let bob: TestPerson;
  let tests = 0;
  const name = () => `Bob ${'x'.repeat(++tests)}`;

  test('no token at all', async () => {
    const { status, headers, response } = await call('GET', '/me');
    expect([status, headers['www-authenticate']]).toEqual([401, 'Bearer realm="Commonwork"']);
    expect(response.json().error).toMatchObject({ code: 'signed-out', message: 'Sign in first, or send a token.' });
    expect((await call('POST', '/invitations', { body: {} })).code).toBe('foreign');
  });

  test.each([
    'Bearer',
    'Bearer ',
    'Bearer cw_nothing',
    `Bearer ${'x'.repeat(4000)}`,
    'Bearer a b',
    'Bearer cw_é\u00ff',
  ])('a wrong one, also where everybody may read: %j', async (authorization) => {
    for (const path of ['/me', '/projects']) {
      const { status, code, headers } = await call('GET', path, { authorization });
      expect([status, code]).toEqual([401, 'token-not-known']);
      expect(headers['www-authenticate']).toMatch(
        /^Bearer realm="Commonwork", error="invalid_token", error_description="This token is not known here\.[^"]+"$/,
      );
    }
  });

  test('another scheme is none of ours: it is as if nothing was sent', async () => {
    const authorization = `Basic ${Buffer.from('x:y').toString('base64')}`;
    expect((await call('GET', '/projects', { authorization })).status).toBe(200);
    expect((await call('GET', '/me', { authorization })).code).toBe('signed-out');
    const cookie = await call('GET', '/me', { authorization, cookie: admin.token });
    expect(cookie.response.json().id).toBe(admin.person);
    expect((await call('DELETE', '/invitations/x', { authorization, cookie: admin.token })).code).toBe('foreign');
  });

  test('one that ran out', async () => {
    bob = await addPerson(db, admin, { name: name(), role: 'ENG' });
    const { secret } = await addApiToken(db, bob, { days: 30 });
    web.setNow(addDays(NOW, 30));
    const { status, code, response } = await call('GET', '/me', { token: secret });
    web.setNow(NOW);
    expect([status, code]).toEqual([401, 'token-run-out']);
    expect(response.json().error.message).toContain('ran out on 25 December 2026');
  });

  test('a revoked one, and one whose person’s account was closed', async () => {
    bob = await addPerson(db, admin, { name: name(), role: 'ENG' });
    const [first, second] = [await addApiToken(db, bob), await addApiToken(db, bob)];
    const revoked = await call('DELETE', `/me/tokens/${first.id}`, {
      cookie: bob.token,
      headers: { origin: web.baseUrl },
    });
    expect(revoked.status).toBe(200);
    expect((await call('GET', '/me', { token: first.secret })).code).toBe('token-revoked');
    expect((await call('GET', '/me', { token: second.secret })).status).toBe(200);
    mustBeDone(await db.tx((tx) => deactivatePerson(tx, admin.actor, { person: bob.person, reason: 'left' }, NOW)));
    const closed = await call('GET', '/me', { token: second.secret });
    expect([closed.status, closed.code]).toEqual([401, 'token-revoked']);
  });

  test.each(api.filter(({ method }) => method !== 'GET').map((route) => [route.operationId, route] as const))(
    'the scope read for %s, before its person’s roles are looked at',
    async (_, route) => {
      const path = route.path.replaceAll(/:[a-z]+/g, lead.person);
      const { status, code, headers, response } = await call(route.method, path, { token: reading, body: {} });
      expect([status, code]).toEqual([403, route.sessionOnly === true ? 'token-not-here' : 'token-only-reads']);
      expect(headers['www-authenticate']).toContain('error="insufficient_scope"');
      if (code === 'token-only-reads') expect(response.json().error.message).toContain('the scope "read and write"');
    },
  );

  test.each(['GET', 'POST', 'DELETE'] as const)('looking after tokens, with whatever scope: %s', async (method) => {
    const path = method === 'DELETE' ? `/me/tokens/${admin.person}` : '/me/tokens';
    const body = { name: 'x', scope: 'read', days: 30, current: PASSWORD };
    const given = { token: writing, cookie: admin.token, headers: { origin: web.baseUrl } };
    const refused = await call(method, path, method === 'GET' ? given : { ...given, body });
    expect([refused.status, refused.code]).toEqual([403, 'token-not-here']);
  });

  test('too many requests with one token, from wherever; others go on', async () => {
    const narrow = await testWeb(db, { requestsPerMinuteByToken: 3, trustedProxies: ['127.0.0.1'] });
    let sent = 0;
    const from = () => ({ 'x-forwarded-for': `198.51.100.${++sent}` });
    const ask = (authorization: string) => call('GET', '/me', { authorization, on: narrow, headers: from() });
    for (const scheme of ['Bearer', 'bearer', 'Bearer ']) expect((await ask(`${scheme} ${reading}`)).status).toBe(200);
    const stopped = await ask(`BEARER  ${reading}`);
    expect([stopped.status, stopped.code]).toEqual([429, 'too-many']);
    expect(Number(stopped.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(stopped.headers['retry-after'])).toBeLessThanOrEqual(60);
    expect((await ask(`Bearer ${writing}`)).status).toBe(200);
    const cookie = await call('GET', '/me', { cookie: lead.token, on: narrow, headers: from() });
    expect(cookie.status).toBe(200);
  });

  test('guesses are counted by network like everything else', async () => {
    const narrow = await testWeb(db, { requestsPerMinute: 3 });
    for (let tries = 1; tries <= 3; tries++) {
      expect((await call('GET', '/me', { token: `cw_${tries}`, on: narrow })).status).toBe(401);
    }
    expect((await call('GET', '/me', { token: 'cw_4', on: narrow })).status).toBe(429);
  });
});

describe('what is kept of a token', () => {
  test('when it was last used, at most once a minute', async () => {
    const bea = await addPerson(db, admin, { name: 'Bea Example', role: 'ENG' });
    const { secret } = await addApiToken(db, bea);
    const lastUsed = async () => {
      const { response } = await call('GET', '/me/tokens', { cookie: bea.token });
      return response.json().tokens[0].lastUsedAt;
    };
    expect(await lastUsed()).toBe(null);
    await call('GET', '/me', { token: secret });
    expect(await lastUsed()).toBe(NOW.toISOString());
    web.setNow(new Date(NOW.getTime() + 59_000));
    await call('GET', '/me', { token: secret });
    expect(await lastUsed()).toBe(NOW.toISOString());
    web.setNow(addMinutes(NOW, 1));
    await call('GET', '/me', { token: secret });
    web.setNow(NOW);
    expect(await lastUsed()).toBe(addMinutes(NOW, 1).toISOString());
  });

  test('nothing in the log, right or wrong', async () => {
    await call('GET', '/me', { token: reading });
    await call('GET', '/me', { token: 'cw_a-wrong-one' });
    expect(web.log.length).toBeGreaterThan(5);
    expect(web.log.join('')).not.toMatch(/cw_/);
  });

  test('what a stranger may read is not given to a cache for those who send a token', async () => {
    const { headers } = await call('GET', '/projects');
    expect([headers['cache-control'], headers['vary']]).toEqual(['public, no-cache', 'cookie, authorization']);
    const known = await call('GET', '/projects', {
      token: reading,
      headers: { 'if-none-match': String(headers['etag']) },
    });
    expect([known.status, known.headers['cache-control']]).toEqual([200, 'private, no-store']);
  });
});

test('the description says both ways in, and which operations take a session only', async () => {
  const description = (await web.get('/api/v1/openapi.json')).json();
  expect(description.components.securitySchemes).toMatchObject({
    token: { type: 'http', scheme: 'bearer' },
    session: { type: 'apiKey', in: 'cookie' },
  });
  expect(description.paths['/me'].get.security).toEqual([{ token: [] }, { session: [] }]);
  expect(description.paths['/projects'].get.security).toEqual([{}, { token: [] }, { session: [] }]);
  expect(description.paths['/me/tokens'].post.security).toEqual([{ session: [] }]);
  const { days, scope } =
    description.paths['/me/tokens'].post.requestBody.content['application/json'].schema.properties;
  expect(days.enum).toEqual([30, 90, 365]);
  expect(scope.enum).toEqual(['read', 'read-write']);
});
