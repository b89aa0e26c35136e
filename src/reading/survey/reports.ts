/** The list of documents that the contract asks for, and what governance promises about looking at the roadmap again. */
import { quoteOf } from './document.ts';
import { chosenDocuments, type FoundDocument, type OtherKind } from './classify.ts';
import { cadenceIn } from './plan.ts';
import type { ProposalSeries } from './proposals.ts';
import {
  DOCUMENT_KINDS,
  type DocumentReport,
  type Evidence,
  type Lines,
  type ReadDocument,
  type RepositoryFacts,
  type RoadmapReport,
} from './types.ts';
import { depthOf } from './paths.ts';

const MOST_OF_A_KIND = 12;
/** Those of bundled code follow. */
const MOST_LICENSES = 4;

export function documentReports(
  found: readonly FoundDocument[],
  roadmap: RoadmapReport,
  proposals: readonly ProposalSeries[],
  repositories: readonly RepositoryFacts[],
  minutes: readonly { readonly repository: string; readonly folder: string; readonly commit: string }[],
): DocumentReport[] {
  return DOCUMENT_KINDS.flatMap((kind): DocumentReport[] => {
    if (kind === 'roadmap-technical' || kind === 'roadmap-nontechnical') {
      const other = kind === 'roadmap-technical' ? 'nontechnical' : 'technical';
      return roadmap.documents
        .filter((document) => document.kind !== other)
        .flatMap(({ repository, path, title, lines, commit, collection }) => [
          { repository, path, kind, title, lines, commit },
          ...(collection === null ? [] : [{ repository, path: collection, kind, title, lines: null, commit }]),
        ])
        .filter(
          (one, at, all) =>
            all.findIndex((other) => other.repository === one.repository && other.path === one.path) === at,
        );
    }
    if (kind === 'enhancement-proposals') {
      return proposals.map(({ repository, folder, series }) => ({
        repository,
        path: folder === '' ? 'README.md' : folder,
        kind,
        title: series === null ? 'Proposals' : `${series}s`,
        lines: null,
        commit: repositories.find(({ id }) => id === repository)?.commit ?? '',
      }));
    }
    const folders =
      kind === 'communication'
        ? minutes.map(({ repository, folder, commit }): DocumentReport => ({
            repository,
            path: folder,
            kind,
            title: 'Meeting notes',
            lines: null,
            commit,
          }))
        : [];
    const documents = [...chosenDocuments(found, kind satisfies OtherKind), ...longSections(found, kind)]
      .filter(
        (one, at, all) =>
          all.findIndex(
            ({ document }) => document.repository === one.document.repository && document.path === one.document.path,
          ) === at,
      )
      .slice(0, kind === 'license' ? MOST_LICENSES : MOST_OF_A_KIND)
      .map(({ document, range }) => ({
        repository: document.repository,
        path: document.path,
        kind,
        title: document.outline.title ?? document.path,
        lines: range ?? wholeOf(document),
        commit: document.commit,
      }));
    return [...documents, ...folders];
  });
}

/** Lines of a section that is a document in all but name. */
const LONG_SECTION = 10;

/** Where a page of its own exists too, the long section of another says more than nothing. */
function longSections(found: readonly FoundDocument[], kind: OtherKind): FoundDocument[] {
  return found.filter(
    ({ kind: own, strength, range, document }) =>
      own === kind &&
      strength === 1 &&
      range !== null &&
      range[1] - range[0] + 1 >= LONG_SECTION &&
      depthOf(document.path) <= 3,
  );
}

function wholeOf({ lines }: ReadDocument): Lines | null {
  return lines.length === 0 ? null : [1, lines.length];
}

/** A promise, in governance or process pages, to look at the roadmap or the technical direction every so often. */
export function promisedCadence(
  documents: readonly ReadDocument[],
): { readonly months: number; readonly evidence: Evidence } | null {
  for (const document of documents) {
    if (
      !/governance|process|communit|contribut|develop|team|council/i.test(document.path) ||
      depthOf(document.path) > 6
    )
      continue;
    for (const [i, line] of document.lines.entries()) {
      if (i > 2000) break;
      if (!/road ?map|technical direction/i.test(line.slice(0, 600))) continue;
      const near = [document.lines[i - 1] ?? '', line, document.lines[i + 1] ?? ''].join(' ').slice(0, 1200);
      const cadence = cadenceIn(near, i + 1);
      if (cadence !== null) return { months: cadence.months, evidence: quoteOf(document, i + 1, i + 1) };
    }
  }
  return null;
}
