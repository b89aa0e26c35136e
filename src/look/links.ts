/** Which addresses from data may become links, and where a line of a repository can be read on its forge. */

export interface EvidenceRef {
  /** Address of the repository as it was declared: https, ssh, scp form or a local path. */
  readonly repository: string | null;
  /** The commit that was read. */
  readonly commit: string | null;
  /** A folder when it ends with a slash. */
  readonly path: string;
  readonly lines?: readonly [first: number, last: number] | null;
}

/** The address when a person may safely follow it (https or mailto, no password in it), else null. */
export function safeHref(raw: string): string | null {
  const parsed = parse(raw);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return null;
  if (parsed.protocol === 'https:' && parsed.hostname !== '') return parsed.href;
  if (parsed.protocol === 'mailto:' && parsed.pathname.includes('@')) return parsed.href;
  return null;
}

/** A path on this site: starts with one slash, or is a fragment or query of the page itself. */
export function ownPath(raw: string): string | null {
  return /^(?:\/(?![/\\])|[#?])[^\\\u0000-\u0020\u007f]*$/.test(raw) ? raw : null;
}

/** The page of the forge that shows these lines at this commit, or null when the forge or the commit is not known. */
export function evidenceUrl(ref: EvidenceRef): string | null {
  const repository = ref.repository === null ? null : forgeRepository(ref.repository);
  if (repository === null || ref.commit === null || !/^[0-9a-f]{7,64}$/.test(ref.commit)) return null;
  const steps = ref.path.split('/').filter((step) => step !== '');
  if (steps.some((step) => step === '.' || step === '..')) return null;
  const path = steps.map(encodeURIComponent).join('/');
  const folder = ref.path === '' || ref.path.endsWith('/');
  const [first, last] = ref.lines ?? [null, null];
  // Forges show these as rendered pages, where no line can be pointed at.
  const rendered = !folder && first !== null && /\.(?:md|markdown|rst|rest|ipynb|adoc|org|html?|svg)$/i.test(ref.path);
  const { forge, base } = repository;
  const { view, plain, to } = FORGES[forge];
  const fragment = first === null ? '' : `#L${first}${last === first ? '' : `${to}${last}`}`;
  return `${base}/${view(folder)}/${ref.commit}/${path}${rendered ? plain : ''}${fragment}`;
}

/** The page of one commit on its forge, or null. */
export function commitUrl(repository: string | null, commit: string): string | null {
  const known = repository === null ? null : forgeRepository(repository);
  if (known === null || !/^[0-9a-f]{7,64}$/.test(commit)) return null;
  return known.forge === 'gitlab' ? `${known.base}/-/commit/${commit}` : `${known.base}/commit/${commit}`;
}

/** The page of a pull or merge request on its forge, or null. */
export function requestUrl(repository: string | null, number: number): string | null {
  const known = repository === null ? null : forgeRepository(repository);
  if (known === null || !Number.isSafeInteger(number) || number < 1) return null;
  const steps = { github: 'pull', gitlab: '-/merge_requests', forgejo: 'pulls' } as const;
  return `${known.base}/${steps[known.forge]}/${number}`;
}

/** How each forge writes "this file or folder", "as source" and "up to line". */
const FORGES = {
  github: { view: (folder: boolean) => (folder ? 'tree' : 'blob'), plain: '?plain=1', to: '-L' },
  gitlab: { view: (folder: boolean) => (folder ? '-/tree' : '-/blob'), plain: '?plain=1', to: '-' },
  forgejo: { view: () => 'src/commit', plain: '?display=source', to: '-L' },
} as const;

interface ForgeRepository {
  readonly forge: keyof typeof FORGES;
  /** Address of the repository's page, without a slash at the end. */
  readonly base: string;
}

/** Reads the three ways to write a repository's address: https, ssh://, and git@host:owner/name. */
function forgeRepository(address: string): ForgeRepository | null {
  const scp = /^git@([a-z0-9.-]{1,253}):([^/:\s][^:\s]*)$/i.exec(address);
  const parsed = parse(scp === null ? address : `ssh://git@${scp[1]}/${scp[2]}`);
  if (parsed === null || !['https:', 'ssh:', 'git+ssh:'].includes(parsed.protocol)) return null;
  const host = parsed.hostname.toLowerCase();
  const forge = forgeOf(host);
  const steps = parsed.pathname.split('/').filter((step) => step !== '');
  const last = steps.pop()?.replace(/\.git$/, '');
  if (forge === null || last === undefined || last === '' || steps.length === 0) return null;
  // GitLab nests groups; the others have exactly owner and name.
  if (forge !== 'gitlab' && steps.length !== 1) return null;
  const path = [...steps, last];
  if (!path.every((step) => /^[\w.~-]{1,100}$/.test(step) && step !== '..')) return null;
  return { forge, base: `https://${host}/${path.join('/')}` };
}

function forgeOf(host: string): ForgeRepository['forge'] | null {
  if (host === 'github.com') return 'github';
  if (host === 'gitlab.com' || host.startsWith('gitlab.')) return 'gitlab';
  if (host === 'codeberg.org') return 'forgejo';
  return null;
}

function parse(raw: string): URL | null {
  // Browsers drop tabs and newlines inside an address, which hides a scheme from a reader: refuse them.
  if (/[\u0000-\u0020\u007f\\]/.test(raw)) return null;
  return URL.canParse(raw) ? new URL(raw) : null;
}
