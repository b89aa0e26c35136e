/** What git tells about how roadmap documents came about and how old their text is. */
import { byCode } from '../../kernel/text.ts';
import type { OpenedRepository, ProposalHome } from './actions/examine-project.ts';
import { endOfDay, readCalendarDate } from '../../kernel/dates.ts';
import { refused } from '../../kernel/refusal.ts';
import type { BlameLine, FileChange } from '../../outside/git/index.ts';
import { sourceOf } from '../../reading/document/source.ts';
import {
  changesOf,
  lastSubstantive,
  type Change,
  type FoundRoadmap,
  type RoadmapHistory,
  type Version,
} from '../../reading/survey/index.ts';
import { inTurns } from './in-turns.ts';

/** How far back the verdict asks at first, and then; only plans untouched for so long are asked for more. */
const WINDOW_MONTHS = [12, 30, null] as const;
/** States of one document whose texts are compared. */
const MOST_VERSIONS = 80;
const BLAMES_AT_ONCE = 2;
const MOST_BLAMES = 24;
const DAY_MS = 86_400_000;

export interface RoadmapWithHistory {
  readonly found: FoundRoadmap;
  readonly history: RoadmapHistory | null;
}

export async function historiesOf(
  opened: readonly OpenedRepository[],
  roadmaps: readonly FoundRoadmap[],
  asOf: string,
  depth: 'whole' | 'verdict',
  signal: AbortSignal,
): Promise<RoadmapWithHistory[]> {
  const byRepository = await Promise.all(
    opened.map(async (one) => {
      const own = roadmaps.filter(({ document }) => document.repository === one.facts.id);
      return own.length === 0 ? [] : historiesIn(one, own, asOf, depth, signal);
    }),
  );
  const all = new Map(byRepository.flat().map(({ found, history }) => [found, history]));
  return roadmaps.map((found) => ({ found, history: all.get(found) ?? null }));
}

async function historiesIn(
  one: OpenedRepository,
  roadmaps: readonly FoundRoadmap[],
  asOf: string,
  depth: 'whole' | 'verdict',
  signal: AbortSignal,
): Promise<RoadmapWithHistory[]> {
  const paths = [...new Set(roadmaps.flatMap((found) => pathsOf(found)))];
  const sections = roadmaps.filter(({ range }) => range !== null);
  const blamed = depth === 'whole' ? roadmaps.slice(0, MOST_BLAMES) : sections;
  const blaming = inTurns(blamed, BLAMES_AT_ONCE, async (found) => ({ found, lines: await blameOf(one, found) }));
  const wholePaths = paths.filter(
    (path) =>
      sections.every(({ document }) => document.path !== path) ||
      roadmaps.some((found) => found.range === null && pathsOf(found).includes(path)),
  );
  const changes =
    depth === 'whole'
      ? await changesByPath(one, wholePaths, null)
      : await windowedChanges(one, roadmaps, wholePaths, asOf);
  signal.throwIfAborted();
  const lines = new Map((await blaming).map((entry) => [entry.found, entry.lines]));
  return roadmaps.map((found) => {
    const own = pathsOf(found).flatMap((path) => changes.get(path)?.changes ?? []);
    const whole = pathsOf(found).every((path) => changes.get(path)?.whole === true);
    const blame = lines.get(found) ?? null;
    if (found.range !== null)
      return { found, history: blame === null ? null : { changes: [], whole: false, lines: blame, lastTouched: null } };
    if (own.length === 0 && blame === null) return { found, history: null };
    const sorted = own.sort((a, b) => byCode(b.on, a.on));
    return { found, history: { changes: sorted, whole, lines: blame, lastTouched: sorted[0]?.on ?? null } };
  });
}

/** The document, what it shows, and the files of its collection. */
function pathsOf({ document, includes, collection }: FoundRoadmap): string[] {
  return [document, ...includes, ...(collection?.documents ?? [])].map(({ path }) => path);
}

interface PathChanges {
  readonly changes: readonly Change[];
  readonly whole: boolean;
}

