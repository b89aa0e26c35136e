/**
 * Reads the repositories of one project and answers: roadmap, documents, fourteen standards. What cannot be reached is said to be not
 * known, and the rest is examined all the same. Nothing is written; no clock, no network but through `open`.
 */
import { calendarDate, endOfDay, type Instant } from '../../../kernel/dates.ts';
import { refused, type Outcome } from '../../../kernel/refusal.ts';
import { gitRefusals, type GitRefusal, type Repository, type TreeEntry } from '../../../outside/git/index.ts';
import {
  answerStandard,
  classify,
  closedBy,
  closingSince,
  findRoadmaps,
  isProposalRepository,
  judgeRoadmap,
  needsReleasesToFind,
  releaseNumber,
  releasesNamed,
  linkedPlaces,
  documentReports,
  promisedCadence,
  repositoryLinks,
  proposalSeries,
  STANDARD_KEYS,
  surveyPaths,
  whatToFollow,
  type AnswerReport,
  type Balance,
  type Candidate,
  type FoundDocument,
  type PathEntry,
  type ProposalFolder,
  type ProposalSeries,
  type ReadDocument,
  type RepositoryFacts,
  type RoadmapReport,
  type StandardKey,
  type StandardsInput,
  type SurveyPaths,
  type Tag,
} from '../../../reading/survey/index.ts';
import type {
  ExamineStep,
  FoundAnswer,
  ProjectReport,
  ProjectSpec,
  RepositoryReport,
  RepositorySpec,
} from '../types.ts';
import { balanceOf, MOST_BALANCES } from '../balance.ts';
import { inTurns } from '../in-turns.ts';
import { historiesOf, proposalsChanged, type RoadmapWithHistory } from '../roadmap-histories.ts';
import { readDocuments } from '../read-documents.ts';

export type OpenRepository = (
  repository: RepositorySpec,
  signal: AbortSignal,
) => Promise<Outcome<Repository, GitRefusal>>;

export interface ExamineTools {
  readonly open: OpenRepository;
  readonly now: Instant;
  readonly signal: AbortSignal;
  /** `whole` tells the whole history and the age of every line; `verdict` asks no more of history than the verdict needs. */
  readonly depth?: 'whole' | 'verdict';
  /** Counts pull and merge requests too, after everything else has been answered. */
  readonly balance?: boolean;
  readonly onProgress?: (step: ExamineStep) => void;
  /** Each answer as soon as it is known, the roadmap last. */
  readonly onAnswer?: (answer: FoundAnswer) => void;
}

/** Repositories of one project that are read at a time. */
const AT_ONCE = 3;
/** How often links and includes are followed on from what was just read. */
const MOST_HOPS = 3;

/** A repository that is open, with what its list of paths says. */
export interface OpenedRepository {
  readonly spec: RepositorySpec;
  readonly git: Repository;
  readonly facts: RepositoryFacts;
  readonly paths: SurveyPaths;
  readonly notes: string[];
  /** Filled, in `facts` too, when a roadmap speaks of releases: some repositories have tens of thousands. */
  readonly tags: Tag[];
  /** Roadmaps by their names that could not be read, each as a sentence. */
  readonly unreadRoadmaps: string[];
  documentsRead: number;
}

export async function examineProject(spec: ProjectSpec, tools: ExamineTools): Promise<ProjectReport> {
  const { signal } = tools;
  const steps = progressOf(spec, tools);
  const opened: OpenedRepository[] = [];
  try {
    const reached = await inTurns(spec.repositories, AT_ONCE, async (repository) => {
      steps(`opening ${repository.id}`, repository.id);
      const one = await openOne(repository, spec, tools);
      if ('git' in one) opened.push(one);
      return one;
    });
    signal.throwIfAborted();
    const ordered = reached.flatMap((one) => ('git' in one ? [one] : []));
    const missed = reached.flatMap((one) => ('git' in one ? [] : [one]));
    return await examineOpened(spec, tools, ordered, missed, steps);
  } finally {
    await Promise.all(opened.map(({ git }) => git.close()));
  }
}

type Steps = (doing: string, repository: string) => void;
type Missed = Extract<RepositoryReport, { state: 'not-reached' }>;

