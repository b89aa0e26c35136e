/** Why a verdict was given: the reason at the left, the source's own lines at the right, the counter-evidence last. */
import type { ComponentChildren, VNode } from 'preact';
import { showPath, shorten } from '../kernel/text.ts';
import type { EvidenceRef } from './links.ts';
import { EvidenceLink } from './text.tsx';

export interface QuotedLine {
  /** As counted in the file, from 1. */
  readonly number: number;
  /** The line as it stands in the file; its indentation is kept. */
  readonly text: string;
}

export interface Reason {
  /** A short sentence: "It says what it is for"; after "But" it goes on in lower case. */
  readonly head: ComponentChildren;
  readonly gloss?: ComponentChildren;
  readonly lines?: readonly QuotedLine[];
  /** Where the lines stand; linked under them. */
  readonly source?: (EvidenceRef & { readonly named?: string | null }) | null;
  /** In place of lines or after them: a fact list or a sentence. */
  readonly children?: ComponentChildren;
  /** Speaks against the verdict: shown last, introduced by "But". */
  readonly counter?: boolean;
}

export function VerdictEvidence({ reasons }: { readonly reasons: readonly Reason[] }): VNode {
  const ordered = [
    ...reasons.filter((reason) => reason.counter !== true),
    ...reasons.filter((reason) => reason.counter === true),
  ];
  return (
    <ol class="evidence">
      {ordered.map((reason) => (
        <li>
          <div>
            <h3>
              {reason.counter === true && 'But: '}
              {reason.head}
            </h3>
            {reason.gloss !== undefined && <p class="small quiet">{reason.gloss}</p>}
          </div>
          <div>
            {reason.lines !== undefined && reason.lines.length > 0 && <QuotedLines lines={reason.lines} />}
            {reason.source !== undefined && reason.source !== null && (
              <p class="fine source">
                <EvidenceLink {...reason.source} />
              </p>
            )}
            {reason.children}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Lines of a file in serif with their numbers in a gutter; a gap in the numbers shows as an ellipsis. */
export function QuotedLines({ lines }: { readonly lines: readonly QuotedLine[] }): VNode {
  const shown = lines.slice(0, MOST_LINES);
  const indents = shown.filter((line) => line.text.trim() !== '').map((line) => indentOf(line.text));
  const leastIndent = indents.length === 0 ? 0 : Math.min(...indents);
  return (
    <ol class="lines">
      {shown.map((line, at) => (
        <>
          {at > 0 && line.number > shown[at - 1]!.number + 1 && (
            <li class="gap">
              <i aria-hidden="true" />
              <span>…</span>
            </li>
          )}
          <li>
            <i>{line.number}</i>
            <span class={indentClass(indentOf(line.text) - leastIndent)} dir="auto">
              {shorten(showPath(line.text.replaceAll('\t', '    ').trim()), LONGEST_LINE)}
            </span>
          </li>
        </>
      ))}
    </ol>
  );
}

// A page stays readable whatever a file holds; the link beside leads to the whole.
const MOST_LINES = 40;
const LONGEST_LINE = 400;

function indentOf(text: string): number {
  const wide = text.replaceAll('\t', '    ');
  return wide.length - wide.trimStart().length;
}

function indentClass(columns: number): string | undefined {
  if (columns <= 0) return undefined;
  return columns <= 4 ? 'in' : columns <= 8 ? 'in-2' : 'in-3';
}
