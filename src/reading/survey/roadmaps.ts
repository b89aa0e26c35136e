/**
 * Which of the documents that were read are the project's roadmap: by name, folder, title, a section of their own, or by standing in
 * a repository kept for nothing else. Release notes, posts, proposals, to-do files and pages about how planning works are not.
 */
import type { Outline } from '../document/index.ts';
import { destinationOf, findPath } from './links.ts';
import { depthOf, isProsePath, isRoadmapRepository } from './paths.ts';
import { readPlan, type PlanText } from './plan.ts';
import type { Lines, ReadDocument, RepositoryFacts } from './types.ts';
import { isOfProject, namesOfProject } from './versions.ts';
import { folderOf, nameWords, releaseNumber, stemOf } from './words.ts';

export interface FoundRoadmap {
  readonly document: ReadDocument;
  /** The section's lines when the roadmap is a part of a document. */
  readonly range: Lines | null;
  readonly how: 'name' | 'folder' | 'title' | 'section' | 'repository' | 'included' | 'plan';
  readonly plan: PlanText;
  /** Documents that this one shows in its own place; their history is its history. */
  readonly includes: readonly ReadDocument[];
  /** A folder whose files the page loops over when the site is built, with those files. */
  readonly collection: { readonly folder: string; readonly documents: readonly ReadDocument[] } | null;
  /** The items are the proposals of this folder (or of a proposals repository). */
  readonly byProposals: boolean;
  /** Part of one application of a repository with several. */
  readonly ofPart: boolean;
  /** Older ones of its kind beside it, which are not counted. */
  readonly replaces?: readonly ReadDocument[];
}

export interface RoadmapSearch {
  readonly repositories: readonly RepositoryFacts[];
  readonly documents: readonly ReadDocument[];
  readonly projectName: string;
  readonly asOf: string;
  /** Folders and repositories that hold proposals. */
  readonly proposals: readonly {
    readonly repository: string;
    readonly folder: string;
    readonly series: string | null;
  }[];
}

const NAME = /(^| )(road ?maps?|wish ?lists?)( |$)/;
/** Names that hold the word and are something else: a post about one, its template, its pictures. */
const NOT_THE_THING =
  /(^| )(template|board|process|management|managing|policy|howto|how to|guidelines?|workshop|meeting|minutes|notes|proposals?|retrospective|survey|announcement|label|labels|issue)( |$)/;
const FUTURE_NAME = /\b(future|next|current|present)\b/;
const PAST_NAME = /(^| )(completed?|done|archived?|old|past|previous|retrospective|historical|history)( |$)/;
const PAST_FOLDER =
  /(^|\/)(completed?|done|archived?|archives|old|past|previous|history|historical|attic|deprecated|obsolete|shipped|legacy)(\/|$)/i;
const PART_FOLDER =
  /^(packages?|applications?|apps?|crates?|plugins?|modules?|extensions?|components?|libs?|projects|services?|subprojects?|tools|contrib)\//i;

const TITLE = /\b(road[- ]?map|wish[- ]?list)\b/i;
const NOT_A_TITLE =
  /\b(board|process|template|workshop|meeting|minutes|notes|blog|announc\w{0,6}|retrospective|survey|results?|using|how (we|to)|labels?|proposals?|verification|learning|study|tutorial|contents?)\b/i;
/** Words that may stand beside it in a heading that opens a roadmap inside another document. */
const BESIDE = new Set(
  (
    'the our project projects development technical product future current feature features short long term public general tentative planned ' +
    'release planning plan plans and goals vision status'
  ).split(' '),
);

