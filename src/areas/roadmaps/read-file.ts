/** One file of a roadmap to its tree, its items and what it includes: the same when it is kept and when it is shown. */
import { cleanLine } from '../../kernel/text.ts';
import { isBinary, LIMITS, readDocument } from '../../reading/document/index.ts';
import type { Block, DocumentFormat, DocumentTree } from '../../reading/document/index.ts';
import { linesOf, sourceOf } from '../../reading/document/source.ts';
import { markKey, markOf, readItems, type Lines } from '../../reading/items/index.ts';
import { remarksOn } from './read-roadmap.ts';
import type { KeptItem } from './types.ts';

export interface FileReading {
  readonly text: string;
  readonly lines: readonly string[];
  readonly tree: DocumentTree;
  readonly remarks: readonly string[];
}

/** `part`: only these lines are the roadmap; the others are left blank, so that every line keeps its number. */
export async function readFile(
  bytes: Uint8Array,
  format: DocumentFormat,
  part: Lines | null,
): Promise<FileReading | null> {
  if (isBinary(bytes)) return null;
  const source = sourceOf(bytes);
  const lines = linesOf(source.text);
  const wanted =
    part === null ? source.text : lines.map((line, at) => (isIn(at + 1, line, part) ? line : '')).join('\n');
  const tree = await readDocument(wanted, format);
  return { text: source.text, lines, tree, remarks: remarksOn([...source.cuts, ...tree.cuts]) };
}

/** What links of the part lead to is often defined at the end of the file. */
function isIn(number: number, line: string, [first, last]: Lines): boolean {
  if (number >= first && number <= last) return true;
  const start = line.trimStart();
  return (start.startsWith('[') && /^\[[^\]]{1,200}\]:\s/.test(start)) || start.startsWith('.. _');
}

export function keptItems(path: string, { tree, lines }: FileReading): readonly KeptItem[] {
  return readItems(tree).items.map((read) => {
    const item = {
      ...read,
      title: cleanLine(read.title),
      section: read.section.map(cleanLine),
      parts: read.parts.map((part) => ({ ...part, title: cleanLine(part.title) })),
    };
    const { text, digest } = markOf(item, lines);
    return { ...item, path, key: markKey({ ...item, digest }), mark: { text, digest } };
  });
}

const MOST_INCLUDES = 8;

/** Files that the text shows in its own place, as it names them. */
export function includesOf(tree: DocumentTree): readonly string[] {
  const targets: string[] = [];
  const look = (blocks: readonly Block[]): void => {
    for (const block of blocks) {
      if (targets.length >= MOST_INCLUDES) return;
      if (block.kind === 'include') targets.push(block.target);
      else if (block.kind === 'section' || block.kind === 'directive' || block.kind === 'quote') look(block.children);
    }
  };
  look(tree.children);
  return targets;
}

/** Of each file; what follows is not kept, and the page says so. */
export const LARGEST_TEXT = LIMITS.bytes;
