/** Joint offers as a browser and a program reach them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { jointWorld } from '../../../test/support/joint.ts';
import { addLetter } from '../../../test/support/offers.ts';
import { testWeb, type TestWeb } from '../../../test/support/web.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { on, sql } from '../../outside/database/index.ts';
import { api } from './api.ts';
import type { Offer } from './offer-types.ts';
import { routes } from './web.ts';

const { db } = await testDatabase();
const { grid, wave, pair, join, newest, shownPair, placesOf } = await jointWorld(db);
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb(db, { routes, streams: [], api });
});
const as = (person: { readonly token: string }) => ({ as: person.token });

async function tabOf({ item, project }: Offer): Promise<string> {
  const { rows } = await db.read((tx) =>
    sql<{ number: number }>`select number from roadmap_item where id = ${item}`.execute(on(tx)),
  );
  const slug = project === grid.project ? grid.slug : wave.slug;
  return `/projects/${slug}/items/${rows[0]!.number}/offer`;
}

describe('the offer tab', () => {
  test('begins a joint offer with what other projects offer; what is missing is said, and what was typed stays', async () => {
    const { one, two } = await pair();
    const path = await tabOf(one);
    const { body } = await web.get(path, as(grid.lead));
    expect(body).toContain(`Example Wave: ${two.content.title}`);
    const wrong = await web.post(
      `${path}/join`,
      { share: 'writes it all', other1: two.slug, share1: '' },
      as(grid.lead),
    );
    expect([wrong.statusCode, wrong.body.includes('writes it all')]).toEqual([422, true]);
    const unknown = { share: 'writes it', other1: 'nothing-here', share1: 'adopts it' };
    expect((await web.post(`${path}/join`, unknown, as(grid.lead))).statusCode).toBe(404);
    const right = await web.post(`${path}/join`, { ...unknown, other1: two.slug }, as(grid.lead));
    expect([right.statusCode, right.headers.location]).toEqual([303, `${path}?said=joined`]);
    const joined = (await web.get(path, as(grid.lead))).body;
    expect(joined).toContain('A joint offer: each project decides on its share');
    expect(joined).toContain('No yes yet that counts for the catalogue');
    expect(joined).toContain('Ask for consent');
    // The other project's people see the same on their item, and nobody else does.
    expect((await web.get(await tabOf(two), as(wave.rita))).body).toContain('writes it');
    expect((await web.get(await tabOf(two), as(grid.rita))).statusCode).toBe(403);
    expect((await web.get(path)).body).not.toContain('Example Wave');
  });

  test('is for the workspace’s leads; a project takes its own share out, and no other’s', async () => {
    const offers = await pair();
    const path = await tabOf(offers.one);
    const form = { share: 'writes it', other1: offers.two.slug, share1: 'adopts it' };
    expect((await web.post(`${path}/join`, form, as(grid.rita))).statusCode).toBe(403);
    mustBeDone(await join(offers));
    expect((await web.post(`${path}/end-joint`, { reason: 'No.' }, as(grid.rita))).statusCode).toBe(403);
    expect((await web.post(`${path}/end-joint`, { reason: '' }, as(grid.lead))).statusCode).toBe(422);
    expect((await web.post(`${path}/leave-joint`, {}, as(wave.rita))).statusCode).toBe(403);
    expect((await web.get(path, as(grid.lead))).body).not.toContain('Take our share out');
    expect((await web.get(path, as(grid.rita))).body).toContain('Take our share out');
    expect((await web.post(`${path}/leave-joint`, {}, as(grid.rita))).headers.location).toBe(`${path}?said=left`);
    expect((await web.get(path, as(grid.lead))).body).toContain('names a joint offer that is over');
  });

  test('the letter asks about the very text that names the others, and says when that is over', async () => {
    const offers = await pair();
    mustBeDone(await join(offers));
    const one = await newest(offers.one);
    const letter = `/projects/${grid.slug}/consents/letters/${await addLetter(db, grid, [one.id])}`;
    const { body } = await web.get(letter, as(grid.rita));
    expect(body).toContain('A joint offer: each project decides on its share');
    expect(body.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')).toContain(
      'Together with Example Wave example , which adopts it',
    );
    await web.post(`${await tabOf(offers.one)}/end-joint`, { reason: 'Another cut.' }, as(grid.lead));
    expect((await web.get(letter, as(grid.rita))).body).toContain('The joint offer that this text names is over');
  });
});

test('the API joins, says who agreed, leaves and ends, and refuses as the pages do', async () => {
  const call = async (method: 'GET' | 'POST', path: string, person: { readonly token: string }, body?: object) => {
    const cookie = { cookie: `commonwork-4000=${person.token}`, origin: web.baseUrl };
    const sent = await web.send({
      method,
      path: `/api/v1${path}`,
      headers: { ...cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: sent.statusCode, body: sent.json() };
  };
  const { one, two } = await pair();
  const path = await tabOf(one);
  const input = { share: 'writes it', others: [{ offer: two.slug, share: 'adopts it' }] };
  expect((await call('POST', `${path}/joint`, grid.rita, input)).status).toBe(403);
  expect((await call('POST', `${path}/joint`, grid.lead, { ...input, others: [] })).status).toBe(422);
  expect((await call('POST', `${path}/joint`, grid.lead, input)).status).toBe(200);
  expect((await call('POST', `${path}/joint`, grid.lead, input)).body.error.code).toBe('joint-already');
  expect((await call('GET', path, grid.lead)).body.joint.shares).toMatchObject([
    { project: 'Example Grid', share: 'writes it', agreed: false },
    { project: 'Example Wave', share: 'adopts it', agreed: false },
  ]);
  expect((await call('POST', `${path}/joint/leaving`, grid.lead, {})).status).toBe(403);
  expect((await call('POST', `${path}/joint/leaving`, grid.rita, {})).status).toBe(200);
  expect((await call('POST', `${path}/joint/ending`, grid.lead, { reason: 'Done.' })).body.error.code).toBe(
    'no-joint-offer',
  );
  const standing = await shownPair();
  expect(await placesOf(standing.one, new Date())).toBeDefined();
  const ending = await call('POST', `${await tabOf(standing.one)}/joint/ending`, grid.lead, { reason: 'Done.' });
  expect(ending.status).toBe(200);
});
