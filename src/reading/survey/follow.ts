/** Where what was read leads on: includes, collections, the pages of an index, and links that name what the survey asks for. */
import { quoteOf } from './document.ts';
import { destinationOf, findPath } from './links.ts';
import { depthOf, isProsePath, isRoadmapRepository } from './paths.ts';
import { textLinesOf } from './plan.ts';
import { collectionFolder, includedPath, type FoundRoadmap } from './roadmaps.ts';
import type { Evidence, LinkedPlace, PathEntry, ReadDocument, RepositoryFacts } from './types.ts';
import { folderOf, nameWords, stemOf } from './words.ts';

export interface ToFollow {
  readonly repository: string;
  readonly entry: PathEntry;
}

const MOST_FOLLOWED = 80;
const MOST_OF_A_COLLECTION = 60;

const ROADMAP = /\b(road[- ]?maps?|wish[- ]?lists?)\b/i;
const ASKED_FOR =
  /\b(road[- ]?maps?|wish[- ]?lists?|governance|steering council|code of conduct|contribut(ing|e|or guide|ion guide)\w{0,5}|developer guide|development guide|how to release|releas(ing|e process|e procedure|e guide)|triag(e|ing)|review(er|ing)? (guide|guidelines|process)|maintainers?|core team|our team|enhancement proposals?|corporate engagement|communication)\b/i;

/** `fresh` are those that were not followed yet, `all` what was read so far. */
export function whatToFollow(
  fresh: readonly ReadDocument[],
  all: readonly ReadDocument[],
  repositories: readonly RepositoryFacts[],
): ToFollow[] {
  const read = new Set(all.map(({ repository, path }) => `${repository}\0${path}`));
  const out: ToFollow[] = [];
  const add = (repository: string, path: string | null): void => {
    if (path === null || out.length >= MOST_FOLLOWED) return;
    const key = `${repository}\0${path}`;
    const entry = read.has(key) ? undefined : placesOf(repositories, repository)?.entries.get(path);
    if (entry === undefined || entry.kind !== 'file') return;
    read.add(key);
    out.push({ repository, entry });
  };
  for (const document of fresh) {
    const places = placesOf(repositories, document.repository);
    if (places === null) continue;
    for (const { target } of document.outline.includes.slice(0, 8)) {
      const path = includedPath(target, document.path, places.known);
      if (path !== null && (isProsePath(path) || /\.(inc|html)$/i.test(path))) add(document.repository, path);
    }
    const roadmap = isRoadmapLike(document);
    if (roadmap)
      for (const folder of collectionsOf(document))
        for (const path of places.below(folder).slice(0, MOST_OF_A_COLLECTION)) add(document.repository, path);
    if (depthOf(document.path) > 5) continue;
    for (const link of document.outline.links) {
      if (out.length >= MOST_FOLLOWED) break;
      const child = roadmap && isChild(link.target, document);
      if (!child && !(link.text.length <= 80 && ASKED_FOR.test(link.text)) && !ROADMAP.test(link.target)) continue;
      const destination = destinationOf(link.target, document.path);
      if (destination.kind === 'inside')
        add(document.repository, proseOrNull(findPath(destination.path, places.known, places.roots)));
      else if (destination.kind === 'repository') {
        const other = placesOf(repositories, destination.id);
        if (other !== null && destination.path !== '')
          add(other.id, proseOrNull(findPath(destination.path, other.known)));
      }
    }
  }
  return out;
}

function proseOrNull(path: string | null): string | null {
  return path !== null && isProsePath(path) ? path : null;
}

function isRoadmapLike({ path, outline, repository }: ReadDocument): boolean {
  return (
    ROADMAP.test(nameWords(stemOf(path)).join(' ')) ||
    ROADMAP.test(folderOf(path)) ||
    ROADMAP.test(outline.title ?? '') ||
    isRoadmapRepository(repository)
  );
}

/** A page beside or below an index, not one of the whole site. */
function isChild(target: string, document: ReadDocument): boolean {
  if (/^[a-z][a-z0-9+.-]*:/i.test(target) || target.startsWith('/')) return false;
  const destination = destinationOf(target, document.path);
  const folder = folderOf(document.path);
  return (
    destination.kind === 'inside' &&
    (folder === '' ? isRoadmapRepository(document.repository) : destination.path.startsWith(`${folder}/`)) &&
    ROADMAP.test(folder === '' ? document.repository : folder)
  );
}

function collectionsOf({ lines }: ReadDocument): string[] {
  const folders: string[] = [];
  for (const { text, kind } of textLinesOf(lines, 1, Math.min(lines.length, 400))) {
    if (kind !== 'template') continue;
    for (const match of text.matchAll(/\bsite\.[\w.]{1,60}/g)) {
      const folder = collectionFolder(match[0]);
      if (folder !== null) folders.push(folder);
    }
  }
  return folders;
}

