/** Blobless bare clones in a folder of ours: made in one go or not at all, updated in place, read like any other repository. */

import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { done, refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { slug } from '../../kernel/text.ts';
import { PUBLIC_ONLY, resolveAny, resolvePublic, type AddressPolicy, type Lookup } from '../addresses/index.ts';
import { withLock } from './lock.ts';
import { findPlace, type Place } from './place.ts';
import { isSafeRefName, listRefs, readHead } from './refs.ts';
import type { GitRefusal } from './refusals.ts';
import { readRepository, type AskForRequests, type Bring } from './repository.ts';
import { REQUEST_REFS, requestHeadsAmong } from './requests.ts';
import { DEFAULT_LIMITS, gitVersion, isRecentGit } from './run.ts';
import { probe, sizeOf, transfer, type Remote, type Transferred } from './transfer.ts';
import type { GitLimits, Repository } from './types.ts';
import { readRepositoryUrl } from './url.ts';

export interface CloneOptions {
  /** The data folder of clones; made when it is not there. */
  readonly folder: string;
  readonly limits?: Partial<GitLimits>;
  readonly signal?: AbortSignal;
  /** Public addresses by https when nothing is said. */
  readonly allow?: AddressPolicy;
  readonly onProgress?: (text: string) => void;
  /** Instead of the system's, for tests. */
  readonly lookup?: Lookup;
}

/** Clones a repository without its file contents, or updates the clone of the last time, and opens it. */
export async function makeOrUpdateClone(text: string, options: CloneOptions): Promise<Outcome<Repository, GitRefusal>> {
  const { allow = PUBLIC_ONLY, signal, lookup, onProgress } = options;
  const limits: GitLimits = { ...DEFAULT_LIMITS, ...options.limits };
  const url = readRepositoryUrl(text, allow);
  if (refused(url)) return url;
  if (!isRecentGit(await gitVersion())) return refuse('git-not-found');
  const remote = await locate(url.done, signal, lookup);
  if (refused(remote)) return remote;

  const clone: Clone = {
    remote: remote.done,
    folder: options.folder,
    path: join(options.folder, folderName(url.done.url)),
    limits,
    signal,
    onProgress,
  };
  const current = await locked(clone, () => bringUpToDate(clone));
  if (refused(current)) return current;
  const place = findPlace(clone.path);
  if (refused(place)) return place;
  return done(readRepository(place.done, url.done.url, limits, signal, bringInto(clone), requestsOf(clone)));
}

interface Clone {
  readonly remote: Remote;
  readonly folder: string;
  readonly path: string;
  readonly limits: GitLimits;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: ((text: string) => void) | undefined;
}

async function locate(
  url: Remote['url'],
  signal: AbortSignal | undefined,
  lookup: Lookup | undefined,
): Promise<Outcome<Remote, GitRefusal>> {
  if (url.scheme === 'file') return done({ url, found: null });
  const found = await (url.allowedPrivate ? resolveAny : resolvePublic)(url.host, signal, lookup);
  return refused(found) ? found : done({ url, found: found.done });
}

/** Readable, and different for different addresses. */
function folderName(url: string): string {
  const digest = createHash('sha256').update(url).digest('hex').slice(0, 12);
  return `${slug(url.replace(/^[a-z]+:\/+/, ''))}-${digest}.git`;
}

function locked<T>(clone: Clone, work: () => Promise<Outcome<T, GitRefusal>>): Promise<Outcome<T, GitRefusal>> {
  return withLock(
    `${clone.path}.lock`,
    {
      waitMs: clone.limits.transferMs,
      signal: clone.signal,
      onWait: () => clone.onProgress?.('Waiting for another program that fetches this repository'),
    },
    work,
  );
}

async function bringUpToDate(clone: Clone): Promise<Outcome<'current', GitRefusal>> {
  await removeHalfDone(clone);
  // What was brought over time may have grown past the limit: made anew it holds only what is needed.
  if ((await sizeOf(clone.path, clone.limits.maxRepositoryBytes)) > clone.limits.maxRepositoryBytes)
    await rm(clone.path, { recursive: true, force: true });
  const place = findPlace(clone.path);
  const problem = refused(place) ? await makeClone(clone) : await updateClone(clone, place.done);
  return problem ?? done('current');
}

/** We hold the lock: whatever is half done was left by somebody who is gone. */
async function removeHalfDone({ folder, path }: Clone): Promise<void> {
  for (const name of await readdir(folder).catch(() => []))
    if (join(folder, name).startsWith(`${path}.part-`)) await rm(join(folder, name), { recursive: true, force: true });
  await removeLeftPacks(path);
  await removeLeftLocks(path);
}

/** Git's own locks, of a git that was killed: each would make the next update fail for ever. */
async function removeLeftLocks(path: string): Promise<void> {
  for (const folder of ['.', 'refs', join('objects', 'info')])
    for (const name of await readdir(join(path, folder), { recursive: folder !== '.' }).catch(() => []))
      if (name.endsWith('.lock')) await rm(join(path, folder, name), { force: true });
}

async function removeLeftPacks(path: string): Promise<void> {
  const packs = join(path, 'objects', 'pack');
  for (const name of await readdir(packs).catch(() => []))
    if (name.startsWith('tmp_')) await rm(join(packs, name), { force: true });
}

async function makeClone(clone: Clone): Promise<Refusal<GitRefusal> | null> {
  const { path, folder, remote } = clone;
  const half = `${path}.part-${randomUUID()}`;
  const problem = await cannotWrite(() => mkdir(folder, { recursive: true }));
  if (problem !== null) return problem;
  clone.onProgress?.('Asking for the repository');
  const cloned = await call(clone, folder, half, [
    'clone',
    '--bare',
    '--template=',
    '--filter=blob:none',
    '--no-local',
    '--progress',
    '--',
    remote.url.url,
    half,
  ]);
  if (refusedTransfer(cloned)) {
    await rm(half, { recursive: true, force: true });
    return cloned;
  }
  if (await isOnlyAPage(remote, half)) {
    await rm(half, { recursive: true, force: true });
    return refuse('not-there', { host: remote.url.host });
  }
  // An older form that could not be read, or what a disk error left of it.
  const unwritten = await cannotWrite(async () => {
    await rm(path, { recursive: true, force: true });
    await rename(half, path);
  });
  return unwritten ?? prepareHistory(clone);
}

/**
 * The commit graph with what each commit changed. Measured on NumPy (42,000 commits): 1.6 s to write once, then the history of a
 * file takes 0.1 s instead of 0.4 s and its blame 0.02 s instead of 0.13 s. Nothing depends on it.
 */
async function prepareHistory(clone: Clone): Promise<Refusal<GitRefusal> | null> {
  clone.onProgress?.('Preparing the history');
  const written = await call(clone, clone.path, null, [
    'commit-graph',
    'write',
    '--reachable',
    '--changed-paths',
    '--split',
    '--progress',
  ]);
  return refusedTransfer(written) && written.refused === 'cancelled' ? written : null;
}

/** Without any branch or tag: an empty repository, or some page that git took for one. */
async function isOnlyAPage(remote: Remote, half: string): Promise<boolean> {
  if (remote.url.scheme !== 'https' && remote.url.scheme !== 'http') return false;
  const place = findPlace(half);
  if (refused(place) || listRefs(place.done, 'refs/').size > 0) return false;
  return !(await probe(remote)).speaksGit;
}

const REFSPECS = ['+refs/heads/*:refs/heads/*', '+refs/tags/*:refs/tags/*'];

async function updateClone(clone: Clone, place: Place): Promise<Refusal<GitRefusal> | null> {
  const { path, remote } = clone;
  clone.onProgress?.('Asking for news');
  const listed = await call(clone, path, null, [
    'ls-remote',
    '--symref',
    '--',
    remote.url.url,
    'HEAD',
    'refs/heads/*',
    'refs/tags/*',
  ]);
  if (refusedTransfer(listed)) return listed;
  const { head, refs } = readList(listed.out);
  if (!sameRefs(refs, place)) {
    const fetched = await call(clone, path, path, [
      'fetch',
      '--progress',
      '--prune',
      '--no-tags',
      '--no-write-fetch-head',
      '--no-recurse-submodules',
      '--filter=blob:none',
      '--',
      'origin',
      ...REFSPECS,
    ]);
    if (refusedTransfer(fetched)) {
      await removeLeftPacks(path);
      return fetched;
    }
    await tidy(clone);
    const cancelled = await prepareHistory(clone);
    if (cancelled !== null) return cancelled;
  }
  if (head === null) return null;
  const here = readHead(place);
  if (here.kind === 'branch' && here.name === head) return null;
  return cannotWrite(async () => {
    await writeFile(join(path, 'HEAD.new'), `ref: refs/heads/${head}\n`);
    await rename(join(path, 'HEAD.new'), join(path, 'HEAD'));
  });
}

/** Every update leaves a pack and a file for each changed branch; now and then they are put together. */
async function tidy(clone: Clone): Promise<void> {
  const { path } = clone;
  await call(clone, path, null, ['pack-refs', '--all']);
  const packs = (await readdir(join(path, 'objects', 'pack')).catch(() => [])).filter((name) => name.endsWith('.pack'));
  if (packs.length > MAX_PACKS) await call(clone, path, null, ['repack', '-a', '-d', '-q']);
}

const MAX_PACKS = 40;

/** How many objects that the origin has lost are left out one after another before we give up. */
const MAX_LACKING = 20;

function bringInto(clone: Clone): Bring {
  return async (missing) => {
    const brought = await locked(clone, async () => {
      let wanted = missing;
      for (let tries = 0; ; tries++) {
        const fetched = await fetchObjects(clone, wanted);
        if (!refusedTransfer(fetched)) return done('brought' as const);
        await removeLeftPacks(clone.path);
        // One that is not there makes the whole request fail.
        const lacking = fetched.because['object'];
        const left = wanted.filter((id) => id !== lacking);
        if (left.length === wanted.length || tries === MAX_LACKING) return fetched;
        if (left.length === 0) return done('brought' as const);
        wanted = left;
      }
    });
    return refused(brought) ? brought : null;
  };
}

/** A clone holds branches and tags only: requests are asked of the origin when somebody counts them, in one call, and not kept. */
function requestsOf(clone: Clone): AskForRequests {
  return {
    heads: async () => {
      const listed = await call(clone, clone.path, null, [
        'ls-remote',
        '--',
        clone.remote.url.url,
        ...REQUEST_REFS.map((prefix) => `${prefix}*/head`),
      ]);
      return refusedTransfer(listed) ? listed : done(requestHeadsAmong(readList(listed.out).refs));
    },
    bring: async (ids) => {
      const brought = await locked(clone, async () => {
        const fetched = await call(
          clone,
          clone.path,
          clone.path,
          // Commits alone, and of these only what the branches do not have.
          [...FETCH_BY_ID, '--filter=tree:0', '--stdin', '--', 'origin'],
          ids.map((id) => `${id}\n`).join(''),
        );
        if (!refusedTransfer(fetched)) return done('brought' as const);
        await removeLeftPacks(clone.path);
        return fetched;
      });
      return refused(brought) ? brought : null;
    },
  };
}

const FETCH_BY_ID = ['fetch', '--progress', '--no-tags', '--no-write-fetch-head', '--no-recurse-submodules'];

function fetchObjects(clone: Clone, ids: readonly string[]): Promise<Transferred> {
  return call(
    clone,
    clone.path,
    clone.path,
    [
      // Nothing is told of what we have: of a blobless clone the other side would believe too much.
      '-c',
      'fetch.negotiationAlgorithm=noop',
      ...FETCH_BY_ID,
      '--filter=blob:none',
      '--stdin',
      '--',
      'origin',
    ],
    ids.map((id) => `${id}\n`).join(''),
  );
}

function call(
  clone: Clone,
  cwd: string,
  watched: string | null,
  args: readonly string[],
  input?: string,
): Promise<Transferred> {
  const { remote, limits, signal, onProgress } = clone;
  return transfer({
    remote,
    cwd,
    watched,
    args,
    limits,
    signal,
    onProgress,
    ...(input === undefined ? {} : { input }),
  });
}

function refusedTransfer(transferred: Transferred): transferred is Refusal<GitRefusal> {
  return 'refused' in transferred;
}

/** `ref: refs/heads/main TAB HEAD`, then `id TAB name` for each; peeled tags are left out. */
function readList(out: Buffer): { readonly head: string | null; readonly refs: Map<string, string> } {
  let head: string | null = null;
  const refs = new Map<string, string>();
  for (const line of out.toString('utf8').split('\n')) {
    const [what, name] = line.split('\t');
    if (what === undefined || name === undefined) continue;
    const branch = /^ref: refs\/heads\/(.+)$/.exec(what)?.[1];
    if (branch !== undefined && name === 'HEAD' && isSafeRefName(branch)) head = branch;
    else if (isSafeRefName(name) && name.startsWith('refs/')) refs.set(name, what);
  }
  return { head, refs };
}

function sameRefs(refs: ReadonlyMap<string, string>, place: Place): boolean {
  const here = new Map([...listRefs(place, 'refs/heads/'), ...listRefs(place, 'refs/tags/')]);
  return here.size === refs.size && [...refs].every(([name, id]) => here.get(name) === id);
}

async function cannotWrite(work: () => Promise<unknown>): Promise<Refusal<GitRefusal> | null> {
  try {
    await work();
    return null;
  } catch (problem) {
    if (problem instanceof Error && 'code' in problem) return refuse('cannot-write', { code: String(problem.code) });
    throw problem;
  }
}
