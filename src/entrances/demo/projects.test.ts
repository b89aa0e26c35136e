import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { examineProject } from '../../areas/survey/actions/examine-project.ts';
import type { ProjectReport } from '../../areas/survey/types.ts';
import type { CalendarDate } from '../../kernel/dates.ts';
import { openLocalRepository } from '../../outside/git/index.ts';
import { EXAMPLE_PROJECTS, type ExampleProject } from './projects.ts';
import { exampleAddress, exampleRepository } from './repositories.ts';

const TODAY = '2026-11-25' as CalendarDate;
const THEN = '2018-09-25' as CalendarDate;
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cw-example-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function surveyed(project: ExampleProject, asOf: CalendarDate, today = TODAY): Promise<ProjectReport> {
  return examineProject(
    {
      name: project.name,
      asOf,
      repositories: project.repositories.map((repository) => ({
        id: repository.id,
        url: exampleAddress(repository, today),
        revision: null,
      })),
    },
    {
      open: async ({ url }, signal) => openLocalRepository((await exampleRepository(url, folder))!, {}, signal),
      now: new Date(`${today}T12:00:00Z`),
      signal: new AbortController().signal,
    },
  );
}

describe('the example projects, really read', () => {
  test.each(EXAMPLE_PROJECTS.map((project) => [project.name, project] as const))('%s', async (_, project) => {
    const [in2018, now] = [await surveyed(project, THEN), await surveyed(project, TODAY)];
    expect({ in2018: in2018.roadmap.verdict, now: now.roadmap.verdict }).toEqual(project.expected);
    expect(['none', 'technical']).toContain(in2018.roadmap.kind);
    expect(in2018.standards.license.answer).toBe('yes');
  });

  test('forty projects: 20 none, 6 outdated, 4 incomplete, 10 good in 2018; 17, 6, 3 and 14 now', () => {
    const count = (at: 'in2018' | 'now', verdict: string) =>
      EXAMPLE_PROJECTS.filter(({ expected }) => expected[at] === verdict).length;
    const shares = (at: 'in2018' | 'now') => ['none', 'outdated', 'incomplete', 'good'].map((one) => count(at, one));
    expect([shares('in2018'), shares('now')]).toEqual([
      [20, 6, 4, 10],
      [17, 6, 3, 14],
    ]);
  });

  test('they are as current three years later', async () => {
    const later = '2029-12-01' as CalendarDate;
    const good = EXAMPLE_PROJECTS.find(({ expected }) => expected.now === 'good')!;
    expect((await surveyed(good, later, later)).roadmap.verdict).toBe('good');
  });

  test('an address that is no example is refused', async () => {
    expect(await exampleRepository('example:nobody/nothing@2026-11-25', folder)).toBe(null);
    expect(await exampleRepository('example:avocet-example/avocet@../../etc', folder)).toBe(null);
  });
});
