/** Roadmaps for tests: a repository with a text for each day, surveyed and read as a worker would. Names are invented. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { keepReadings, queueReadings } from '../../src/areas/roadmaps/index.ts';
import type { OpenRepository } from '../../src/areas/survey/index.ts';
import type { Actor } from '../../src/kernel/actor.ts';
import { readCalendarDate } from '../../src/kernel/dates.ts';
import type { ProjectId, RoundId } from '../../src/kernel/ids.ts';
import { refuse } from '../../src/kernel/refusal.ts';
import type { Db } from '../../src/outside/database/index.ts';
import { buildRepository, openLocalRepository } from '../../src/outside/git/index.ts';
import { NOW } from './people.ts';
import { declareAt, readRound, startTestRound } from './rounds.ts';

/** Files by the day on which they came to be so; null removes one. */
export type Texts = Readonly<Record<string, Readonly<Record<string, string | Buffer | null>>>>;

export interface RoadmapProject {
  readonly project: ProjectId;
  readonly slug: string;
  readonly open: OpenRepository;
  /** A round as of the day, read to the end, its roadmap kept. */
  readOn(day: string): Promise<RoundId>;
  /** From then on nothing can be reached, or everything again. */
  setReachable(reachable: boolean): void;
  /** How often the repository was opened. */
  opened(): number;
}

export async function roadmapProject(db: Db, admin: Actor, name: string, texts: Texts): Promise<RoadmapProject> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-roadmaps-'));
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const slug = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-');
  const place = join(folder, `${slug}.git`);
  const author = { name: 'Ada Example', mail: 'ada@example.org' };
  await buildRepository(
    place,
    Object.entries(texts).map(([day, files]) => ({ at: new Date(`${day}T09:00:00Z`), author, message: day, files })),
  );
  const id = `${slug}-example/${slug}`;
  const [project] = await declareAt(db, admin, [{ name, id, url: `https://github.com/${id}` }]);
  let reachable = true;
  let opened = 0;
  const open: OpenRepository = async (_, signal) => {
    opened += 1;
    return reachable ? openLocalRepository(place, {}, signal) : refuse('unreachable' as const, { host: 'github.com' });
  };
  return {
    project: project!,
    slug,
    open,
    async readOn(day) {
      const round = await startTestRound(db, admin, [project!], readCalendarDate(day)!);
      await readRound(db, round, open);
      await readRoadmaps(db, round, project!, open);
      return round;
    },
    setReachable: (to) => {
      reachable = to;
    },
    opened: () => opened,
  };
}

export async function readRoadmaps(db: Db, round: RoundId, project: ProjectId, open: OpenRepository): Promise<void> {
  const tools = { db, open, clock: () => NOW };
  await keepReadings(tools, { round, project }, { signal: new AbortController().signal });
}

/** How many are still to be read. */
export async function unreadOf(db: Db, round: RoundId): Promise<number> {
  return db.tx(async (tx) => (await queueReadings(tx, { kind: 'program', program: 'jobs' }, { round }, NOW)).done);
}
