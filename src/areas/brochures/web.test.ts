/** Brochures through the app: who may open and do what, what is kept on errors, and what is given out to nobody. */
import { describe, expect, test } from 'vitest';
import { addAgreed, addBrochure, publishedBrochure, takeBack, tellProjects } from '../../../test/support/brochures.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { endCouncil } from '../../../test/support/offers.ts';
import { addApiToken, addPerson, NOW, type TestPerson } from '../../../test/support/people.ts';
import { testWeb } from '../../../test/support/web.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { listOutbox } from '../../outside/mail/index.ts';
import { optOut } from '../projects/index.ts';
import { showDraft } from './actions/show-draft.ts';
import { editionsOf } from './store/editions.ts';
import { routes } from './web.ts';
import { api } from './api.ts';

const { db } = await testDatabase();
const { world, made, one } = await publishedBrochure(db);
const { lead, tec, admin, fin, rita, project } = world;
const fnd = await addPerson(db, admin, { name: 'Fnd Example', role: 'FND' });
const mnt = await addPerson(db, admin, { name: 'Mnt Example', role: 'MNT', project });
const dev = await addPerson(db, admin, { name: 'Dev Example', role: 'DEV' });
const web = await testWeb(db);
const base = `/brochures/${made.slug}`;
const people: readonly (readonly [string, TestPerson | null])[] = [
  ['ADM', admin],
  ['ENG', lead],
  ['TEC', tec],
  ['DEV', dev],
  ['FIN', fin],
  ['PRJ', rita],
  ['MNT', mnt],
  ['FND', fnd],
  ['PUB', null],
];

describe('each page as each role', () => {
  const STAFF = ['ADM', 'ENG', 'TEC', 'DEV', 'FIN'];
  const ALL = people.map(([role]) => role);
  test.each([
    ['/brochures', ALL],
    [base, ALL],
    [`${base}/editions/1`, ALL],
    [`${base}/editions/1/pdf`, ALL],
    ['/verify', ALL],
    ['/brochures/start', ['ENG']],
    [`${base}/compose`, STAFF],
    [`${base}/record`, STAFF],
    [`${base}/inclusion`, [...STAFF, 'PRJ']],
  ])('%s', async (path, allowed) => {
    for (const [role, person] of people) {
      const { statusCode } = await web.get(path, { as: person?.token ?? null });
      expect([role, statusCode]).toEqual([role, allowed.includes(role) ? 200 : person === null ? 303 : 403]);
    }
  });

  test.each([
    ['words', ['ENG', 'TEC']],
    ['arrangement', ['ENG', 'TEC']],
    ['publish', ['ENG']],
    ['inclusion/ask', ['ENG', 'TEC']],
    ['inclusion/note', ['ENG', 'TEC']],
    ['inclusion', ['PRJ']],
    ['editions/9/withdraw', ['ENG', 'TEC']],
    ['editions/9/showings', ['ENG', 'TEC']],
    ['editions/9/addresses', ['ENG', 'TEC']],
    ['editions/9/compose', ['ENG', 'TEC']],
  ])('posting to …/%s', async (path, allowed) => {
    for (const [role, person] of people) {
      const { statusCode } = await web.post(`${base}/${path}`, {}, { as: person?.token ?? null });
      const isDenied = statusCode === 403 || statusCode === 401;
      expect([role, isDenied ? 'denied' : 'asked further']).toEqual([
        role,
        allowed.includes(role) ? 'asked further' : 'denied',
      ]);
    }
  });
});

test('what was typed stays when it is refused, and hostile words come back as words', async () => {
  const form = { purpose: 'raise-interest', title: '<img src=x onerror=alert(1)>', intro: 'x'.repeat(700) };
  const answer = await web.post('/brochures/start', form, { as: lead.token });
  expect(answer.statusCode).toBe(422);
  expect(answer.body).toContain('Shorten this to at most 600 characters.');
  expect(answer.body).not.toContain('<img src=x');
  expect(answer.body).toContain('&lt;img src=x');
});

test('a change on top of an older draft is shown, not saved', async () => {
  const draft = await addBrochure(db, lead, []);
  const form = { version: '1', purpose: 'raise-interest', title: 'Mine', act: 'save', paper: 'a4' };
  const answer = await web.post(`/brochures/${draft.slug}/words`, form, { as: lead.token });
  // The empty arrangement saved nothing: version 1 still stands, and a second save of it is told.
  expect(answer.statusCode).toBe(303);
  const again = await web.post(`/brochures/${draft.slug}/words`, { ...form, title: 'Theirs' }, { as: tec.token });
  expect(again.statusCode).toBe(409);
  expect(again.body).toContain('Somebody changed the brochure while you had it open');
  expect(again.body).toContain('value="Theirs"');
});

