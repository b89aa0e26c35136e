/**
 * The one internal tree of every document we read, whatever it was written in. Every node knows its first and last line in the
 * raw file (1-based, inclusive, lines end at a line feed), so that what we say can be quoted from the file.
 */

export type DocumentFormat = 'rst' | 'md' | 'myst' | 'html' | 'ipynb' | 'text';

export interface Span {
  readonly first: number;
  readonly last: number;
}

/** Text inside a block. A line feed inside `text` stands where the source broke its line, so every word's line can be told. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'code'; readonly text: string; readonly line: number }
  | {
      readonly kind: 'strong' | 'emphasis' | 'struck';
      readonly children: readonly Inline[];
      readonly line: number;
    }
  /** `target` is null when the document names a target that it does not define; `name` is that name. */
  | {
      readonly kind: 'link';
      readonly target: string | null;
      readonly name: string | null;
      readonly children: readonly Inline[];
      readonly line: number;
    }
  /** An interpreted role of reStructuredText or MyST: `:issue:`123``, `{ref}`name``. `text` is what a reader sees. */
  | {
      readonly kind: 'role';
      readonly role: string;
      readonly text: string;
      readonly target: string;
      readonly line: number;
    }
  | { readonly kind: 'image'; readonly target: string; readonly text: string; readonly line: number }
  | { readonly kind: 'break'; readonly line: number };

export interface Section extends Span {
  readonly kind: 'section';
  /** 1 for the outermost style in use; at most `LIMITS.depth`. */
  readonly level: number;
  readonly title: readonly Inline[];
  /** From the first line of the heading's text to its last, underline included, overline not. */
  readonly heading: Span;
  readonly children: readonly Block[];
}

export interface Paragraph extends Span {
  readonly kind: 'paragraph';
  readonly inline: readonly Inline[];
}

export interface List extends Span {
  readonly kind: 'list';
  readonly ordered: boolean;
  readonly items: readonly Item[];
}

export interface Item extends Span {
  readonly kind: 'item';
  /** A task list's box, or null when the entry has none. */
  readonly checked: boolean | null;
  readonly children: readonly Block[];
}

export interface DefinitionList extends Span {
  readonly kind: 'definitions';
  readonly entries: readonly Definition[];
}

/** A term and what is said about it; a term may stand without a definition of its own. */
export interface Definition extends Span {
  readonly kind: 'definition';
  readonly term: readonly Inline[];
  readonly termLines: Span;
  readonly children: readonly Block[];
}

export interface Table extends Span {
  readonly kind: 'table';
  readonly head: readonly Row[];
  readonly rows: readonly Row[];
}

export interface Row extends Span {
  readonly kind: 'row';
  readonly cells: readonly Cell[];
}

export interface Cell extends Span {
  readonly kind: 'cell';
  readonly children: readonly Block[];
}

/** `:Name: value` lists of reStructuredText, front matter of Markdown, options set apart. */
export interface FieldList extends Span {
  readonly kind: 'fields';
  readonly fields: readonly Field[];
}

export interface Field extends Span {
  readonly kind: 'field';
  readonly name: string;
  readonly children: readonly Block[];
}

export interface Literal extends Span {
  readonly kind: 'literal';
  readonly language: string | null;
  readonly text: string;
}

export interface Comment extends Span {
  readonly kind: 'comment';
  readonly text: string;
}

/** A directive or admonition: read as blocks when its body is text, kept as it stands when it is code or unknown markup. */
export interface Directive extends Span {
  readonly kind: 'directive';
  readonly name: string;
  readonly argument: string;
  readonly options: readonly { readonly name: string; readonly value: string }[];
  readonly children: readonly Block[];
}

/** Reported, never followed: the caller resolves the target inside the same repository and commit, if at all. */
export interface Include extends Span {
  readonly kind: 'include';
  readonly target: string;
}

export interface Quote extends Span {
  readonly kind: 'quote';
  readonly children: readonly Block[];
}

export interface Transition extends Span {
  readonly kind: 'transition';
}

/** What a document defines out of sight: link targets, footnotes, substitutions, labels. */
export interface Target extends Span {
  readonly kind: 'target';
  readonly of: 'link' | 'label' | 'footnote' | 'substitution';
  readonly name: string;
  readonly target: string | null;
  readonly children: readonly Block[];
}

/** Lines that are markup or template code and no text: HTML tags, Jinja and Liquid statements, front matter that is not YAML. */
export interface Markup extends Span {
  readonly kind: 'markup';
  readonly text: string;
}

export type Block =
  | Section
  | Paragraph
  | List
  | DefinitionList
  | Table
  | FieldList
  | Literal
  | Comment
  | Directive
  | Include
  | Quote
  | Transition
  | Target
  | Markup;

export type Node = Block | Item | Definition | Row | Cell | Field;

export interface DocumentTree extends Span {
  readonly kind: 'document';
  readonly format: DocumentFormat;
  readonly children: readonly Block[];
  /** Lines of the raw file that were read. */
  readonly lines: number;
  /** What the limits below cut away, in order; empty for every ordinary document. */
  readonly cuts: readonly Cut[];
}

export interface Cut {
  readonly because: 'size' | 'line-length' | 'depth';
  readonly line: number;
}

export const LIMITS = {
  /** Bytes read of one document; what follows is left away at a line's end. */
  bytes: 1_048_576,
  /** Characters read of one line of Markdown or reStructuredText. */
  lineLength: 20_000,
  /** Nesting of blocks; deeper text is kept as paragraphs. */
  depth: 32,
  /** Nesting of inline markup. */
  inlineDepth: 16,
} as const;
