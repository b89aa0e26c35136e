/** kill -9 of everything in the middle of a round, and a start after it: what was committed is there, and the round goes on. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { expectQuiet, openPage } from '../support/browser.ts';
import { heldGit } from '../support/held-git.ts';
import { startInstance } from '../support/instance.ts';
import { scratchFolder } from '../support/local-repositories.ts';
import { declareProjects, inState, results, startRound, timesFinished, untilRound } from '../support/round-progress.ts';
import { setUp } from '../support/visitor.ts';

const PROJECTS = 20;
const PATIENCE_MS = 120_000;

const folder = scratchFolder();
const git = heldGit(join(folder, 'bin'));
const instance = await startInstance({
  embedded: true,
  settings: { COMMONWORK_ALLOW_LOCAL_REPOSITORIES: 'yes', PATH: git.path },
});
const administrator = await setUp(instance);
const places = await declareProjects(administrator, folder, PROJECTS);

test(
  'the round resumes after the start, and the page that follows it finds its way back',
  { timeout: PATIENCE_MS },
  async () => {
    const held = places.slice(8, 10);
    git.hold(...held);
    const round = await startRound(administrator, 'With a killed server');
    const caught = await untilRound(
      administrator,
      round,
      (one) => inState(one, 'running').length === 2 && inState(one, 'read').length === 8,
    );
    expect(inState(caught, 'waiting')).toHaveLength(PROJECTS - 10);
    const page = await openPage({ baseUrl: instance.baseUrl, cookies: administrator.cookies });
    await page.goto(`/survey/${round}`);
    await page.getByRole('progressbar', { name: 'Projects read' }).waitFor();
    const committed = await everything();
    const written = await results(instance, round);
    expect(written).toHaveLength(8);

    await instance.kill();
    git.release(...held);
    await instance.start();

    // The session too: nobody has to sign in again.
    const after = await untilRound(administrator, round, ({ state }) => state === 'finished');
    expect(inState(after, 'read')).toHaveLength(PROJECTS);
    const found = await results(instance, round);
    expect(found).toHaveLength(PROJECTS);
    expect(found).toEqual(expect.arrayContaining(written));
    expect(await timesFinished(instance, round)).toBe(1);
    const attempts = after.runs.map(({ attempts: n }) => n);
    expect(attempts.filter((n) => n === 2)).toHaveLength(2);
    expect(attempts.filter((n) => n === 1)).toHaveLength(PROJECTS - 2);
    const now = await everything();
    for (const [name, rows] of Object.entries(committed)) expect(now[name], name).toEqual(expect.arrayContaining(rows));

    await page.getByRole('heading', { name: 'The four verdicts' }).waitFor({ timeout: PATIENCE_MS });
  },
);

test('killed while nothing goes on, it is as it was', { timeout: PATIENCE_MS }, async () => {
  const committed = await everything();
  await instance.kill();
  await instance.start();
  expect(await everything()).toEqual(committed);
  const page = await openPage({ baseUrl: instance.baseUrl, cookies: administrator.cookies });
  await page.goto('/');
  await page.getByRole('heading', { level: 1, name: 'Today' }).waitFor();
  expectQuiet(page);
});

/** What people and rounds have left, table by table; progress goes on and is not among it. */
async function everything(): Promise<Record<string, unknown[]>> {
  const tables = ['person', 'project', 'repository', 'survey_round', 'survey_result', 'event'] as const;
  const all: Record<string, unknown[]> = {};
  for (const table of tables) all[table] = await instance.rows(`select * from ${table} order by id`);
  return all;
}
