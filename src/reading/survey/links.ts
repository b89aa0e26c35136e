/** Where a link leads: a document of this repository, of another one, or a place that is not read. */
import { withoutEnd } from '../ends.ts';
import type { LinkedPlace } from './types.ts';

export type Destination =
  /** A path inside the same repository, not yet known to exist. */
  | { readonly kind: 'inside'; readonly path: string }
  /** A path in another repository of a forge; an empty path is the repository itself. */
  | { readonly kind: 'repository'; readonly id: string; readonly path: string }
  | { readonly kind: 'outside'; readonly what: LinkedPlace['what'] }
  | { readonly kind: 'nowhere' };

const FORGES = new Set([
  'github.com',
  'www.github.com',
  'gitlab.com',
  'codeberg.org',
  'bitbucket.org',
  'gitea.com',
  'raw.githubusercontent.com',
]);

export function destinationOf(target: string, from: string): Destination {
  const text = target.trim();
  if (text === '' || text.startsWith('#') || /^(mailto|javascript|data|tel):/i.test(text)) return { kind: 'nowhere' };
  if (/^https?:\/\//i.test(text)) return webDestination(text);
  if (text.startsWith('//')) return webDestination(`https:${text}`);
  if (/^[a-z][a-z0-9+.-]*:/i.test(text)) return { kind: 'nowhere' };
  const path = resolvePath(text, from);
  return path === null ? { kind: 'nowhere' } : { kind: 'inside', path };
}

/** A relative or root-relative path, without query and fragment; null when it leaves the repository. */
export function resolvePath(target: string, from: string): string | null {
  let plain = target.split(/[?#]/, 1)[0]!;
  try {
    plain = decodeURIComponent(plain);
  } catch {
    // A stray per cent sign is part of the name.
  }
  const parts = plain.startsWith('/') ? [] : from.split('/').slice(0, -1);
  for (const part of plain.split('/')) {
    if (part === '' || part === '.') continue;
    if (part === '..') {
      if (parts.pop() === undefined) return null;
    } else parts.push(part);
  }
  return parts.join('/');
}

function webDestination(text: string): Destination {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { kind: 'nowhere' };
  }
  const host = url.hostname.toLowerCase();
  const parts = url.pathname.split('/').filter((part) => part !== '');
  if (FORGES.has(host) && parts.length >= 2) return forgeDestination(parts, host);
  if (/(^|\.)(discourse|forum|forums|discuss|community)\./.test(`${host}.`) || host.endsWith('.discourse.group')) {
    return { kind: 'outside', what: 'forum' };
  }
  if (ENCYCLOPAEDIA.test(host)) return { kind: 'outside', what: 'website' };
  if (/(^|\.)wiki\./.test(`${host}.`) || parts[0] === 'wiki') return { kind: 'outside', what: 'wiki' };
  if (host === 'docs.google.com' || host === 'hackmd.io' || host === 'www.notion.so' || host.endsWith('.notion.site')) {
    return { kind: 'outside', what: 'document' };
  }
  if (host === 'trello.com' || host.endsWith('.atlassian.net')) return { kind: 'outside', what: 'project board' };
  return { kind: 'outside', what: 'website' };
}

/** An article that explains a word is no wiki of the project's. */
const ENCYCLOPAEDIA = /(^|\.)(wikipedia|wiktionary|wikibooks|wikimedia|wikidata)\.org$/;

function forgeDestination(parts: readonly string[], host: string): Destination {
  if (parts[0] === 'orgs' || parts[0] === 'users') {
    return {
      kind: 'outside',
      what: parts[2] === 'projects' ? 'project board' : parts[2] === 'discussions' ? 'discussion' : 'website',
    };
  }
  const id = `${parts[0]}/${parts[1]!.replace(/\.git$/, '')}`;
  let rest = parts.slice(2);
  if (rest[0] === '-') rest = rest.slice(1);
  if (host === 'raw.githubusercontent.com') return { kind: 'repository', id, path: decode(rest.slice(1)) };
  switch (rest[0]) {
    case undefined:
      return { kind: 'repository', id, path: '' };
    case 'blob':
    case 'tree':
    case 'raw':
    case 'edit':
    case 'src':
      return {
        kind: 'repository',
        id,
        path: decode(rest[0] === 'src' && rest[1] === 'branch' ? rest.slice(3) : rest.slice(2)),
      };
    case 'wiki':
    case 'wikis':
      return { kind: 'outside', what: 'wiki' };
    case 'projects':
    case 'boards':
      return { kind: 'outside', what: 'project board' };
    case 'milestones':
    case 'milestone':
      return { kind: 'outside', what: 'milestones' };
    case 'discussions':
      return { kind: 'outside', what: 'discussion' };
    case 'issues':
    case 'labels':
    case 'pull':
    case 'pulls':
    case 'merge_requests':
      return { kind: 'outside', what: 'issues' };
    default:
      return { kind: 'outside', what: 'website' };
  }
}

function decode(parts: readonly string[]): string {
  try {
    return decodeURIComponent(parts.join('/'));
  } catch {
    return parts.join('/');
  }
}

/** Endings under which a page may be kept that a link names without one, or by what it becomes. */
const ENDINGS = [
  '',
  '.md',
  '.rst',
  '.html',
  '.txt',
  '.rst.txt',
  '.ipynb',
  '.qmd',
  '.inc',
  '/index.md',
  '/index.rst',
  '/index.html',
  '/README.md',
  '/_index.md',
  '/README.rst',
];

/**
 * The file that a path names. `roots` are the folders of documentation a site is built from: a path of its own root
 * (`/dev/roadmap`, `dev/roadmap.html`) is looked up there too.
 */
export function findPath(path: string, known: ReadonlySet<string>, roots: readonly string[] = []): string | null {
  const plain = withoutEnd(path, '/');
  const bases = [plain];
  const bare = plain.replace(/\.(html?|php)$/i, '');
  if (bare !== plain) bases.push(bare);
  for (const root of ['', ...roots]) {
    for (const base of bases) {
      const full = root === '' ? base : `${root}/${base}`;
      for (const ending of ENDINGS) if (known.has(full + ending)) return full + ending;
    }
  }
  return null;
}
