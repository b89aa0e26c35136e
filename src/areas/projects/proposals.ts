/**
 * Which other repositories probably belong to a project, judged from the links in its documents (survey-anchors 10.1).
 * Only a guess with its reason: a person confirms each.
 */
import type { FoundIn, RepositoryRole } from './types.ts';

/** A link as it stands in a document of one of the project's repositories. */
export interface FoundLink {
  readonly target: string;
  readonly foundIn: FoundIn;
}

export interface Candidate {
  readonly url: string;
  /** owner/name. */
  readonly name: string;
  readonly role: RepositoryRole;
  readonly reason: string;
  readonly foundIn: FoundIn;
}

/** More than a person would look through is not help. */
const MOST_CANDIDATES = 12;
/** A hostile document may hold a million links. */
const MOST_LINKS = 20_000;
const LONGEST_LINK = 500;

/**
 * The candidates among the links: repositories of the same owner on the same host, and governance, website and organisation
 * repositories that carry the project's name. `known` are addresses not to propose: in the set, removed from it, or declined before.
 */
export function candidateRepositories(
  project: { readonly name: string; readonly repositories: readonly string[] },
  known: readonly string[],
  links: readonly FoundLink[],
): readonly Candidate[] {
  const own = project.repositories.map((url) => readAddress(url, null)).filter((address) => address !== null);
  const hosts = new Set(own.map((address) => address.host));
  const skipped = new Set(
    [...known, ...project.repositories]
      .map((url) => readAddress(url, hosts))
      .filter((a) => a !== null)
      .map(keyOf),
  );
  const found = new Map<string, { candidate: Candidate; links: number }>();
  for (const link of links.slice(0, MOST_LINKS)) {
    const address = readAddress(link.target, hosts);
    if (address === null || skipped.has(keyOf(address))) continue;
    const seen = found.get(keyOf(address));
    if (seen) {
      seen.links++;
      continue;
    }
    const candidate = judge(address, own, project.name, link.foundIn);
    if (candidate) found.set(keyOf(address), { candidate, links: 1 });
  }
  return [...found.values()]
    .sort((a, b) => rank(a.candidate.role) - rank(b.candidate.role) || b.links - a.links)
    .slice(0, MOST_CANDIDATES)
    .map(({ candidate }) => candidate);
}

/** What a repository is for, told from its name alone. */
export function guessRole(name: string): RepositoryRole {
  const short = (name.split('/').at(-1) ?? '').toLowerCase();
  if (short === '.github' || short === '.gitlab' || short === '.profile') return 'organisation';
  if (short.endsWith('.wiki')) return 'wiki';
  const words = short.split(/[-_.]/);
  if (words.some((word) => GOVERNANCE_WORDS.has(word))) return 'governance';
  if (WEBSITE_ENDINGS.some((ending) => short.endsWith(ending))) return 'website';
  if (words.some((word) => WEBSITE_WORDS.has(word))) return 'website';
  return 'code';
}

const GOVERNANCE_WORDS = new Set(
  'governance council steering compass committee community enhancement proposals rfcs roadmap roadmaps'.split(' '),
);
const WEBSITE_WORDS = new Set('website site homepage www docs documentation'.split(' '));
const WEBSITE_ENDINGS = ['.github.io', '.gitlab.io', '.codeberg.page', '.org', '.com', '.io', '.dev'];

interface Address {
  readonly host: string;
  /** Owner, or group and subgroups. */
  readonly owner: string;
  readonly repository: string;
}

function judge(address: Address, own: readonly Address[], projectName: string, foundIn: FoundIn): Candidate | null {
  const name = `${address.owner}/${address.repository}`;
  const role = guessRole(name);
  const sameOwner = own.some(
    (mine) => mine.host === address.host && mine.owner.toLowerCase() === address.owner.toLowerCase(),
  );
  const reason = reasonFor(role, sameOwner, sameOwner || carriesName(address, own, projectName));
  return reason === null ? null : { url: urlOf(address), name, role, reason, foundIn };
}

