/** What git tells about how roadmap documents came about and how old their text is. */
import { byCode } from '../../kernel/text.ts';
import type { OpenedRepository, ProposalHome } from './actions/examine-project.ts';
import { endOfDay, readCalendarDate } from '../../kernel/dates.ts';
import { refused } from '../../kernel/refusal.ts';
import type { BlameLine, FileChange } from '../../outside/git/index.ts';
import { sourceOf } from '../../reading/document/source.ts';
import {
  changesOf,
  coAuthorsIn,
  isMoved,
  isSmallPart,
  lastSubstantive,
  likelySources,
  saysSomething,
  type Change,
  type FoundRoadmap,
  type Landing,
  type RoadmapHistory,
  type Version,
} from '../../reading/survey/index.ts';
import { inTurns } from './in-turns.ts';

/** How far back the verdict asks at first, and then; only plans untouched for so long are asked for more. */
const WINDOW_MONTHS = [12, 30, null] as const;
/** States of one document whose texts are compared. */
const MOST_VERSIONS = 80;
/** Places from which one document is followed back, and documents of one repository that are followed. */
const MOST_MOVES = 4;
const MOST_FOLLOWS = 12;
/** A change of few words in so many files at once. */
const MASS_EDIT_FILES = 40;
const MASS_EDIT_WORDS = 60;
const MOST_MASS_EDITS = 3;
/** Commits that one blame is told to look through. */
const MOST_IGNORED = 40;
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
  const ofSections = inTurns(sections, BLAMES_AT_ONCE, async (found) => ({
    found,
    lines: await linesOfSection(one, found, asOf),
  }));
  const wholePaths = paths.filter(
    (path) =>
      sections.every(({ document }) => document.path !== path) ||
      roadmaps.some((found) => found.range === null && pathsOf(found).includes(path)),
  );
  const changes =
    depth === 'whole'
      ? await changesByPath(one, wholePaths, null, asOf)
      : await windowedChanges(one, roadmaps, wholePaths, asOf);
  signal.throwIfAborted();
  const lines = new Map((await ofSections).map((entry) => [entry.found, entry.lines]));
  if (depth === 'whole') {
    const whole = roadmaps.filter(({ range }) => range === null).slice(0, MOST_BLAMES);
    await inTurns(whole, BLAMES_AT_ONCE, async (found) => {
      const own = changes.get(found.document.path)?.changes ?? [];
      const formal = own.filter(({ weight, movedFrom }) => isOfForm(weight) && movedFrom === null);
      lines.set(found, await linesOf(one, found, formal.map(({ commit }) => commit), asOf)); // prettier-ignore
    });
  }
  signal.throwIfAborted();
  const landings =
    depth === 'whole' ? await landingsByPath(one, wholePaths, changes, asOf) : new Map<string, Landing[]>();
  return roadmaps.map((found) => {
    const own = pathsOf(found).flatMap((path) => changes.get(path)?.changes ?? []);
    const whole = pathsOf(found).every((path) => changes.get(path)?.whole === true);
    const blame = lines.get(found) ?? null;
    const nothing = { changes: [], landings: [], whole: false, lastTouched: null };
    if (found.range !== null) return { found, history: blame === null ? null : { ...nothing, lines: blame } };
    if (own.length === 0 && blame === null) return { found, history: null };
    const sorted = own.sort((a, b) => byCode(b.on, a.on));
    return {
      found,
      history: {
        changes: sorted,
        landings: landings.get(found.document.path) ?? [],
        whole,
        lines: blame,
        lastTouched: sorted[0]?.on ?? null,
      },
    };
  });
}

function isOfForm(weight: Change['weight']): boolean {
  return weight === 'none' || weight === 'small';
}

/** The document, what it shows, and the files of its collection. */
function pathsOf({ document, includes, collection }: FoundRoadmap): string[] {
  return [document, ...includes, ...(collection?.documents ?? [])].map(({ path }) => path);
}

