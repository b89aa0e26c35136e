import type { Outcome } from '../../kernel/refusal.ts';
import type { GitRefusal } from './refusals.ts';

export interface GitLimits {
  /** One question to a repository on disk. */
  readonly timeoutMs: number;
  /** What one question may answer; also the most that git may allocate for one object. */
  readonly maxBytesOut: number;
  readonly maxBlobBytes: number;
  readonly maxTreeEntries: number;
  /** A clone is stopped as soon as it takes more room than this. */
  readonly maxRepositoryBytes: number;
  /** A clone or an update, whole. */
  readonly transferMs: number;
  /** A host that sends nothing for so long is given up. */
  readonly stallMs: number;
}

export interface TreeEntry {
  /** UTF-8; bytes that are not are kept as `\xHH` escapes, which `pathBytes` turns back. */
  readonly path: string;
  readonly kind: 'file' | 'executable' | 'symlink' | 'submodule';
  /** The id of the blob; of the foreign commit when it is a submodule. */
  readonly blob: string;
  /** Not fit to be shown as it is: control characters, not UTF-8, direction overrides, `.` or `..` as a part. */
  readonly oddName: boolean;
}

export interface CommitInfo {
  readonly id: string;
  /** Committer date. */
  readonly date: Date;
  readonly authorDate: Date;
  readonly author: string;
  readonly subject: string;
}

export interface Resolved {
  readonly commit: CommitInfo;
  readonly branch: string | null;
  /** When `asOf` was given: both readings of "the last commit before", and how far apart. `commit` is one of them, see `chooseReading`. */
  readonly firstParent: CommitInfo | null;
  readonly newestReachable: CommitInfo | null;
  readonly apartDays: number;
}

/** `missing` also when the object is damaged or could not be read in time. */
export type Blob =
  | { readonly bytes: Buffer; readonly size: number }
  | { readonly missing: true }
  | { readonly tooLarge: true; readonly size: number }
  | { readonly lfsPointer: true; readonly size: number };

export interface BlameLine {
  /** From 1. */
  readonly line: number;
  readonly commit: string;
  /** Author time. */
  readonly time: Date;
}

export interface FileChange {
  readonly commit: CommitInfo;
  /** The path in that commit: another than asked for when `follow` went through a renaming. */
  readonly path: string;
  /** Git's letter: A added, M modified, D deleted, T type changed, R renamed. */
  readonly status: string;
  /** The blob before the change; null where there was none. */
  readonly before: string | null;
  /** The blob after the change, null when deleted. */
  readonly blob: string | null;
  /** Lines; null when binary, too large or when the blobs are not here. Merges are counted against their first parent. */
  readonly added: number | null;
  readonly deleted: number | null;
  readonly parents: number;
  /** The message without its subject, cut short. */
  readonly body: string;
}

/** A file that a commit changed, with the blobs on both sides. */
export interface ChangedFile {
  readonly path: string;
  readonly status: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** The last commit of a pull or merge request, as the forge keeps it in a ref. */
export interface RequestHead {
  readonly number: number;
  readonly id: string;
  readonly kind: 'pull' | 'merge-request';
}

/** A commit as a log of whole branches has it: little, because there are many. */
export interface LoggedCommit {
  readonly id: string;
  readonly parents: number;
  /** Committer time in seconds. */
  readonly at: number;
  readonly subject: string;
  /** Empty unless it was asked for. */
  readonly body: string;
}

export interface Brought {
  /** How many were not here and are now. */
  readonly brought: number;
  /** Those that even the origin did not give. */
  readonly missing: readonly string[];
}

export interface HistoryOptions {
  readonly follow?: boolean;
  readonly max?: number;
  readonly since?: Date;
}

export interface Repository {
  /** As shown to people; no secrets. */
  readonly place: string;
  /** Cut off at some depth: what lies before is not known, and history and blame say so. */
  readonly shallow: boolean;
  /** Without a revision the default branch. `asOf` is ignored when the revision is a commit id. */
  resolve(at: { readonly revision?: string; readonly asOf?: Date }): Promise<Outcome<Resolved, GitRefusal>>;
  /** Every file of the commit, in git's order. */
  tree(commit: string, signal?: AbortSignal): Promise<Outcome<TreeEntry[], GitRefusal>>;
  read(blobs: readonly string[]): Promise<Map<string, Blob>>;
  /** Blobless clones: brings what is missing in one fetch. Nothing to do for a local repository. */
  bring(blobs: readonly string[]): Promise<Outcome<Brought, GitRefusal>>;
  /** Newest first. */
  history(commit: string, path: string, options?: HistoryOptions): Promise<Outcome<FileChange[], GitRefusal>>;
  /** Several paths in one walk, each newest first; without following renamings. */
  histories(
    commit: string,
    paths: readonly string[],
    options?: { readonly max?: number; readonly since?: Date; readonly mainLine?: boolean },
  ): Promise<Outcome<Map<string, FileChange[]>, GitRefusal>>;
  /** Everything that a commit changed against its first parent, and that parent; null for one without. */
  changedBy(
    commit: string,
  ): Promise<Outcome<{ readonly parent: string; readonly files: ChangedFile[] } | null, GitRefusal>>;
  /** The blobs that blame and line counts of these paths need: bring them first in a blobless clone. */
  historyBlobs(commit: string, paths: readonly string[]): Promise<Outcome<string[], GitRefusal>>;
  /** Changes of white space count for nothing, nor do the commits to ignore. */
  blame(commit: string, path: string, ignore?: readonly string[]): Promise<Outcome<BlameLine[], GitRefusal>>;
  commits(ids: readonly string[]): Promise<Map<string, CommitInfo>>;
  /** Oldest first. Some repositories have a tag for every package of every release: say which are wanted. */
  tags(wanted?: (name: string) => boolean): Promise<{ name: string; date: Date }[]>;
  /** The refs in which the forge keeps pull and merge requests, by number; empty in a copy that has none. A clone asks its origin. */
  requestHeads(): Promise<Outcome<RequestHead[], GitRefusal>>;
  /** When these commits were made; those of a clone that are not here are brought in one fetch. */
  requestDates(heads: readonly string[]): Promise<Map<string, Date>>;
  /** All commits of all branches, or of one commit's history, newest first, in one process. */
  branchLog(options?: {
    readonly bodies?: boolean;
    readonly commit?: string;
    readonly since?: Date;
  }): Promise<Outcome<LoggedCommit[], GitRefusal>>;
  close(): Promise<void>;
}
