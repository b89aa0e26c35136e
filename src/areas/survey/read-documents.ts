import type { OpenedRepository } from './actions/examine-project.ts';
import type { Blob } from '../../outside/git/index.ts';
import { formatOf } from '../../reading/document/format.ts';
import { outline, type Outline } from '../../reading/document/outline/index.ts';
import { isBinary, sourceOf } from '../../reading/document/source.ts';
import {
  isRoadmapPath,
  readDocument,
  wantsSkeleton,
  type PathEntry,
  type ReadDocument,
} from '../../reading/survey/index.ts';

/**
 * Reads files as documents. What is missing in a clone is brought in one fetch; what is too large or no text is left out, with a note.
 * `beginnings` reads only so many bytes of each, without their skeletons.
 */
export async function readDocuments(
  one: OpenedRepository,
  entries: readonly PathEntry[],
  beginnings: number | null = null,
): Promise<ReadDocument[]> {
  if (entries.length === 0) return [];
  const blobs = await readBlobs(
    one,
    entries.map(({ blob }) => blob),
  );
  const documents: ReadDocument[] = [];
  for (const { path, blob } of entries) {
    const content = blobs.get(blob);
    const problem = problemOf(path, content);
    if (problem !== null) {
      one.notes.push(problem);
      if (isRoadmapPath(path)) one.unreadRoadmaps.push(problem);
    } else if (content !== undefined && 'bytes' in content && !isBinary(content.bytes)) {
      one.documentsRead++;
      documents.push(documentOf(one, path, content.bytes, beginnings));
    }
  }
  return documents;
}

function problemOf(path: string, content: Blob | undefined): string | null {
  if (content === undefined || 'missing' in content) return `${path} is missing in this copy of the repository.`;
  if ('tooLarge' in content) return `${path} is too large to be read (${Math.round(content.size / 1_048_576)} MB).`;
  if ('lfsPointer' in content) return `${path} is kept elsewhere (Git LFS) and was not read.`;
  return null;
}

async function readBlobs({ git }: OpenedRepository, ids: readonly string[]): Promise<Map<string, Blob>> {
  const blobs = await git.read(ids);
  const missing = [...blobs].flatMap(([id, blob]) => ('missing' in blob ? [id] : []));
  if (missing.length === 0) return blobs;
  // A refusal leaves them missing, which is what the notes then say.
  await git.bring(missing);
  for (const [id, blob] of await git.read(missing)) blobs.set(id, blob);
  return blobs;
}

const NO_OUTLINE: Outline = { title: null, headings: [], links: [], includes: [], lines: 0, cut: true };

function documentOf(
  { facts }: OpenedRepository,
  path: string,
  bytes: Uint8Array,
  beginnings: number | null,
): ReadDocument {
  const { text } = sourceOf(beginnings === null ? bytes : bytes.subarray(0, beginnings));
  const place = { repository: facts.id, path, commit: facts.commit };
  if (beginnings !== null || !wantsSkeleton(path, text)) return readDocument(place, text, NO_OUTLINE);
  return readDocument(place, text, outline(text, formatOf(path) ?? (/\.(md|lr)\b/i.test(path) ? 'md' : 'text')));
}
