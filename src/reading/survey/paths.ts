/**
 * Which documents of a repository are worth reading, told from its list of paths alone: name, folder, ending. Reading the rest is
 * left to links, navigation and includes found in what was read first.
 */
import { formatOf } from '../document/format.ts';
import type { PathEntry } from './types.ts';
import { folderOf, nameWords, stemOf } from './words.ts';

export type Topic =
  | 'license'
  | 'contributing'
  | 'conduct'
  | 'governance'
  | 'maintainers'
  | 'release'
  | 'triage'
  | 'review'
  | 'communication'
  | 'corporate'
  | 'roadmap'
  | 'plan'
  | 'proposal'
  | 'cla'
  | 'funding'
  | 'workflow'
  | 'template'
  | 'readme'
  | 'index';

export interface Candidate {
  readonly entry: PathEntry;
  readonly topics: readonly Topic[];
}

export interface ProposalFolder {
  readonly folder: string;
  /** NEP, PDEP ...; null for folders that only say "proposals". */
  readonly series: string | null;
  readonly files: readonly PathEntry[];
}

export interface SurveyPaths {
  readonly candidates: readonly Candidate[];
  readonly proposalFolders: readonly ProposalFolder[];
  /** Folders of meeting notes, with how many files they hold and the newest name. */
  readonly minutesFolders: readonly { readonly folder: string; readonly files: number }[];
  readonly continuousIntegration: readonly PathEntry[];
  /** Symbolic links of likely names: never followed, only told. */
  readonly links: readonly string[];
  /** Candidates left unread because there were too many. */
  readonly leftOut: number;
}

/** Read at most this many documents of one repository by path; a project's documents are few, its test data is not. */
const MOST_CANDIDATES = 320;
/** A repository with no more prose than this (governance, website, roadmap) is read whole. */
const READ_WHOLE = 90;
const MOST_READMES = 120;
const MOST_PROPOSALS = 120;

export function surveyPaths(paths: readonly PathEntry[]): SurveyPaths {
  const files = paths.filter(({ kind, path }) => kind === 'file' && path.length <= 300);
  const known = new Set(files.map(({ path }) => path));
  const found: { candidate: Candidate; rank: number }[] = [];
  const prose: PathEntry[] = [];
  const numbered = new Map<string, PathEntry[]>();
  const named = new Map<string, PathEntry[]>();
  const minutes = new Map<string, number>();
  const continuousIntegration: PathEntry[] = [];
  let readmes = 0;

  // Most files of most repositories are code: they and what their folder says are told at once.
  const folders = new Map<string, FolderFacts>();
  for (const entry of files) {
    if (isScriptOfIntegration(entry.path)) {
      continuousIntegration.push(entry);
      continue;
    }
    if (isCode(entry.path)) continue;
    const path = folderOf(entry.path);
    let folder = folders.get(path);
    if (folder === undefined) folders.set(path, (folder = folderFacts(path)));
    if (folder.place === 'skipped') continue;
    if (isContinuousIntegration(entry.path)) continuousIntegration.push(entry);
    const isProse = isProsePath(entry.path);
    if (isProse && folder.minutes !== null) noteMinutes(entry.path, folder, minutes);
    if (folder.place === 'posts' || DATED_NAME.test(entry.path.slice(path === '' ? 0 : path.length + 1))) continue;
    if (isProse) noteFolders(entry, folder, numbered, named);
    const topics = topicsOf(entry.path);
    if (topics.length === 0 && !isProse) continue;
    if (folder.foreign && isTranslation(entry.path, known)) continue;
    if (topics.length > 0) {
      if (topics[0] === 'readme' && depthOf(entry.path) > 0 && ++readmes > MOST_READMES) continue;
      found.push({ candidate: { entry, topics }, rank: rankOf(entry.path, topics) });
    } else if (isProse) prose.push(entry);
  }
  if (found.length + prose.length <= READ_WHOLE) {
    for (const entry of prose) found.push({ candidate: { entry, topics: [] }, rank: 100 + depthOf(entry.path) });
  }
  found.sort((a, b) => a.rank - b.rank);
  return {
    candidates: found.slice(0, MOST_CANDIDATES).map(({ candidate }) => candidate),
    proposalFolders: proposalFoldersOf(numbered, named),
    minutesFolders: [...minutes].filter(([, n]) => n >= 3).map(([folder, n]) => ({ folder, files: n })),
    continuousIntegration,
    links: paths
      .filter(
        ({ kind, path }) =>
          kind === 'link' &&
          folderFacts(folderOf(path)).place === 'ordinary' &&
          topicsOf(path).some((topic) => topic !== 'readme' && topic !== 'index'),
      )
      .map(({ path }) => path),
    leftOut: Math.max(0, found.length - MOST_CANDIDATES),
  };
}