/** "Roadmap", "Development roadmap", "Example's roadmap", "Roadmap for 2.0", "3. Roadmap and goals". */
function opensRoadmap(heading: string): boolean {
  if (heading.length > 90) return false;
  const words = heading
    .toLowerCase()
    .replace(/road[- ]map/g, 'roadmap')
    .replace(/wish[- ]list/g, 'wishlist')
    .split(/[^\p{L}\p{N}'’.]+/u)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const at = words.findIndex((word) => /^(roadmap|wishlist)[.'’]?$/.test(word));
  if (at < 0) return false;
  const before = words.slice(0, at);
  const after = words.slice(at + 1);
  const plain = (word: string): boolean => BESIDE.has(word) || /^[\d.]+$/.test(word) || /['’]s?$/.test(word);
  return (
    before.filter((word) => !plain(word)).length <= (after.length === 0 ? 1 : 0) &&
    (after.length === 0 || (/^(and|for|to|of|[\d.]+)$/.test(after[0]!) && after.length <= 5))
  );
}

const PLAN_TITLES =
  /^\W*(the )?([\w.-]{1,24} )?((development|strategic|work|release|technical|project|five|three|two|multi)[- ]?(year )?(development )?plans?|future (plans?|directions?|work|developments?)|(long|short)[- ]term (plans?|goals?)|planned (features?|work|developments?)|(project |development )?priorities|plans for the future|(goals|objectives|aims)( (and|&) [\w-]{1,24})?$|development (goals|directions))\b/i;

export function findRoadmaps(search: RoadmapSearch): FoundRoadmap[] {
  const found = search.documents.flatMap((document) => judge(document, search));
  const shown = withWhatTheyShow(found, search);
  return withoutOldCopies(onlyThisProject(withIndexes(shown, search), search), search.asOf);
}

function judge(document: ReadDocument, search: RoadmapSearch): FoundRoadmap[] {
  const { path, repository, outline } = document;
  if (PAST_FOLDER.test(folderOf(path)) || isProposal(document, search)) return [];
  const words = nameWords(stemOf(path)).join(' ');
  if (PAST_NAME.test(words) && !FUTURE_NAME.test(words)) return [];
  const folders = folderOf(path).toLowerCase().split('/');
  const base = {
    document,
    range: null,
    includes: [],
    collection: null,
    byProposals: false,
    ofPart: PART_FOLDER.test(path),
  };
  const whole = (how: FoundRoadmap['how']): FoundRoadmap[] => [
    { ...base, how, plan: readPlan(document.lines, outline) },
  ];

  if (NAME.test(words)) return NOT_THE_THING.test(words) ? [] : whole('name');
  if (isInRoadmapFolder(folders) && !isBesideCode(document, search)) return whole('folder');
  if (isRoadmapRepository(repository))
    return isStandardFile(words) || path.startsWith('.') || !isProsePath(path) ? [] : whole('repository');
  const title = outline.title ?? '';
  if (TITLE.test(title) && !NOT_A_TITLE.test(title) && title.length <= 80 && !isPostLike(path)) return whole('title');
  const section = sectionOf(document);
  if (section !== null) {
    const plan = readPlan(document.lines, outline, section);
    if (hasContent(plan)) return [{ ...base, range: section, how: 'section', plan }];
    return [];
  }
  return isPlanPage(document, words, search) ? whole('plan') : [];
}

/** In a folder called so, or in one directly below: what lies deeper is material, not plan. */
function isInRoadmapFolder(folders: readonly string[]): boolean {
  const at = folders.findIndex((folder) => NAME.test(nameWords(folder).join(' ')));
  return at >= 0 && folders.length - 1 - at <= 1;
}

const SOURCE_CODE = /\.(py|pyx|js|jsx|mjs|ts|tsx|go|rs|c|cc|cpp|h|hpp|java|kt|rb|php|jl|r|cs|swift|scala|ex|exs)$/i;

/** A read-me file among source code explains the code: a module may be called "roadmap" as well. */
function isBesideCode({ repository, path }: ReadDocument, { repositories }: RoadmapSearch): boolean {
  const folder = folderOf(path);
  const beside = repositories
    .find(({ id }) => id === repository)
    ?.paths.filter((entry) => entry.path.startsWith(`${folder}/`) && entry.path.indexOf('/', folder.length + 1) < 0);
  return (beside ?? []).filter((entry) => SOURCE_CODE.test(entry.path)).length >= 2;
}

function isStandardFile(words: string): boolean {
  return /^(licen[cs]e|copying|contributing|code of conduct|security|authors|maintainers|changelog|codeowners|notice)/.test(
    words,
  );
}

function isPostLike(path: string): boolean {
  return /(^|\/)(memos?|rfcs?|adr|decisions?|minutes|meetings?|presentations?|slides|talks?|papers?|reports?|notebooks?)\//i.test(
    path,
  );
}

