/** The git port: repositories on disk and elsewhere, read without trusting them. */

export { pathBytes } from './names.ts';
export { gitRefusals, type GitRefusal } from './refusals.ts';
export { openLocalRepository } from './repository.ts';
export type {
  BlameLine,
  Blob,
  Brought,
  CommitInfo,
  FileChange,
  GitLimits,
  HistoryOptions,
  Repository,
  Resolved,
  TreeEntry,
} from './types.ts';
