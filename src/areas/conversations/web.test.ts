import { expect, test } from 'vitest';
import {
  addTestAttendee,
  addTestNote,
  enterTestGathering,
  giveTestFeedback,
} from '../../../test/support/conversations.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { addEveryRole, addPerson, makeWorkspace } from '../../../test/support/people.ts';
import { addTestProject } from '../../../test/support/projects.ts';
import { sayMission } from '../../../test/support/profile.ts';
import { cookieName, testWeb } from '../../../test/support/web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project, slug } = await addTestProject(db, admin.actor, 'Example Grid');
const people = await addEveryRole(db, admin, project);
const as = (role: 'ADM' | 'ENG' | 'TEC' | 'DEV' | 'FIN' | 'PRJ' | 'MNT' | 'FND' | 'FSP') => ({
  as: people.get(role)!.token,
});
const web = await testWeb(db);
const ROLES = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN', 'PRJ', 'MNT', 'FND', 'FSP'] as const;
const send = (method: 'POST' | 'PUT', path: string, body: object, token: string | null = null) =>
  web.send({
    method,
    path: `/api/v1${path}`,
    body: JSON.stringify(body),
    headers: {
      origin: web.baseUrl,
      'content-type': 'application/json',
      ...(token === null ? {} : { cookie: `${cookieName(web.baseUrl)}=${token}` }),
    },
  });

test('a stranger gives feedback without an account; mistakes come back with what was typed', async () => {
  const wrong = await web.post('/feedback/give', { words: 'kept <i>', mail: 'x', kind: '' });
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('Choose what kind of feedback it is.');
  expect(wrong.body).toContain('kept &lt;i>');
  const elsewhere = await web.post('/feedback/give', { words: 'x y', kind: 'idea', project: 'Nothing' });
  expect(elsewhere.statusCode).toBe(422);
  expect(elsewhere.body).toContain('No project here has this name');
  const given = await web.post('/feedback/give', { words: '<script>alert(1)</script> how?', kind: 'criticism' });
  expect([given.statusCode, given.headers.location]).toEqual([303, '/feedback?said=given']);
  expect((await web.get('/feedback')).body).not.toContain('alert(1)');
  const one = (await web.get('/feedback/inbox', as('ADM'))).body;
  expect(one).toContain('&lt;script>alert(1)');
});

test('what came in is read by the workspace’s people, and by representatives what is about their project', async () => {
  const method = await giveTestFeedback(db, { address: '10.1.0.1' });
  const own = await giveTestFeedback(db, { address: '10.1.0.2', project: slug });
  const reads = async (path: string) =>
    Object.fromEntries(
      await Promise.all(ROLES.map(async (role) => [role, (await web.get(path, as(role))).statusCode] as const)),
    );
  const staff = { ADM: 200, ENG: 200, TEC: 200, DEV: 200, FIN: 200 };
  expect(await reads(`/feedback/inbox/${method}`)).toEqual({ ...staff, PRJ: 404, MNT: 403, FND: 403, FSP: 403 });
  expect(await reads(`/feedback/inbox/${own}`)).toEqual({ ...staff, PRJ: 200, MNT: 403, FND: 403, FSP: 403 });
  expect((await web.get(`/feedback/inbox/${own}`)).headers.location).toContain('/sign-in');
  const answer = (id: string, role: (typeof ROLES)[number]) =>
    web.post(`/feedback/inbox/${id}/answer`, { words: 'Thanks.' }, as(role));
  expect([(await answer(method, 'PRJ')).statusCode, (await answer(own, 'FIN')).statusCode]).toEqual([404, 403]);
  expect((await answer(own, 'PRJ')).statusCode).toBe(303);
  const early = await web.post(`/feedback/inbox/${method}/end`, { kind: 'acted-on', words: 'Done so.' }, as('TEC'));
  expect(early.statusCode).toBe(409);
  expect(early.body).toContain('Answer it first');
  expect(early.body).toContain('Done so.');
  expect((await web.post(`/feedback/inbox/${own}/release`, { summary: 'x y' }, as('TEC'))).statusCode).toBe(403);
  expect((await web.post(`/feedback/inbox/${own}/release`, { summary: 'Asked: why?' }, as('ADM'))).statusCode).toBe(
    303,
  );
  const page = (await web.get('/feedback')).body;
  expect(page).toContain('Asked: why?');
  expect(page).toContain('No answer yet');
});

