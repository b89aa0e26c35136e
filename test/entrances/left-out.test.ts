/**
 * A project that asked to be left out (domain S42) is named nowhere to the public: every address that answers to a GET is asked, so that
 * an area added later is asked as well.
 */
import { describe, expect, test } from 'vitest';
import { publishRound } from '../../src/areas/survey/index.ts';
import { optIn, optOut } from '../../src/areas/projects/index.ts';
import { areas } from '../../src/entrances/registry.ts';
import { newId, type ProjectId, type RoundId } from '../../src/kernel/ids.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { testDatabase } from '../support/database.ts';
import { addPerson, makeWorkspace, NOW } from '../support/people.ts';
import { giveStanding } from '../support/projects.ts';
import { declareExamples, exampleOpener, readRound, startTestRound } from '../support/rounds.ts';
import { PATIENCE } from '../support/walk.ts';
import { testWeb } from '../support/web.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const [project, other] = (await declareExamples(db, admin.actor, 2)) as [ProjectId, ProjectId];
const speaker = await addPerson(db, admin, { name: 'Prj Example', role: 'PRJ', project });
const stranger = await addPerson(db, admin, { name: 'Out Example', role: 'PRJ', project: other });
const staff = await addPerson(db, admin, { name: 'Eng Example', role: 'ENG' });
await giveStanding(db, admin.actor, { project, person: speaker.person });
const rounds: RoundId[] = [];
for (let n = 0; n < 2; n++) {
  const round = await startTestRound(db, admin.actor);
  await readRound(db, round, await exampleOpener());
  await db.tx((tx) => publishRound(tx, admin.actor, { round }, NOW));
  rounds.push(round);
}
const web = await testWeb(db);
const reason = 'It implies a promise to somebody.';
/** "Avocet", whatever the case, in words and addresses. */
const NAME = /avocet/i;

/** Every address that is read, with this project's and these rounds' own ids in it. */
function addresses(): readonly string[] {
  const patterns = areas.flatMap((area) => [
    ...area.routes.filter(({ method }) => method === 'GET').map(({ path }) => path),
    ...area.api.filter(({ method }) => method === 'GET').map(({ path }) => `/api/v1${path}`),
  ]);
  return patterns
    .flatMap((path) =>
      path.includes(':project') ? ['avocet', project].map((key) => path.replace(':project', key)) : [path],
    )
    .flatMap((path) =>
      path.includes(':format') ? ['csv', 'json', 'md'].map((f) => path.replace(':format', f)) : [path],
    )
    .map((path) =>
      path
        .replace(':round', rounds[0]!)
        .replace(':other', rounds[1]!)
        .replace(':key', 'roadmap')
        .replaceAll(/:[a-z]+/g, newId(NOW)),
    )
    .flatMap((path) =>
      path.includes('compare')
        ? [path, `${path}?from=${rounds[0]}&to=${rounds[1]}`]
        : [path, `${path}?q=avocet&show=all`],
    );
}

/** What of the addresses names the project; the address itself, said back in an error, does not count. */
async function naming(as: string | null): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of addresses()) {
    const { body, statusCode } = await web.get(path, { as });
    if (NAME.test(JSON.stringify(body).replaceAll(encodeURIComponent(path), '').replaceAll(path, ''))) {
      found.push(`${statusCode} ${path}`);
    }
  }
  return found;
}

describe('while a project is left out', () => {
  test('nothing names it to the public, nor to a representative of another project', PATIENCE, async () => {
    const before = await naming(null);
    expect(before.length).toBeGreaterThan(15);
    await db.tx(async (tx) => mustBeDone(await optOut(tx, speaker.actor, { project, reason, isPrivate: true }, NOW)));
    expect((await naming(null)).filter((found) => !isOwnQuery(found))).toEqual([]);
    expect((await naming(stranger.token)).filter((found) => !isOwnQuery(found))).toEqual([]);
  });

  test('its pages answer as if there were none', async () => {
    for (const path of ['', '/speakers', '/roadmap', '/roadmap/export/json', '/logo']) {
      expect((await web.get(`/projects/avocet${path}`)).statusCode, path).toBe(404);
    }
    for (const path of ['', '/speakers', '/roadmap']) {
      expect((await web.get(`/api/v1/projects/avocet${path}`)).statusCode, path).toBe(404);
    }
    expect((await web.get(`/survey/${rounds[0]}/projects/${project}`)).statusCode).toBe(404);
    // Not "forbidden", which would say that it is there.
    expect((await web.get('/projects/avocet/edit', { as: stranger.token })).statusCode).toBe(404);
    expect((await web.post('/projects/avocet/opt-out', {}, { as: stranger.token })).statusCode).toBe(404);
  });

  test('published rounds keep their totals, say that one is not named, and export the same', async () => {
    const { shares, projects } = (await web.get(`/api/v1/rounds/${rounds[0]}`)).json();
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((all, n) => all + n, 0);
    expect([sum(shares), projects.length]).toEqual([2, 1]);
    expect((await web.get(`/survey/${rounds[0]}`)).body).toContain('Counted but not named: 1 project');
    expect((await web.get(`/survey/${rounds[0]}/export/md`)).body).toContain('Survey of 2 projects');
    const compared = (await web.get(`/api/v1/rounds/${rounds[0]}/comparison/${rounds[1]}`)).json();
    expect([compared.sharesOfBoth.projects, compared.projects.length]).toEqual([2, 1]);
  });

  test('the workspace’s people and its own still see it, marked', async () => {
    for (const as of [admin.token, staff.token, speaker.token]) {
      const page = await web.get('/projects/avocet', { as });
      expect(page.statusCode).toBe(200);
      expect(page.body).toContain('asked to be left out');
      expect((await web.get('/projects', { as })).body).toContain('Left out at its wish');
      expect((await web.get(`/survey/${rounds[0]}`, { as })).body).toMatch(NAME);
    }
    // A private reason is between the project and the administrators.
    expect((await web.get('/projects/avocet/speakers', { as: staff.token })).body).not.toContain(reason);
    expect((await web.get('/projects/avocet/speakers', { as: admin.token })).body).toContain(reason);
    expect((await web.get('/projects/avocet/speakers', { as: speaker.token })).body).toContain(reason);
  });

  test('a new round does not read it', async () => {
    const round = await startTestRound(db, admin.actor);
    const { runs } = (await web.get(`/api/v1/rounds/${round}`, { as: admin.token })).json();
    expect(runs.total).toBe(1);
  });

  test('and is shown again when it says so', async () => {
    await db.tx(async (tx) => mustBeDone(await optIn(tx, speaker.actor, { project }, NOW)));
    expect((await web.get('/projects')).body).toMatch(NAME);
    expect((await web.get(`/survey/${rounds[0]}`)).body).toMatch(NAME);
    expect((await web.get('/projects/avocet/speakers')).body).not.toContain(reason);
  });
});

/** A search shows what was searched for. */
function isOwnQuery(found: string): boolean {
  return found.endsWith('?q=avocet&show=all');
}
