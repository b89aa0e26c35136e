/**
 * The skeleton of a document, for the survey, which looks at hundreds of them: headings, links and includes by one cheap pass.
 * Never throws, whatever the bytes; linear in their number. `readDocument` reads the whole tree.
 */
import { cleanLine } from '../../../kernel/text.ts';
import { sniff } from '../format.ts';
import { markdownCells } from '../notebook-cells.ts';
import { countLines, sourceOf } from '../source.ts';
import type { DocumentFormat } from '../tree.ts';
import { Collector } from './collector.ts';
import type { Outline } from './collector.ts';
import { scanHtml } from './html.ts';
import { scanMarkdown } from './markdown.ts';
import { scanRst } from './rst.ts';

export type { Outline, OutlineHeading, OutlineInclude, OutlineLink } from './collector.ts';

export function outline(input: Uint8Array | string, format: DocumentFormat): Outline {
  const { text, cuts } = sourceOf(input);
  const found = new Collector();
  if (format === 'ipynb') {
    const cells = markdownCells(text);
    scanMarkdown(cells.text, found);
    return finished(found, countLines(text), cuts.length > 0, (line) => cells.rawLines[line - 1] ?? line);
  }
  if (format === 'html') scanHtml(text, found);
  else if (format === 'md' || format === 'myst' || (format === 'text' && sniff(text) === 'md'))
    scanMarkdown(text, found);
  else scanRst(text, found);
  return finished(found, countLines(text), cuts.length > 0, null);
}

function finished(found: Collector, lines: number, cut: boolean, raw: ((line: number) => number) | null): Outline {
  const place = <T extends { readonly line: number }>(entries: T[]): T[] =>
    raw === null ? entries : entries.map((entry) => ({ ...entry, line: raw(entry.line) }));
  // Shown in lists, beside words of ours: signs that turn the direction of a line must not reach them.
  const title = cleanLine(found.headings[0]?.text ?? found.statedTitle ?? '');
  return {
    title: title === '' ? null : title,
    headings: place(found.headings),
    links: place(found.links),
    includes: place(found.includes),
    lines,
    cut,
  };
}