/** The last year first, and all of history only for plans on which nothing of substance happened since. */
async function windowedChanges(
  one: OpenedRepository,
  roadmaps: readonly FoundRoadmap[],
  paths: readonly string[],
  asOf: string,
): Promise<Map<string, PathChanges>> {
  const changes = new Map<string, PathChanges>();
  let left: readonly string[] = paths;
  for (const months of WINDOW_MONTHS) {
    const since =
      months === null ? null : new Date(endOfDay(readCalendarDate(asOf)!).getTime() - months * 30.44 * DAY_MS);
    for (const [path, found] of await changesByPath(one, left, since)) changes.set(path, found);
    const quiet = (found: FoundRoadmap): boolean =>
      found.range === null &&
      pathsOf(found).every((path) => lastSubstantive(changes.get(path)?.changes ?? []) === null);
    left = [...new Set(roadmaps.filter(quiet).flatMap((found) => pathsOf(found)))];
    if (left.length === 0) break;
  }
  return changes;
}

async function changesByPath(
  one: OpenedRepository,
  paths: readonly string[],
  since: Date | null,
): Promise<Map<string, PathChanges>> {
  const result = new Map<string, PathChanges>();
  if (paths.length === 0) return result;
  const histories = await one.git.histories(one.facts.commit, paths, since === null ? {} : { since });
  if (refused(histories)) return result;
  const texts = await textsOf(
    one,
    [...histories.done.values()].flatMap((changes) =>
      changes.slice(0, MOST_VERSIONS).flatMap(({ blob }) => (blob === null ? [] : [blob])),
    ),
  );
  for (const [path, changes] of histories.done) {
    const some = changes.slice(0, MOST_VERSIONS);
    const whole = since === null && some.length === changes.length && some.at(-1)?.status === 'A';
    result.set(path, {
      changes: changesOf(
        some.map((change) => versionOf(change, texts)),
        whole,
      ),
      whole,
    });
  }
  return result;
}

function versionOf({ commit, blob, added, deleted }: FileChange, texts: ReadonlyMap<string, string>): Version {
  return {
    commit: commit.id,
    at: commit.date.toISOString(),
    author: commit.author,
    coAuthors: [],
    subject: commit.subject,
    text: blob === null ? '' : (texts.get(blob) ?? null),
    changedLines: added === null || deleted === null ? null : added + deleted,
  };
}

async function textsOf({ git }: OpenedRepository, ids: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  if (ids.length === 0) return texts;
  let blobs = await git.read(ids);
  const missing = [...blobs].flatMap(([id, blob]) => ('missing' in blob ? [id] : []));
  if (missing.length > 0) {
    await git.bring(missing);
    blobs = new Map([...blobs, ...(await git.read(missing))]);
  }
  for (const [id, blob] of blobs) if ('bytes' in blob) texts.set(id, sourceOf(blob.bytes).text);
  return texts;
}

async function blameOf(
  one: OpenedRepository,
  { document, range, plan }: FoundRoadmap,
): Promise<RoadmapHistory['lines']> {
  const { git, facts } = one;
  let blamed = await git.blame(facts.commit, document.path);
  if (refused(blamed) && blamed.refused === 'missing-objects') {
    const needed = await git.historyBlobs(facts.commit, [document.path]);
    if (!refused(needed)) await git.bring(needed.done);
    blamed = await git.blame(facts.commit, document.path);
  }
  if (refused(blamed)) return null;
  const [first, last] = range ?? plan.lines;
  return agesOf(
    blamed.done.filter(
      ({ line }) => line >= first && line <= last && (document.lines[line - 1] ?? '').trim().length > 3,
    ),
  );
}

function agesOf(lines: readonly BlameLine[]): RoadmapHistory['lines'] {
  if (lines.length === 0) return null;
  const days = lines.map(({ time }) => time.toISOString().slice(0, 10)).sort();
  return { newest: days.at(-1)!, oldest: days[0]!, median: days[Math.floor(days.length / 2)]! };
}

/** The newest change of any proposal by the day of the survey. */
export async function proposalsChanged(homes: readonly ProposalHome[], asOf: string): Promise<string | null> {
  const since = new Date(endOfDay(readCalendarDate(asOf)!).getTime() - 4 * 365.25 * 86_400_000);
  const dates = await Promise.all(
    homes.map(async ({ repository: { git, facts }, folder }) => {
      const histories = await git.histories(
        facts.commit,
        folder.files.map(({ path }) => path),
        { since, max: 1 },
      );
      if (refused(histories)) return [];
      return [...histories.done.values()].flatMap((changes) =>
        changes.map(({ commit }) => commit.date.toISOString().slice(0, 10)),
      );
    }),
  );
  return dates.flat().sort().at(-1) ?? null;
}
