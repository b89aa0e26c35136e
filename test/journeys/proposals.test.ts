/** What a round reads in a project's documents becomes proposals of repositories, for a person to answer. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { projectProfile } from '../../src/areas/projects/index.ts';
import { readProject, startRound, unfinishedRuns } from '../../src/areas/survey/index.ts';
import { readCalendarDate, type CalendarDate } from '../../src/kernel/dates.ts';
import { mustBeDone } from '../../src/kernel/refusal.ts';
import { buildRepository, openLocalRepository } from '../../src/outside/git/index.ts';
import { testDatabase } from '../support/database.ts';
import { makeWorkspace, NOW } from '../support/people.ts';
import { addTestProject } from '../support/projects.ts';

const { db } = await testDatabase();
const admin = await makeWorkspace(db);
const { project } = await addTestProject(db, admin.actor, 'Example Grid');
const folder = await mkdtemp(join(tmpdir(), 'cw-proposals-'));
afterAll(() => rm(folder, { recursive: true, force: true }));
const repository = join(folder, 'grid.git');
await buildRepository(repository, [
  {
    at: new Date('2018-01-10T10:00:00Z'),
    author: { name: 'Ada Example', mail: 'ada@example.org' },
    message: 'Begin',
    files: {
      'README.md': [
        '# Example Grid',
        '',
        'How we decide: [governance](https://github.com/example/governance).',
        'The [website](https://github.com/example/example-grid-website/issues), the [tracker](https://github.com/example/example-grid/issues),',
        'and [another project](https://github.com/numpy/numpy).',
        '',
      ].join('\n'),
    },
  },
]);

async function read(asOf: string): Promise<void> {
  const input = { title: asOf, asOf: readCalendarDate(asOf) as CalendarDate, note: '', projects: 'all' as const };
  await db.tx(async (tx) => mustBeDone(await startRound(tx, admin.actor, input, NOW)));
  for (const run of await db.read(unfinishedRuns)) {
    const tools = {
      db,
      open: () => openLocalRepository(repository),
      clock: () => NOW,
      onError: (error: unknown) => {
        throw error;
      },
    };
    await readProject(tools, run, { attempt: 1, signal: new AbortController().signal });
  }
}

test('links of long ago propose nothing; today’s do, once, with the line they stand on', async () => {
  await read('2018-09-25');
  expect((await db.read((tx) => projectProfile(tx, project)))?.proposals).toEqual([]);
  for (let round = 0; round < 2; round++) await read('2026-11-20');
  const proposals = (await db.read((tx) => projectProfile(tx, project)))!.proposals;
  expect(proposals.map(({ name, role, foundIn }) => [name, role, foundIn.path, foundIn.line])).toEqual([
    ['example/example-grid-website', 'website', 'README.md', 4],
    ['example/governance', 'governance', 'README.md', 3],
  ]);
  expect(proposals[0]?.foundIn).toMatchObject({
    repository: 'example/example-grid',
    commit: expect.stringMatching(/^[0-9a-f]{40}$/),
  });
});
