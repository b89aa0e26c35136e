/** A repository whose objects are on this machine: a local one, read in place, or one of our clones. */

import { done, refuse, refused, type Outcome, type Refusal } from '../../kernel/refusal.ts';
import { blameOf } from './blame.ts';
import { chooseReading, readingsBefore } from './asof.ts';
import { readCommit, readTag, type ReadCommit } from './commits.ts';
import { asFileChange, changedFilesOf, changesOf, changesOfPaths, type Asking } from './history.ts';
import { openObjects, type Content, type Header, type Objects } from './objects.ts';
import { findPlace, makeStandIn, readSmallBytes, type Place } from './place.ts';
import { findRef, isSafeRefName, listRefs, readHead } from './refs.ts';
import type { GitRefusal } from './refusals.ts';
import { DEFAULT_LIMITS, runGit, type Ran } from './run.ts';
import { logOf, requestHeadsIn } from './requests.ts';
import { flatten, MAX_DEPTH, readTree, type Row } from './trees.ts';
import type {
  BlameLine,
  Blob,
  Brought,
  ChangedFile,
  CommitInfo,
  FileChange,
  GitLimits,
  HistoryOptions,
  Repository,
  RequestHead,
  Resolved,
  TreeEntry,
} from './types.ts';

/** Opens a bare or normal repository, which is never written and whose configuration is never read by git (see place.ts). */
export function openLocalRepository(
  folder: string,
  limits: Partial<GitLimits> = {},
  signal?: AbortSignal,
): Promise<Outcome<Repository, GitRefusal>> {
  const found = findPlace(folder);
  return Promise.resolve(
    refused(found)
      ? found
      : done(readRepository(found.done, folder, { ...DEFAULT_LIMITS, ...limits }, signal, bringNothing)),
  );
}

/** How missing blobs are brought; a local repository brings none. */
export type Bring = (missing: readonly string[]) => Promise<Refusal<GitRefusal> | null>;

/** How a clone, which holds no refs of requests, learns them, and the commits they name. */
export interface AskForRequests {
  readonly heads: () => Promise<Outcome<RequestHead[], GitRefusal>>;
  readonly bring: Bring;
}

const MANY_TAGS = 1000;

const bringNothing: Bring = () => Promise.resolve(null);

