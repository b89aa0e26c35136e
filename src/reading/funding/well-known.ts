/**
 * `.well-known/funding-manifest-urls`: who keeps an address lists there, one a line, the manifests that may speak for it. Without
 * such a file a manifest is unverified, which is said with the file to create, its exact line and the address that was looked at.
 */
import { Findings } from './findings.ts';
import { WELL_KNOWN_PATH } from './read-manifest.ts';
import { textOf, webAddress } from './source.ts';
import type { Finding } from './types.ts';

const LARGEST_BYTES = 100_000;
/** Nothing reads further. */
const MOST_LINES = 100;

export interface WellKnownReading {
  readonly urls: readonly { readonly url: string; readonly line: number }[];
  readonly findings: readonly Finding[];
}

export function readWellKnown(source: string | Uint8Array): WellKnownReading {
  const findings = new Findings();
  const urls: { url: string; line: number }[] = [];
  const text = textOf(source, LARGEST_BYTES);
  if ('what' in text) {
    findings.error({ rule: 'ours', path: '', line: null, value: '', sentence: text.what });
    return { urls, findings: findings.all() };
  }
  const lines = text.text.split('\n', MOST_LINES + 2);
  if (lines.at(-1) === '') lines.pop();
  const seen = new Map<string, number>();
  for (const [at, written] of lines.slice(0, MOST_LINES).entries()) {
    const line = at + 1;
    const problem = problemOf(written);
    const told = { rule: 'validator', path: `line ${line}`, line, value: written } as const;
    const before = seen.get(written);
    if (problem !== null) findings.error({ ...told, sentence: problem });
    else if (before !== undefined)
      findings.remark({ ...told, rule: 'ours', sentence: `Line ${before} says the same. Take one away.` });
    else if (written.trim() !== '') {
      seen.set(written, line);
      urls.push({ url: written, line });
    }
  }
  if (lines.length > MOST_LINES) {
    const sentence = `Only ${MOST_LINES} lines are read. Take away what is no longer needed.`;
    findings.error({ rule: 'validator', path: `line ${MOST_LINES + 1}`, line: MOST_LINES + 1, value: '', sentence });
  }
  return { urls, findings: findings.all() };
}

/** Lines are compared to the letter: what is only nearly an address proves nothing. */
function problemOf(written: string): string | null {
  if (written === '') return null;
  const bare = written.replace(/^\ufeff/, '').trim();
  if (bare === '' || bare === written) {
    return bare !== '' && webAddress(bare) === null
      ? 'This is no web address, and the file has no comments. Write the whole address of a funding.json, beginning with https://.'
      : null;
  }
  if (written.endsWith('\r'))
    return 'The line ends in a carriage return and is not found when it is compared. Save the file with plain line ends.';
  if (written.startsWith('\ufeff'))
    return 'The file begins with a byte order mark, so that its first line is not found. Save it without one.';
  return 'Blanks stand around this address, so that it is not found when it is compared. Take them away.';
}

export type Control =
  | { readonly state: 'same host'; readonly sentence: string }
  | { readonly state: 'listed'; readonly sentence: string; readonly lookedAt: string; readonly line: number }
  | {
      readonly state: 'unverified';
      readonly sentence: string;
      /** The address at which the file must stand, and the line that it must hold. */
      readonly create: string | null;
      readonly line: string | null;
      readonly lookedAt: string | null;
    };

/**
 * Whether the keeper of an address lets this manifest speak for it. `text` is what was fetched from `whereWellKnownIsRead`, null when nothing was.
 * Stricter than floss.fund's validator in two places where anybody could claim what is not theirs: the root of a host is not proven
 * by a file deep in it (github.com by any repository), and a commit is no branch (forges show commits of forks under the name of the original).
 */
export function provesControl(
  manifestUrl: string,
  claimedUrl: string,
  wellKnownUrl: string | null,
  text: string | null,
): Control {
  const manifest = webAddress(manifestUrl);
  const claimed = webAddress(claimedUrl);
  if (manifest === null || claimed === null) {
    const which = manifest === null ? manifestUrl : claimedUrl;
    return unverified(
      `“${which.slice(0, 100)}” is no web address. Write it whole, beginning with https://.`,
      null,
      null,
      null,
    );
  }
  const line = withoutSlash(manifestUrl);
  if (isSamePlace(manifest, claimed)) {
    return {
      state: 'same host',
      sentence: `The manifest stands on ${manifest.host}, where ${claimedUrl} is: nothing more is needed.`,
    };
  }
  const create = wellKnownFor(claimed);
  const help = `Create ${create} with this line: ${line}`;
  if (wellKnownUrl === null || wellKnownUrl === '') {
    return unverified(
      `No file proves that ${claimedUrl} belongs to this manifest; nothing was looked at. Name ${create} as its wellKnown and create it with this line: ${line}`,
      create,
      line,
      null,
    );
  }
  const wrong = wrongPlace(wellKnownUrl, claimed);
  if (wrong !== null) return unverified(`${wrong} ${help}`, create, line, null);
  const lookedAt = whereWellKnownIsRead(wellKnownUrl);
  if (text === null) {
    return unverified(
      `We looked at ${lookedAt} and found no file there. ${helpAt(wellKnownUrl, line)}`,
      wellKnownUrl,
      line,
      lookedAt,
    );
  }
  const lines = text.slice(0, LARGEST_BYTES).split('\n', MOST_LINES);
  const at = lines.indexOf(line);
  if (at >= 0)
    return { state: 'listed', sentence: `Line ${at + 1} of ${lookedAt} lists the manifest.`, lookedAt, line: at + 1 };
  const near = lines.findIndex(
    (one) => withoutSlash(one.replace(/^\ufeff/, '').trim()).toLowerCase() === line.toLowerCase(),
  );
  const nearly =
    near < 0
      ? ''
      : ` Line ${near + 1} says nearly that; lines are compared to the letter, with no blank or carriage return.`;
  const read = lines.filter((one) => one !== '').length;
  const none =
    read === 0
      ? 'and the file is empty'
      : read === 1
        ? 'and its only line is not the address of the manifest'
        : `and none of its first ${lines.length} lines is the address of the manifest`;
  const said = `We looked at ${lookedAt}, ${none}.`;
  return unverified(`${said} Add this line to ${wellKnownUrl}: ${line}${nearly}`, wellKnownUrl, line, lookedAt);
}

