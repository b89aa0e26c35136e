/** Ways to sign in, as browsers and programs ask for them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { softPasskey } from '../../../test/support/authenticator.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { addTestPasskey } from '../../../test/support/passkeys.ts';
import { addApiToken, addPerson, makeWorkspace, NOW, PASSWORD } from '../../../test/support/people.ts';
import { fakeProvider } from '../../../test/support/provider.ts';
import { cookieName, testWeb, tokenSet, type TestWeb } from '../../../test/support/web.ts';
import { addMinutes } from '../../kernel/dates.ts';
import { listOutbox } from '../../outside/mail/index.ts';
import { api } from './api.ts';
import { peopleRoutes } from './web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const ana = await addPerson(db, admin, { name: 'Ana Example', role: 'ENG' });
const provider = await fakeProvider();
provider.now = () => NOW;
const parts = {
  routes: peopleRoutes(async () => []),
  streams: [],
  api,
  doors: { providers: [provider], sendsMail: false },
} as const;
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb(db, parts);
});

/** As a browser with a session and with the cookie that it is known by. */
function cookies(session: string | null, browser: string | null): Record<string, string> {
  const name = cookieName(web.baseUrl);
  const all = [
    ...(session === null ? [] : [`${name}=${session}`]),
    ...(browser === null ? [] : [`${name}-browser=${browser}`]),
  ];
  return { cookie: all.join('; ') };
}

describe('a passkey', () => {
  test('is asked for, with a cookie by which the browser is known when it comes back', async () => {
    const asked = await web.post('/sign-in/passkey/ask');
    expect(asked.statusCode).toBe(200);
    expect(asked.headers['cache-control']).toBe('private, no-store');
    const [cookie] = asked.cookies;
    expect(cookie).toMatchObject({ name: 'commonwork-4000-browser', httpOnly: true, sameSite: 'Lax', path: '/' });
    expect(asked.json()).toMatchObject({ rpId: 'localhost' });
    const elsewhere = await web.post('/sign-in/passkey/ask', {}, { headers: { origin: 'https://elsewhere.example' } });
    expect(elsewhere.statusCode).toBe(403);
  });

  test('over https its cookie is bound to the host; at an address in numbers there is none', async () => {
    const secure = await testWeb(db, { ...parts, baseUrl: 'https://work.example.org' });
    const asked = await secure.post('/sign-in/passkey/ask');
    expect(asked.cookies[0]).toMatchObject({ name: '__Host-commonwork-browser', secure: true });
    const numbers = await testWeb(db, { ...parts, baseUrl: 'http://192.0.2.1' });
    const none = await numbers.post('/sign-in/passkey/ask');
    expect([none.statusCode, none.cookies]).toEqual([409, []]);
  });

  test('signs in by its answer and by nothing else', async () => {
    const passkey = await addTestPasskey(db, ana);
    const asked = await web.post('/sign-in/passkey/ask');
    const browser = asked.cookies[0]!.value;
    const { challenge } = asked.json<{ challenge: string }>();
    const answer = passkey.used({ origin: web.baseUrl, challenge });
    const form = { passkey: answer, next: '/projects' };
    const other = await web.post('/sign-in/passkey', form);
    expect([other.statusCode, tokenSet(other)]).toEqual([410, null]);
    expect(other.body).toContain('Begin again.');
    const good = await web.post('/sign-in/passkey', form, { headers: cookies(null, browser) });
    expect([good.statusCode, good.headers['location']]).toEqual([303, '/projects']);
    expect((await web.get('/account', { as: tokenSet(good) })).body).toContain('Ana Example');
    // What was used is used, also after a refusal.
    const again = await web.post('/sign-in/passkey', form, { headers: cookies(null, browser) });
    expect([again.statusCode, tokenSet(again)]).toEqual([410, null]);
    const nothing = await web.post('/sign-in/passkey', { passkey: '' });
    expect(nothing.statusCode).toBe(422);
  });

  test('a wrong answer spends the question: it cannot be tried again', async () => {
    const passkey = await addTestPasskey(db, ana);
    const asked = await web.post('/sign-in/passkey/ask');
    const headers = cookies(null, asked.cookies[0]!.value);
    const { challenge } = asked.json<{ challenge: string }>();
    const wrong = passkey.used({ origin: web.baseUrl, challenge, forged: true });
    expect((await web.post('/sign-in/passkey', { passkey: wrong }, { headers })).statusCode).toBe(422);
    const right = passkey.used({ origin: web.baseUrl, challenge });
    expect((await web.post('/sign-in/passkey', { passkey: right }, { headers })).statusCode).toBe(410);
  });

  test('of hostile name is shown as it is typed', async () => {
    const asked = await web.post('/account/passkeys/ask', {}, { as: ana.token });
    const headers = cookies(ana.token, asked.cookies[0]!.value);
    const { challenge } = asked.json<{ challenge: string }>();
    const passkey = softPasskey(ana.person).made({ origin: web.baseUrl, challenge });
    const name = '<img src=x onerror=alert(1)>\u202e "key"';
    const added = await web.post('/account/passkeys', { name, passkey }, { headers });
    expect(added.headers['location']).toBe('/account?said=passkey#ways');
    const { body } = await web.get('/account', { as: ana.token });
    expect(body).toContain('&lt;img src=x onerror=alert(1)>');
    expect(body).not.toContain('<img src=x');
    expect(body).not.toContain('\u202e');
  });
});