export function readRepository(
  place: Place,
  shown: string,
  limits: GitLimits,
  signal: AbortSignal | undefined,
  bring: Bring,
  ask: AskForRequests | null = null,
): Repository {
  const standIn = makeStandIn(place, limits);
  const converse = (): Objects =>
    openObjects(standIn.start(['cat-file', '--batch-command', '--buffer']), limits, signal);
  const objects = converse();
  const run = (args: readonly string[], input = ''): Promise<Ran> => runGit(standIn.start(args), limits, signal, input);
  const cutAt = new Set(
    place.shallow ? (readSmallBytes(`${place.commonDir}/shallow`)?.toString('latin1').split('\n') ?? []) : [],
  );
  const asking: Asking = { limits, cutAt, run };
  const idLength = place.format === 'sha256' ? 64 : 40;
  const commitsRead = new Map<string, ReadCommit>();

  async function loadCommit(name: string): Promise<Outcome<ReadCommit, GitRefusal>> {
    const known = commitsRead.get(name);
    if (known !== undefined) return done(known);
    const [content] = await objects.contents([`${name}^{commit}`]);
    if (content === undefined || !('bytes' in content)) return noContent(content, name);
    const commit = readCommit(content.id, content.bytes);
    commitsRead.set(content.id, commit);
    return done(commit);
  }

  async function noContent(content: Content | Header | undefined, name: string): Promise<Refusal<GitRefusal>> {
    if (content !== undefined && 'failed' in content) return stopped(content.failed, limits);
    // With `^{commit}` git calls a hash that is too short missing; without, it says so.
    const [plain] = name.length < idLength ? await objects.headers([name]) : [];
    const ambiguous = plain !== undefined && 'ambiguous' in plain;
    return refuse('no-such-revision', { revision: name, ...(ambiguous ? { ambiguous } : {}) });
  }

  /** The commit that a revision, or its absence, stands for, and the branch if it is one. */
  async function startingPoint(
    revision: string | undefined,
  ): Promise<Outcome<{ commit: ReadCommit; branch: string | null; exact: boolean }, GitRefusal>> {
    if (revision === undefined || revision === 'HEAD') {
      const head = readHead(place);
      if (head.kind === 'unreadable') return refuse('damaged');
      if (head.id === null) {
        const others = [...listRefs(place, 'refs/heads/').keys()].map((name) => name.slice('refs/heads/'.length));
        return refuse('no-commits', { branch: head.kind === 'branch' ? head.name : null, others: others.slice(0, 10) });
      }
      const commit = await loadCommit(head.id);
      if (refused(commit)) return commit.refused === 'no-such-revision' ? refuse('damaged') : commit;
      return done({ commit: commit.done, branch: head.kind === 'branch' ? head.name : null, exact: false });
    }
    const hash = /^[0-9a-f]{4,64}$/i.test(revision) && revision.length <= idLength;
    if (!hash && !isSafeRefName(revision)) return refuse('bad-revision');
    const ref = hash && revision.length === idLength ? null : findRef(place, revision);
    if (ref === null && !hash) return refuse('no-such-revision', { revision });
    const commit = await loadCommit(ref?.id ?? revision.toLowerCase());
    if (refused(commit))
      return commit.refused === 'no-such-revision'
        ? refuse('no-such-revision', { ...commit.because, revision })
        : commit;
    const branch = ref?.name.startsWith('refs/heads/') === true ? ref.name.slice('refs/heads/'.length) : null;
    return done({ commit: commit.done, branch, exact: ref === null });
  }

  async function resolve(at: {
    readonly revision?: string;
    readonly asOf?: Date;
  }): Promise<Outcome<Resolved, GitRefusal>> {
    const start = await startingPoint(at.revision);
    if (refused(start)) return start;
    const { commit, branch, exact } = start.done;
    if (at.asOf === undefined || exact)
      return done({ commit: commit.info, branch, firstParent: null, newestReachable: null, apartDays: 0 });
    if (commit.info.date <= at.asOf)
      return done({
        commit: commit.info,
        branch,
        firstParent: commit.info,
        newestReachable: commit.info,
        apartDays: 0,
      });
    const readings = await readingsBefore(asking, commit.info.id, at.asOf);
    if (refused(readings)) return readings;
    const firstParent = await infoOf(readings.done.firstParent);
    const newestReachable = await infoOf(readings.done.newestReachable);
    if (firstParent === null && newestReachable === null)
      return cutAt.size > 0
        ? refuse('history-cut')
        : refuse('no-commits-before', { asOf: at.asOf.toISOString().slice(0, 10) });
    const chosen = await chooseReading(asking, { tip: commit.info.id, branch, firstParent, newestReachable });
    if (refused(chosen)) return chosen;
    return done({ ...chosen.done, branch, firstParent, newestReachable });
  }

  async function infoOf(id: string | null): Promise<CommitInfo | null> {
    if (id === null) return null;
    const commit = await loadCommit(id);
    return refused(commit) ? null : commit.done.info;
  }

  async function tree(commit: string, stop?: AbortSignal): Promise<Outcome<TreeEntry[], GitRefusal>> {
    const loaded = await loadCommit(commit);
    if (refused(loaded)) return loaded;
    const trees = new Map<string, readonly Row[]>();
    let wanted = [loaded.done.tree];
    let rows = 0;
    // Level by level through the process that is open anyway: no second one has to start.
    for (let depth = 0; wanted.length > 0; depth++) {
      if (depth > MAX_DEPTH) return refuse('too-many-files', { deeper: MAX_DEPTH });
      if (stop?.aborted === true) return refuse('cancelled');
      const below = new Set<string>();
      const contents = await objects.contents(wanted);
      for (const [n, content] of contents.entries()) {
        if ('failed' in content) return stopped(content.failed, limits);
        if (!('bytes' in content)) return refuse('missing-objects');
        const read = content.type === 'tree' ? readTree(content.bytes, idLength / 2) : null;
        if (read === null) return refuse('damaged');
        rows += read.length;
        if (rows > limits.maxTreeEntries) return refuse('too-many-files', { limit: limits.maxTreeEntries });
        trees.set(wanted[n]!, read);
        for (const row of read) if (row.kind === 'folder' && !trees.has(row.id)) below.add(row.id);
      }
      wanted = [...below].filter((id) => !trees.has(id));
    }
    const entries = flatten(loaded.done.tree, trees, limits.maxTreeEntries);
    return entries === null ? refuse('too-many-files', { limit: limits.maxTreeEntries }) : done(entries);
  }

  /** The file at a path, found through its folders: git's own `commit:path` would not take every name. */
  async function entryAt(commit: string, path: string): Promise<Outcome<Row, GitRefusal>> {
    const loaded = await loadCommit(commit);
    if (refused(loaded)) return loaded;
    let tree = loaded.done.tree;
    const parts = path.split('/');
    for (const [n, part] of parts.entries()) {
      const [content] = await objects.contents([tree]);
      if (content !== undefined && 'failed' in content) return stopped(content.failed, limits);
      if (content === undefined || !('bytes' in content)) return refuse('missing-objects');
      const row =
        content.type === 'tree' ? readTree(content.bytes, idLength / 2)?.find(({ name }) => name === part) : undefined;
      if (row === undefined) break;
      if (n === parts.length - 1 && row.kind !== 'folder' && row.kind !== 'submodule') return done(row);
      if (row.kind !== 'folder') break;
      tree = row.id;
    }
    return refuse('no-such-path', { path });
  }

  async function blame(
    commit: string,
    path: string,
    ignore: readonly string[] = [],
  ): Promise<Outcome<BlameLine[], GitRefusal>> {
    const id = commitId(commit);
    if (id === null) return refuse('bad-revision');
    const entry = await entryAt(id, path);
    if (refused(entry)) return entry;
    const [header] = await objects.headers([entry.done.id]);
    if (header !== undefined && 'failed' in header) return stopped(header.failed, limits);
    if (header === undefined || !('size' in header)) return refuse('missing-objects');
    if (header.size > limits.maxBlobBytes) return refuse('too-large', { limitBytes: limits.maxBlobBytes });
    return blameOf(
      asking,
      id,
      path,
      ignore.flatMap((one) => commitId(one) ?? []),
    );
  }

  async function read(blobs: readonly string[]): Promise<Map<string, Blob>> {
    const found = new Map<string, Blob>();
    const ids = [...new Set(blobs)];
    const valid = ids.filter((id) => id.length === idLength && /^[0-9a-f]+$/.test(id));
    for (const id of ids) found.set(id, { missing: true });
    const fitting: string[] = [];
    let total = 0;
    for (const [n, header] of (await objects.headers(valid)).entries()) {
      if ('failed' in header && header.failed === 'cancelled') throw abortion(signal);
      if (!('id' in header) || header.type !== 'blob') continue;
      const id = valid[n]!;
      total += header.size <= limits.maxBlobBytes ? header.size : 0;
      if (header.size > limits.maxBlobBytes || total > limits.maxBytesOut)
        found.set(id, { tooLarge: true, size: header.size });
      else fitting.push(id);
    }
    // Loaded here: the first answer of a survey does not wait for it.
    const { createHash } = await import('node:crypto');
    for (const content of await objects.contents(fitting)) {
      if ('failed' in content && content.failed === 'cancelled') throw abortion(signal);
      if (!('bytes' in content)) continue;
      // Git hands out what is in a damaged object without a word; what is quoted as evidence must be what the id says.
      const digest = createHash(place.format)
        .update(`blob ${content.bytes.length}\0`)
        .update(content.bytes)
        .digest('hex');
      if (digest !== content.id) continue;
      found.set(content.id, blobOf(content.bytes));
    }
    return found;
  }

  async function missingOf(blobs: readonly string[]): Promise<string[]> {
    const ids = [...new Set(blobs)].filter((id) => id.length === idLength && /^[0-9a-f]+$/.test(id));
    const headers = await objects.headers(ids);
    return ids.filter((_, n) => !('id' in headers[n]!));
  }

  async function bringMissing(blobs: readonly string[]): Promise<Outcome<Brought, GitRefusal>> {
    const missing = await missingOf(blobs);
    if (signal?.aborted === true) return refuse('cancelled');
    if (missing.length === 0 || bring === bringNothing) return done({ brought: 0, missing });
    const problem = await bring(missing);
    if (problem !== null) return problem;
    const still = await missingOf(missing);
    return done({ brought: missing.length - still.length, missing: still });
  }

  async function history(
    commit: string,
    path: string,
    options: HistoryOptions = {},
  ): Promise<Outcome<FileChange[], GitRefusal>> {
    const id = commitId(commit);
    if (id === null) return refuse('bad-revision');
    const changes = await changesOf(asking, id, path, options);
    return refused(changes) ? changes : done(changes.done.map(asFileChange));
  }

  async function histories(
    commit: string,
    paths: readonly string[],
    options: { readonly max?: number; readonly since?: Date; readonly mainLine?: boolean } = {},
  ): Promise<Outcome<Map<string, FileChange[]>, GitRefusal>> {
    const id = commitId(commit);
    if (id === null) return refuse('bad-revision');
    const byPath = new Map<string, FileChange[]>(paths.map((path) => [path, []]));
    if (paths.length === 0) return done(byPath);
    const { max, ...window } = options;
    const changes = await changesOfPaths(asking, id, paths, window);
    if (refused(changes)) return changes;
    for (const change of changes.done) {
      const own = byPath.get(change.path);
      if (own !== undefined && (max === undefined || own.length < max)) own.push(asFileChange(change));
    }
    return done(byPath);
  }

  async function historyBlobs(commit: string, paths: readonly string[]): Promise<Outcome<string[], GitRefusal>> {
    const id = commitId(commit);
    if (id === null) return refuse('bad-revision');
    const blobs = new Set<string>();
    for (const path of paths) {
      const changes = await changesOf(asking, id, path, { follow: true, count: false });
      if (refused(changes)) return changes;
      for (const { before, after } of changes.done) {
        if (before !== null) blobs.add(before);
        if (after !== null) blobs.add(after);
      }
    }
    return done([...blobs]);
  }

  async function changedBy(
    commit: string,
  ): Promise<Outcome<{ readonly parent: string; readonly files: ChangedFile[] } | null, GitRefusal>> {
    const loaded = await loadCommit(commit);
    if (refused(loaded)) return loaded;
    const parent = loaded.done.parents[0];
    if (parent === undefined || cutAt.has(commit)) return done(null);
    const files = await changedFilesOf(asking, loaded.done.info.id, parent);
    return refused(files) ? files : done({ parent, files: files.done });
  }

  function commitId(commit: string): string | null {
    return commit.length === idLength && /^[0-9a-f]+$/.test(commit) ? commit : null;
  }

  async function commits(ids: readonly string[]): Promise<Map<string, CommitInfo>> {
    const found = new Map<string, CommitInfo>();
    for (const content of await objects.contents([...new Set(ids)].filter((id) => commitId(id) !== null))) {
      if ('failed' in content && content.failed === 'cancelled') throw abortion(signal);
      if ('bytes' in content && content.type === 'commit')
        found.set(content.id, readCommit(content.id, content.bytes).info);
    }
    return found;
  }

  async function requestDates(heads: readonly string[]): Promise<Map<string, Date>> {
    const found = await commits(heads);
    const missing = heads.filter((id) => !found.has(id) && commitId(id) !== null);
    // What even the origin does not give stays unknown, which is what the count then says.
    if (ask !== null && missing.length > 0 && (await ask.bring(missing)) === null)
      for (const [id, commit] of await commits(missing)) found.set(id, commit);
    return new Map([...found].map(([id, { date }]) => [id, date]));
  }

  async function tags(wanted: (name: string) => boolean = () => true): Promise<{ name: string; date: Date }[]> {
    const dates = new Map<string, Date>();
    /** The tags still without a date, by the object to look at next: a tag may name a tag, and many tags one commit. */
    let open = new Map<string, string[]>();
    for (const [ref, id] of listRefs(place, 'refs/tags/')) {
      const name = ref.slice('refs/tags/'.length);
      if (wanted(name)) open.set(id, [...(open.get(id) ?? []), name]);
    }
    // A repository of packages has fifty thousand: read beside, so that the other questions do not wait behind them.
    const reader = open.size > MANY_TAGS ? converse() : objects;
    try {
      for (let depth = 0; open.size > 0 && depth < 5; depth++) {
        const further = new Map<string, string[]>();
        for (const content of await reader.contents([...open.keys()])) {
          if ('failed' in content && content.failed === 'cancelled') throw abortion(signal);
          if (!('bytes' in content) || (content.type !== 'tag' && content.type !== 'commit')) continue;
          const names = open.get(content.id) ?? [];
          const { date, object } =
            content.type === 'tag'
              ? readTag(content.bytes)
              : { date: readCommit(content.id, content.bytes).info.date, object: '' };
          if (date !== null) for (const name of names) dates.set(name, date);
          else if (/^[0-9a-f]{40,64}$/.test(object)) further.set(object, [...(further.get(object) ?? []), ...names]);
        }
        open = further;
      }
    } finally {
      if (reader !== objects) await reader.close();
    }
    return [...dates].map(([name, date]) => ({ name, date })).sort((a, b) => a.date.getTime() - b.date.getTime());
  }

  return {
    place: shown,
    shallow: place.shallow,
    resolve,
    tree,
    read,
    bring: bringMissing,
    history,
    histories,
    historyBlobs,
    changedBy,
    blame,
    commits,
    tags,
    requestHeads: async () => (ask === null ? done(requestHeadsIn(place)) : ask.heads()),
    requestDates,
    branchLog: async ({ bodies = false, commit, since } = {}) => {
      if (commit !== undefined && commitId(commit) === null) return refuse('bad-revision');
      const tips = commit === undefined ? [...new Set(listRefs(place, 'refs/heads/').values())] : [commit];
      return logOf(asking, tips, bodies, since);
    },
    async close() {
      await objects.close();
      standIn.remove();
    },
  };
}

function stopped(why: 'cancelled' | 'took-too-long' | 'git-not-found', limits: GitLimits): Refusal<GitRefusal> {
  return refuse(why, why === 'took-too-long' ? { seconds: Math.round(limits.timeoutMs / 1000) } : {});
}

function abortion(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new DOMException('cancelled', 'AbortError');
}

const LFS = Buffer.from('version https://git-lfs.github.com/spec/v1\n');

/** A pointer of Git LFS stands for a file that is kept elsewhere; its size is the one the pointer names. */
function blobOf(bytes: Buffer): Blob {
  if (bytes.length < 1024 && bytes.subarray(0, LFS.length).equals(LFS)) {
    const size = /^size (\d{1,15})$/m.exec(bytes.toString('latin1'));
    return { lfsPointer: true, size: size === null ? bytes.length : Number(size[1]) };
  }
  return { bytes, size: bytes.length };
}
