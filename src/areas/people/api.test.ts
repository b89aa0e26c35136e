import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { addPerson, makeWorkspace, PASSWORD } from '../../../test/support/people.ts';
import { cookieName, testWeb } from '../../../test/support/web.ts';
import { api } from './api.ts';
import { peopleRoutes } from './web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const eng = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
const tec = await addPerson(db, admin, { name: 'Tec Example', role: 'TEC' });
const web = await testWeb(db, { routes: peopleRoutes(async () => []), streams: [], api });

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

async function call(method: Method, path: string, as: string | null, body?: object) {
  const response = await web.send({
    method,
    path: `/api/v1${path}`,
    headers: {
      origin: web.baseUrl,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === null ? {} : { cookie: `${cookieName(web.baseUrl)}=${as}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.statusCode, body: response.json() };
}

test('says who is signed in', async () => {
  expect((await call('GET', '/me', null)).status).toBe(401);
  expect(await call('GET', '/me', eng.token)).toMatchObject({
    status: 200,
    body: {
      id: eng.person,
      name: 'Eng Example',
      hat: 'engagement lead, Example Lab',
      roles: [{ role: 'ENG', project: null }],
    },
  });
});

test.each(
  api
    .filter(({ permission }) => permission.mark !== 'S' && !permission.roles.includes('PUB'))
    .map((route) => [route.operationId, route] as const),
)('%s is for administrators', async (_, route) => {
  const path = route.path.replaceAll(/:[a-z]+/g, eng.person);
  expect((await call(route.method, path, null)).status).toBe(401);
  expect((await call(route.method, path, eng.token)).status).toBe(403);
});

test('invites, gives and takes roles, closes and opens accounts, and lists it all', async () => {
  const as = admin.token;
  const invited = await call('POST', '/invitations', as, { name: 'Ana', mail: 'ana@example.org', role: 'TEC' });
  expect(invited.status).toBe(200);
  expect(
    (await call('POST', '/invitations', as, { name: 'Ana', mail: 'no', role: 'X' })).body.error.because.fields,
  ).toEqual({
    mail: 'Enter a mail address like name@example.org.',
    role: 'Choose a role.',
  });
  expect((await call('PUT', `/people/${eng.person}`, as, { name: 'Eng E.', mail: eng.mail })).status).toBe(200);
  const given = await call('POST', `/people/${eng.person}/roles`, as, { role: 'TEC' });
  const again = await call('POST', `/people/${eng.person}/roles`, as, { role: 'TEC' });
  expect([again.status, again.body.error.code]).toEqual([409, 'role-already-held']);
  expect((await call('POST', `/people/${eng.person}/closing`, as, { reason: 'left' })).status).toBe(200);

  const listed = (await call('GET', '/people', as)).body;
  expect(listed.invitations).toMatchObject([{ id: invited.body.id, mail: 'ana@example.org', role: 'TEC' }]);
  const found = listed.people.find((one: { readonly id: string }) => one.id === eng.person);
  expect(found).toMatchObject({ name: 'Eng E.', closed: { reason: 'left' } });
  const roles = found.roles.map((one: { readonly role: string }) => one.role);
  expect(new Set(roles)).toEqual(new Set(['ENG', 'TEC']));

  expect((await call('DELETE', `/people/${eng.person}/closing`, as)).status).toBe(200);
  expect((await call('DELETE', `/people/${eng.person}/roles/${given.body.id}`, as)).status).toBe(200);
  expect((await call('DELETE', `/invitations/${invited.body.id}`, as)).status).toBe(200);
  expect((await call('DELETE', `/invitations/${invited.body.id}`, as)).status).toBe(404);
});

test('makes, lists and revokes one’s own tokens', async () => {
  const wanted = { name: 'nightly <export>', scope: 'read-write', days: 30, current: PASSWORD };
  const made = await call('POST', '/me/tokens', admin.token, wanted);
  expect(made).toEqual({
    status: 200,
    body: { id: expect.any(String), secret: expect.stringMatching(/^cw_/), validUntil: '2026-12-25T10:00:00.000Z' },
  });
  const listed = await call('GET', '/me/tokens', admin.token);
  expect(listed.body.tokens).toEqual([
    {
      id: made.body.id,
      name: 'nightly <export>',
      scope: 'read-write',
      madeAt: '2026-11-25T10:00:00.000Z',
      validUntil: '2026-12-25T10:00:00.000Z',
      lastUsedAt: null,
      revokedAt: null,
    },
  ]);
  expect((await call('GET', '/me/tokens', tec.token)).body).toEqual({ tokens: [] });
  expect((await call('DELETE', `/me/tokens/${made.body.id}`, tec.token)).body.error.code).toBe('no-such-api-token');
  expect((await call('DELETE', '/me/tokens/nothing', admin.token)).status).toBe(404);
  expect((await call('DELETE', `/me/tokens/${made.body.id}`, admin.token)).status).toBe(200);
  expect((await call('GET', '/me/tokens', admin.token)).body.tokens[0].revokedAt).toBe('2026-11-25T10:00:00.000Z');
});

test('makes no token without the password, nor from what is not in the form', async () => {
  const wanted = { name: 'x', scope: 'read', days: 30 };
  const refused = await call('POST', '/me/tokens', admin.token, wanted);
  expect([refused.status, refused.body.error.code]).toEqual([422, 'wrong-password']);
  const malformed = await call('POST', '/me/tokens', admin.token, { name: ' ', scope: 'all', days: 31 });
  expect([malformed.status, malformed.body.error.because.fields]).toEqual([
    422,
    {
      name: 'Say what the token is for.',
      scope: 'Choose what the token may do.',
      days: 'Choose for how long the token is to work.',
    },
  ]);
  expect((await call('POST', '/me/tokens', null, wanted)).status).toBe(401);
});