test('the preview saves nothing', async () => {
  const draft = await addBrochure(db, lead, []);
  const form = { version: '1', purpose: 'raise-interest', title: 'Only seen', act: 'preview', paper: 'a4' };
  const answer = await web.post(`/brochures/${draft.slug}/words`, form, { as: lead.token });
  expect([answer.statusCode, answer.body.includes('Only seen')]).toEqual([200, true]);
  // Nor is what is not saved published by the button below it.
  expect(answer.body).toContain('Save the words first');
  const { brochure } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: draft.slug }, NOW)));
  expect(brochure.draft.title).not.toBe('Only seen');
});

test('a secret page is told once, kept by nobody, listed by nobody, and ends', async () => {
  const item = await addAgreed(db, world, 'Behind a secret address');
  const draft = await addBrochure(db, lead, [{ project, items: [item.offer.item] }], { title: 'For somebody' });
  await tellProjects(db, lead, draft.slug, [project]);
  const { brochure, seen } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: draft.slug }, NOW)));
  const form = { version: String(brochure.draft.number), seen, visibility: 'secret', whom: 'Larkspur Quant Example' };
  const published = await web.post(`/brochures/${draft.slug}/publish`, form, { as: lead.token });
  const address = /value="(http:\/\/localhost[^"]*\/b\/[^"]+)"/.exec(published.body)?.[1] ?? '';
  const path = new URL(address).pathname;
  const page = await web.get(path);
  expect([page.statusCode, page.headers['x-robots-tag'], page.headers['cache-control']]).toEqual([
    200,
    'noindex, nofollow',
    'private, no-store',
  ]);
  expect(page.body).toContain('Behind a secret address');
  const pdf = await web.get(`${path}/pdf`);
  expect([pdf.statusCode, pdf.headers['content-type'], pdf.headers['x-robots-tag']]).toEqual([
    200,
    'application/pdf',
    'noindex, nofollow',
  ]);
  expect((await web.get(`/brochures/${draft.slug}`)).statusCode).toBe(404);
  expect((await web.get('/brochures')).body).not.toContain('For somebody');
  const record = await web.get(`/brochures/${draft.slug}/record`, { as: lead.token });
  expect(record.body).not.toContain(path);
  const ending = /\/addresses\/([0-9a-f-]{36})\/end/.exec(record.body)?.[0] ?? '';
  await web.post(`/brochures/${draft.slug}${ending}`, {}, { as: lead.token });
  expect([(await web.get(path)).statusCode, (await web.get(`${path}/pdf`)).statusCode]).toEqual([410, 410]);
});

test('who has no account answers by the link of their letter, as often as they change their mind', async () => {
  const draft = await addBrochure(db, lead, [{ project, items: [] }], {
    title: 'Asked by a letter',
    purpose: 'show-breadth',
  });
  await web.post(`/brochures/${draft.slug}/inclusion/ask`, { project }, { as: lead.token });
  const letters = await db.read((tx) => listOutbox(tx, 200));
  const link = letters.find(
    ({ recipientName, subject }) => recipientName === 'Gus Example' && subject.includes('brochure'),
  );
  const path = new URL(link?.link ?? '').pathname;
  // A mail gateway looks first, twice.
  await web.get(path);
  const page = await web.get(path);
  expect([page.statusCode, page.headers['cache-control'], page.headers['x-robots-tag']]).toEqual([
    200,
    'private, no-store',
    'noindex, nofollow',
  ]);
  expect(page.body).toContain('May Example Grid stand in this brochure?');
  const blocked = async () => {
    const { blocks } = mustBeDone(await db.read((tx) => showDraft(tx, lead.actor, { slug: draft.slug }, NOW)));
    return blocks.map(({ refused }) => refused);
  };
  expect((await web.post(path, {})).statusCode).toBe(422);
  expect((await web.post(path, { answer: 'objects', words: 'Not now.' })).statusCode).toBe(303);
  expect(await blocked()).toEqual(['project-objects']);
  const other = { answer: 'objects', project: world.wave.project };
  expect((await web.post(path, other)).statusCode).toBe(303);
  expect(await blocked()).toEqual(['project-objects']);
  expect((await web.post(path, { answer: 'fine' })).statusCode).toBe(303);
  expect(await blocked()).toEqual([]);
  expect((await web.get('/brochures/inclusion/unknown')).statusCode).toBe(410);
});

test('showings are said to nobody but those who deal with funders', async () => {
  const form = { whom: 'Larkspur Quant Example', channel: 'meeting', shownOn: '2026-11-25', notes: 'keen' };
  expect((await web.post(`${base}/editions/1/showings`, form, { as: lead.token })).statusCode).toBe(303);
  const says = async (as: string | null, path = `${base}/record`) =>
    (await web.get(path, { as })).body.includes('Larkspur');
  expect([await says(lead.token), await says(fin.token), await says(dev.token)]).toEqual([true, true, false]);
  expect([await says(null, base), await says(rita.token, `${base}/inclusion`), await says(fnd.token, base)]).toEqual([
    false,
    false,
    false,
  ]);
});