/** Folders of other people's code, test data and built pages. */
const SKIPPED = new Set(
  (
    'node_modules vendor vendored vendors third_party third-party thirdparty 3rdparty 3rd_party external externals extern deps ' +
    'dependencies site-packages _vendor test tests testing testdata test-data test_data __tests__ fixtures _build _static static ' +
    'assets _sources generated gallery galleries locale locales i18n l10n translations examples example samples benchmarks ' +
    'versioned_docs versioned_sidebars asv_bench script scripts themes partials __pycache__ dist bower_components doxygen api-docs licenses_bundled sandbox'
  ).split(' '),
);

/** Folders of dated texts: what was said on a day is no standing document. */
const POSTS = new Set(
  (
    '_posts posts blog blogs news whatsnew whats_new whats-new changelog changelogs changes release-notes release_notes ' +
    'releasenotes relnotes releases newsletters newsletter events _drafts gsoc soc jsoc announcements'
  ).split(' '),
);

/** Endings of files that are no documents, as they lie by the thousand in repositories. */
const CODE = new Set(
  (
    'py pyi pyx pxd c h cc cpp cxx hpp hxx cu f f90 f77 for js jsx ts tsx mjs cjs css scss less png jpg jpeg gif svg ico webp jl r rs go ' +
    'java kt scala swift cs rb php pl pm lua sh bash bat ps1 m mat npy npz dat bin gz zip xz bz2 tar pdf woff woff2 ttf eot otf map lock ' +
    'snap cmake am ac sln vcxproj patch diff src o so dll dylib exe whl parquet feather h5 hdf5 nc mo po pot xml xsl proto sql'
  ).split(' '),
);

function isCode(path: string): boolean {
  const dot = path.lastIndexOf('.');
  return dot > 0 && path.length - dot <= 8 && CODE.has(path.slice(dot + 1).toLowerCase());
}

interface FolderFacts {
  readonly place: 'ordinary' | 'posts' | 'skipped';
  /** The folder of meeting notes that it is or lies in. */
  readonly minutes: string | null;
  readonly dated: boolean;
  /** Some part of it is the code of a language. */
  readonly foreign: boolean;
  /** The folder of proposals that it is or lies directly in. */
  readonly proposals: string | null;
  /** Its last part, in lower case. */
  readonly last: string;
}

function folderFacts(folder: string): FolderFacts {
  const parts = folder === '' ? [] : folder.toLowerCase().split('/');
  const last = parts.at(-1) ?? '';
  const above = parts.at(-2) ?? '';
  let place: FolderFacts['place'] = 'ordinary';
  let minutes: string | null = null;
  let foreign = false;
  let end = -1;
  for (const part of parts) {
    end += part.length + 1;
    if (SKIPPED.has(part)) place = 'skipped';
    else if (POSTS.has(part) && place === 'ordinary') place = 'posts';
    if (minutes === null && MINUTES.has(part)) minutes = folder.slice(0, end);
    if (LANGUAGES.has(part.slice(0, 2)) && /^[a-z]{2}(?:[-_][a-z]{2,4})?$/.test(part)) foreign = true;
  }
  const proposals = PROPOSAL_FOLDERS.has(last) ? folder : PROPOSAL_FOLDERS.has(above) ? folderOf(folder) : null;
  return { place, minutes, dated: minutes !== null && /\d{4}/.test(folder), foreign, proposals, last };
}

