/**
 * What the template `typst/brochure.typ` is told. Sums, efforts and dates arrive as the words to print: what they mean and how
 * they are written was decided, and agreed to by the projects, before a page is set.
 */
import type { Paragraphs, PdfLink } from './request.ts';

export interface BrochureData {
  readonly paper: 'a4' | 'us-letter';
  /** Of the text, as BCP 47 names it: "en". Read aloud by it. */
  readonly language: string;
  /** What it is for changes how it is set: landscape with large heads beside a talk, columns to read, or many projects in small cells. */
  readonly purpose: 'support-a-talk' | 'raise-interest' | 'show-breadth';
  readonly title: string;
  /** What this is about, in a sentence or two under the title. */
  readonly standfirst: string | null;
  /** "For people who decide about software in research." */
  readonly audience: string | null;
  /** The standing note: "A roadmap is not a promise: ...". */
  readonly note: string;
  readonly notPromised: readonly string[];
  /** One to three columns; to show breadth up to `MOST_BROCHURE_CELLS`. */
  readonly projects: readonly BrochureProject[];
  readonly workspace: BrochureWorkspace;
  /** The date of the document as printed: "25 November 2026". */
  readonly date: string;
  /** Where a reader checks that this still stands; null in a preview, which says across its head that it is one. */
  readonly verification: BrochureVerification | null;
}

export interface BrochureWorkspace {
  readonly name: string;
  /** An invented one is marked. */
  readonly example: boolean;
  readonly address: PdfLink | null;
}

export interface BrochureVerification {
  readonly address: PdfLink;
  /** The beginning of the digest of what was agreed to, as the page shows it too. */
  readonly code: string;
}

export interface BrochureProject {
  readonly name: string;
  /** An image of the request by its name. Without one the name is set large. */
  readonly logo: { readonly image: string; readonly alternative: string } | null;
  /** What the project calls its list: "Roadmap", "Wish list". */
  readonly label: string;
  readonly summary: string | null;
  readonly address: PdfLink | null;
  /** Who is there to do the work, without implying that the project employs anybody. */
  readonly coverage: string | null;
  readonly trademark: string | null;
  readonly items: readonly BrochureItem[];
}

export interface BrochureItem {
  readonly title: string;
  readonly pitch: Paragraphs;
  readonly beneficiaries: string | null;
  /** "1–2 person-years". */
  readonly effort: string | null;
  /** "$150,000–300,000". */
  readonly estimate: string | null;
  readonly address: PdfLink | null;
  /** On which word of the project it rests; null only in a preview. */
  readonly consent: { readonly by: string; readonly on: string; readonly version: string } | null;
}

export const MOST_BROCHURE_COLUMNS = 3;
export const MOST_BROCHURE_ITEMS = 4;
export const MOST_BROCHURE_CELLS = 12;