test('after a withdrawal the words are nowhere: page, list, API, verification, and no copy is given out', async () => {
  const { edition } = await import('./store/editions.ts').then(async ({ findEdition }) => ({
    edition: (await db.read((tx) => findEdition(tx, made.slug, 1)))!,
  }));
  const before = await web.get(`${base}/editions/1/pdf`);
  await takeBack(db, rita, one.consent);
  for (const path of [base, `${base}/editions/1`, '/brochures', `/verify/${edition.code}`, `/api/v1${base}`]) {
    const { statusCode, body } = await web.get(path);
    expect([path, statusCode, body.includes('Arrays that work together')]).toEqual([path, 200, false]);
  }
  expect((await web.get(base)).body).toContain('Withdrawn by the project');
  const after = await web.get(`${base}/editions/1/pdf`, {
    headers: { 'if-none-match': String(before.headers['etag']) },
  });
  expect(after.statusCode).toBe(410);
  expect(after.body).toContain('withdrawn by the project on 25 November 2026');
  const verified = await web.get(`/verify/${edition.pdf}`);
  expect(verified.body).toContain('Not all of this brochure stands any more');
});

test('a code that nobody printed', async () => {
  expect((await web.get('/verify/0000000000000000')).statusCode).toBe(404);
  expect((await web.get('/verify/nonsense')).statusCode).toBe(422);
  expect((await web.post('/verify', { code: 'nonsense' })).statusCode).toBe(422);
  expect((await web.post('/verify', { code: '0000 0000 0000 0000' })).headers['location']).toBe(
    '/verify/0000000000000000',
  );
});

test('by the API the same: start, arrange, tell, publish, withdraw', async () => {
  const { secret } = await addApiToken(db, lead, { scope: 'read-write' });
  const item = await addAgreed(db, world, 'By a program');
  const send = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: object) => {
    const answer = await web.send({
      method,
      path: `/api/v1${path}`,
      headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const { slug } = (await send('POST', '/brochures', { purpose: 'raise-interest', title: 'Made by a program' })).body;
  const of = `/brochures/${String(slug)}`;
  const columns = [{ project, items: [item.offer.item] }];
  expect((await send('PUT', `${of}/arrangement`, { version: 1, columns })).body).toEqual({ version: 2 });
  expect((await send('PUT', `${of}/arrangement`, { version: 1, columns: [] })).status).toBe(409);
  const draft = (await send('GET', `${of}/draft`)).body;
  expect(draft['blocks']).toMatchObject([{ code: 'not-told' }]);
  const early = { version: 2, seen: draft['seen'], visibility: 'public' };
  expect((await send('POST', `${of}/editions`, early)).status).toBe(409);
  expect((await send('POST', `${of}/inclusions`, { project, channel: 'talk', told: 'the council' })).status).toBe(200);
  expect((await send('POST', `${of}/editions`, early)).body).toEqual({ edition: 1, address: null });
  const shown = (await send('GET', of)).body;
  expect(shown['columns']).toMatchObject([{ items: [{ title: 'By a program', standing: 'stands' }] }]);
  expect((await send('POST', `${of}/editions/1/withdrawal`, { reason: 'A slip.' })).status).toBe(200);
  expect((await send('GET', of)).status).toBe(410);
});

test('a project that asked to be left out is not named in what was published, nor where copies are checked', async () => {
  const { wave } = world;
  const editions = await db.read((tx) => editionsOf(tx, made.brochure));
  const { code } = editions.at(-1)!;
  const named = async () => {
    const names = [];
    for (const path of [base, `/verify/${code}`, `/api/v1/verifications/${code}`, `/api/v1/brochures/${made.slug}`]) {
      const { statusCode, body } = await web.get(path);
      names.push([statusCode, body.includes('Example Wave'), body.includes('example-wave')]);
    }
    return names;
  };
  expect((await named()).map(([, name]) => name)).toEqual([true, true, true, true]);
  const asked = { project: wave.project, reason: 'It implies a promise.', isPrivate: true };
  mustBeDone(await db.tx((tx) => optOut(tx, wave.rita.actor, asked, NOW)));
  const gone = [200, false, false];
  expect(await named()).toEqual([gone, gone, gone, gone]);
});

test('who is no longer named by the register neither sees nor answers by their old letter', async () => {
  const words = { title: 'Asked of somebody who left', purpose: 'show-breadth' };
  const draft = await addBrochure(db, lead, [{ project, items: [] }], words);
  await web.post(`/brochures/${draft.slug}/inclusion/ask`, { project }, { as: lead.token });
  const letters = await db.read((tx) => listOutbox(tx, 200));
  const link = letters.find(({ recipientName, body }) => recipientName === 'Gus Example' && body?.includes('who left'));
  const path = new URL(link?.link ?? '').pathname;
  expect((await web.get(path)).statusCode).toBe(200);
  await endCouncil(db, world);
  expect([(await web.get(path)).statusCode, (await web.post(path, { answer: 'fine' })).statusCode]).toEqual([403, 403]);
});

test('every changing page has a call of the API beside it', () => {
  const pages = new Set(routes.filter(({ method }) => method === 'POST').map(({ action }) => action));
  const calls = new Set(api.map(({ action }) => action));
  expect([...pages].filter((action) => !calls.has(action))).toEqual([]);
});
