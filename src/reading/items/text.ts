/** Text of blocks and inline nodes, sentences and words. */
import { plainText } from '../document/index.ts';
import type { Block, Inline } from '../document/index.ts';

export { plainText as plain };

export function oneLine(text: string): string {
  return text.split(/\s+/).join(' ').trim();
}

/** Characters of one paragraph that are judged; nobody reads on. */
const LONGEST = 20_000;

/** All text of blocks, one string a paragraph; code, comments and markup have none. */
export function paragraphsOf(blocks: readonly Block[]): string[] {
  const out: string[] = [];
  collect(blocks, (inline) => {
    const text = plainText(inline);
    if (text !== '') out.push(text.length > LONGEST ? text.slice(0, LONGEST) : text);
  });
  return out;
}

/** Calls back with every piece of inline text in the blocks, in order. */
export function collect(blocks: readonly Block[], take: (inline: readonly Inline[]) => void): void {
  for (const block of blocks) {
    switch (block.kind) {
      case 'paragraph':
        take(block.inline);
        break;
      case 'section':
        take(block.title);
        collect(block.children, take);
        break;
      case 'list':
        for (const item of block.items) collect(item.children, take);
        break;
      case 'definitions':
        for (const entry of block.entries) {
          take(entry.term);
          collect(entry.children, take);
        }
        break;
      case 'table':
        for (const row of [...block.head, ...block.rows]) for (const cell of row.cells) collect(cell.children, take);
        break;
      case 'fields':
        for (const field of block.fields) collect(field.children, take);
        break;
      case 'directive':
      case 'quote':
        collect(block.children, take);
        break;
      default:
    }
  }
}

/** Split after `.`, `!` and `?` before a blank and a capital, digit, quote or bracket; abbreviations do not end a sentence. */
export function sentences(text: string): string[] {
  const out: string[] = [];
  let from = 0;
  for (let i = 0; i < text.length - 1; i++) {
    const c = text[i]!;
    if ((c !== '.' && c !== '!' && c !== '?') || text[i + 1] !== ' ') continue;
    const next = text[i + 2] ?? '';
    if (!/[\p{Lu}\p{N}"'“‘([`*_]/u.test(next)) continue;
    if (c === '.' && isAbbreviation(text, i)) continue;
    out.push(text.slice(from, i + 1).trim());
    from = i + 1;
  }
  const rest = text.slice(from).trim();
  if (rest !== '') out.push(rest);
  return out;
}

const ABBREVIATIONS = new Set(['e.g', 'i.e', 'etc', 'cf', 'vs', 'al', 'approx', 'resp', 'incl', 'no', 'fig', 'ca']);

function isAbbreviation(text: string, dot: number): boolean {
  let start = dot;
  while (start > 0 && dot - start < 10 && /[a-z.]/i.test(text[start - 1]!)) start -= 1;
  const word = text.slice(start, dot).toLowerCase();
  return ABBREVIATIONS.has(word) || /^[a-z]$/.test(word);
}

export function words(text: string): string[] {
  return text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));
}
