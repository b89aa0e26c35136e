/** Documents and repositories as the survey's rules take them, from texts written in a test. */
import { formatOf, outline } from '../../src/reading/document/index.ts';
import {
  readDocument,
  type PathEntry,
  type ReadDocument,
  type RepositoryFacts,
} from '../../src/reading/survey/index.ts';

export const EXAMPLE = 'example/grid';

export function documentAt(path: string, text: string, repository = EXAMPLE): ReadDocument {
  return readDocument({ repository, path, commit: 'c0ffee' }, text, outline(text, formatOf(path) ?? 'text'));
}

export function pathsOf(...paths: readonly string[]): PathEntry[] {
  return paths.map((path) => ({ path, kind: 'file', blob: `blob of ${path}` }));
}

/** A repository that holds at least these documents. */
export function repositoryWith(
  documents: readonly ReadDocument[],
  change: Partial<RepositoryFacts> & { readonly morePaths?: readonly string[] } = {},
): RepositoryFacts {
  const { morePaths = [], ...facts } = change;
  const id = facts.id ?? EXAMPLE;
  return {
    id,
    url: `https://git.example.org/${id}`,
    commit: 'c0ffee',
    committedOn: '2026-11-20',
    paths: pathsOf(...documents.filter(({ repository }) => repository === id).map(({ path }) => path), ...morePaths),
    tags: [],
    ...facts,
  };
}