function isProposal({ repository, path }: ReadDocument, { proposals }: RoadmapSearch): boolean {
  return proposals.some(
    ({ repository: home, folder, series }) =>
      home === repository &&
      (folder === '' ? series !== null : path.startsWith(`${folder}/`)) &&
      (/\d/.test(stemOf(path)) || folder !== folderOf(path)) &&
      !NAME.test(nameWords(stemOf(path)).join(' ')),
  );
}

/** The lines of the section that is a roadmap, in pages where a reader would look for one. */
function sectionOf({ path, outline, lines }: ReadDocument): Lines | null {
  const stem = nameWords(stemOf(path)).join(' ');
  const likely =
    /^(readme|index|about|home|contributing|overview|introduction|intro|development|developers?|project|status|governance|community|get involved|design|contents)\b/.test(
      stem,
    );
  if (!likely || depthOf(path) > 4 || isPostLike(path)) return null;
  return headedSection(outline, lines.length, opensRoadmap);
}

/** From a heading to the next of its level or above. */
export function headedSection(outline: Outline, lastLine: number, matches: (text: string) => boolean): Lines | null {
  const at = outline.headings.findIndex(({ text }) => matches(text));
  if (at < 0) return null;
  const heading = outline.headings[at]!;
  const next = outline.headings.slice(at + 1).find(({ level }) => level <= heading.level);
  return [heading.line, next === undefined ? lastLine : next.line - 1];
}

/** Planned work, rather than one sentence that sends the reader elsewhere. */
function hasContent(plan: PlanText): boolean {
  return plan.goals.length >= 3 || plan.words >= 90;
}

/** Whether the finding itself depends on which releases there are: a page of goals for a version to come. */
export function needsReleasesToFind(documents: readonly ReadDocument[]): boolean {
  return documents.some(
    ({ outline, path }) =>
      outline.title !== null && PLAN_TITLES.test(outline.title) && PLAN_NAME.test(nameWords(stemOf(path)).join(' ')),
  );
}

const PLAN_NAME = /(^| )(goals?|plans?|future|priorities|strategic|directions?|development)( |$)/;

/** Pages called goals, plans or future directions that really list what is to be done. */
function isPlanPage(document: ReadDocument, words: string, search: RoadmapSearch): boolean {
  const { outline, lines, path } = document;
  if (!PLAN_NAME.test(words) || isPostLike(path)) return false;
  const title = outline.title ?? '';
  if (!PLAN_TITLES.test(title) || /\b(release|test|course|lesson) plan/i.test(title)) return false;
  const plan = readPlan(lines, outline);
  if (plan.goals.length < 3 || plan.futureWords < 4) return false;
  // Plans that name a version still to come, or that speak of little else than what will be done.
  const newest = newestMajor(search.repositories);
  const own = namesOfProject([search.projectName, document.repository]);
  const ahead = plan.versions.some(
    ({ major, line, text }) => newest !== null && major > newest && isOfProject(lines[line - 1] ?? '', text, own),
  );
  return ahead || /plans?|future|priorit/i.test(title);
}

function newestMajor(repositories: readonly RepositoryFacts[]): number | null {
  let newest: number | null = null;
  for (const { tags } of repositories) {
    for (const { name } of tags) {
      const number = releaseNumber(name);
      if (number !== null) newest = Math.max(newest ?? 0, Number.parseInt(number, 10));
    }
  }
  return newest;
}