interface PathChanges {
  readonly changes: readonly Change[];
  readonly whole: boolean;
  /** Where the text stood before, the latest place first. */
  readonly before: readonly string[];
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
    for (const [path, found] of await changesByPath(one, left, since, asOf)) changes.set(path, found);
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
  asOf: string,
): Promise<Map<string, PathChanges>> {
  const result = new Map<string, PathChanges>();
  if (paths.length === 0) return result;
  const window = since === null ? {} : { since };
  const histories = await one.git.histories(one.facts.commit, paths, window);
  if (refused(histories)) return result;
  const texts = new Map<string, string>();
  await readTexts(one, [...histories.done.values()].flatMap(blobsOf), texts);
  let follows = 0;
  for (const [path, changes] of histories.done) {
    const found = {
      states: changes.slice(0, MOST_VERSIONS).map((change): State => ({ change })),
      before: [] as string[],
    };
    let cut = changes.length > MOST_VERSIONS;
    let moved: string | null = null;
    // A text that appears may have stood elsewhere: asked only where nothing of substance happened to it since.
    for (let hop = 0; hop < MOST_MOVES && !cut && follows < MOST_FOLLOWS; hop++) {
      const oldest = found.states.at(-1)?.change;
      if (oldest?.status !== 'A' || (since !== null && isKeptUp(found.states, texts))) break;
      follows++;
      const earlier = await beforeTheMove(one, oldest, window, texts);
      if (earlier === null) break;
      found.states[found.states.length - 1] = { change: oldest, movedFrom: earlier.path };
      found.before.push(earlier.path);
      if (earlier.changes.length === 0) moved = earlier.blob;
      found.states.push(...earlier.changes.slice(0, MOST_VERSIONS).map((change): State => ({ change })));
      cut = found.states.length > MOST_VERSIONS;
    }
    const states = found.states.slice(0, MOST_VERSIONS);
    const oldest = states.at(-1)?.change;
    const whole = since === null && !cut && oldest?.status === 'A';
    const earlier = moved ?? oldest?.before ?? null;
    if (earlier !== null && !whole) await readTexts(one, [earlier], texts);
    const weighed = changesOf(
      states.map((state) => versionOf(state, texts, asOf)),
      whole,
      earlier === null ? null : (texts.get(earlier) ?? null),
    );
    result.set(path, { changes: await withoutMassEdits(one, weighed), whole, before: found.before });
  }
  return result;
}

interface State {
  readonly change: FileChange;
  readonly movedFrom?: string;
}

function blobsOf(changes: readonly FileChange[]): string[] {
  return changes.slice(0, MOST_VERSIONS).flatMap(({ blob }) => (blob === null ? [] : [blob]));
}

/** Whether something of substance happened after the text appeared here. */
function isKeptUp(states: readonly State[], texts: ReadonlyMap<string, string>): boolean {
  const changes = changesOf(
    states.map((state) => versionOf(state, texts, null)),
    false,
  );
  const last = lastSubstantive(changes);
  return last !== null && last !== changes.at(-1);
}

/** The history under the name that the text had before; null when it was written new. */
async function beforeTheMove(
  one: OpenedRepository,
  { commit, path, blob }: FileChange,
  window: { readonly since?: Date },
  texts: Map<string, string>,
): Promise<{ readonly path: string; readonly blob: string; readonly changes: readonly FileChange[] } | null> {
  const changed = await one.git.changedBy(commit.id);
  if (refused(changed) || changed.done === null || blob === null) return null;
  const sources = likelySources(path, changed.done.files);
  await readTexts(
    one,
    sources.flatMap(({ before, after }) => [before, after].filter((id) => id !== null)),
    texts,
  );
  const own = texts.get(blob);
  const source = sources.find(({ before, after }) => {
    const text = before === null ? undefined : texts.get(before);
    return (
      own !== undefined && text !== undefined && isMoved(own, text, after === null ? null : (texts.get(after) ?? null))
    );
  });
  if (source === undefined) return null;
  const histories = await one.git.histories(changed.done.parent, [source.path], window);
  if (refused(histories)) return null;
  const changes = histories.done.get(source.path) ?? [];
  await readTexts(one, blobsOf(changes), texts);
  return { path: source.path, blob: source.before!, changes };
}

/** A small change that came to dozens of files at once is no work on the plan. */
async function withoutMassEdits(one: OpenedRepository, changes: readonly Change[]): Promise<readonly Change[]> {
  let left = changes;
  for (let n = 0; n < MOST_MASS_EDITS; n++) {
    const last = lastSubstantive(left);
    if (last === null || last.weight !== 'substantive' || last.added + last.removed >= MASS_EDIT_WORDS) return left;
    const changed = await one.git.changedBy(last.commit);
    if (refused(changed) || (changed.done?.files.length ?? 0) < MASS_EDIT_FILES) return left;
    left = left.map((change) => (change === last ? { ...change, weight: 'small' } : change));
  }
  return left;
}

function versionOf({ change, movedFrom }: State, texts: ReadonlyMap<string, string>, asOf: string | null): Version {
  const { commit, blob, added, deleted, body } = change;
  return {
    commit: commit.id,
    at: momentBy(commit.date, asOf),
    author: commit.author,
    coAuthors: coAuthorsIn(body),
    subject: commit.subject,
    body,
    text: blob === null ? '' : (texts.get(blob) ?? null),
    changedLines: added === null || deleted === null ? null : added + deleted,
    ...(movedFrom === undefined ? {} : { movedFrom }),
  };
}