/** `2019-03-01-a-plan.md`, `20190301-notes.md`. */
const DATED_NAME = /^(19|20)\d\d[-_.]?\d\d[-_.]?\d\d[-_.]/;
const MINUTES = new Set(['minutes', 'meetings', 'meeting', 'meeting-notes', 'meeting_notes']);

/**
 * Whether the headings and links of a file that was read are worth finding. Read-me files deep in a tree are many, and are read only
 * because a few of them are roadmaps by their titles.
 */
export function wantsSkeleton(path: string, text: string): boolean {
  return (
    depthOf(path) < 2 ||
    !/^readme/i.test(path.slice(path.lastIndexOf('/') + 1)) ||
    /road[- ]?map|wish[- ]?list/i.test(text)
  );
}

export function depthOf(path: string): number {
  let n = 0;
  for (let at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) n++;
  return n;
}

/** Whether a person would read the file as text. Names without an ending count only when they are words in capitals (AUTHORS). */
export function isProsePath(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(lr|inc)$/i.test(name)) return true;
  if (!name.includes('.')) return /^[A-Z][A-Z_-]+$/.test(name);
  return formatOf(path) !== null;
}

const DATA_ENDING = /\.(csv|toml|ya?ml)$/i;

/** Whether a file of this name would be taken as a roadmap. */
export function isRoadmapPath(path: string): boolean {
  return topicsOf(path)[0] === 'roadmap';
}

/** What a file is about, told from its name and folder; the most telling topic first. */
export function topicsOf(path: string): Topic[] {
  const slash = path.lastIndexOf('/');
  const name = path.slice(slash + 1);
  const folder = slash < 0 ? '' : path.slice(0, slash);
  if (folder === '.github/workflows' && DATA_ENDING.test(name)) {
    return /(^|[^a-z])(cla|dco)([^a-z]|$)/i.test(name) ? ['cla', 'workflow'] : ['workflow'];
  }
  if (isLicensePath(folder, name)) return ['license'];
  const lower = name.toLowerCase();
  if (lower === 'funding.yml' || lower === 'funding.yaml' || lower === 'funding.json') return ['funding'];
  if (lower === '.clabot' || (/^\.?(dco|cla)\./.test(lower) && DATA_ENDING.test(lower))) return ['cla'];
  if (/^(pull_request_template|merge_request_template|issue_template)/.test(lower)) return ['template'];
  if (/(^|\/)(issue_template|pull_request_template|issue_templates)$/i.test(folder)) return [];
  if (lower === 'codeowners' || lower === 'owners') return ['maintainers'];
  if (lower === 'mkdocs.yml' || lower === '_toc.yml' || lower === '_config.yml')
    return depthOf(path) <= 2 ? ['index'] : [];

  const data = DATA_ENDING.test(lower);
  if (!data && !isProsePath(path)) return [];
  const words = nameWords(stemOf(path));
  if (words.length === 0 || words.length > 9) return [];
  // The index of a folder is about what the folder is called.
  const ofFolder =
    /^(_?index|contents)\./i.test(name) && folder !== '' ? nameWords(folder.slice(folder.lastIndexOf('/') + 1)) : [];
  const topics = wordTopics(ofFolder.length > 0 && ofFolder.length <= 3 ? ofFolder : words, folder);
  if (data)
    return (topics.includes('maintainers') || /^(steering|council)/.test(lower)) && !lower.startsWith('.')
      ? ['maintainers']
      : [];
  if (topics.length === 0) {
    if (words[0] === 'readme') return depthOf(path) <= 3 ? ['readme'] : [];
    if (INDEX_NAMES.has(words.join(' ')) && depthOf(path) <= 4) return ['index'];
    return [];
  }
  return isDatedRelease(words) ? topics.filter((topic) => topic === 'roadmap') : topics;
}