describe('without fresh proof', () => {
  test.each([
    '/account/passkeys',
    '/account/mail',
    '/account/providers/example-id',
    '/account/mail?mail=ana%40new.example',
  ])('%s asks first, and goes on from there', async (path) => {
    web.setNow(addMinutes(NOW, 20));
    const asked = await web.get(path, { as: ana.token });
    expect(asked.headers['location']).toBe(`/account/confirm?${new URLSearchParams({ next: path }).toString()}`);
    const page = await web.get(asked.headers['location'] as string, { as: ana.token });
    expect(page.body).toContain('Confirm that it is you');
    web.setNow(NOW);
    expect((await web.get(path, { as: ana.token })).statusCode).toBe(200);
  });

  test('no form does anything, and none leads elsewhere', async () => {
    const { factor } = await addTestPasskey(db, ana);
    web.setNow(addMinutes(NOW, 20));
    const to = async (path: string, form = {}) => {
      const answer = await web.post(path, form, { as: ana.token });
      return [answer.statusCode, (answer.headers['location'] ?? '').split('?')[0]];
    };
    expect(await to('/account/passkeys/ask')).toEqual([403, '']);
    expect(await to('/account/mail', { mail: 'ana@new.example' })).toEqual([303, '/account/confirm']);
    expect(await to(`/account/factors/${factor}/remove`)).toEqual([303, '/account/confirm']);
    expect(await to('/account/providers/example-id')).toEqual([303, '/account/confirm']);
    expect(await to('/account/confirm', { current: PASSWORD, next: '//evil.example' })).toEqual([303, '/account']);
    web.setNow(NOW);
  });

  test('somebody else’s way to sign in is not there', async () => {
    const { factor } = await addTestPasskey(db, ana);
    expect((await web.get(`/account/factors/${factor}/remove`, { as: admin.token })).statusCode).toBe(404);
    expect((await web.post(`/account/factors/${factor}/remove`, {}, { as: admin.token })).statusCode).toBe(404);
    expect((await web.get('/account/factors/x/remove', { as: admin.token })).statusCode).toBe(404);
  });
});

describe('a provider', () => {
  test('is gone to by a page that names it, and not by a redirect that the content policy would stop', async () => {
    const sent = await web.post('/sign-in/with/example-id', { next: '/projects' });
    expect(sent.statusCode).toBe(200);
    expect(sent.headers['refresh']).toMatch(/^0;url=http:\/\/localhost:\d+\/authorize\?/);
    expect(sent.body).toContain('Go on to Example ID');
    expect(sent.headers['cache-control']).toBe('private, no-store');
    expect(sent.cookies[0]).toMatchObject({ name: 'commonwork-4000-browser', httpOnly: true });
  });

  test('brings people back by a GET that works once, in their own browser', async () => {
    provider.says = { subject: 'nobody here' };
    const sent = await web.post('/sign-in/with/example-id', {});
    const back = await provider.visit(String(sent.headers['refresh']).slice('0;url='.length));
    const path = `${back.pathname}${back.search}`;
    const elsewhere = await web.get(path);
    expect([elsewhere.statusCode, tokenSet(elsewhere)]).toEqual([410, null]);
    const here = { headers: cookies(null, sent.cookies[0]!.value) };
    const unknown = await web.get(path, here);
    expect([unknown.statusCode, tokenSet(unknown)]).toEqual([403, null]);
    expect(unknown.body).toContain('sign in another way first and connect it');
    expect((await web.get(path, here)).statusCode).toBe(410);
  });

  test('that the settings do not name, or that does not answer, is said so', async () => {
    expect((await web.post('/sign-in/with/other-id', {})).statusCode).toBe(404);
    expect((await web.get('/sign-in/with/other-id/back?state=x&code=y')).statusCode).toBe(404);
    const away = await testWeb(db, {
      ...parts,
      doors: { providers: [{ ...provider, key: 'away', issuer: 'http://localhost:9' }], sendsMail: false },
    });
    const answer = await away.post('/sign-in/with/away', {});
    expect([answer.statusCode, answer.body.includes('Example ID does not answer as it should')]).toEqual([502, true]);
    expect(answer.body).not.toContain('localhost:9');
  });

  test('its secret is on no page', async () => {
    for (const path of ['/sign-in', '/account']) {
      const page = await web.get(path, { as: path === '/sign-in' ? null : admin.token });
      expect(page.body).toContain('Example ID');
      expect(page.body).not.toContain('a secret');
    }
  });
});

