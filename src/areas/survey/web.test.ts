import { describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../test/support/people.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../test/support/rounds.ts';
import { cookieName, testWeb } from '../../../test/support/web.ts';
import { readCalendarDate } from '../../kernel/dates.ts';
import { mustBeDone } from '../../kernel/refusal.ts';
import { urls } from '../../look/index.ts';
import { publishRound } from './actions/publish-round.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const [own, other] = await declareExamples(db, admin.actor, 2);
const maintainer = await addPerson(db, admin, { name: 'Mika Example', role: 'MNT', project: own! });
const outsider = await addPerson(db, admin, { name: 'Oda Example', role: 'PRJ', project: other! });
const lead = await addPerson(db, admin, { name: 'Lee Example', role: 'ENG' });
const round = await startTestRound(db, admin.actor);
await readRound(db, round, await exampleOpener());
const web = await testWeb(db);

const pages = {
  round: urls.round({ round }),
  csv: urls.roundExport({ round, format: 'csv' }),
  own: urls.roundProject({ round, project: own! }),
  other: urls.roundProject({ round, project: other! }),
  api: `/api/v1/rounds/${round}`,
  apiOwn: `/api/v1/rounds/${round}/projects/${own}`,
  apiOther: `/api/v1/rounds/${round}/projects/${other}`,
};

async function answersTo(token: string | null): Promise<Record<keyof typeof pages, number>> {
  const seen = await Promise.all(
    Object.entries(pages).map(async ([name, path]) => {
      const cookie = token === null ? {} : { cookie: `${cookieName(web.baseUrl)}=${token}` };
      return [name, (await web.send({ method: 'GET', path, headers: cookie })).statusCode];
    }),
  );
  return Object.fromEntries(seen) as Record<keyof typeof pages, number>;
}

const NOTHING = { round: 404, csv: 404, own: 404, other: 404, api: 404, apiOwn: 404, apiOther: 404 };
const ALL = { round: 200, csv: 200, own: 200, other: 200, api: 200, apiOwn: 200, apiOther: 200 };

test('before a round is published, those of a project read that project and nothing else of it', async () => {
  expect(await answersTo(lead.token)).toEqual(ALL);
  expect(await answersTo(maintainer.token)).toEqual({ ...NOTHING, own: 200, apiOwn: 200 });
  expect(await answersTo(outsider.token)).toEqual({ ...NOTHING, other: 200, apiOther: 200 });
  expect(await answersTo(null)).toEqual(NOTHING);

  const page = await web.get(pages.own, { as: maintainer.token });
  expect(page.body).not.toContain(`href="${pages.round}"`);
  const rounds = await web.get(urls.rounds({}), { as: maintainer.token });
  expect(rounds.body).not.toContain(pages.round);
  const project = await web.get(urls.project({ project: own! }), { as: maintainer.token });
  expect(project.body).toContain(pages.own);
  expect((await web.get(urls.project({ project: own! }), { as: outsider.token })).body).not.toContain(pages.own);
});

test('once published, it is for everyone', async () => {
  mustBeDone(await db.tx((tx) => publishRound(tx, admin.actor, { round }, NOW)));
  for (const token of [lead.token, maintainer.token, outsider.token, null]) expect(await answersTo(token)).toEqual(ALL);
});

describe('rounds compared', () => {
  let earlier = round;
  const address = () => urls.compareRounds({}, { from: earlier, to: round });
  const files = ['csv', 'json', 'md'].map(
    (format) => () => urls.compareExport({ format }, { from: earlier, to: round }),
  );
  const api = () => `/api/v1/rounds/${round}/comparison/${earlier}`;
  const statuses = async (token: string | null) =>
    Promise.all([address, ...files, api].map(async (path) => (await web.get(path(), { as: token })).statusCode));

  test('are for staff until both are published, then for everyone', async () => {
    earlier = await startTestRound(db, admin.actor, 'all', readCalendarDate('2018-09-25')!);
    expect((await web.get(address(), { as: lead.token })).body).toContain('is still being read');
    await readRound(db, earlier, await exampleOpener());
    expect(await statuses(lead.token)).toEqual([200, 200, 200, 200, 200]);
    expect(await statuses(null)).toEqual([404, 404, 404, 404, 404]);
    mustBeDone(await db.tx((tx) => publishRound(tx, admin.actor, { round: earlier }, NOW)));
    expect(await statuses(null)).toEqual([200, 200, 200, 200, 200]);
  });

  test('show what changed with both sources, filtered by the address', async () => {
    const { body } = await web.get(address());
    expect(body).toContain('September 2018 and November 2026');
    expect(body).toContain('Answers that differ');
    expect(body).toContain('Table 1.');
    const filtered = await web.get(`${address()}&text=no-such-project-anywhere`);
    expect(filtered.body).toContain('No change fits these filters.');
    expect(filtered.body).not.toContain(`/projects/${own}"`);
  });

  test('are the newest two without an address, and reached from the rounds and from the later one', async () => {
    expect((await web.get(urls.compareRounds({}))).body).toContain('September 2018 and November 2026');
    expect((await web.get(urls.rounds({}))).body).toContain(`href="${urls.compareRounds({})}"`);
    expect((await web.get(urls.round({ round }))).body).toContain(`href="${address().replaceAll('&', '&amp;')}"`);
  });

  test('one round twice is asked again in words, and what is no round is not found', async () => {
    const twice = await web.get(urls.compareRounds({}, { from: round, to: round }));
    expect([twice.statusCode, twice.body.includes('was chosen twice')]).toEqual([422, true]);
    expect((await web.get(urls.compareRounds({}, { from: own!, to: round }))).statusCode).toBe(404);
    expect((await web.get(urls.compareExport({ format: 'exe' }, { from: earlier, to: round }))).statusCode).toBe(404);
    expect((await web.get(urls.compareExport({ format: 'csv' }))).statusCode).toBe(404);
    expect((await web.get(urls.compareRounds({}, { from: 'x', to: '<b>' }))).statusCode).toBe(200);
  });
});
