/** Handing over and merging, as browsers and programs do it. */
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { addPerson, makeWorkspace } from '../../../test/support/people.ts';
import { addTestProject } from '../../../test/support/projects.ts';
import { testWeb } from '../../../test/support/web.ts';
import { listOutbox } from '../../outside/mail/index.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const rosa = await addPerson(db, admin, { name: 'Rosa Example', role: 'PRJ', project });
const double = await addPerson(db, admin, { name: 'Rosa Doppelt', role: 'MNT', project });
const web = await testWeb(db);

test('the last representative of a project is warned, on their own page and on an administrator’s', async () => {
  const warned = 'Nobody else here represents Example Grid';
  expect((await web.get('/account/leaving', { as: rosa.token })).body).toContain(warned);
  expect((await web.get('/account/leaving', { as: double.token })).body).not.toContain(warned);
  const page = (await web.get(`/people/${rosa.person}`, { as: admin.token })).body;
  expect(page).toContain(warned);
  expect(page).toContain('Nobody would speak for Example Grid then.');
  expect(page).toContain('It cannot be undone.');
});

test('a person merges their second account by the link in the letter to it', async () => {
  const asked = await web.post('/account/leaving/merge', { mail: double.mail }, { as: rosa.token });
  expect([asked.statusCode, asked.headers.location]).toEqual([303, '/account/leaving?said=mergeAsked']);
  const letter = (await db.read((tx) => listOutbox(tx, 50))).find(({ link }) => link?.includes('/account/merge/'));
  const path = new URL(letter!.link!).pathname;
  expect((await web.get(path)).headers.location).toContain('/sign-in');
  expect((await web.get(path, { as: double.token })).statusCode).toBe(403);
  const page = await web.get(path, { as: rosa.token });
  expect(page.body).toContain('Rosa Doppelt');
  expect(page.body).toContain('It cannot be undone.');
  expect((await web.post(path, {}, { as: rosa.token })).headers.location).toBe('/account?said=mergedOwn');
  expect((await web.post(path, {}, { as: rosa.token })).statusCode).toBe(410);
  expect((await web.get('/account', { as: double.token })).statusCode).toBe(303);
  const closed = (await web.get(`/people/${double.person}`, { as: admin.token })).body;
  expect(closed).toContain('It stays closed');
  expect((await web.post(`/people/${double.person}/reactivate`, {}, { as: admin.token })).statusCode).toBe(409);
});

test('handing over says what is wrong beside its field, keeps what was typed, and then is done', async () => {
  const form = { mail: 'nobody@example.org', reason: 'I leave <i>' };
  const wrong = await web.post('/account/leaving/hand-over', form, { as: rosa.token });
  expect(wrong.statusCode).toBe(404);
  expect(wrong.body).toContain('Nobody here has this mail address');
  expect(wrong.body).toContain('I leave &lt;i>');
  const kim = await addPerson(db, admin, { name: 'Kim Example', role: 'ENG' });
  const done = await web.post('/account/leaving/hand-over', { ...form, mail: kim.mail }, { as: rosa.token });
  expect(done.headers.location).toBe('/account/leaving?said=handed');
  expect((await web.get('/account/leaving', { as: rosa.token })).body).toContain('You hold no role');
  const back = await web.post(
    `/people/${kim.person}/hand-over`,
    { to: rosa.person, reason: 'Back.' },
    { as: admin.token },
  );
  expect(back.headers.location).toBe(`/people/${kim.person}?said=handed`);
  expect(
    (await web.post(`/people/${kim.person}/merge`, { into: '', reason: '' }, { as: admin.token })).statusCode,
  ).toBe(422);
  const merged = await web.post(
    `/people/${kim.person}/merge`,
    { into: rosa.person, reason: 'Same.' },
    { as: admin.token },
  );
  expect(merged.headers.location).toBe(`/people/${rosa.person}?said=merged`);
});