const INDEX_NAMES = new Set([
  'index',
  'home',
  'about',
  'contents',
  'toc',
  'intro',
  'introduction',
  'get involved',
  'getting involved',
  'community',
]);

function isLicensePath(folder: string, name: string): boolean {
  if (/\.(py|js|ts|tsx|json|ya?ml|csv|spdx|xml|html?|png|svg|h|c|cpp|in|template)$/i.test(name)) return false;
  // REUSE keeps LICENSES/MIT.txt; others LICENSE/LICENSE with those of bundled code beside it.
  if (/^licen[cs]es?$/i.test(folder)) return true;
  if (folder === '') return /^(licen[cs]es?|copying|unlicen[cs]e)([-._ ]|$)/i.test(name);
  // The documentation often shows it on a page of its own.
  return (
    /^(docs?|documentation)(\/(source|license|licence|about))?$/i.test(folder) &&
    /^licen[cs]e\.(md|rst|txt)$/i.test(name)
  );
}

/** `1.16.0-notes`, `version0.9`, `release-2.1`: what a release brought, not how one is made. */
function isDatedRelease(words: readonly string[]): boolean {
  return (
    words.some((word) => /^(v|version)?\d+$/.test(word)) &&
    words.some((word) => RELEASE_NOTE.has(word) || /^version\d/.test(word))
  );
}

const RELEASE_NOTE = new Set('release releases notes changelog changes news whatsnew version history'.split(' '));

const one = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const TOPIC_WORDS: readonly (readonly [Topic, ReadonlySet<string>])[] = [
  ['roadmap', one('roadmap roadmaps wishlist wishlists')],
  ['conduct', one('conduct coc')],
  ['governance', one('governance bylaws charter charters council constitution steering leadership')],
  ['corporate', one('corporate companies employers industry commercial')],
  ['cla', one('cla icla ccla dco')],
  ['triage', one('triage triaging triager triagers')],
  ['review', one('review reviewing reviewer reviewers reviews')],
  ['release', one('releasing release releases maintenance maintaining')],
  [
    'contributing',
    one(
      'contributing contribute contribution contributions contributor contrib newcomer newcomers hacking developing development develop developer developers',
    ),
  ],
  [
    'maintainers',
    one('maintainer maintainers authors author team teams people subteams members contributors credits owners'),
  ],
  [
    'communication',
    one(
      'communication communications community contact support meeting meetings minutes chat forum forums connect help',
    ),
  ],
  ['funding', one('funding donate donation donations sponsor sponsors sponsorship sponsoring fund')],
  [
    'plan',
    one(
      'plan plans goal goals vision mission strategy strategic priorities future futures milestone milestones todo initiatives initiative directions objectives scope',
    ),
  ],
];

const FOLDER_TOPICS: readonly (readonly [Topic, ReadonlySet<string>])[] = [
  ['roadmap', one('roadmap roadmaps')],
  ['governance', one('governance')],
  ['conduct', one('conduct')],
  ['contributing', one('contributing contribute contributor contributors')],
  ['plan', one('initiatives')],
];

const TOPICS_OF_WORD = topicsByWord(TOPIC_WORDS);
const TOPICS_OF_FOLDER = topicsByWord(FOLDER_TOPICS);

function topicsByWord(lists: readonly (readonly [Topic, ReadonlySet<string>])[]): Map<string, Topic[]> {
  const byWord = new Map<string, Topic[]>();
  for (const [topic, words] of lists) for (const word of words) byWord.set(word, [...(byWord.get(word) ?? []), topic]);
  return byWord;
}

const ORDER = new Map(TOPIC_WORDS.map(([topic], at) => [topic, at]));