/** What the branch itself took in of each document, wherever it stood. */
async function landingsByPath(
  one: OpenedRepository,
  paths: readonly string[],
  changes: ReadonlyMap<string, PathChanges>,
  asOf: string,
): Promise<Map<string, Landing[]>> {
  const landings = new Map<string, Landing[]>();
  const all = [...new Set(paths.flatMap((path) => [path, ...(changes.get(path)?.before ?? [])]))];
  if (all.length === 0) return landings;
  const histories = await one.git.histories(one.facts.commit, all, { mainLine: true });
  if (refused(histories)) return landings;
  for (const path of paths) {
    const seen = new Set<string>();
    const own: Landing[] = [];
    for (const place of [path, ...(changes.get(path)?.before ?? [])])
      for (const { commit, parents, body } of histories.done.get(place) ?? []) {
        if (seen.has(commit.id)) continue;
        seen.add(commit.id);
        own.push({
          commit: commit.id,
          at: momentBy(commit.date, asOf),
          author: commit.author,
          subject: commit.subject,
          body,
          isMerge: parents > 1,
        });
      }
    landings.set(path, own);
  }
  return landings;
}

async function readTexts({ git }: OpenedRepository, ids: readonly string[], texts: Map<string, string>): Promise<void> {
  const wanted = ids.filter((id) => !texts.has(id));
  if (wanted.length === 0) return;
  let blobs = await git.read(wanted);
  const missing = [...blobs].flatMap(([id, blob]) => ('missing' in blob ? [id] : []));
  if (missing.length > 0) {
    await git.bring(missing);
    blobs = new Map([...blobs, ...(await git.read(missing))]);
  }
  for (const [id, blob] of blobs) if ('bytes' in blob) texts.set(id, sourceOf(blob.bytes).text);
}

/** The lines of a roadmap that say something, with the commits that wrote them. */
async function blamed(
  one: OpenedRepository,
  { document, range, plan }: FoundRoadmap,
  ignore: readonly string[],
): Promise<BlameLine[] | null> {
  const { git, facts } = one;
  let found = await git.blame(facts.commit, document.path, ignore);
  if (refused(found) && found.refused === 'missing-objects') {
    const needed = await git.historyBlobs(facts.commit, [document.path]);
    if (!refused(needed)) await git.bring(needed.done);
    found = await git.blame(facts.commit, document.path, ignore);
  }
  if (refused(found)) return null;
  const [first, last] = range ?? plan.lines;
  return found.done.filter(
    ({ line }) => line >= first && line <= last && saysSomething(document.lines[line - 1] ?? ''),
  );
}

async function linesOf(
  one: OpenedRepository,
  found: FoundRoadmap,
  ignore: readonly string[],
  asOf: string,
): Promise<RoadmapHistory['lines']> {
  const lines = await blamed(one, found, ignore.slice(0, MOST_IGNORED));
  return lines === null ? null : agesOf(lines, asOf);
}

/** Of a section only its lines are known: commits that wrote few words of it, or looked after form, are looked through. */
async function linesOfSection(
  one: OpenedRepository,
  found: FoundRoadmap,
  asOf: string,
): Promise<RoadmapHistory['lines']> {
  const ignore: string[] = [];
  for (let round = 0; ; round++) {
    const lines = await blamed(one, found, ignore);
    if (lines === null) return null;
    const written = new Map<string, string[]>();
    for (const { commit, line } of lines)
      written.set(commit, [...(written.get(commit) ?? []), found.document.lines[line - 1] ?? '']);
    const commits = await one.git.commits([...written.keys()]);
    const formal = [...written].filter(
      ([id, own]) => !ignore.includes(id) && isSmallPart(own.join('\n'), commits.get(id)?.subject ?? ''),
    );
    if (formal.length === 0 || formal.length === written.size || round === 2) return agesOf(lines, asOf);
    ignore.push(...formal.map(([id]) => id).slice(0, MOST_IGNORED));
  }
}

function agesOf(lines: readonly BlameLine[], asOf: string): RoadmapHistory['lines'] {
  if (lines.length === 0) return null;
  const days = lines.map(({ time }) => dayBy(time, asOf)).sort();
  return { newest: days.at(-1)!, oldest: days[0]!, median: days[Math.floor(days.length / 2)]! };
}

function momentBy(date: Date, asOf: string | null): string {
  return asOf !== null && isoDay(date) > asOf ? asOf : date.toISOString();
}

/** A clock that ran ahead: nothing can have happened after the day of the survey. */
function dayBy(date: Date, asOf: string): string {
  const day = isoDay(date);
  return day > asOf ? asOf : day;
}

/** Years beyond 9999 have a sign in ISO form, which would sort before all others. */
function isoDay(date: Date): string {
  return date.getUTCFullYear() > 9999 ? '9999-12-31' : date.toISOString().slice(0, 10);
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
      return [...histories.done.values()].flatMap((changes) => changes.map(({ commit }) => dayBy(commit.date, asOf)));
    }),
  );
  return dates.flat().sort().at(-1) ?? null;
}