interface Places {
  readonly id: string;
  readonly known: ReadonlySet<string>;
  readonly entries: ReadonlyMap<string, PathEntry>;
  /** Folders from which a site of documents is built. */
  readonly roots: readonly string[];
  readonly below: (folder: string) => string[];
}

const places = new WeakMap<RepositoryFacts, Places>();

function placesOf(repositories: readonly RepositoryFacts[], id: string): Places | null {
  const facts = repositories.find((one) => one.id.toLowerCase() === id.toLowerCase());
  if (facts === undefined) return null;
  const before = places.get(facts);
  if (before !== undefined) return before;
  const entries = new Map(facts.paths.map((entry) => [entry.path, entry]));
  const made: Places = {
    id: facts.id,
    known: new Set(entries.keys()),
    entries,
    roots: documentationRoots(facts.paths),
    below: (folder) => facts.paths.filter(({ path }) => path.startsWith(`${folder}/`)).map(({ path }) => path),
  };
  places.set(facts, made);
  return made;
}

function documentationRoots(paths: readonly PathEntry[]): string[] {
  const roots = new Set<string>();
  for (const { path } of paths) {
    const depth = depthOf(path);
    if (depth > 3) continue;
    const name = path.slice(path.lastIndexOf('/') + 1);
    if (depth > 0 && name === 'conf.py') roots.add(folderOf(path));
    if (depth === 0 && name === 'mkdocs.yml') roots.add('docs');
    if (depth === 1 && /^(docs?|content|src|web)$/.test(folderOf(path)) && /^(index|_index)\./.test(name))
      roots.add(folderOf(path));
  }
  return [...roots].slice(0, 8);
}

const TO_DO =
  /\b(road[- ]?maps?|wish[- ]?lists?|(longer?|short)[- ]term to[- ]?do|to[- ]?do list|milestones?|future plans?|planned features?)\b/i;
/** The same in an address, where words are parted otherwise. */
const TO_DO_ADDRESS =
  /road[-_+ ]?map|wish[-_+ ]?list|(long(er)?|short)[-_+ ]?term[-_+ ]?to[-_+ ]?do|to[-_+]do[-_+ ]?list|milestones?(\b|[/?])|future[-_+ ]?plans?|planned[-_+ ]?features?/i;
const ROADMAP_ADDRESS = /road[-_+ ]?map|wish[-_+ ]?list/i;
const MOST_LINKED = 8;

/** Places outside what was read to which the project sends whoever asks for its plans: "linked, not read". */
export function linkedPlaces(
  documents: readonly ReadDocument[],
  repositories: readonly RepositoryFacts[],
  roadmaps: readonly FoundRoadmap[],
): LinkedPlace[] {
  const found: { place: LinkedPlace; rank: number }[] = [];
  const seen = new Set<string>();
  const own = new Set(roadmaps.map(({ document }) => `${document.repository}\0${document.path}`));
  for (const document of documents) {
    const isRoadmap = own.has(`${document.repository}\0${document.path}`);
    if (depthOf(document.path) > 4 && !isRoadmap) continue;
    for (const link of document.outline.links) {
      const heading = isRoadmap || isRoadmapLike(document) ? null : headingAbove(document, link.line);
      const named = TO_DO.test(link.text) || TO_DO_ADDRESS.test(link.target);
      if (!named && !(heading !== null && ROADMAP.test(heading) && heading.length < 60)) continue;
      const destination = destinationOf(link.target, document.path);
      const what =
        destination.kind === 'outside'
          ? destination.what
          : destination.kind === 'repository' &&
              !repositories.some(({ id }) => id.toLowerCase() === destination.id.toLowerCase())
            ? 'repository'
            : null;
      if (what === null || seen.has(link.target)) continue;
      const plainly = ROADMAP.test(link.text) || ROADMAP_ADDRESS.test(link.target);
      if (what === 'website' && (roadmaps.length > 0 || !plainly)) continue;
      if (what === 'issues' && (!plainly || /\/pulls?\b|state=closed/.test(link.target))) continue;
      if (/\b(badge|shields\.io|\.svg|\.png)\b/i.test(link.target)) continue;
      seen.add(link.target);
      const evidence: Evidence = quoteOf(document, link.line, link.line);
      found.push({
        place: { target: link.target, what, text: link.text, evidence },
        rank:
          (ROADMAP.test(link.text) || ROADMAP.test(link.target) ? 0 : 10) +
          depthOf(document.path) +
          (what === 'website' ? 3 : 0),
      });
    }
  }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, MOST_LINKED)
    .map(({ place }) => place);
}

function headingAbove({ outline }: ReadDocument, line: number): string | null {
  let above: string | null = null;
  for (const heading of outline.headings) {
    if (heading.line > line) break;
    above = heading.text;
  }
  return above;
}
