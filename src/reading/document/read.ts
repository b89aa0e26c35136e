/** One document of any format to its tree. */
import { sniff } from './format.ts';
import { readMarkdown } from './markdown/index.ts';
import type { ReadHtml } from './markdown/index.ts';
import { markdownCells } from './notebook-cells.ts';
import { mapLines } from './map-lines.ts';
import { readRst } from './rst/index.ts';
import { countLines, sourceOf } from './source.ts';
import type { DocumentFormat, DocumentTree } from './tree.ts';

/** Never throws, whatever the bytes; a promise only because the HTML parser is loaded when HTML is really met. */
export async function readDocument(input: Uint8Array | string, format: DocumentFormat): Promise<DocumentTree> {
  const source = sourceOf(input);
  switch (format) {
    case 'rst':
      return readRst(source, 'rst', false, 'as-meant');
    case 'md':
    case 'myst':
      return readMarkdown(source, format, loadHtml);
    case 'html': {
      const { readHtmlPage } = await import('./html/index.ts');
      return readHtmlPage(source);
    }
    case 'ipynb': {
      const cells = markdownCells(source.text);
      const tree = await readMarkdown({ text: cells.text, cuts: source.cuts }, 'ipynb', loadHtml);
      const lines = countLines(source.text);
      const raw = (line: number): number => cells.rawLines[line - 1] ?? cells.rawLines.at(-1) ?? 1;
      return { ...mapLines(tree, raw), lines, first: 1, last: Math.max(1, lines) };
    }
    default: {
      // A `.txt` is often reStructuredText or Markdown in plain clothes.
      const written = sniff(source.text);
      if (written === 'md') return { ...(await readMarkdown(source, 'md', loadHtml)), format };
      return readRst(source, 'text', written === 'text', 'as-meant');
    }
  }
}

async function loadHtml(): Promise<ReadHtml> {
  const { readHtmlFragment } = await import('./html/index.ts');
  return readHtmlFragment;
}
