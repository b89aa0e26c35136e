import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../../../test/support/people.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../../../test/support/rounds.ts';
import { cookieName, testWeb } from '../../../test/support/web.ts';
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