test('a program does the same, and the day’s limit holds there as well', async () => {
  const given = await send('POST', '/feedback', { kind: 'idea', words: 'A feed of events.', wishesPublic: true });
  expect(given.statusCode).toBe(200);
  const { id } = given.json();
  const { token } = admin;
  expect(
    (await send('POST', `/feedback/${id}/outcome`, { kind: 'acted-on', words: 'Done so.' }, token)).statusCode,
  ).toBe(409);
  expect((await send('POST', `/feedback/${id}/answers`, { words: 'We will.' }, token)).json()).toEqual({ sent: false });
  const link = 'https://example.org/feed';
  expect(
    (await send('POST', `/feedback/${id}/outcome`, { kind: 'acted-on', words: 'It is there.', link }, token))
      .statusCode,
  ).toBe(200);
  const { feedback, figures } = (await web.get('/api/v1/feedback')).json();
  expect(feedback[0]).toMatchObject({
    id,
    words: 'A feed of events.',
    wordsBy: 'giver',
    state: 'acted-on',
    outcome: { link },
  });
  expect(figures.byState['acted-on']).toBe(1);
  expect((await send('POST', '/feedback', { kind: 'idea', words: 'x', mayWrite: true })).statusCode).toBe(422);
  expect((await web.get('/api/v1/feedback/inbox')).statusCode).toBe(401);
});

test('an event: the record for those who may, the public page for all, nothing confidential in either export', async () => {
  const gathering = await enterTestGathering(db, admin.actor, 'Workshop <b>one</b>');
  await addTestAttendee(db, admin.actor, gathering, people.get('FND')!.person);
  await addTestNote(db, admin.actor, gathering, { words: 'said in the open' });
  await addTestNote(db, admin.actor, gathering, { words: 'said in private', confidential: true });
  const path = `/events/${gathering}`;
  expect((await web.get(path)).statusCode).toBe(404);
  expect((await web.get(path, as('FSP'))).statusCode).toBe(404);
  expect((await web.get(path, as('FND'))).body).toContain('said in private');
  expect((await web.get(path, as('DEV'))).body).toContain('Workshop &lt;b>one&lt;/b>');
  expect((await web.post(`${path}/publish`, {}, as('TEC'))).statusCode).toBe(403);
  expect((await web.post(`${path}/publish`, {}, as('ADM'))).statusCode).toBe(303);
  for (const at of [path, `${path}/export/markdown`, `${path}/export/json`, `/api/v1${path}`]) {
    const answer = await web.get(at);
    expect([at, answer.statusCode]).toEqual([at, 200]);
    expect(answer.body).toContain('said in the open');
    expect(answer.body).not.toMatch(/said in private|Ada Example|Fnd Example/);
  }
  expect((await web.get('/events')).body).toContain('Workshop &lt;b>one&lt;/b>');
  const wrong = await web.post(
    `${path}/notes`,
    { words: 'kept', status: 'adopted', project: 'Example Grid' },
    as('ADM'),
  );
  expect(wrong.statusCode).toBe(422);
  expect(wrong.body).toContain('Adopted by a project is only what it decided');
  expect(wrong.body).toContain('>kept</textarea>');
  // Whose hat is not said has it asked for in the form.
  const two = await addPerson(db, admin, { name: 'Two Hats', role: 'TEC' });
  await web.post('/account/hats', { capacity: 'board member', affiliation: 'Example Board' }, { as: two.token });
  const hatless = await web.post(`${path}/notes`, { words: 'mine', status: 'personal' }, { as: two.token });
  expect(hatless.statusCode).toBe(422);
  expect(hatless.body).toContain('You speak in more than one capacity here');
  const hat = 'board member, Example Board';
  expect(
    (await web.post(`${path}/notes`, { words: 'mine', status: 'personal', hat }, { as: two.token })).statusCode,
  ).toBe(303);
});

test('about us for everybody, what fits for the workspace’s people', async () => {
  expect((await web.get('/about')).body).toContain('Nobody has written yet what we are for');
  expect((await web.get('/settings/profile', as('TEC'))).statusCode).toBe(403);
  await sayMission(db, admin.actor);
  const late = await web.post('/settings/profile', { mission: 'Mine.', focus: '', version: '0' }, as('ADM'));
  expect(late.statusCode).toBe(409);
  expect(late.body).toContain('name="version" value="0"');
  expect((await web.get('/about')).body).toContain('Sustain the array stack.');
  expect((await web.get(`/projects/${slug}/fit`, as('PRJ'))).statusCode).toBe(403);
  const misfit = await web.post(`/projects/${slug}/fit`, { fits: 'no' }, as('ENG'));
  expect(misfit.statusCode).toBe(422);
  expect(misfit.body).toContain('Say why it does not fit');
  expect((await web.post(`/projects/${slug}/fit`, { fits: 'no', reason: 'A game.' }, as('ENG'))).statusCode).toBe(303);
  expect((await web.get(`/projects/${slug}`, as('FIN'))).body).toContain('A game.');
  for (const reader of [as('PRJ'), as('FND'), {}]) {
    expect((await web.get(`/projects/${slug}`, reader)).body).not.toContain('A game.');
  }
  expect((await web.get('/how-it-works')).body).toContain('href="/feedback/give"');
});
