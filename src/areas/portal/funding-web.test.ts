/** Settings for those who fund: by form and by program, kept when something is wrong, and for those alone who may. */
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../test/support/people.ts';
import { addTestProject } from '../../../test/support/projects.ts';
import { testWeb } from '../../../test/support/web.ts';
import { newestFundingSettings } from './store/funding-settings.ts';

const { db } = await testDatabase();
const web = await testWeb(db);
const admin = await makeWorkspace(db, NOW);
const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
const prj = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const lead = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });

const FORM = {
  name: 'Example Lab',
  type: 'organisation',
  role: 'steward',
  email: 'funding@example.org',
  phone: '',
  description: 'An example.',
  webpageUrl: 'https://example.org/',
  channelName1: 'Bank',
  channelType1: 'bank',
  channelAddress1: '',
  channelDescription1: 'Ask us.',
  funders: 'funders@example.org',
  projectsContact: '',
  replaces: '',
};

test('the page says what is missing, takes the settings, and shows them again', async () => {
  const asked = await web.get('/settings/funding', { as: admin.token });
  expect(asked.statusCode).toBe(200);
  expect(asked.body).toContain('Nothing is published, because nothing in it may be made up');
  expect(asked.body).toContain('value="Example Lab"');
  const saved = await web.post('/settings/funding', FORM, { as: admin.token });
  expect(saved.headers['location']).toBe('/settings/funding?said=set');
  const again = await web.get('/settings/funding?said=set', { as: admin.token });
  for (const words of ['The settings are saved', 'funding@example.org', 'value="Bank"', 'by Ada Example'])
    expect(again.body).toContain(words);
  expect((await web.get('/offers')).body).toContain('mailto:funders@example.org');
});

test('what is wrong is said at its field and nothing that was typed is lost', async () => {
  const { id } = (await db.read((tx) => newestFundingSettings(tx, null)))!;
  const wrong = {
    ...FORM,
    replaces: id,
    email: 'nobody at all',
    description: '<b>x</b>',
    channelName1: '',
    channelName3: 'Third',
    channelType3: '',
  };
  const answer = await web.post('/settings/funding', wrong, { as: admin.token });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('nobody at all');
  expect(answer.body).toContain('Write an e-mail address');
  expect(answer.body).toContain('href="#form-channelType3"');
  const refused = await web.post(
    '/settings/funding',
    { ...FORM, replaces: id, description: 'abc' },
    { as: admin.token },
  );
  expect(refused.statusCode).toBe(422);
  expect(refused.body).toContain('href="#form-description"');
  const old = await web.post('/settings/funding', FORM, { as: admin.token });
  expect(old.statusCode).toBe(409);
  expect(old.body).toContain('Somebody else has saved these settings');
});

test('a project sets its own; nobody else does', async () => {
  expect((await web.get(`/projects/${slug}/funding`, { as: prj.token })).statusCode).toBe(200);
  const saved = await web.post(`/projects/${slug}/funding`, { ...FORM, name: 'Example council' }, { as: prj.token });
  expect(saved.statusCode).toBe(303);
  expect((await db.read((tx) => newestFundingSettings(tx, project)))?.body.entity?.name).toBe('Example council');
  for (const [path, as] of [
    ['/settings/funding', prj.token],
    ['/settings/funding', lead.token],
    [`/projects/${slug}/funding`, lead.token],
  ] as const)
    expect([path, (await web.get(path, { as })).statusCode]).toEqual([path, 403]);
  expect((await web.get('/settings/funding')).statusCode).toBe(303);
  expect((await web.get('/projects/nowhere/funding', { as: admin.token })).statusCode).toBe(404);
});

test('programs set them too, by the same rules', async () => {
  const { id } = (await db.read((tx) => newestFundingSettings(tx, null)))!;
  const send = (body: object, token: string | null) =>
    web.send({
      method: 'PUT',
      path: '/api/v1/funding-settings',
      body: JSON.stringify(body),
      headers: {
        'content-type': 'application/json',
        origin: web.baseUrl,
        'sec-fetch-site': 'same-origin',
        ...(token === null ? {} : { cookie: `commonwork-4000=${token}` }),
      },
    });
  const body = { replaces: id, entity: null, channels: [], contacts: { funders: null, projects: 'tec@example.org' } };
  expect((await send(body, lead.token)).statusCode).toBe(403);
  expect((await send(body, null)).statusCode).toBe(401);
  expect((await send({ ...body, contacts: { funders: 'no', projects: null } }, admin.token)).statusCode).toBe(422);
  expect((await send(body, admin.token)).statusCode).toBe(200);
  expect((await send(body, admin.token)).statusCode).toBe(409);
});