function unverified(sentence: string, create: string | null, line: string | null, lookedAt: string | null): Control {
  return { state: 'unverified', sentence, create, line, lookedAt };
}

function helpAt(file: string, line: string): string {
  return `Create ${file} with this line: ${line}`;
}

/** The address from which the file is read: forges show a page at the address of a file, its text stands beside it. */
export function whereWellKnownIsRead(wellKnownUrl: string): string {
  const url = webAddress(wellKnownUrl);
  if (url === null) return wellKnownUrl;
  const parts = url.pathname.split('/');
  if (url.host === 'github.com' && parts[3] === 'blob') {
    return `https://raw.githubusercontent.com/${[parts[1], parts[2], ...parts.slice(4)].join('/')}`;
  }
  const gitlab = url.pathname.indexOf('/-/blob/');
  if (gitlab > 0) return `${url.origin}${url.pathname.slice(0, gitlab)}/-/raw/${url.pathname.slice(gitlab + 8)}`;
  if (parts[3] === 'src' && parts[4] === 'branch') {
    return `${url.origin}/${[parts[1], parts[2], 'raw', ...parts.slice(4)].join('/')}`;
  }
  return wellKnownUrl;
}

/** Where the file is best put: in the repository on a forge that many share, else at the root of the host. */
function wellKnownFor(claimed: URL): string {
  const parts = segments(claimed);
  const [owner, name] = parts;
  const inRepository = `${claimed.origin}/${owner ?? ''}/${name ?? owner ?? ''}`;
  if (owner !== undefined && claimed.host === 'github.com') return `${inRepository}/blob/HEAD${WELL_KNOWN_PATH}`;
  if (name !== undefined && claimed.host === 'gitlab.com')
    return `${claimed.origin}/${parts.slice(0, separatorAt(parts)).join('/')}/-/blob/HEAD${WELL_KNOWN_PATH}`;
  if (name !== undefined && claimed.host === 'codeberg.org') return `${inRepository}/src/branch/main${WELL_KNOWN_PATH}`;
  return `${claimed.origin}${WELL_KNOWN_PATH}`;
}

function wrongPlace(wellKnownUrl: string, claimed: URL): string | null {
  const file = webAddress(wellKnownUrl);
  if (file === null || !file.pathname.endsWith(WELL_KNOWN_PATH))
    return `wellKnown must be a web address that ends in ${WELL_KNOWN_PATH}, not “${wellKnownUrl.slice(0, 100)}”.`;
  if (file.host !== claimed.host)
    return `wellKnown is on ${file.host} and so proves nothing about ${claimed.host}; it was not looked at.`;
  if (file.pathname === WELL_KNOWN_PATH) return null;
  if (!isBelow(file, claimed))
    return `wellKnown does not stand below ${claimed.href} and proves nothing about it; it was not looked at.`;
  if (namesCommit(file))
    return 'wellKnown names a commit, which may be anybody’s: name the branch instead. It was not looked at.';
  return null;
}

/** The same host and, unless the manifest stands at its root, one within the other. */
function isSamePlace(manifest: URL, claimed: URL): boolean {
  if (manifest.host !== claimed.host || namesCommit(manifest)) return false;
  const own = segments(manifest);
  if (own.at(-1) === 'funding.json') own.pop();
  const asked = segments(claimed);
  if (own.length === 0) return true;
  if (asked.length === 0) return false;
  if (startsWith(asked, own) || startsWith(own, asked)) return true;
  // The repository of a person's or organisation's own name speaks for all their repositories.
  return manifest.host === 'github.com' && own.length > 2 && own[0] === own[1] && asked[0] === own[0];
}

function isBelow(file: URL, claimed: URL): boolean {
  const asked = segments(claimed);
  return asked.length > 0 && startsWith(segments(file), asked);
}

/** `/owner/name/blob/0a1b2c3/…`: forges show the commits of every fork and of every request under the original's name. */
function namesCommit(url: URL): boolean {
  const parts = segments(url);
  const at = parts.findIndex((part) => part === 'blob' || part === 'raw' || part === 'src');
  const names = at < 0 ? [] : parts.slice(at + 1);
  return names[0] === 'commit' || names[0] === 'refs' || /^[0-9a-f]{7,64}$/.test(names[0] ?? '');
}

function segments(url: URL): string[] {
  return url.pathname.split('/').filter(Boolean);
}

function separatorAt(parts: readonly string[]): number {
  const at = parts.indexOf('-');
  return at < 0 ? parts.length : at;
}

function startsWith(parts: readonly string[], beginning: readonly string[]): boolean {
  return beginning.length <= parts.length && beginning.every((part, at) => parts[at] === part);
}

function withoutSlash(url: string): string {
  return url.endsWith('/') ? url.slice(0, -1) : url;
}
