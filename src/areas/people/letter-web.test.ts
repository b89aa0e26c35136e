/** How often letters come, as a browser and a mail program meet it. */
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { BASE_URL, makeWorkspace, NOW } from '../../../test/support/people.ts';
import { testWeb } from '../../../test/support/web.ts';
import { makeLetterLink } from './actions/make-letter-link.ts';
import { allSettings } from './notification-rules.ts';
import { notificationSettings } from './store/notifications.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const web = await testWeb(db);
const settings = () => db.read((tx) => notificationSettings(tx, admin.person));
const made = await db.tx((tx) => makeLetterLink(tx, { person: admin.person, kind: 'survey', baseUrl: BASE_URL }, NOW));
const path = new URL(made.settings).pathname;

test('opening a letter’s link, however often, changes nothing and says nothing of whose it was', async () => {
  for (const one of [path, path, `${path}/stop`]) {
    const page = await web.get(one);
    expect(page.statusCode).toBe(200);
    expect(page.body).not.toMatch(/ada/i);
    expect(page.headers['cache-control']).toContain('no-store');
  }
  expect(await settings()).toEqual(allSettings({}));
});

test('its form sets how often letters come, without signing in', async () => {
  const wished = allSettings({ asked: 'at-once', project: 'never' });
  const kept = await web.post(path, wished);
  expect([kept.statusCode, kept.headers.location]).toEqual([303, `${path}?said=kept`]);
  expect(await settings()).toEqual(wished);
  expect((await web.post(path, { ...wished, asked: 'hourly' })).statusCode).toBe(422);
  expect((await web.get('/letters/unknown')).statusCode).toBe(410);
  // From a page elsewhere it is no form of ours.
  const foreign = { origin: 'https://elsewhere.example', 'sec-fetch-site': 'cross-site' };
  expect((await web.post(path, allSettings({}), { headers: foreign })).statusCode).toBe(403);
  expect(await settings()).toEqual(wished);
});

test('a mail program stops them with one POST of its own (RFC 8058)', async () => {
  const send = (to: string, type: string, body: string) =>
    web.send({ method: 'POST', path: to, body, headers: { 'content-type': type } });
  const form = await send(`${path}/stop`, 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click');
  expect(form.statusCode).toBeLessThan(400);
  expect(await settings()).toMatchObject({ survey: 'never', asked: 'at-once' });
  const parts = '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n';
  expect((await send(`${path}/stop`, 'multipart/form-data; boundary=x', parts)).statusCode).toBeLessThan(400);
  expect((await send('/letters/unknown/stop', 'application/x-www-form-urlencoded', 'x=1')).statusCode).toBe(410);
  // The other address takes no such thing.
  expect((await send(path, 'application/x-www-form-urlencoded', 'asked=never')).statusCode).toBe(403);
});

test('the account has the same choices', async () => {
  const page = await web.get('/account/letters', { as: admin.token });
  expect(page.body).toContain('One letter a day'.toLowerCase().slice(4));
  expect((await web.post('/account/letters', allSettings({}), { as: admin.token })).statusCode).toBe(303);
  expect(await settings()).toEqual(allSettings({}));
  expect((await web.post('/account/letters', { asked: 'digest' }, { as: admin.token })).statusCode).toBe(422);
  expect((await web.get('/account/letters')).statusCode).toBe(303);
  const set = await web.send({
    method: 'PUT',
    path: '/api/v1/me/letters',
    body: JSON.stringify(allSettings({ survey: 'never' })),
    headers: { origin: BASE_URL, 'content-type': 'application/json', cookie: `commonwork-4000=${admin.token}` },
  });
  expect(set.json()).toEqual(allSettings({ survey: 'never' }));
  expect((await web.get('/api/v1/me/letters', { as: admin.token })).json()).toEqual(await settings());
});