function wordTopics(words: readonly string[], folder: string): Topic[] {
  const topics = new Set<Topic>();
  for (const word of words) for (const topic of TOPICS_OF_WORD.get(word) ?? []) topics.add(topic);
  const joined = words.join(' ');
  if (/(^| )(road map|wish list)( |$)/.test(joined)) topics.add('roadmap');
  if (/(^| )core (dev|devs|developers|developer|team|contributors)( |$)/.test(joined) || joined === 'core')
    topics.add('maintainers');
  // Words of many meanings count only where few other words stand beside them.
  const kept = [...topics]
    .filter((topic) => words.length <= 3 || STRONG.has(topic))
    .sort((one, other) => ORDER.get(one)! - ORDER.get(other)!);
  if (folder === '') return kept;
  for (const segment of folder.toLowerCase().split('/')) {
    for (const topic of TOPICS_OF_FOLDER.get(segment) ?? []) if (!kept.includes(topic)) kept.push(topic);
  }
  return kept;
}

const STRONG: ReadonlySet<Topic> = new Set([
  'roadmap',
  'conduct',
  'governance',
  'triage',
  'release',
  'contributing',
  'corporate',
  'cla',
  'maintainers',
]);

/** Languages in which projects translate their documents; a copy is skipped when the English or untranslated one is there. */
const LANGUAGES = one(
  'ar bn ca cs da de el es et fa fi fr he hi hu id it ja ko nl no pl pt ro ru sk sr sv ta th tr uk vi zh',
);

function isTranslation(path: string, known: ReadonlySet<string>): boolean {
  const parts = path.split('/');
  for (let i = 0; i < parts.length - 1; i++) {
    const code = /^([a-z]{2})(?:[-_][a-z]{2,4})?$/i.exec(parts[i]!)?.[1]?.toLowerCase();
    if (code === undefined || !LANGUAGES.has(code)) continue;
    const rest = parts.slice(i + 1).join('/');
    const before = parts.slice(0, i).join('/');
    const at = (middle: string): string => [before, middle, rest].filter((part) => part !== '').join('/');
    if (known.has(at('en')) || known.has(at(''))) return true;
  }
  return false;
}

/** Less is read first. */
function rankOf(path: string, topics: readonly Topic[]): number {
  const topic = topics[0];
  const weight =
    topic === 'readme' || topic === 'index'
      ? 12
      : topic === 'workflow'
        ? 14
        : topic === 'plan'
          ? 8
          : topic === 'roadmap'
            ? 0
            : 4;
  return weight + 3 * depthOf(path);
}

const CI_FILES =
  /^(\.travis\.yml|\.?appveyor\.ya?ml|azure-pipelines[^/]*\.ya?ml|\.azure-pipelines\/[^/]+\.ya?ml|\.azure\/[^/]+\.ya?ml|\.gitlab-ci\.ya?ml|jenkinsfile[^/]*|\.circleci\/config\.ya?ml|circle\.yml|\.cirrus\.(yml|star)|\.drone\.ya?ml|\.woodpecker(\/[^/]+)?\.ya?ml|\.woodpecker\.ya?ml|\.buildkite\/[^/]+\.ya?ml|bitbucket-pipelines\.yml|\.github\/workflows\/[^/]+\.ya?ml|\.forgejo\/workflows\/[^/]+\.ya?ml|\.gitea\/workflows\/[^/]+\.ya?ml|\.semaphore\/[^/]+\.ya?ml|shippable\.yml|wercker\.yml|\.builds?\/[^/]+\.ya?ml|\.builds?\.ya?ml)$/i;

/** `.ci/run`: projects that run their own checks keep the scripts in a folder of that name. */
function isScriptOfIntegration(path: string): boolean {
  return path.startsWith('.ci/') && /^\.ci\/[^/]+$/.test(path) && !/\.(md|rst|txt|png|svg)$/i.test(path);
}

function isContinuousIntegration(path: string): boolean {
  return depthOf(path) <= 2 && CI_FILES.test(path);
}