describe('somebody who only ever came by a provider', () => {
  test('confirms by mail, comes back to where they were, and can set a password', async () => {
    await web.post(
      '/people/invite',
      { name: 'Oda Example', mail: 'oda@example.org', role: 'TEC' },
      { as: admin.token },
    );
    provider.says = { subject: 'oda', mail: 'oda@example.org' };
    const sent = await web.post('/sign-in/with/example-id', {});
    const back = await provider.visit(String(sent.headers['refresh']).slice('0;url='.length));
    const browser = sent.cookies[0]!.value;
    const joined = await web.get(`${back.pathname}${back.search}`, { headers: cookies(null, browser) });
    expect([joined.statusCode, joined.headers['location']]).toEqual([303, '/']);
    const session = tokenSet(joined);
    const account = await web.get('/account', { as: session });
    expect(account.body).toContain('You have none yet.');
    expect(account.body).not.toContain('Current password');

    const early = await web.post('/account/password', { password: 'a sentence of some length' }, { as: session });
    expect(early.headers['location']).toBe('/account/confirm?next=%2Faccount');
    const confirm = await web.get('/account/confirm?next=%2Faccount%2Fpasskeys', { as: session });
    expect(confirm.body).not.toContain('Your password');
    await web.post('/account/confirm/mail', { next: '/account/passkeys' }, { as: session });
    const letters = await db.read((tx) => listOutbox(tx, 1000));
    const link = new URL(
      letters.find((one) => one.recipient === 'oda@example.org' && one.link?.includes('/sign-in/') === true)!.link!,
    );
    const next = link.searchParams.get('next')!;
    const came = await web.post(link.pathname, { next }, { as: session });
    expect([came.statusCode, came.headers['location']]).toEqual([303, '/account/passkeys']);
    const fresh = tokenSet(came);
    expect((await web.get('/account/passkeys', { as: fresh })).body).toContain('A new passkey');
    const set = await web.post('/account/password', { password: 'a sentence of some length' }, { as: fresh });
    expect(set.headers['location']).toBe('/account?said=password');
    expect((await web.get('/account', { as: session })).statusCode).toBe(303); // the session before ended
  });
});

describe('the API', () => {
  async function call(method: 'GET' | 'POST' | 'DELETE', path: string, headers: Record<string, string>, body?: object) {
    const response = await web.send({
      method,
      path: `/api/v1${path}`,
      headers: { origin: web.baseUrl, 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: response.statusCode, body: response.json() };
  }

  test('lists and removes for whoever is signed in, and never what opens the account', async () => {
    const bea = await addPerson(db, admin, { name: 'Bea Example', role: 'ENG' });
    const { factor } = await addTestPasskey(db, bea, { name: 'phone' });
    const as = cookies(bea.token, null);
    const listed = await call('GET', '/me/factors', as);
    expect(listed.body.factors).toMatchObject([
      { kind: 'password', name: null },
      { kind: 'passkey', name: 'phone', id: factor, issuer: null },
    ]);
    expect(JSON.stringify(listed.body)).not.toMatch(/publicKey|argon2/);
    expect(await call('DELETE', `/me/factors/${factor}`, as)).toEqual({ status: 200, body: { id: factor } });
    const last = await call('DELETE', `/me/factors/${listed.body.factors[0].id}`, as);
    expect([last.status, last.body.error.code]).toEqual([409, 'last-factor']);
    expect(await call('POST', '/me/new-mail', as, { mail: 'bea@new.example' })).toMatchObject({
      body: { asked: true },
    });
  });

  test('makes a recovery link for an administrator who is there', async () => {
    const cleo = await addPerson(db, admin, { name: 'Cleo Example', role: 'ENG' });
    const path = `/people/${cleo.person}/recovery`;
    const made = await call('POST', path, cookies(admin.token, null), { reason: 'a call' });
    expect(made).toMatchObject({ status: 200, body: { removed: [{ kind: 'password' }] } });
    const page = await web.get(new URL(made.body.link).pathname);
    expect(page.body).toContain('Welcome back, Cleo Example');
    expect((await web.get(new URL(made.body.link).pathname)).statusCode).toBe(200); // looking did not spend it
    const none = await call('POST', path, cookies(admin.token, null), { reason: ' ' });
    expect(none.status).toBe(422);
  });

  test('opens none of it by a token, whatever its scope', async () => {
    const { secret } = await addApiToken(db, admin, { scope: 'read-write' });
    const headers = { authorization: `Bearer ${secret}` };
    for (const [method, path] of [
      ['GET', '/me/factors'],
      ['DELETE', `/me/factors/${ana.person}`],
      ['POST', '/me/new-mail'],
      ['POST', `/people/${ana.person}/recovery`],
    ] as const) {
      const { status, body } = await call(
        method,
        path,
        headers,
        method === 'POST' ? { mail: 'x@example.org', reason: 'x' } : undefined,
      );
      expect([path, status, body.error.code]).toEqual([path, 403, 'token-not-here']);
      expect(body.error.message).toContain('ways to sign in');
    }
  });
});
