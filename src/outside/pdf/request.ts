/** What can be asked of the PDF maker, what it answers, and the closed list of its refusals. */
import { fact, type Outcome, type RefusalSheet } from '../../kernel/refusal.ts';
import type { Instant } from '../../kernel/dates.ts';
import type { BrochureData } from './brochure.ts';

/** `ua-1` for publications (it can be read aloud), `a-2a` for what is kept and signed. */
export type PdfStandard = 'ua-1' | 'a-2a';

/** Running text: a closed set of nodes, never markup. */
export type RichText = readonly RichNode[];
export type RichNode =
  | string
  | { readonly b: RichText }
  | { readonly i: RichText }
  | { readonly code: string }
  | { readonly link: string; readonly text: RichText };
export type Paragraphs = readonly RichText[];

/** `link` is where it leads, https or mailto; wherever the data holds a field of this name, it is checked before the template sees it. */
export interface PdfLink {
  /** Null for an address that is shown and leads nowhere, as that of an instance without https. */
  readonly link: string | null;
  readonly shown: string;
}

export interface PdfImage {
  readonly type: 'image/svg+xml' | 'image/png' | 'image/jpeg' | 'image/webp';
  readonly bytes: Uint8Array;
}

/** Each template with the data it takes. */
export type PdfDocument = { readonly template: 'brochure'; readonly data: BrochureData };
export type PdfTemplate = PdfDocument['template'];

export type PdfRequest = PdfDocument & {
  /** By the name under which the data speaks of them. */
  readonly images: ReadonlyMap<string, PdfImage>;
  readonly standard: PdfStandard;
  /** The date of the document: the same request makes the same bytes on any day. */
  readonly at: Instant;
};

export interface MadePdf {
  readonly bytes: Uint8Array;
  /** SHA-256 in hex. */
  readonly digest: string;
  readonly pages: number;
  /** What was asked for; null where only the WebAssembly build runs, which makes tagged PDF but claims no standard. */
  readonly standard: PdfStandard | null;
}

export type PdfRefusal = 'no-glyph' | 'bad-link' | 'bad-image' | 'too-big' | 'too-slow';
export type PdfOutcome = Outcome<MadePdf, PdfRefusal>;

export const pdfRefusals: RefusalSheet<PdfRefusal> = {
  'no-glyph': {
    kind: 'malformed',
    say: (because) =>
      `The character ${fact(because, 'shown')} in “${fact(because, 'field')}” cannot be printed; leave it out.`,
  },
  'bad-link': {
    kind: 'malformed',
    say: (because) =>
      `The link in “${fact(because, 'field')}” is none that a document may hold; use an https or mailto address.`,
  },
  'bad-image': {
    kind: 'malformed',
    say: (because) => `The image “${fact(because, 'image')}” cannot be used: ${fact(because, 'reason')}.`,
  },
  'too-big': {
    kind: 'too-large',
    say: (because) => `The document is too big: ${fact(because, 'what')} may be at most ${fact(because, 'limit')}.`,
  },
  'too-slow': {
    kind: 'too-large',
    say: (because) =>
      `Setting the document took longer than ${fact(because, 'seconds')} seconds and was given up; make it shorter or its images simpler.`,
  },
};
