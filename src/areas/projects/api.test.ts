import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../../test/support/database.ts';
import { addEveryRole, addPerson, makeWorkspace, NOW } from '../../../test/support/people.ts';
import { addTestProject, giveStanding, LOCAL_REACH, pngOf, REACH } from '../../../test/support/projects.ts';
import { cookieName, testWeb } from '../../../test/support/web.ts';
import type { Role } from '../../kernel/actor.ts';
import { newId } from '../../kernel/ids.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { proposeRepositories } from './actions/propose-repositories.ts';
import { api } from './api.ts';
import { countProjects } from './store/views.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const people = await addEveryRole(db, admin, project);
await giveStanding(db, admin.actor, { project, person: people.get('PRJ')!.person });
const elsewhere = await addTestProject(db, admin.actor, 'Example Elsewhere');
const outsider = await addPerson(db, admin, { name: 'Out Example', role: 'PRJ', project: elsewhere.project });
const web = await testWeb(db, { routes: [], streams: [], api, reach: REACH, trustedProxies: ['127.0.0.1'] });

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
let sent = 0;

async function call(method: Method, path: string, body?: object, as: string | null = admin.token) {
  const response = await web.send({
    method,
    path: `/api/v1${path}`,
    headers: {
      origin: web.baseUrl,
      'x-forwarded-for': `198.51.${Math.floor(++sent / 250)}.${sent % 250}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === null ? {} : { cookie: `${cookieName(web.baseUrl)}=${as}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.statusCode, body: response.json() };
}

/** What was answered, checked against the operation's own schema, without fields that it does not name. */
function answerOf(operationId: string, body: unknown) {
  const { response } = api.find((one) => one.operationId === operationId)!;
  const parsed = (response as z.ZodObject).strict().parse(body);
  return parsed as Record<string, never>;
}

test('a project is added, read, edited, undone, and its answers are what the description says', async () => {
  const added = await call('POST', '/projects', { url: 'https://github.com/example/dune', example: true });
  expect(added).toMatchObject({ status: 200, body: { slug: 'dune' } });
  answerOf('addProject', added.body);

  const read = await call('GET', '/projects/dune', undefined, null);
  answerOf('getProject', read.body);
  expect(read.body).toMatchObject({
    name: 'dune',
    version: 0,
    example: true,
    repositories: [{ name: 'example/dune', url: 'https://github.com/example/dune', role: 'code', removal: null }],
    proposals: [],
  });

  const said = { name: 'Dune', licence: 'MIT', version: 0, logo: pngOf(64, 64).toString('base64') };
  const edited = await call('PUT', '/projects/dune', said);
  expect(edited.status).toBe(200);
  const after = (await call('GET', `/projects/${added.body.project}`)).body;
  expect(after).toMatchObject({
    name: 'Dune',
    licence: 'MIT',
    version: 1,
    logo: expect.stringMatching(/^[0-9a-f]{64}$/),
  });

  expect((await call('PUT', '/projects/dune', said)).body.error.code).toBe('edited-meanwhile');
  expect((await call('POST', `/projects/dune/edits/${edited.body.id}/undoing`)).status).toBe(200);
  expect((await call('GET', '/projects/dune')).body).toMatchObject({ name: 'dune', licence: null, logo: null });
});

test('the list is filtered and counted, and says where it goes on', async () => {
  const { body } = await call('GET', '/projects?q=grid', undefined, null);
  answerOf('listProjects', body);
  expect(body).toMatchObject({ total: 1, next: null, projects: [{ name: 'Example Grid', repositories: 1 }] });
});

test.each([
  [{ url: 'ext::sh -c id' }, 'url-refused'],
  [{ url: '--upload-pack=touch x' }, 'url-refused'],
  [{ url: 'file:///etc' }, 'url-refused'],
  [{ url: 'https://inside.example/a/b' }, 'url-refused'],
  [{ url: '' }, 'malformed'],
  [{}, 'malformed'],
  [{ url: 'https://github.com/a/b', name: '\u200b' }, 'malformed'],
  [{ url: 'https://github.com/a/b', licence: 'BSD three' }, 'malformed'],
])('%j adds nothing: %s', async (body, code) => {
  const before = await db.read(countProjects);
  const answer = await call('POST', '/projects', body);
  expect([answer.status, answer.body.error.code]).toEqual([422, code]);
  expect(await db.read(countProjects)).toBe(before);
});

test('the set and its proposals are changed and changed back', async () => {
  const at = `/projects/${project}`;
  const added = await call('POST', `${at}/repositories`, { url: 'https://github.com/example/grid-docs' });
  expect(added.status).toBe(200);
  const repository = `${at}/repositories/${added.body.id}`;
  expect((await call('POST', `${repository}/removal`, { reason: 'moved' })).status).toBe(200);
  expect((await call('GET', at)).body.repositories[1]).toMatchObject({ removal: { reason: 'moved' } });
  expect(
    (await call('POST', `${at}/repositories`, { url: 'https://github.com/example/grid-docs' })).body.error.code,
  ).toBe('repository-removed');
  expect((await call('DELETE', `${repository}/removal`)).status).toBe(200);

  const foundIn = { repository: 'example/example-grid', path: 'README.md', line: 1, commit: '278f85f' };
  const links = ['governance', 'website'].map((name) => ({ target: `https://github.com/example/${name}`, foundIn }));
  mustBeDone(await db.tx((tx) => proposeRepositories(tx, admin.actor, { project, links }, NOW)));
  const { proposals } = (await call('GET', at)).body;
  expect(proposals).toHaveLength(2);
  const [one, other] = proposals;
  const wrong = await call('POST', `${at}/proposals/${one.id}/acceptance`, { url: other.url });
  expect(wrong.body.error.code).toBe('no-such-proposal');
  expect((await call('POST', `${at}/proposals/${one.id}/acceptance`, { url: one.url })).status).toBe(200);
  expect((await call('POST', `${at}/proposals/${other.id}/declination`)).status).toBe(200);
  expect((await call('GET', at)).body.proposals).toEqual([]);
});

test('a project is archived with a reason, and restored', async () => {
  expect((await call('POST', '/projects/dune/archival', { reason: '' })).status).toBe(422);
  expect((await call('POST', '/projects/dune/archival', { reason: 'Ended.' })).status).toBe(200);
  expect((await call('GET', '/projects/dune')).body.archival).toMatchObject({ reason: 'Ended.' });
  expect((await call('DELETE', '/projects/dune/archival')).status).toBe(200);
});

test('a portfolio is previewed, imported and exported again', async () => {
  const text =
    'name,url,role\nExample Hill,https://github.com/example/hill,\nExample Hill,https://github.com/example/hills,website\n';
  const preview = await call('POST', '/portfolio/preview', { text });
  answerOf('previewPortfolio', preview.body);
  expect(preview.body).toMatchObject({ newProjects: 1, newRepositories: 2 });
  expect((await call('GET', '/projects/example-hill')).status).toBe(404);
  expect((await call('POST', '/portfolio', { text })).status).toBe(200);
  expect((await call('POST', '/portfolio', { text })).body.error.code).toBe('nothing-changed');

  const exported = await call('GET', '/portfolio', undefined, null);
  const hill = exported.body.projects.find((one: { name: string }) => one.name === 'Example Hill');
  expect(hill.repositories.map((one: { role: string }) => one.role)).toEqual(['code', 'website']);
  expect((await call('POST', '/portfolio', { text: JSON.stringify(exported.body) })).body.error.code).toBe(
    'nothing-changed',
  );

  const wrong = await call('POST', '/portfolio', { text: 'projects:\n  - name: A\n   - name: B\n' });
  expect(wrong.body.error).toMatchObject({ code: 'portfolio-refused', message: expect.stringMatching(/^Line 3: /) });
});

test('folders of the server are shown to those who may set them, and to nobody else', async () => {
  const { slug } = await addTestProject(db, admin.actor, 'Example Local', {
    url: '/srv/git/local.git',
    reach: LOCAL_REACH,
  });
  expect((await call('GET', `/projects/${slug}`)).body.repositories[0].url).toBe('file:///srv/git/local.git');
  for (const as of [null, people.get('ENG')!.token, people.get('MNT')!.token]) {
    expect((await call('GET', `/projects/${slug}`, undefined, as)).body.repositories[0].url).toBe(null);
  }
});

describe('who may', () => {
  test.each(api.map((route) => [route.operationId, route] as const))('%s', async (_, route) => {
    const path = route.path
      .replace(':project', 'example-grid')
      .replace(':field', 'governance')
      .replaceAll(/:[a-z]+/g, newId(NOW));
    const valid = {
      url: 'https://github.com/example/example-grid',
      name: 'Example Grid',
      version: 0,
      reason: 'x',
      kind: 'person',
      guests: [{ name: 'Noor Example', mail: 'noor@example.org' }],
      matters: ['offers'],
      source: 'https://example.org/governance',
      validFrom: '2026-11-01',
      place: 'the source',
      read: true,
      value: { text: 'By consensus.' },
      text: '[{"name":"Example Grid","repositories":["https://github.com/example/example-grid"]}]',
    };
    const { roles, ownProject } = route.permission;
    for (const who of ['stranger', 'outsider', 'ENG', 'MNT', 'PRJ', 'TEC', 'ADM'] as const) {
      const role = (who === 'outsider' ? 'PRJ' : who) as Role;
      const token = who === 'stranger' ? null : who === 'outsider' ? outsider.token : people.get(who)!.token;
      const { status } = await call(route.method, path, route.body === undefined ? undefined : valid, token);
      const allowed =
        roles.includes('PUB') || (roles.includes(role) && !(ownProject.includes(role) && who === 'outsider'));
      expect([who, status === 401 || status === 403]).toEqual([who, !allowed]);
      // What was done is done back, so that the next role meets the same project.
      if (route.operationId === 'archiveProject' && allowed) await call('DELETE', path);
      if (route.operationId === 'optOut' && allowed) await call('DELETE', path, undefined, token);
    }
  });
});