async function openOne(
  repository: RepositorySpec,
  spec: ProjectSpec,
  { open, signal, now }: ExamineTools,
): Promise<OpenedRepository | Missed> {
  const missed = (refusal: {
    refused: GitRefusal;
    because: Parameters<(typeof gitRefusals)[GitRefusal]['say']>[0];
  }): Missed => ({
    state: 'not-reached',
    id: repository.id,
    url: repository.url,
    because: gitRefusals[refusal.refused].say(refusal.because),
  });
  const outcome = await open(repository, signal);
  if (refused(outcome)) return missed(outcome);
  const git = outcome.done;
  // Up to today everything is there; dates after it are of clocks that ran ahead, and hide nothing.
  const upToNow = spec.asOf >= calendarDate(now);
  const resolved = await git.resolve({
    ...(repository.revision === null ? {} : { revision: repository.revision }),
    ...(upToNow ? {} : { asOf: endOfDay(spec.asOf) }),
  });
  if (refused(resolved)) {
    await git.close();
    return missed(resolved);
  }
  const { commit } = resolved.done;
  const tree = await git.tree(commit.id, signal);
  if (refused(tree)) {
    await git.close();
    return missed(tree);
  }
  const tags: Tag[] = [];
  const isAhead = commit.date > endOfDay(spec.asOf);
  const facts: RepositoryFacts = {
    id: repository.id,
    url: repository.url,
    commit: commit.id,
    committedOn: isAhead ? spec.asOf : commit.date.toISOString().slice(0, 10),
    paths: tree.done.flatMap(pathEntry),
    tags,
  };
  const notes: string[] = [];
  if (resolved.done.apartDays > 60) {
    notes.push(
      `“The last commit before ${spec.asOf}” can be read in two ways that lie ${Math.round(resolved.done.apartDays / 30)} months apart: ` +
        `${shortId(resolved.done.firstParent?.id)} along the branch, ${shortId(resolved.done.newestReachable?.id)} among all that was merged. ` +
        `${shortId(commit.id)} was read.`,
    );
  }
  if (isAhead)
    notes.push(
      `${shortId(commit.id)} bears a date in the year ${commit.date.getUTCFullYear()}, after ${spec.asOf}; dates after that day are taken as that day.`,
    );
  const odd = tree.done.filter(({ oddName }) => oddName).length;
  if (odd > 0)
    notes.push(
      `${odd === 1 ? 'One file has a name' : `${odd} files have names`} with signs that cannot be shown; left out.`,
    );
  const paths = surveyPaths(facts.paths);
  if (paths.leftOut > 0) notes.push(`${paths.leftOut} documents of likely names were left unread: there are too many.`);
  for (const link of paths.links.slice(0, 5)) notes.push(`${link} is a symbolic link and was not followed.`);
  return { spec: repository, git, facts, paths, notes, tags, unreadRoadmaps: [], documentsRead: 0 };
}

function shortId(id: string | undefined): string {
  return id === undefined ? 'none' : id.slice(0, 10);
}

function pathEntry({ path, kind, blob, oddName }: TreeEntry): PathEntry[] {
  if (oddName) return [];
  return [{ path, kind: kind === 'symlink' ? 'link' : kind === 'submodule' ? 'submodule' : 'file', blob }];
}