/** Follows includes and collections: a page that only shows another file is as complete and as fresh as that file. */
function withWhatTheyShow(found: readonly FoundRoadmap[], search: RoadmapSearch): FoundRoadmap[] {
  const out: FoundRoadmap[] = [];
  const seen = new Set<string>();
  const keyOf = ({ repository, path }: ReadDocument): string => `${repository}\0${path}`;
  for (const roadmap of found) seen.add(keyOf(roadmap.document));
  for (const roadmap of found) {
    const included = includedBy(roadmap.document, search, 0);
    const looping = [roadmap.plan, ...included.map((document) => readPlan(document.lines, document.outline))].flatMap(
      ({ loops }) => loops,
    );
    const collection = collectionOf(roadmap.document.repository, looping, search);
    const byProposals = collection === null && isByProposals(roadmap, looping, search);
    out.push({ ...roadmap, includes: included, collection, byProposals });
    for (const document of included) {
      if (seen.has(keyOf(document))) continue;
      seen.add(keyOf(document));
      out.push({
        document,
        range: null,
        how: 'included',
        plan: readPlan(document.lines, document.outline),
        includes: [],
        collection,
        byProposals,
        ofPart: roadmap.ofPart,
      });
    }
  }
  return out;
}

function includedBy(document: ReadDocument, search: RoadmapSearch, depth: number): ReadDocument[] {
  // A page with much text of its own that includes a snippet is no stub.
  if (depth > 3 || document.outline.includes.length === 0 || document.lines.length > 60) return [];
  const facts = search.repositories.find(({ id }) => id === document.repository);
  if (facts === undefined) return [];
  const known = new Set(facts.paths.map(({ path }) => path));
  const out: ReadDocument[] = [];
  for (const { target } of document.outline.includes.slice(0, 8)) {
    const path = includedPath(target, document.path, known);
    const inner =
      path === null
        ? undefined
        : search.documents.find((other) => other.repository === document.repository && other.path === path);
    if (inner !== undefined && inner.path !== document.path) out.push(inner, ...includedBy(inner, search, depth + 1));
  }
  return out;
}

/** Includes are relative to the page, or (Jekyll) to `_includes`, or to the documentation's root. */
export function includedPath(target: string, from: string, known: ReadonlySet<string>): string | null {
  const destination = destinationOf(target, from);
  if (destination.kind === 'inside') {
    const path = findPath(destination.path, known);
    if (path !== null) return path;
  }
  const plain = target.replace(/^\/+/, '');
  return findPath(`_includes/${plain}`, known) ?? findPath(plain, known, ['doc/source', 'docs/source', 'doc', 'docs']);
}

/** `site.goals` is the folder `_goals`; `site.data.roadmap` the file `_data/roadmap.yml` (Jekyll). */
export function collectionFolder(name: string): string | null {
  const found = /^site\.(?:data\.)?(\w{1,60})$/.exec(name);
  return found === null ? null : name.startsWith('site.data.') ? `_data/${found[1]!}` : `_${found[1]!}`;
}

function collectionOf(repository: string, loops: PlanText['loops'], search: RoadmapSearch): FoundRoadmap['collection'] {
  for (const { collection } of loops) {
    const folder = collectionFolder(collection);
    if (folder === null || folder === '_posts' || folder === '_pages') continue;
    const documents = search.documents.filter(
      (document) => document.repository === repository && document.path.startsWith(`${folder}/`),
    );
    if (documents.length > 0) return { folder, documents };
  }
  return null;
}

/** The page says that the roadmap is the set of the project's enhancement proposals, or loops over them. */
function isByProposals(
  { document, plan }: FoundRoadmap,
  loops: PlanText['loops'],
  { proposals }: RoadmapSearch,
): boolean {
  if (proposals.length === 0 || plan.goals.length > 12) return false;
  const names = proposals
    .flatMap(({ folder, series }) => [
      folder.slice(folder.lastIndexOf('/') + 1).toLowerCase(),
      (series ?? '').toLowerCase(),
    ])
    .filter((name) => name.length >= 3);
  if (loops.some(({ collection }) => names.some((name) => collection.toLowerCase().includes(name)))) return true;
  return document.lines.some((line) =>
    /\broad ?map\b.{0,80}\b(defined|described|made up|tracked|consists?|managed|expressed|through)\b.{0,80}\b(enhancement|improvement) proposals?\b/i.test(
      line.slice(0, 600),
    ),
  );
}

