/** Links to repositories in what was read: whoever declares the project's set is offered those that may belong to it. */
import type { ReadDocument } from './types.ts';

export interface RepositoryLink {
  /** As it stands in the document. */
  readonly target: string;
  readonly repository: string;
  readonly path: string;
  readonly line: number;
  readonly commit: string;
}

/** A hostile document may hold a million links; a project has a few dozen repositories at most. */
const MOST = 300;
const FORGES = /(?:^|\.)(?:github\.com|gitlab\.[a-z]+|codeberg\.org|bitbucket\.org|sr\.ht)$|^(?:git|gitlab|forge)\./;

/** The first link to each repository on a forge, or on a host where the project already has one. */
export function repositoryLinks(
  documents: readonly ReadDocument[],
  urls: readonly string[],
): readonly RepositoryLink[] {
  const hosts = new Set(urls.map((url) => URL.parse(url)?.hostname ?? ''));
  const found = new Map<string, RepositoryLink>();
  for (const { repository, path, commit, outline } of documents) {
    for (const { target, line } of outline.links) {
      if (found.size >= MOST) return [...found.values()];
      const key = repositoryIn(target, hosts);
      if (key !== null && !found.has(key)) found.set(key, { target, repository, path, line, commit });
    }
  }
  return [...found.values()];
}

/** host/owner/name, or null for an address that is no repository's. */
function repositoryIn(target: string, hosts: ReadonlySet<string>): string | null {
  if (!target.startsWith('https://') || target.length > 500) return null;
  const url = URL.parse(target);
  if (url === null || !(hosts.has(url.hostname) || FORGES.test(url.hostname))) return null;
  const [owner, name] = url.pathname.split('/').filter((step) => step !== '');
  return owner === undefined || name === undefined ? null : `${url.hostname}/${owner}/${name}`.toLowerCase();
}