async function examineOpened(
  spec: ProjectSpec,
  tools: ExamineTools,
  opened: readonly OpenedRepository[],
  missed: readonly Missed[],
  steps: Steps,
): Promise<ProjectReport> {
  const repositories = opened.map(({ facts }) => facts);
  const notReached = missed.map(({ id, because }) => `${id} was not reached. ${because}`);
  const answers: Partial<Record<StandardKey, AnswerReport>> = {};
  const settle = (keys: readonly StandardKey[], input: StandardsInput): void => {
    for (const key of keys) {
      const answer = answerStandard(key, input);
      answers[key] = answer;
      tools.onAnswer?.({ key, answer });
    }
  };

  // The licence answers first; the rest of the candidates follows while somebody already reads.
  const documents: ReadDocument[] = [];
  const found: FoundDocument[] = [];
  const take = (read: readonly ReadDocument[]): void => {
    documents.push(...read);
    found.push(...classify(read));
  };
  const isLicense = ({ topics }: Candidate): boolean => topics[0] === 'license';
  take(await readCandidates(opened, isLicense, steps));
  const input = (proposals: readonly ProposalSeries[]): StandardsInput => ({
    repositories,
    documents,
    found,
    proposals,
    continuousIntegration: opened.flatMap(({ facts, paths }) =>
      paths.continuousIntegration.map(({ path }) => ({ repository: facts.id, path, commit: facts.commit })),
    ),
    minutes: opened.flatMap(({ facts, paths }) =>
      paths.minutesFolders.map(({ folder, files }) => ({ repository: facts.id, folder, files, commit: facts.commit })),
    ),
    notReached,
    asOf: spec.asOf,
  });
  if (answerStandard('license', input([])).answer === 'yes') settle(['license'], input([]));
  tools.signal.throwIfAborted();

  take(await readCandidates(opened, (candidate) => !isLicense(candidate), steps));
  let fresh: readonly ReadDocument[] = documents;
  for (let hop = 0; hop < MOST_HOPS; hop++) {
    const more = whatToFollow(fresh, documents, repositories);
    if (more.length === 0) break;
    const before = documents.length;
    const read = await Promise.all(
      opened.map((one) =>
        readDocuments(
          one,
          more.filter(({ repository }) => repository === one.facts.id).map(({ entry }) => entry),
        ),
      ),
    );
    fresh = read.flat();
    take(fresh);
    if (documents.length === before) break;
    tools.signal.throwIfAborted();
  }

  const folders = opened.flatMap((one) => proposalHomes(one));
  const search = {
    repositories,
    documents,
    projectName: spec.name,
    asOf: spec.asOf,
    proposals: folders.map(({ repository, folder }) => ({
      repository: repository.facts.id,
      folder: folder.folder,
      series: folder.series,
    })),
  };
  if (needsReleasesToFind(documents)) await readTags(opened, spec.asOf, (number) => number.endsWith('.0'));
  const roadmaps = findRoadmaps(search);
  const linked = linkedPlaces(documents, repositories, roadmaps);
  // History runs in git's own processes while proposals are read and the standards answered here.
  const depth = tools.depth ?? 'whole';
  const byProposals = roadmaps.some((roadmap) => roadmap.byProposals);
  if (roadmaps.length > 0) steps('reading the history of the roadmap', roadmaps[0]!.document.repository);
  const histories = historiesOf(opened, roadmaps, spec.asOf, depth, tools.signal);
  const newestProposal = byProposals ? proposalsChanged(folders, spec.asOf) : Promise.resolve(null);
  // Handled where it is awaited; this keeps a failure before that from being reported as unhandled.
  histories.catch(() => {});
  newestProposal.catch(() => {});

  const series = await readProposals(folders);
  const complete = input(series);
  settle(
    STANDARD_KEYS.filter((key) => answers[key] === undefined),
    complete,
  );
  tools.signal.throwIfAborted();

  const aged = await histories;
  const named = releasesNamed(aged, spec.asOf);
  if (named.size > 0) await readTags(opened, spec.asOf, (number) => named.has(number));
  const closed = await closedSince(opened, aged, spec.asOf);
  const roadmap: RoadmapReport =
    opened.length === 0
      ? notKnown(notReached)
      : withNotReached(
          judgeRoadmap({
            roadmaps: aged,
            repositories,
            linked,
            proposalsChanged: await newestProposal,
            promised: promisedCadence(documents),
            asOf: spec.asOf,
            closed,
            documents,
          }),
          [
            ...notReached,
            ...opened.flatMap(({ facts, unreadRoadmaps }) => unreadRoadmaps.map((text) => `${facts.id}: ${text}`)),
          ],
        );
  tools.onAnswer?.({ key: 'roadmap', roadmap });
  const reports = documentReports(complete.found, roadmap, series, repositories, complete.minutes);
  tools.onAnswer?.({ key: 'documents', documents: reports });
  const balances = tools.balance === true ? await balancesOf(opened, spec, steps, tools.signal) : null;
  return {
    engine: 1,
    name: spec.name,
    asOf: spec.asOf,
    madeAt: tools.now.toISOString(),
    repositories: spec.repositories.map(({ id }, n) => repositoryReport(opened, missed, id, n)),
    roadmap,
    documents: reports,
    standards: Object.fromEntries(STANDARD_KEYS.map((key) => [key, answers[key]])) as Record<StandardKey, AnswerReport>,
    repositoryLinks: repositoryLinks(
      documents,
      spec.repositories.map(({ url }) => url),
    ),
    ...(balances === null ? {} : { balances }),
  };
}

/** One repository after the other: a log of all branches is the largest answer that is held at a time. */
async function balancesOf(
  opened: readonly OpenedRepository[],
  { asOf }: ProjectSpec,
  steps: Steps,
  signal: AbortSignal,
): Promise<Balance[]> {
  const balances: Balance[] = [];
  for (const { git, facts } of opened.slice(0, MOST_BALANCES)) {
    signal.throwIfAborted();
    steps(`counting the requests of ${facts.id}`, facts.id);
    const balance = await balanceOf(git, facts.id, facts.commit, asOf);
    if (balance !== null && balance.requests > 0) balances.push(balance);
  }
  return balances.sort((a, b) => b.requests - a.requests);
}