/** An overview page whose folder holds roadmaps under it belongs to them. */
function withIndexes(found: readonly FoundRoadmap[], search: RoadmapSearch): FoundRoadmap[] {
  const out = [...found];
  const taken = new Set(found.map(({ document }) => `${document.repository}\0${document.path}`));
  for (const document of search.documents) {
    if (
      taken.has(`${document.repository}\0${document.path}`) ||
      !/^(readme|index|_index)$/i.test(stemOf(document.path))
    )
      continue;
    const folder = folderOf(document.path);
    if (folder === '') continue;
    const below = found.filter(
      (roadmap) =>
        roadmap.document.repository === document.repository &&
        folderOf(roadmap.document.path).startsWith(`${folder}/`) &&
        roadmap.how === 'title',
    );
    if (below.length >= 2 && document.lines.some((line) => TITLE.test(line.slice(0, 600)))) {
      out.push({
        document,
        range: null,
        how: 'folder',
        plan: readPlan(document.lines, document.outline),
        includes: [],
        collection: null,
        byProposals: false,
        ofPart: false,
      });
    }
  }
  return out;
}

/**
 * A roadmap repository shared by several projects has a page for each: of another owner's repository only the page that bears this
 * project's name counts, with the pages it links to.
 */
function onlyThisProject(found: readonly FoundRoadmap[], { repositories, projectName }: RoadmapSearch): FoundRoadmap[] {
  const owner = (id: string): string => id.slice(0, id.indexOf('/')).toLowerCase();
  return found.filter((roadmap) => {
    const { repository, path } = roadmap.document;
    if (!isRoadmapRepository(repository)) return true;
    const others = repositories.filter(({ id }) => id !== repository && !isRoadmapRepository(id));
    if (others.length === 0 || others.some(({ id }) => owner(id) === owner(repository))) return true;
    const names = new Set(
      [projectName, ...others.map(({ id }) => id)].flatMap((text) => [
        nameWords(text.split(' ')[0]!).join(' '),
        nameWords(text.slice(text.lastIndexOf('/') + 1)).join(' '),
      ]),
    );
    const own = found.filter(
      ({ document }) => document.repository === repository && names.has(nameWords(stemOf(document.path)).join(' ')),
    );
    if (own.length === 0) return true;
    return own.some(
      ({ document }) =>
        document.path === path ||
        document.outline.links.some(({ target }) => {
          const destination = destinationOf(target, document.path);
          return destination.kind === 'inside' && destination.path === path;
        }),
    );
  });
}

/** Last year's roadmap beside this year's, the one of a release that is out beside the next, a built copy beside its source. */
function withoutOldCopies(found: readonly FoundRoadmap[], asOf: string): FoundRoadmap[] {
  const kept = found.filter((roadmap) => isCurrent(roadmap, found, asOf));
  const old = found.filter((roadmap) => !kept.includes(roadmap));
  return kept.map((roadmap) => {
    // Told with the first that is left of the same repository.
    const own = old.filter(({ document }) => document.repository === roadmap.document.repository);
    const isFirst = kept.find(({ document }) => document.repository === roadmap.document.repository) === roadmap;
    return own.length > 0 && isFirst ? { ...roadmap, replaces: own.map(({ document }) => document) } : roadmap;
  });
}

