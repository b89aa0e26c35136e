import type { Facts, RefusalSheet } from '../../kernel/refusal.ts';
import type { DocumentFormat } from '../../reading/document/index.ts';
import type { HeadingReading, RoadmapItem } from '../../reading/items/index.ts';

/** A document as it was read. */
export interface RoadmapReading {
  readonly format: DocumentFormat;
  readonly items: readonly RoadmapItem[];
  readonly headings: readonly HeadingReading[];
  /** What was not read, in words; empty for every ordinary document. */
  readonly remarks: readonly string[];
}

export type ReadRefusal =
  | 'no-such-file'
  | 'not-readable'
  | 'not-a-file'
  | 'no-document'
  | 'unknown-format'
  | 'not-text'
  | 'too-large';

const fact = (because: Facts, name: string): string => String(because[name] ?? '');

export const READ_REFUSALS: RefusalSheet<ReadRefusal> = {
  'no-such-file': { kind: 'unreachable', say: (because) => `There is no file ${fact(because, 'file')}.` },
  'not-readable': {
    kind: 'unreachable',
    say: (because) => `${fact(because, 'file')} could not be read: ${fact(because, 'why')}.`,
  },
  'not-a-file': {
    kind: 'conflict',
    say: (because) => `${fact(because, 'file')} is a folder; name the document in it.`,
  },
  'no-document': {
    kind: 'conflict',
    say: (because) =>
      `${fact(because, 'file')} is a device or a pipe. Name a document, or pass its text on: ... | commonwork roadmap read - --as md.`,
  },
  'unknown-format': {
    kind: 'malformed',
    say: (because) =>
      `The name ${fact(because, 'file')} does not tell the format; say it with --as rst, md, myst, html or ipynb.`,
  },
  'not-text': { kind: 'conflict', say: (because) => `${fact(because, 'file')} is not text.` },
  'too-large': {
    kind: 'too-large',
    say: (because) => `${fact(because, 'file')} is larger than ${fact(because, 'limit')} MB; that is no roadmap.`,
  },
};
