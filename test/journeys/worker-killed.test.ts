/** A round whose worker is killed in the middle of it: another one takes its projects up again, and nothing is written twice. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { heldGit } from '../support/held-git.ts';
import { startInstance } from '../support/instance.ts';
import { scratchFolder } from '../support/local-repositories.ts';
import { declareProjects, inState, results, startRound, timesFinished, untilRound } from '../support/round-progress.ts';
import { setUp, stranger } from '../support/visitor.ts';

const PROJECTS = 20;
/** A killed worker is missed after ten seconds; on a busy machine everything takes its time. */
const PATIENCE_MS = 90_000;

const folder = scratchFolder();
const git = heldGit(join(folder, 'bin'));
const instance = await startInstance({
  settings: { COMMONWORK_ALLOW_LOCAL_REPOSITORIES: 'yes', COMMONWORK_WORKERS: '0', PATH: git.path },
});
const administrator = await setUp(instance);
const places = await declareProjects(administrator, folder, PROJECTS);

test('what a killed worker was reading is read by another one, once', { timeout: PATIENCE_MS }, async () => {
  const held = places.slice(5, 7);
  git.hold(...held);
  const first = await instance.startWorker();
  const round = await startRound(administrator, 'With a killed worker');
  const before = await untilRound(administrator, round, (one) => inState(one, 'running').length === 2);
  const caught = await untilRound(
    administrator,
    round,
    (one) =>
      inState(one, 'running').every(({ name }) => ['Example 06', 'Example 07'].includes(name)) &&
      inState(one, 'running').length === 2,
  );
  expect(before.state).toBe('running');
  expect(inState(caught, 'read').length).toBeGreaterThan(0);
  expect(inState(caught, 'waiting').length).toBeGreaterThan(0);
  const written = await results(instance, round);

  const killedAt = Date.now();
  await first.kill();
  git.release(...held);
  const stillRunning = await untilRound(administrator, round, () => true);
  expect(inState(stillRunning, 'running').map(({ name }) => name)).toEqual(['Example 06', 'Example 07']);
  const second = await instance.startWorker();
  const after = await untilRound(administrator, round, ({ state }) => state === 'finished');

  expect(inState(after, 'read')).toHaveLength(PROJECTS);
  // Some fifteen seconds; far from the minute that it takes when nobody looks for lost heartbeats.
  for (const { started } of await takenUpAgain(round)) expect(started.getTime() - killedAt).toBeLessThan(45_000);
  const attempts = Object.fromEntries(after.runs.map(({ name, attempts: n }) => [name, n]));
  expect(attempts['Example 06']).toBe(2);
  expect(attempts['Example 07']).toBe(2);
  expect(Object.values(attempts).filter((n) => n === 1)).toHaveLength(PROJECTS - 2);
  const found = await results(instance, round);
  expect(found).toHaveLength(PROJECTS);
  expect(new Set(found.map(({ project, commits }) => `${project} ${commits}`)).size).toBe(PROJECTS);
  expect(found).toEqual(expect.arrayContaining(written));
  expect(await timesFinished(instance, round)).toBe(1);
  expect((await stranger(instance).get(`/survey/${round}`)).status).toBe(404);
  await second.stop();
});

test('two workers share a round without getting into each other’s way', { timeout: PATIENCE_MS }, async () => {
  const workers = [await instance.startWorker(), await instance.startWorker()];
  const round = await startRound(administrator, 'With two workers');
  const after = await untilRound(administrator, round, ({ state }) => state === 'finished');
  expect(inState(after, 'read')).toHaveLength(PROJECTS);
  expect(after.runs.every(({ attempts }) => attempts === 1)).toBe(true);
  expect(await results(instance, round)).toHaveLength(PROJECTS);
  expect(await timesFinished(instance, round)).toBe(1);
  for (const worker of workers) await worker.stop();
});

test('a worker that is stopped in good order gives its projects back at once', { timeout: PATIENCE_MS }, async () => {
  const held = places.slice(0, 2);
  git.hold(...held);
  const first = await instance.startWorker();
  const round = await startRound(administrator, 'With a stopped worker');
  await untilRound(administrator, round, (one) => inState(one, 'running').length === 2);
  await first.stop();
  git.release(...held);
  const second = await instance.startWorker();
  const after = await untilRound(administrator, round, ({ state }) => state === 'finished');
  expect(inState(after, 'read')).toHaveLength(PROJECTS);
  expect(await results(instance, round)).toHaveLength(PROJECTS);
  await second.stop();
});

function takenUpAgain(round: string): Promise<{ started: Date }[]> {
  return instance.rows('select started_at as started from survey_run where round = $1 and attempts = 2', [round]);
}