/** What commits closed after ageing plans were last changed; of repositories whose plans are fresh or name no issues nothing is asked. */
async function closedSince(
  opened: readonly OpenedRepository[],
  aged: readonly RoadmapWithHistory[],
  asOf: string,
): Promise<NonNullable<Parameters<typeof judgeRoadmap>[0]['closed']>> {
  const closed = new Map<string, ReturnType<typeof closedBy>>();
  await Promise.all(
    opened.map(async ({ git, facts }) => {
      const own = aged.filter(({ found }) => found.document.repository === facts.id);
      const since = closingSince(own, asOf);
      if (since === null) return;
      const log = await git.branchLog({ bodies: true, commit: facts.commit, since: new Date(`${since}T00:00:00Z`) });
      if (!refused(log)) closed.set(facts.id, closedBy(log.done));
    }),
  );
  return closed;
}

async function readTags(
  opened: readonly OpenedRepository[],
  asOf: string,
  wanted: (number: string) => boolean,
): Promise<void> {
  await Promise.all(
    opened.map(async ({ git, tags }) => {
      const found = await git.tags((name) => {
        const number = releaseNumber(name);
        return number !== null && wanted(number);
      });
      tags.push(
        ...found
          .map(({ name, date }) => ({ name, on: date.toISOString().slice(0, 10) }))
          .filter(({ on }) => on <= asOf),
      );
    }),
  );
}

async function readCandidates(
  opened: readonly OpenedRepository[],
  wanted: (candidate: Candidate) => boolean,
  steps: Steps,
): Promise<ReadDocument[]> {
  const read = await inTurns(opened, AT_ONCE, (one) => {
    steps(`reading documents of ${one.facts.id}`, one.facts.id);
    return readDocuments(
      one,
      one.paths.candidates.filter(wanted).map(({ entry }) => entry),
    );
  });
  return read.flat();
}

export interface ProposalHome {
  readonly repository: OpenedRepository;
  readonly folder: ProposalFolder;
}

const MOST_PROPOSALS = 120;
/** Bytes: a proposal states its state and date at the top. */
const HEAD_OF_PROPOSAL = 3_000;

/** Folders of proposals; a repository kept for them counts as a whole when no folder of it does. */
function proposalHomes(one: OpenedRepository): ProposalHome[] {
  const homes = one.paths.proposalFolders.map((folder) => ({ repository: one, folder }));
  if (homes.length > 0 || !isProposalRepository(one.facts.id)) return homes;
  const files = one.paths.candidates
    .map(({ entry }) => entry)
    .filter(
      ({ path }) =>
        /\.(md|rst|txt|ipynb)$/i.test(path) && !/(^|\/)(readme|licen[cs]e|contributing|\.github)/i.test(path),
    );
  return [{ repository: one, folder: { folder: '', series: null, files: files.slice(0, MOST_PROPOSALS) } }];
}

async function readProposals(homes: readonly ProposalHome[]): Promise<ProposalSeries[]> {
  return Promise.all(
    homes.map(async ({ repository, folder }) => {
      const read = await readDocuments(repository, folder.files, HEAD_OF_PROPOSAL);
      return proposalSeries(repository.facts.id, folder, read);
    }),
  );
}

function repositoryReport(
  opened: readonly OpenedRepository[],
  missed: readonly Missed[],
  id: string,
  n: number,
): RepositoryReport {
  const one = opened.find(({ spec }) => spec.id === id);
  if (one === undefined)
    return (
      missed.find((entry) => entry.id === id) ?? {
        state: 'not-reached',
        id,
        url: '',
        because: `Repository ${n + 1} was not read.`,
      }
    );
  const { facts, notes, documentsRead } = one;
  return {
    state: 'read',
    id,
    url: facts.url,
    commit: facts.commit,
    committedOn: facts.committedOn,
    files: facts.paths.length,
    documentsRead,
    notes,
  };
}

function notKnown(notReached: readonly string[]): RoadmapReport {
  return {
    verdict: 'unknown',
    kind: 'none',
    state: null,
    reasons: notReached.map((text) => ({ text: `Not known: ${text}`, evidence: [] })),
    linked: [],
    documents: [],
    lastChange: null,
    origin: null,
    history: [],
  };
}

/** "None found" is said only of what was read. */
function withNotReached(roadmap: RoadmapReport, notReached: readonly string[]): RoadmapReport {
  if (notReached.length === 0) return roadmap;
  const reasons = [...roadmap.reasons, ...notReached.map((text) => ({ text: `Not known: ${text}`, evidence: [] }))];
  return roadmap.verdict === 'none' ? { ...roadmap, verdict: 'unknown', reasons } : { ...roadmap, reasons };
}

function progressOf(spec: ProjectSpec, { onProgress }: ExamineTools): Steps {
  const seen = new Set<string>();
  return (doing, repository) => {
    seen.add(repository);
    onProgress?.({ doing, repository, n: seen.size, of: spec.repositories.length });
  };
}
