/** The git port: repositories on disk and elsewhere, read without trusting them. */

import type { Outcome } from '../../kernel/refusal.ts';
import type { CloneOptions } from './clone.ts';
import type { GitRefusal } from './refusals.ts';
import type { Repository } from './types.ts';

/** Opens a blobless clone of a repository elsewhere, made or updated first. Loaded when asked for: a local survey needs no network code. */
export async function openClone(url: string, options: CloneOptions): Promise<Outcome<Repository, GitRefusal>> {
  return (await import('./clone.ts')).makeOrUpdateClone(url, options);
}

export type { CloneOptions } from './clone.ts';
export { buildRepository, type BuiltCommit } from './build.ts';
export { checkRepositoryUrl, ownAddress, type CheckedUrl } from './checked-url.ts';
export { pathBytes } from './names.ts';
export { gitRefusals, type AddressProblem, type GitRefusal } from './refusals.ts';
export { gitVersion, isRecentGit, OLDEST_GIT } from './run.ts';
export { openLocalRepository } from './repository.ts';
export type {
  BlameLine,
  Blob,
  Brought,
  ChangedFile,
  CommitInfo,
  FileChange,
  GitLimits,
  HistoryOptions,
  LoggedCommit,
  Repository,
  RequestHead,
  Resolved,
  TreeEntry,
} from './types.ts';
export { readRepositoryUrl, type RepositoryUrl } from './url.ts';