function reasonFor(role: RepositoryRole, sameOwner: boolean, related: boolean): string | null {
  if (!related) return null;
  const whose = sameOwner ? 'It has the same owner' : 'It carries the project’s name';
  switch (role) {
    case 'code':
      return sameOwner ? 'It has the same owner as a repository of the project.' : null;
    case 'governance':
      return `${whose}, and its name speaks of governance.`;
    case 'website':
      return `${whose}, and its name speaks of a website or documentation.`;
    case 'organisation':
      return `${whose}, and it holds what counts for all repositories of that owner.`;
    case 'wiki':
      return sameOwner ? 'It is the wiki of a repository with the same owner.' : null;
    default:
      return role satisfies never;
  }
}

/** numpy/archive -> sciproject/numpy-governance, numpy/.github: another owner, but the project's own name in it. */
function carriesName(address: Address, own: readonly Address[], projectName: string): boolean {
  const words = new Set(`${address.owner}/${address.repository}`.toLowerCase().split(/[-_./]/));
  const names = [projectName, ...own.flatMap((mine) => [mine.owner, mine.repository])];
  return names.some((name) => name.length > 2 && words.has(name.toLowerCase()));
}

const RANKS: Readonly<Record<RepositoryRole, number>> = {
  governance: 0,
  website: 1,
  organisation: 2,
  wiki: 3,
  code: 4,
};
const rank = (role: RepositoryRole) => RANKS[role];

const FORGES = new Set(['github.com', 'gitlab.com', 'codeberg.org', 'bitbucket.org', 'gitea.com']);
const SEGMENT = /^[A-Za-z0-9._~-]{1,100}$/;
/** First path segments that are pages of a forge and not owners. */
const NOT_OWNERS = new Set(
  (
    'about account admin api apps assets collections contact customer-stories dashboard enterprise events explore features groups ' +
    'help issues login logout marketplace new notifications orgs organizations pricing pulls readme search security settings ' +
    'signup site sponsors stars topics trending user users'
  ).split(' '),
);
/** Where the pages inside a repository begin on a GitLab server of older links without "/-/". */
const REPOSITORY_PAGES = new Set('blob tree raw issues merge_requests commits commit wikis tags releases'.split(' '));

/** The repository that a link leads into, or null. Links to hosts that are neither a known forge nor a host of the project are left. */
function readAddress(target: string, hosts: ReadonlySet<string> | null): Address | null {
  if (target.length > LONGEST_LINK || !URL.canParse(target)) return null;
  const url = new URL(target);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return null;
  if (url.username !== '' || url.password !== '' || url.port !== '') return null;
  const host = url.hostname.replace(/^www\./, '');
  if (hosts !== null && !FORGES.has(host) && !hosts.has(host)) return null;
  const segments = url.pathname.split('/').filter(Boolean);
  const isGitLab = host.split('.').some((label) => label === 'gitlab' || label === 'salsa');
  const root = isGitLab ? gitLabRoot(segments) : segments.slice(0, 2);
  const owner = root.slice(0, -1).join('/');
  const last = root.at(-1)?.replace(/\.git$/, '') ?? '';
  if (owner === '' || last === '' || !root.every((segment) => SEGMENT.test(segment)) || last.startsWith('..'))
    return null;
  if (NOT_OWNERS.has(root[0]!.toLowerCase())) return null;
  return { host, owner, repository: leadsToWiki(segments, root.length) ? `${last}.wiki` : last };
}

function gitLabRoot(segments: readonly string[]): readonly string[] {
  const end = segments.findIndex((segment, index) => segment === '-' || (index > 1 && REPOSITORY_PAGES.has(segment)));
  return end === -1 ? segments : segments.slice(0, end);
}

/** A forge keeps a wiki as a repository of its own beside the one it belongs to. */
function leadsToWiki(segments: readonly string[], rootLength: number): boolean {
  const page = segments.slice(rootLength).find((segment) => segment !== '-');
  return page === 'wiki' || page === 'wikis';
}

function urlOf(address: Address): string {
  return `https://${address.host}/${address.owner}/${address.repository}`;
}

/** Forges take owner and name in any case. */
function keyOf(address: Address): string {
  return urlOf(address)
    .replace(/\.git$/, '')
    .toLowerCase();
}
