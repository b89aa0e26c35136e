import { expect, test } from 'vitest';
import { readCalendarDate } from '../../../kernel/dates.ts';
import { testDatabase } from '../../../../test/support/database.ts';
import { makeWorkspace, NOW } from '../../../../test/support/people.ts';
import {
  announcedOf,
  declareAt,
  declareExamples,
  exampleOpener,
  linkingRepository,
  readRound,
  repositoryOf,
  runsOf,
  startTestRound,
} from '../../../../test/support/rounds.ts';
import { roundById } from '../store/rounds.ts';
import { resultOf, resultsOfRound } from '../store/results.ts';
import { unfinishedRuns } from '../store/runs.ts';
import { projectProfile } from '../../projects/index.ts';
import { readProject } from './read-project.ts';
import { stopRound } from './stop-round.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const open = await exampleOpener();
const projects = await declareExamples(db, admin.actor, 2, { lost: true });
const tools = { db, open, clock: () => NOW, onError: () => {} };
const context = { attempt: 1, signal: new AbortController().signal };

test('every project is read or said not to be reached, and the round finishes once', async () => {
  const round = await startTestRound(db, admin.actor);
  const runs = await readRound(db, round, open);
  expect(runs.map(({ name, state }) => [name, state])).toEqual([
    ['Avocet', 'read'],
    ['Bittern', 'read'],
    ['Lost', 'not-reached'],
  ]);
  expect(runs[2]!.problem).toContain('no folder');
  const result = (await db.read((tx) => resultOf(tx, round, projects[0]!)))!;
  expect([result.verdict, result.kind]).toEqual(['good', 'technical']);
  expect(result.report.roadmap.reasons[0]!.evidence[0]!.quote.length).toBeGreaterThan(0);
  expect((await db.read((tx) => roundById(tx, round)))!.state).toBe('finished');
  expect(await announcedOf(db, round)).toEqual(['round.started', 'round.finished']);
});

test('a job that is delivered twice writes its result once', async () => {
  const round = await startTestRound(db, admin.actor, [projects[0]!]);
  const [run] = await runsOf(db, round);
  await readRound(db, round, open);
  await readProject(tools, run!.id, { ...context, attempt: 2 });
  expect(await db.read((tx) => resultsOfRound(tx, round))).toHaveLength(1);
  expect((await runsOf(db, round))[0]!.attempts).toBe(1);
});

test('when the worker stops, the run stays to be taken up by another', async () => {
  const round = await startTestRound(db, admin.actor, [projects[0]!]);
  const [run] = await runsOf(db, round);
  const stopping = new AbortController();
  stopping.abort(new Error('the worker stops'));
  await expect(readProject(tools, run!.id, { attempt: 1, signal: stopping.signal })).rejects.toThrow();
  expect(await db.read(unfinishedRuns)).toContain(run!.id);
  expect((await readRound(db, round, open)).map(({ state, attempts }) => [state, attempts])).toEqual([['read', 2]]);
});

test('a failure of our own is tried again, and given up in words after the third time', async () => {
  const round = await startTestRound(db, admin.actor, [projects[0]!]);
  const [run] = await runsOf(db, round);
  const broken = { ...tools, open: async () => Promise.reject(new Error('a bug')) };
  await expect(readProject(broken, run!.id, context)).rejects.toThrow('a bug');
  await readProject(broken, run!.id, { ...context, attempt: 3 });
  const [given] = await runsOf(db, round);
  expect([given!.state, given!.problem]).toEqual([
    'not-reached',
    'Commonwork failed while reading this project: a bug',
  ]);
});

test('what the database cannot hold is left out of what is quoted, and the project is read', async () => {
  const plan = `# Roadmap\n\n${'We plan much.\n'.repeat(700)}\n## Later\n\n- Add \0 maps\n- Draw charts by 2030\n`;
  const odd = await repositoryOf({ 'ROADMAP.md': plan, 'README.md': '# Odd\n', LICENSE: `${'x '.repeat(5000)}\0` });
  const [project] = await declareAt(db, admin.actor, [
    { name: 'Odd', id: 'odd-example/odd', url: 'https://x.example/odd' },
  ]);
  const round = await startTestRound(db, admin.actor, [project!]);
  expect((await readRound(db, round, odd)).map(({ state }) => state)).toEqual(['read']);
});

test('a run of a stopped round is not read any more', async () => {
  const round = await startTestRound(db, admin.actor, [projects[0]!]);
  await db.tx((tx) => stopRound(tx, admin.actor, { round, manner: 'after-current' }, NOW));
  expect((await readRound(db, round, open)).map(({ state }) => state)).toEqual(['stopped']);
});

test('repositories that its documents link to are proposed to the project, once', async () => {
  const linking = await linkingRepository();
  const [project] = await declareAt(db, admin.actor, [
    { name: 'Linker', id: 'linker-example/linker', url: linking.url },
  ]);
  for (const _ of [1, 2]) {
    const round = await startTestRound(db, admin.actor, [project!]);
    await readRound(db, round, linking.open);
  }
  const { proposals } = (await db.read((tx) => projectProfile(tx, admin.actor, project!)))!;
  expect(proposals.map(({ name, foundIn }) => [name, foundIn.path, foundIn.line])).toEqual([
    ['linker-example/governance', 'README.md', 3],
  ]);
});

test('a round of an earlier day proposes nothing where a later one reads the project as well', async () => {
  const linking = await linkingRepository();
  const [project] = await declareAt(db, admin.actor, [
    { name: 'Linker of old', id: 'linker-example/linker', url: linking.url },
  ]);
  const proposed = async () => (await db.read((tx) => projectProfile(tx, admin.actor, project!)))!.proposals.length;
  const newest = await startTestRound(db, admin.actor, [project!]);
  const old = await startTestRound(db, admin.actor, [project!], readCalendarDate('2026-02-01')!);
  await readRound(db, old, linking.open);
  expect(await proposed()).toBe(0);
  await readRound(db, newest, linking.open);
  expect(await proposed()).toBe(1);
});
