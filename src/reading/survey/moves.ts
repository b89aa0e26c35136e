/** Whether a document that appears in a commit is one that stood elsewhere before: moved, converted, or cut out of another. */
import { isProsePath } from './paths.ts';
import { bag, nameWords, proseWords, stemOf } from './words.ts';

export interface ChangedPath {
  readonly path: string;
  readonly status: string;
  readonly before: string | null;
  readonly after: string | null;
}

const MOST_SOURCES = 4;
const ROADMAP_NAME = /(^| )(road ?maps?|wish ?lists?|plans?|goals?)( |$)/;

/** Files of the commit from which the text may come, the likeliest first. */
export function likelySources(path: string, files: readonly ChangedPath[]): ChangedPath[] {
  const own = nameWords(stemOf(path)).join(' ');
  const likeness = (other: ChangedPath): number => {
    const words = nameWords(stemOf(other.path)).join(' ');
    return (words === own ? 4 : ROADMAP_NAME.test(words) ? 2 : 0) + (other.status === 'D' ? 1 : 0);
  };
  return files
    .filter(
      (file) =>
        file.path !== path &&
        file.before !== null &&
        (file.status === 'D' || file.status === 'M') &&
        isProsePath(file.path),
    )
    .map((file) => ({ file, likeness: likeness(file) }))
    .filter((one) => one.likeness >= 1 && (one.file.status === 'D' || one.likeness >= 2))
    .sort((a, b) => b.likeness - a.likeness)
    .slice(0, MOST_SOURCES)
    .map(({ file }) => file);
}

const MOVED = 0.6;
const LEFT_BEHIND = 0.4;
const FEW_WORDS = 15;

/** The text is mostly that of the source, and no longer there. */
export function isMoved(text: string, before: string, after: string | null): boolean {
  const own = bag(proseWords(text));
  const total = sizeOf(own);
  if (total < FEW_WORDS) return false;
  const shared = sharedWith(own, before);
  const smaller = Math.min(total, sizeOf(bag(proseWords(before))));
  return (
    shared >= MOVED * Math.max(FEW_WORDS, smaller) &&
    shared >= 0.3 * total &&
    (after === null || sharedWith(own, after) <= LEFT_BEHIND * shared)
  );
}

function sharedWith(own: ReadonlyMap<string, number>, text: string): number {
  let shared = 0;
  for (const [word, n] of bag(proseWords(text))) shared += Math.min(n, own.get(word) ?? 0);
  return shared;
}

function sizeOf(words: ReadonlyMap<string, number>): number {
  let n = 0;
  for (const count of words.values()) n += count;
  return n;
}
