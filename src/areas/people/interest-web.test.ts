/** Interests as a browser and a program meet them. */
import { expect, test } from 'vitest';
import { addInterest } from '../../../test/support/interests.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { addPerson, makeWorkspace } from '../../../test/support/people.ts';
import { addTestProject } from '../../../test/support/projects.ts';
import { testWeb } from '../../../test/support/web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const rosa = await addPerson(db, admin, { name: 'Rosa <b>Example', role: 'PRJ', project });
const web = await testWeb(db);
const typed = { kind: 'client', organisation: 'Quant <script>', project, since: '2025-01-31', visibility: 'public' };

test('a person declares one, everybody reads it, and it is ended', async () => {
  expect((await web.get('/interests')).body).toContain('None has been declared');
  const sent = await web.post('/account/interests', typed, { as: rosa.token });
  expect([sent.statusCode, sent.headers.location]).toEqual([303, '/account/interests?said=interest']);
  const register = (await web.get('/interests')).body;
  expect(register).toContain('Quant &lt;script>');
  expect(register).toContain('Rosa &lt;b>Example');
  expect(register).not.toContain('Set the amount');

  const own = (await web.get('/account/interests', { as: rosa.token })).body;
  const [, end] = /action="(\/account\/interests\/[0-9a-f-]+\/end)"/.exec(own)!;
  expect((await web.post(end!, { until: '2026-11-25' }, { as: admin.token })).statusCode).toBe(404);
  expect((await web.post(end!, { until: '2026-11-25' }, { as: rosa.token })).statusCode).toBe(303);
  const again = await web.post(end!, { until: '2026-11-25' }, { as: rosa.token });
  expect(again.statusCode).toBe(409);
  expect(again.body).toContain('ended already');
  expect((await web.get('/interests')).body).toContain('25 Nov 2026');
});

test('what is for administrators is shown to them alone, and they set the amount', async () => {
  await addInterest(db, rosa, { organisation: 'Quiet Bank', visibility: 'staff' });
  expect((await web.get('/interests')).body).not.toContain('Quiet Bank');
  expect((await web.get('/interests', { as: rosa.token })).body).not.toContain('Quiet Bank');
  expect((await web.get('/interests', { as: admin.token })).body).toContain('Quiet Bank');
  const json = async (as: string) => (await web.get('/api/v1/interests', { as })).json().interests.length;
  expect([await json(rosa.token), await json(admin.token)]).toEqual([1, 2]);

  expect(
    (await web.post('/interests/limit', { amount: 'much', currency: 'USD' }, { as: admin.token })).statusCode,
  ).toBe(422);
  expect((await web.post('/interests/limit', { amount: '900', currency: 'EUR' }, { as: rosa.token })).statusCode).toBe(
    403,
  );
  expect((await web.post('/interests/limit', { amount: '900', currency: 'EUR' }, { as: admin.token })).statusCode).toBe(
    303,
  );
  expect((await web.get('/interests')).body).toContain('from €900 on');
});

test('mistakes come back with what was typed', async () => {
  const form = { ...typed, since: 'yesterday', words: 'kept <i>' };
  const answer = await web.post('/account/interests', form, { as: rosa.token });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('Enter a day like 2026-03-31.');
  expect(answer.body).toContain('kept &lt;i>');
  expect(answer.body).toContain('value="client" checked');
  expect((await web.get('/account/interests')).statusCode).toBe(303);
});

test('a program does the same', async () => {
  const send = (method: 'POST' | 'PUT', path: string, body: object, as: string) =>
    web.send({
      method,
      path: `/api/v1${path}`,
      body: JSON.stringify(body),
      headers: { origin: web.baseUrl, 'content-type': 'application/json', cookie: `commonwork-4000=${as}` },
    });
  const made = await send('POST', '/me/interests', typed, rosa.token);
  expect(made.statusCode).toBe(200);
  const { id } = made.json();
  expect((await send('POST', `/me/interests/${id}/ending`, { until: '2020-01-01' }, rosa.token)).statusCode).toBe(422);
  expect((await send('POST', `/me/interests/${id}/ending`, { until: '2026-01-01' }, rosa.token)).statusCode).toBe(200);
  const { interests } = (await web.get('/api/v1/me/interests', { as: rosa.token })).json();
  expect(interests.find((one: { id: string }) => one.id === id)).toMatchObject({ until: '2026-01-01' });
  expect((await send('PUT', '/interest-limit', { amount: '1', currency: 'USD' }, rosa.token)).statusCode).toBe(403);
});