function isCurrent(roadmap: FoundRoadmap, found: readonly FoundRoadmap[], asOf: string): boolean {
  const year = Number(asOf.slice(0, 4));
  const isIndex = ({ document }: FoundRoadmap): boolean => /^(index|_index|readme)$/i.test(stemOf(document.path));
  if (roadmap.range !== null || roadmap.how === 'included' || roadmap.how === 'repository') return true;
  const { repository, path } = roadmap.document;
  const others = found.filter(
    (other) => other !== roadmap && other.document.repository === repository && other.range === null,
  );
  if (others.length === 0) return true;
  const stem = stemOf(path).toLowerCase();
  if (
    /\.html?$/i.test(path) &&
    others.some(({ document }) => stemOf(document.path).toLowerCase() === stem && !/\.html?$/i.test(document.path))
  ) {
    return false;
  }
  if (
    isOfOldVersion(
      path,
      others.map((other) => other.document.path),
    )
  )
    return false;
  const series = others.filter((other) => !isIndex(other) && isOfOneSeries(path, other.document.path));
  if (series.length === 0) return true;
  if (roadmap.plan.saysHistorical !== null) return false;
  const own = yearIn(stem);
  const nameOf = (other: FoundRoadmap): string => stemOf(other.document.path).toLowerCase();
  if (own !== null && own < year)
    return !series.some((other) => (yearIn(nameOf(other)) ?? Number.POSITIVE_INFINITY) > own);
  const version = own === null ? versionIn(stem) : null;
  if (version === null) return true;
  // A page of no version replaces those of versions only when it has goals of its own; it may merely show the newest of them.
  return !series.some((other) => {
    const theirs = versionIn(nameOf(other));
    return theirs === null ? other.plan.goals.length >= 3 && other.includes.length === 0 : theirs > version;
  });
}

/** `docs/v2.1/roadmap.md` beside `docs/roadmap.md` or `docs/v3.0/roadmap.md`: the pages of each release are kept. */
function isOfOldVersion(path: string, others: readonly string[]): boolean {
  const own = versionedFolder(path);
  if (own === null) return false;
  return others.some((other) => {
    const theirs = versionedFolder(other);
    if (stemOf(other).toLowerCase() !== stemOf(path).toLowerCase()) return false;
    return theirs === null
      ? other.startsWith(own.before)
      : theirs.before === own.before && theirs.version > own.version;
  });
}

function versionedFolder(
  path: string,
): { readonly before: string; readonly tail: string; readonly version: number } | null {
  const found = /(?:^|\/)(?:version[-_])?v?(\d{1,3})\.(\d{1,3})(?:\.(?:\d{1,3}|x))?(?=\/)/i.exec(path);
  return found === null
    ? null
    : {
        before: path.slice(0, found.index),
        tail: path.slice(found.index + found[0].length),
        version: Number(found[1]) * 1000 + Number(found[2]),
      };
}

/** Two names of one thing at different times: alike but for years and versions, or pages of one roadmap folder. */
function isOfOneSeries(a: string, b: string): boolean {
  const folders = [folderOf(a), folderOf(b)];
  const inFolder =
    folders[0] === folders[1] && NAME.test(nameWords(folders[0]!.slice(folders[0]!.lastIndexOf('/') + 1)).join(' '));
  const [one, other] = [a, b].map((path) =>
    stemOf(path)
      .toLowerCase()
      .replace(/[^a-z]+/g, '')
      .replace(/v$/, ''),
  ) as [string, string];
  return inFolder || (NAME.test(nameWords(stemOf(b)).join(' ')) && (one.startsWith(other) || other.startsWith(one)));
}

function yearIn(stem: string): number | null {
  const found = /(?:^|[^0-9])(20[0-4]\d)(?:[^0-9]|$)/.exec(stem);
  return found === null ? null : Number(found[1]);
}

/** `to-4.0`, `0_3`, `v2`. */
function versionIn(stem: string): number | null {
  const found =
    /(?:^|[^0-9])(\d{1,2})[._](\d{1,3})(?:[^0-9]|$)/.exec(stem) ?? /(?:^|[^a-z])v(\d{1,2})(?:[^0-9]|$)/.exec(stem);
  return found === null ? null : Number(found[1]) * 1000 + Number(found[2] ?? 0);
}
