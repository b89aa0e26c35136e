/** What every outline scanner fills in. */
import { oneLine } from '../markup.ts';

export interface OutlineHeading {
  readonly level: number;
  readonly text: string;
  readonly line: number;
}

export interface OutlineLink {
  readonly text: string;
  readonly target: string;
  readonly line: number;
  /** How the document links: in running text, as a bare address, by a role (`doc`, `ref`, `download`), in navigation, or in a definition of its own. */
  readonly via: 'text' | 'address' | 'role' | 'toctree' | 'definition';
}

export interface OutlineInclude {
  readonly target: string;
  readonly line: number;
}

/** The skeleton of a document, from one cheap pass. */
export interface Outline {
  /** The document's title: its first heading, or what front matter or `<title>` say when there is none. */
  readonly title: string | null;
  readonly headings: readonly OutlineHeading[];
  readonly links: readonly OutlineLink[];
  readonly includes: readonly OutlineInclude[];
  readonly lines: number;
  /** Whether the document was longer than we read. */
  readonly cut: boolean;
}

/** Skeletons are for finding things; a document with more of them than this is not made for readers. */
const MOST = 20_000;
const LONGEST_TEXT = 300;
const LONGEST_TARGET = 2000;

export class Collector {
  readonly headings: OutlineHeading[] = [];
  readonly links: OutlineLink[] = [];
  readonly includes: OutlineInclude[] = [];
  /** From front matter or `<title>`; used when there is no heading. */
  statedTitle: string | null = null;

  heading(level: number, text: string, line: number): void {
    if (this.headings.length < MOST) this.headings.push({ level, text: text.slice(0, LONGEST_TEXT), line });
  }

  link(text: string, target: string, line: number, via: OutlineLink['via']): void {
    if (target === '' || target.length > LONGEST_TARGET || this.links.length >= MOST) return;
    this.links.push({ text: oneLine(text.slice(0, LONGEST_TEXT)), target, line, via });
  }

  include(target: string, line: number): void {
    if (target !== '' && target.length <= LONGEST_TARGET && this.includes.length < MOST) {
      this.includes.push({ target, line });
    }
  }
}
