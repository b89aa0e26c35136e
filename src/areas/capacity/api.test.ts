import { expect, test } from 'vitest';
import type { z } from 'zod';
import { testDatabase } from '../../../test/support/database.ts';
import { addPerson, makeWorkspace } from '../../../test/support/people.ts';
import { cookieName, testWeb } from '../../../test/support/web.ts';
import { api } from './api.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const finance = await addPerson(db, admin, { name: 'Fin Example', role: 'FIN' });
const web = await testWeb(db, { routes: [], streams: [], api, trustedProxies: ['127.0.0.1'] });

let sent = 0;
async function call(method: 'GET' | 'POST', path: string, body?: object, as: string | null = finance.token) {
  const response = await web.send({
    method,
    path: `/api/v1${path}`,
    headers: {
      origin: web.baseUrl,
      'x-forwarded-for': `198.51.100.${++sent % 250}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(as === null ? {} : { cookie: `${cookieName(web.baseUrl)}=${as}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.statusCode, body: response.json() };
}

/** What was answered, checked against the operation's own schema. */
function answerOf(operationId: string, body: unknown) {
  const { response } = api.find((one) => one.operationId === operationId)!;
  return (response as z.ZodObject).strict().parse(body);
}

const RATE = {
  role: 'community_lead',
  currency: 'KWD',
  low: '18000.000',
  likely: '27000',
  high: '40000',
  validFrom: '2026-10-01',
};
const LIAISON = {
  currency: 'KWD',
  priceDate: '2026-10-15',
  lines: [{ role: 'community_lead', low: '0.5', high: '1', per: 'year' }],
};

test('rates are added and read as they stand on a day', async () => {
  const added = await call('POST', '/rates', RATE);
  expect(added).toMatchObject({ status: 200 });
  answerOf('addRate', added.body);
  const read = await call('GET', '/rates?on=2026-10-01');
  answerOf('listRates', read.body);
  expect(read.body).toMatchObject({
    on: '2026-10-01',
    rates: [{ role: 'community_lead', likely: { amount: '27000.000', currency: 'KWD' } }],
  });
  expect((await call('GET', '/rates?on=2026-09-30')).body).toMatchObject({ rates: [] });
  expect(await call('POST', '/rates', { ...RATE, likely: '27000.00' })).toMatchObject({ status: 422 });
  expect(await call('POST', '/rates', RATE)).toMatchObject({ status: 409 });
});

test('settings name the ones that they replace', async () => {
  const terms = { validFrom: '2026-01-01', hoursInYear: 1840, indirect: '15', currency: 'KWD', replaces: null };
  const set = await call('POST', '/cost-settings', terms);
  expect(set).toMatchObject({ status: 200 });
  const read = await call('GET', '/cost-settings');
  answerOf('getCostSettings', read.body);
  expect(read.body).toMatchObject({ newest: set.body.id, settings: { indirect: '15', reserve: null } });
  expect(await call('POST', '/cost-settings', { ...terms, indirect: '16' })).toMatchObject({ status: 409 });
  const next = await call('POST', '/cost-settings', { ...terms, indirect: '10', replaces: set.body.id });
  expect(next).toMatchObject({ status: 200 });
});

test('an estimate is reckoned exactly, and its total over years with it', async () => {
  const reckoned = await call('POST', '/estimates/reckoning', {
    estimate: LIAISON,
    pricing: { indirect: true, years: 3 },
  });
  expect(reckoned.status).toBe(200);
  answerOf('reckonEstimate', reckoned.body);
  expect(reckoned.body).toMatchObject({
    once: null,
    yearly: {
      legs: [
        {
          kind: 'effort',
          low: { amount: '13500.000' },
          likely: { amount: '20250.000' },
          high: { amount: '27000.000' },
        },
        { kind: 'indirect', low: { amount: '1350.000' } },
      ],
      together: { high: { amount: '29700.000', currency: 'KWD' } },
    },
    years: 3,
    overYears: { low: { amount: '44550.000' }, high: { amount: '89100.000' } },
    warnings: [],
  });
  const none = await call('POST', '/estimates/reckoning', { estimate: { ...LIAISON, currency: 'USD' } });
  expect(none).toMatchObject({ status: 409 });
  expect(await call('POST', '/estimates/reckoning', { estimate: { ...LIAISON, lines: [] } })).toMatchObject({
    status: 422,
  });
  const volume = { viaSponsor: true, sponsorVolume: '1.5' };
  expect(await call('POST', '/estimates/reckoning', { estimate: LIAISON, pricing: volume })).toMatchObject({
    status: 422,
  });
});

test('it is for finance alone', async () => {
  for (const [method, path, body] of [
    ['GET', '/rates', undefined],
    ['POST', '/rates', RATE],
    ['GET', '/cost-settings', undefined],
    ['POST', '/cost-settings', {}],
    ['POST', '/estimates/reckoning', { estimate: LIAISON }],
  ] as const) {
    expect([path, (await call(method, path, body, admin.token)).status]).toEqual([path, 403]);
    expect([path, (await call(method, path, body, null)).status]).toEqual([path, 401]);
  }
});
