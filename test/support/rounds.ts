/** Rounds for tests, made by the verbs themselves over example repositories that are built in a folder of the test's own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { addProject } from '../../src/areas/projects/index.ts';
import type { OpenRepository } from '../../src/areas/survey/actions/examine-project.ts';
import { readProject } from '../../src/areas/survey/actions/read-project.ts';
import { startRound } from '../../src/areas/survey/actions/start-round.ts';
import { runsOfRound } from '../../src/areas/survey/store/runs.ts';
import type { Run } from '../../src/areas/survey/types.ts';
import { EXAMPLE_PROJECTS } from '../../src/entrances/demo/projects.ts';
import { exampleAddress, exampleRepository } from '../../src/entrances/demo/repositories.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { calendarDate, type CalendarDate } from '../../src/kernel/dates.ts';
import type { ProjectId, RoundId } from '../../src/kernel/ids.ts';
import { mustBeDone, refuse } from '../../src/kernel/refusal.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { buildRepository, openLocalRepository, ownAddress } from '../../src/outside/git/index.ts';
import { NOW } from './people.ts';

/** How a job opens repositories: example ones are built, "example:nobody/…" is nowhere. */
export async function exampleOpener() {
  const folder = await mkdtemp(join(tmpdir(), 'cw-rounds-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return async ({ url }: { readonly url: string }, signal: AbortSignal) => {
    const place = await exampleRepository(url, folder);
    return place === null ? refuse('no-such-folder' as const, { place: url }) : openLocalRepository(place, {}, signal);
  };
}

/** Declares the first so many example projects; with `lost` one more whose repository is nowhere. */
export async function declareExamples(
  db: Db,
  actor: Actor,
  howMany: number,
  options: { readonly lost?: boolean } = {},
): Promise<readonly ProjectId[]> {
  const declared = EXAMPLE_PROJECTS.slice(0, howMany).map((project) => {
    const [code] = project.repositories;
    return { name: project.name, id: code!.id, url: exampleAddress(code!, calendarDate(NOW)) };
  });
  if (options.lost === true)
    declared.push({ name: 'Lost', id: 'nobody/nothing', url: 'example:nobody/nothing@2026-11-25' });
  return declareAt(db, actor, declared);
}

export async function declareAt(
  db: Db,
  actor: Actor,
  declared: readonly { readonly name: string; readonly id: string; readonly url: string }[],
): Promise<readonly ProjectId[]> {
  const ids: ProjectId[] = [];
  for (const { name, id, url } of declared) {
    const said = { name, summary: '', label: 'Roadmap', licence: null, homepage: null, example: true, note: null };
    const input = { ...said, url: ownAddress(url, id), repository: id, role: 'code' as const };
    ids.push(mustBeDone(await db.tx((tx) => addProject(tx, actor, input, NOW))).project);
  }
  return ids;
}

export async function startTestRound(
  db: Db,
  actor: Actor,
  projects: 'all' | readonly ProjectId[] = 'all',
  asOf: CalendarDate = calendarDate(NOW),
): Promise<RoundId> {
  const input = { title: '', note: '', asOf, projects: projects === 'all' ? ('all' as const) : [...projects] };
  return mustBeDone(await db.tx((tx) => startRound(tx, actor, input, NOW)));
}

/** Runs the jobs of a round as a worker would, without one. */
export async function readRound(
  db: Db,
  round: RoundId,
  open: OpenRepository,
  context = { attempt: 1, signal: new AbortController().signal },
): Promise<readonly Run[]> {
  const problems: unknown[] = [];
  const tools = { db, open, clock: () => NOW, onError: (error: unknown) => problems.push(error) };
  for (const run of await runsOf(db, round)) await readProject(tools, run.id, context);
  if (problems.length > 0) throw problems[0];
  return runsOf(db, round);
}

export function runsOf(db: Db, round: RoundId): Promise<readonly Run[]> {
  return db.read((tx) => runsOfRound(tx, round));
}

/** The kinds of what was announced about a round, oldest first. */
export async function announcedOf(db: Db, round: RoundId): Promise<readonly string[]> {
  const { eventsOf } = await import('../../src/outside/journal/index.ts');
  const events = await db.read((tx) => eventsOf(tx, { kind: 'round', id: round }));
  return events.map(({ kind }) => kind).toReversed();
}

/** A repository whose README links to another one of the same owner, and how to open it. */
export async function linkingRepository() {
  const readme = '# Linker\n\nSee [how we decide](https://github.com/linker-example/governance).\n';
  const open = await repositoryOf({ 'README.md': readme });
  return { url: 'https://github.com/linker-example/linker', open };
}

/** Opens a repository of one commit with these files, whatever is asked for. */
export async function repositoryOf(files: Readonly<Record<string, string>>) {
  const folder = await mkdtemp(join(tmpdir(), 'cw-one-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const place = join(folder, 'one.git');
  const author = { name: 'Ada Example', mail: 'ada@example.org' };
  await buildRepository(place, [{ at: new Date('2026-01-05T00:00:00Z'), author, message: 'First', files }]);
  return async (_: unknown, signal: AbortSignal) => openLocalRepository(place, {}, signal);
}
