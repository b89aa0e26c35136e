/** A round is stopped, resumed and retried: what was read stays read, what was not is as if it had never begun. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openPage } from '../support/browser.ts';
import { heldGit } from '../support/held-git.ts';
import { startInstance } from '../support/instance.ts';
import { exampleRepository, portfolioOf, scratchFolder } from '../support/local-repositories.ts';
import { declareProjects, inState, results, startRound, timesFinished, untilRound } from '../support/round-progress.ts';
import { setUp, type ApiError } from '../support/visitor.ts';
import { expectGoodPage, PATIENCE } from '../support/walk.ts';

const PROJECTS = 6;

const folder = scratchFolder();
const git = heldGit(join(folder, 'bin'));
const instance = await startInstance({
  settings: { COMMONWORK_ALLOW_LOCAL_REPOSITORIES: 'yes', PATH: git.path },
});
const administrator = await setUp(instance);
const places = await declareProjects(administrator, folder, PROJECTS);

test(
  'stopped after what is being read: that is read to its end, the rest is not begun until it is resumed',
  PATIENCE,
  async () => {
    git.hold(...places);
    const round = await startRound(administrator, 'Stopped after the current ones');
    await untilRound(administrator, round, (one) => inState(one, 'running').length === 2);
    const page = await openPage({ baseUrl: instance.baseUrl, cookies: administrator.cookies });
    await page.goto(`/survey/${round}`);
    await page.getByRole('button', { name: 'Stop after the current 2' }).click();
    await page.getByText('Stopping: what is being read now is read to its end').waitFor();
    await expectGoodPage(page);
    const stopping = await untilRound(administrator, round, () => true);
    expect(stopping.state).toBe('stopping');
    expect(inState(stopping, 'stopped')).toHaveLength(PROJECTS - 2);

    git.release(...places);
    const stopped = await untilRound(administrator, round, ({ state }) => state === 'stopped');
    expect(inState(stopped, 'read')).toHaveLength(2);
    const written = await results(instance, round);
    expect(written).toHaveLength(2);
    await page.getByText('This round was stopped').waitFor();
    await expectGoodPage(page);
    expect(await timesFinished(instance, round)).toBe(0);

    await page.getByRole('button', { name: 'Resume' }).click();
    const finished = await untilRound(administrator, round, ({ state }) => state === 'finished');
    expect(inState(finished, 'read')).toHaveLength(PROJECTS);
    const found = await results(instance, round);
    expect(found).toHaveLength(PROJECTS);
    expect(found).toEqual(expect.arrayContaining(written));
    expect(await timesFinished(instance, round)).toBe(1);
  },
);

test('stopped at once: nothing half read is kept, and resuming reads all of it', PATIENCE, async () => {
  git.hold(...places);
  const round = await startRound(administrator, 'Stopped at once');
  await untilRound(administrator, round, (one) => inState(one, 'running').length === 2);
  const asked = await administrator.api('POST', `/rounds/${round}/stop`, { manner: 'at-once' });
  expect(asked.status).toBe(200);
  // The repositories are still held: the reading was ended, not waited for.
  const stopped = await untilRound(administrator, round, ({ state }) => state === 'stopped');
  expect(inState(stopped, 'stopped')).toHaveLength(PROJECTS);
  expect(await results(instance, round)).toEqual([]);
  const again = await administrator.api<ApiError>('POST', `/rounds/${round}/stop`, {});
  expect([again.status, again.body.error.code]).toEqual([409, 'round-not-running']);

  git.release(...places);
  expect((await administrator.api('POST', `/rounds/${round}/resume`, {})).status).toBe(200);
  const finished = await untilRound(administrator, round, ({ state }) => state === 'finished');
  expect(inState(finished, 'read')).toHaveLength(PROJECTS);
  expect(await results(instance, round)).toHaveLength(PROJECTS);
});

test('a repository that cannot be reached says why, and is read when it is tried again', PATIENCE, async () => {
  const away = join(folder, 'example', 'away.git');
  const text = portfolioOf({ 'Example Away': away });
  expect((await administrator.api('POST', '/portfolio', { text })).status).toBe(200);
  const round = await startRound(administrator, 'One is away');
  const finished = await untilRound(administrator, round, ({ state }) => state === 'finished');
  const [missed, ...others] = inState(finished, 'not-reached');
  expect(others).toEqual([]);
  expect(missed).toMatchObject({ name: 'Example Away', problem: 'There is no folder example/away.' });
  expect(await results(instance, round)).toHaveLength(PROJECTS);

  const retry = () => administrator.api<ApiError>('POST', `/rounds/${round}/projects/${missed!.project}/retry`, {});
  expect((await retry()).status).toBe(202);
  const stillAway = await untilRound(administrator, round, ({ state }) => state === 'finished');
  expect(inState(stillAway, 'not-reached')).toHaveLength(1);

  exampleRepository(folder, 'away');
  expect((await retry()).status).toBe(202);
  const read = await untilRound(administrator, round, ({ state }) => state === 'finished');
  expect(inState(read, 'read')).toHaveLength(PROJECTS + 1);
  expect(await results(instance, round)).toHaveLength(PROJECTS + 1);
  const refused = await retry();
  expect([refused.status, refused.body.error.code]).toEqual([409, 'run-not-failed']);
});

test('the program had nothing to complain of', () => {
  expect(instance.complaints()).toEqual([]);
});