/** PEP-like names: a short series of letters and a number (`nep-0018-x`, `MEP12`, `cfep-03`), or a four-digit number (`0001-x`). */
const NUMBERED = /^([a-z]{2,6}?)[-_ ]?(\d{1,4})(?=$|[-_. ])|^(\d{4})[-_]/i;
const PROPOSAL_FOLDERS = one(
  'neps peps meps meps mep jeps pdeps proposals proposal rfcs rfc enhancements enhancement designs apes ape seps sep eps nxeps naps juleps ceps',
);
const NOT_A_SERIES = one(
  'v rc py test fig figure part chapter lesson day week step ex example tutorial utf iso arm win gcc cuda',
);

function noteFolders(
  entry: PathEntry,
  facts: FolderFacts,
  numbered: Map<string, PathEntry[]>,
  named: Map<string, PathEntry[]>,
): void {
  const stem = stemOf(entry.path);
  const push = (map: Map<string, PathEntry[]>, key: string): void => {
    const list = map.get(key);
    if (list === undefined) map.set(key, [entry]);
    else list.push(entry);
  };
  const match = NUMBERED.exec(stem);
  if (match !== null) {
    const series = match[1]?.toLowerCase() ?? '';
    const isSeries =
      series === ''
        ? PROPOSAL_FOLDERS.has(facts.last)
        : /(ep|rfc|ape|julep|spec|adr)$/.test(series) && !NOT_A_SERIES.has(series);
    if (isSeries) push(numbered, `${folderOf(entry.path)}\0${series}`);
  }
  if (facts.proposals !== null && !/^(index|readme|template|content|scope|roadmap)/i.test(stem))
    push(named, facts.proposals);
}

function noteMinutes(path: string, { minutes: home, dated }: FolderFacts, minutes: Map<string, number>): void {
  if (home !== null && (dated || /(19|20)\d\d[-_]?\d\d/.test(stemOf(path))))
    minutes.set(home, (minutes.get(home) ?? 0) + 1);
}

function proposalFoldersOf(
  numbered: ReadonlyMap<string, PathEntry[]>,
  named: ReadonlyMap<string, PathEntry[]>,
): ProposalFolder[] {
  const folders = new Map<string, ProposalFolder>();
  for (const [key, files] of numbered) {
    const [folder, series] = key.split('\0') as [string, string];
    if (files.length < 2) continue;
    const before = folders.get(folder);
    if (before === undefined || before.files.length < files.length) {
      folders.set(folder, {
        folder,
        series: series === '' ? null : series.toUpperCase(),
        files: files.slice(0, MOST_PROPOSALS),
      });
    }
  }
  for (const [folder, files] of named) {
    const inside = [...folders.keys()].some((known) => known === folder || known.startsWith(`${folder}/`));
    if (!inside) folders.set(folder, { folder, series: null, files: files.slice(0, MOST_PROPOSALS) });
  }
  return [...folders.values()].sort((a, b) => b.files.length - a.files.length);
}

/** Words that end like the name of a series of proposals and are none. */
const NO_SERIES = one('step steps deep sleep keep sheep rep reps dep deps prep preps creep jeep beep');

/** Whether a repository's own name says that it holds nothing but proposals (`enhancement-proposals`, `rfcs`, `cfep`). */
export function isProposalRepository(id: string): boolean {
  const name = id.slice(id.lastIndexOf('/') + 1).toLowerCase();
  return (
    /(^|[-_.])(enhancements?|enhancement-proposals?|proposals?|rfcs?|peps?|juleps?|apes?|design-docs?|designs?)$/.test(
      name,
    ) ||
    (/^[a-z]{1,5}eps?$/.test(name) && !NO_SERIES.has(name))
  );
}

/** Whether a repository's own name says that it holds nothing but the roadmap. */
export function isRoadmapRepository(id: string): boolean {
  return nameWords(id.slice(id.lastIndexOf('/') + 1)).some((word) => word === 'roadmap' || word === 'roadmaps');
}

export function isGovernanceRepository(id: string): boolean {
  return nameWords(id.slice(id.lastIndexOf('/') + 1)).includes('governance');
}
