/** Bodies that are missing, odd or hostile, sent to everything that takes one. */
import { describe, expect, test } from 'vitest';
import { areas } from '../../src/entrances/registry.ts';
import { newId } from '../../src/kernel/ids.ts';
import { testDatabase } from '../support/database.ts';
import { makeWorkspace, NOW } from '../support/people.ts';
import { cookieName, testWeb } from '../support/web.ts';
import { PATIENCE } from '../support/walk.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const web = await testWeb(db);

describe('a verb that needs no input is taken without a body', () => {
  test.each([
    ['none at all', {}],
    ['none, and a type for it', { headers: { 'content-type': 'application/json' } }],
    ['an empty object', { body: '{}', headers: { 'content-type': 'application/json' } }],
  ])('%s', async (_, sent) => {
    const cookie = `${cookieName(web.baseUrl)}=${admin.token}`;
    for (const verb of ['stop', 'resume', 'publish']) {
      const response = await web.send({
        method: 'POST',
        path: `/api/v1/rounds/${newId<'round'>(NOW)}/${verb}`,
        ...sent,
        headers: { origin: web.baseUrl, cookie, ...('headers' in sent ? sent.headers : {}) },
      });
      expect([verb, response.statusCode, response.json().error.code]).toEqual([verb, 404, 'round-not-found']);
    }
    const needed = await web.send({
      method: 'POST',
      path: `/api/v1/rounds/${newId<'round'>(NOW)}/withdraw`,
      ...sent,
      headers: { origin: web.baseUrl, cookie, ...('headers' in sent ? sent.headers : {}) },
    });
    expect([needed.statusCode, Object.keys(needed.json().error.because.fields)]).toEqual([422, ['reason']]);
  });

  test('and the description says so', async () => {
    const { paths } = (await web.get('/api/v1/openapi.json')).json<{
      paths: Record<string, Record<string, { operationId: string; requestBody?: { required: boolean } }>>;
    }>();
    const operations = Object.values(paths).flatMap((path) => Object.values(path));
    const required = (id: string) => operations.find(({ operationId }) => operationId === id)?.requestBody?.required;
    const without = ['stopRound', 'resumeRound', 'publishRound', 'retryProject', 'removeRepository'];
    expect(without.map(required)).toEqual(without.map(() => false));
    expect(['withdrawRound', 'startRound', 'addProject'].map(required)).toEqual([true, true, true]);
  });
});

test.each([
  ['brackets nested deep', '['.repeat(60_000), 'application/json'],
  ['brackets nested deep and closed', '['.repeat(30_000) + ']'.repeat(30_000), 'application/json'],
  ['objects nested deep', '{"a":'.repeat(10_000) + '1' + '}'.repeat(10_000), 'application/json'],
  ['a list', '[]', 'application/json'],
  ['a word', '"x"', 'application/json; charset=utf-16'],
  ['null', 'null', 'application/json'],
  ['a prototype', '{"__proto__":{"a":1}}', 'application/json'],
  ['a form', 'a=1', 'application/x-www-form-urlencoded'],
  ['half a form', '--x', 'multipart/form-data; boundary=x'],
  ['text', '{}', 'text/plain'],
  ['no type that exists', '{}', 'application/json/json;;='],
  ['an empty type', '{}', ''],
  ['XML', '<a/>', 'application/xml'],
])(
  'every operation and page answers a body that it cannot use with 4xx and a sentence: %s',
  async (_, body, type) => {
    const cookie = `${cookieName(web.baseUrl)}=${admin.token}`;
    const headers = { 'content-type': type, origin: web.baseUrl, cookie };
    const own = areas.flatMap((area) => area.api).filter(({ method }) => method !== 'GET');
    for (const { method, path } of own) {
      const full = `/api/v1${path.replaceAll(/:\w+/g, newId(NOW))}`;
      const response = await web.send({ method, path: full, body, headers });
      expect([path, response.statusCode >= 400 && response.statusCode < 500]).toEqual([path, true]);
      expect(response.json().error.message).toMatch(/\.$/);
    }
    const forms = areas.flatMap((area) => area.routes).filter(({ method }) => method === 'POST');
    for (const { path } of forms.slice(0, 5)) {
      const response = await web.send({ method: 'POST', path: path.replaceAll(/:\w+/g, newId(NOW)), body, headers });
      expect([path, response.statusCode >= 400 && response.statusCode < 500]).toEqual([path, true]);
    }
  },
  PATIENCE.timeout,
);

test('every reference in the description leads somewhere', async () => {
  const document = (await web.get('/api/v1/openapi.json')).json<Record<string, unknown>>();
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((found) => found[1]!);
  expect(references.length).toBeGreaterThan(3);
  const at = (path: string) =>
    path.split('/').reduce<unknown>((inside, key) => (inside as Record<string, unknown> | undefined)?.[key], document);
  expect(references.filter((path) => at(path) === undefined)).toEqual([]);
  expect(JSON.stringify(document)).not.toContain('$defs');
});
