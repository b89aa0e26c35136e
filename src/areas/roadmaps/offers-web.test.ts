/** Offers and consents as a browser and a program reach them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { addItem, addLetter, addOffer, addShownOffer, offersWorld } from '../../../test/support/offers.ts';
import { addPerson, NOW } from '../../../test/support/people.ts';
import { testWeb, type TestWeb } from '../../../test/support/web.ts';
import { on, sql } from '../../outside/database/index.ts';
import { listOutbox } from '../../outside/mail/index.ts';
import { api } from './api.ts';
import { letterById } from './store/consents.ts';
import { shownOffers } from './store/offers.ts';
import { routes } from './web.ts';

const { db } = await testDatabase();
const world = await offersWorld(db);
const { lead, tec, rita, sol, una, admin } = world;
const funder = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
let web: TestWeb;
beforeAll(async () => {
  web = await testWeb(db, { routes, streams: [], api });
});

const PROJECT = '/projects/example-grid';
const as = (person: { readonly token: string }) => ({ as: person.token });

async function asked(title: string) {
  const offer = await addOffer(db, world, { title });
  const letter = await addLetter(db, world, [offer.id]);
  const { requests } = (await db.read((tx) => letterById(tx, letter)))!;
  return { offer, letter, request: requests[0]!, path: `${PROJECT}/consents/letters/${letter}` };
}

/** What a person sends who says yes to the only question. */
const yes = (digest: string, more: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({ answer1: 'yes', digest1: digest, uses1: 'catalogue', months1: '12', interest: 'no', ...more });

async function linkAbout(title: string): Promise<string> {
  const letters = await db.read((tx) => listOutbox(tx, 1000));
  const { link } = letters.find(
    ({ recipient, body }) => recipient === 'gus@example.org' && body?.replace(/\s+/g, ' ').includes(title),
  )!;
  return new URL(link!).pathname;
}

describe('the letter', () => {
  test('shows what funders would see, asks with nothing ticked, and says what is not asked and what one can rely on', async () => {
    const { path } = await asked('Arrays in a letter');
    const { statusCode, body } = await web.get(path, as(rita));
    expect(statusCode).toBe(200);
    expect(body).toContain('Arrays in a letter');
    expect(body).toContain('Every array library rewrites a part of the interface.');
    expect(body).toContain('$150,000–300,000');
    expect(body).toContain('What is not asked of you');
    expect(body).toContain('means no: nothing is shown');
    expect(body).not.toMatch(/<input[^>]*checked/);
    expect(body).not.toContain('mainnav');
  });

  test('is answered by its page; what is missing is said beside its field, and what was typed stays', async () => {
    const { path, offer } = await asked('Answered on the page');
    const wrong = await web.post(
      path,
      new URLSearchParams({ answer1: 'yes', digest1: offer.digest, words1: 'Gladly.' }),
      as(rita),
    );
    expect(wrong.statusCode).toBe(422);
    expect(wrong.body).toContain('Tick what it may be used for');
    expect(wrong.body).toContain('Say whether you or your employer would gain');
    expect(wrong.body).toContain('Gladly.');
    const right = await web.post(path, yes(offer.digest, { words1: 'Gladly.' }), as(rita));
    expect([right.statusCode, right.headers.location]).toEqual([303, `${path}?said=answered`]);
    const { body } = await web.get(path, as(rita));
    expect(body).toContain('Yes, counts');
    expect(body).toContain('Withdraw this yes');
  });

  test('nothing is concluded from an empty form', async () => {
    const { path, offer } = await asked('Empty form');
    const answer = await web.post(path, new URLSearchParams({ digest1: offer.digest, interest: 'no' }), as(rita));
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('If you leave it open, nothing is shown.');
  });

  test('of another text than the one that was read is shown again', async () => {
    const { path } = await asked('Other text');
    const answer = await web.post(path, yes('ab'.repeat(32)), as(rita));
    expect(answer.statusCode).toBe(409);
    expect(answer.body).toContain('Read it again, then answer');
  });

  test('a funder and an engagement lead are forbidden to approve; others do not even see it (S1)', async () => {
    const { path, offer, letter } = await asked('Not theirs');
    for (const person of [funder, lead, tec, admin]) {
      expect((await web.post(path, yes(offer.digest), as(person))).statusCode).toBe(403);
    }
    expect((await web.post(path, yes(offer.digest), as(una))).statusCode).toBe(403);
    expect((await web.get(path, as(lead))).statusCode).toBe(200);
    expect((await web.get(path, as(funder))).statusCode).toBe(403);
    expect((await web.get(path)).statusCode).toBe(303);
    const { requests } = (await db.read((tx) => letterById(tx, letter)))!;
    expect(requests[0]!.answers).toEqual([]);
  });
});

describe('by the link of a letter', () => {
  test('a scanner may fetch it as often as it likes; only the click answers, and the same link takes it back', async () => {
    const { offer } = await asked('Fetched twice');
    const link = await linkAbout('Fetched twice');
    for (let times = 0; times < 3; times++) {
      const { statusCode, body } = await web.get(link);
      expect(statusCode).toBe(200);
      expect(body).toContain('You are reading this as Gus Example');
    }
    const answer = await web.post(link, yes(offer.digest));
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${link}?said=answered`]);
    const { body } = await web.get(link);
    const withdraw = /action="(\/consent\/[^"]+\/withdraw\/[^"]+)"/.exec(body)?.[1];
    expect(withdraw).toBeDefined();
    expect((await web.post(withdraw!)).statusCode).toBe(303);
    expect((await web.get(`${link}?said=withdrawn`)).body).toContain('The yes is withdrawn');
  });

  test('what is not known, cut off or of another letter does nothing', async () => {
    const first = await asked('Letter one');
    await asked('Letter two');
    const link = await linkAbout('Letter two');
    expect((await web.get('/consent/abc')).statusCode).toBe(410);
    expect((await web.post('/consent/abc', yes(first.offer.digest))).statusCode).toBe(410);
    const { consent } = await addShownOffer(db, world, { title: 'Of another letter' });
    expect((await web.post(`${link}/withdraw/${consent}`)).statusCode).toBe(404);
    expect((await web.post(link, yes(first.offer.digest))).statusCode).toBe(409);
  });
});

describe('the project’s page of consents', () => {
  test('shows what is shown and until when; one click takes it back', async () => {
    const { offer, consent } = await addShownOffer(db, world, { title: 'Shown on the page' });
    const { body } = await web.get(`${PROJECT}/consents`, as(sol));
    expect(body).toContain('Shown on the page');
    expect(body).toContain('catalogue, brochures');
    const answer = await web.post(`${PROJECT}/consents/${consent}/withdraw`, {}, as(sol));
    expect([answer.statusCode, answer.headers.location]).toEqual([303, `${PROJECT}/consents?said=withdrawn`]);
    expect(await db.read((tx) => shownOffers(tx, NOW, { items: [offer.item] }))).toEqual([]);
    const tab = await web.get(`${PROJECT}/items/${await numberOf(offer.item)}/offer`, as(lead));
    expect(tab.body).toContain('withdrew its consent on 25 November 2026, by Sol Example');
  });

  test('is for the project’s own people and the workspace’s', async () => {
    for (const person of [lead, tec, admin, rita]) {
      expect((await web.get(`${PROJECT}/consents`, as(person))).statusCode).toBe(200);
    }
    expect((await web.get(`${PROJECT}/consents`, as(funder))).statusCode).toBe(403);
    expect((await web.get(`${PROJECT}/consents`)).statusCode).toBe(303);
  });
});

describe('the item’s offer', () => {
  test('goes from wording to catalogue by the pages, and says at each step why it is not shown', async () => {
    const { item, number } = await addItem(db, world, { title: 'By the pages' });
    const path = `${PROJECT}/items/${number}/offer`;
    expect((await web.get(path, as(lead))).body).toContain('No offer was made of it yet.');
    const made = await web.post(path, { rates: 'likely' }, as(lead));
    expect([made.statusCode, made.headers.location]).toEqual([303, `${path}?said=made`]);
    expect((await web.get(path, as(lead))).body).toContain('was not asked yet');
    const ask = await web.get(`${PROJECT}/consents/ask`, as(lead));
    const offer = /name="offers" value="([^"]+)"[^>]*>(?:(?!name="offers").)*By the pages/s.exec(ask.body)?.[1];
    const form = new URLSearchParams({ offers: offer!, speakers: world.speakers.rita, uses: 'catalogue' });
    const sent = await web.post(`${PROJECT}/consents/ask`, form, as(lead));
    expect(sent.statusCode).toBe(303);
    expect((await web.get(path, as(lead))).body).toContain('has not answered. No answer means no.');
    const letter = sent.headers.location!.split('?')[0]!;
    const digest = /name="digest1" value="([0-9a-f]{64})"/.exec((await web.get(letter, as(rita))).body)?.[1];
    expect((await web.post(letter, yes(digest!), as(rita))).statusCode).toBe(303);
    expect((await web.get(path, as(lead))).body).toContain('said yes. Nobody has published it yet.');
    expect((await web.post(`${path}/publish`, {}, as(rita))).statusCode).toBe(403);
    expect((await web.post(`${path}/publish`, {}, as(lead))).headers.location).toBe(`${path}?said=published`);
    expect((await web.get(path, as(lead))).body).toContain('Shown in the catalogue');
    const reason = await web.post(`${path}/unpublish`, { reason: '' }, as(lead));
    expect([reason.statusCode, reason.body.includes('Say why it leaves the catalogue.')]).toEqual([422, true]);
    expect((await web.post(`${path}/unpublish`, { reason: 'Later.' }, as(lead))).statusCode).toBe(303);
    expect((await web.get(path, as(lead))).body).toContain(
      'It was taken out of the catalogue on 25 November 2026: Later.',
    );
    expect(await db.read((tx) => shownOffers(tx, NOW, { items: [item] }))).toEqual([]);
  });

  test('what the wording lacks is named, with the way to write it', async () => {
    const { number } = await addItem(db, world, { title: 'Lacks', volunteerImpact: '', cadence: null });
    const { body } = await web.get(`${PROJECT}/items/${number}/offer`, as(lead));
    expect(body).toContain('impact on volunteers');
    expect(body).toContain(`${PROJECT}/items/${number}/reword`);
    const refused = await web.post(`${PROJECT}/items/${number}/offer`, {}, as(lead));
    expect([refused.statusCode, refused.body.includes('impact on volunteers, reports')]).toEqual([409, true]);
  });

  test('a note that the project was told needs who and how', async () => {
    const offer = await addOffer(db, world, { title: 'Told' });
    const path = `${PROJECT}/items/${await numberOf(offer.item)}/offer/notice`;
    expect((await web.post(path, { channel: 'list', told: '' }, as(lead))).statusCode).toBe(422);
    expect((await web.post(path, { channel: 'list', told: 'numpy-discussion' }, as(lead))).statusCode).toBe(303);
  });
});

describe('the API', () => {
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

  test('makes, asks, answers, publishes and withdraws, and refuses as the pages do', async () => {
    const { number } = await addItem(db, world, { title: 'By program' });
    const made = await call('POST', `/projects/example-grid/items/${number}/offer`, tec, {});
    expect(made).toMatchObject({ status: 200, body: { number: 1, content: { title: 'By program' } } });
    const asking = { offers: [made.body.id], speakers: [world.speakers.sol], uses: ['catalogue'], message: null };
    const letter = await call('POST', '/projects/example-grid/consents/letters', lead, asking);
    const read = await call('GET', `/consent-letters/${letter.body.id}`, rita);
    const [request] = read.body.requests;
    expect(request.offer.digest).toBe(made.body.digest);
    const answers = [{ request: request.id, answer: 'yes', digest: request.offer.digest, uses: ['catalogue'] }];
    const answer = { answers, interest: { has: 'no' } };
    expect((await call('POST', `/consent-letters/${letter.body.id}/answers`, lead, answer)).status).toBe(403);
    const given = await call('POST', `/consent-letters/${letter.body.id}/answers`, rita, answer);
    expect(given).toMatchObject({ status: 200, body: { stoodAside: false } });
    const publication = `/projects/example-grid/items/${number}/offer/publication`;
    expect((await call('POST', publication, lead, {})).status).toBe(200);
    expect((await call('GET', `/projects/example-grid/items/${number}/offer`, lead)).body).toMatchObject({
      shown: true,
    });
    const { consent } = given.body.consents[0];
    expect((await call('POST', `/consents/${consent}/withdrawal`, sol, {})).status).toBe(200);
    expect((await call('GET', `/projects/example-grid/items/${number}/offer`, lead)).body).toMatchObject({
      shown: false,
      because: expect.stringContaining('withdrew its consent'),
    });
    expect((await call('POST', publication, lead, {})).body.error.code).toBe('no-live-consent');
    expect((await call('GET', '/projects/example-grid/consents', rita)).body.letters.length).toBeGreaterThan(0);
  });
});

async function numberOf(item: string): Promise<number> {
  const { rows } = await db.read((tx) =>
    sql<{ number: number }>`select number from roadmap_item where id = ${item}`.execute(on(tx)),
  );
  return rows[0]!.number;
}
