/** What a document's legend says of its symbols: an entry that bears one is in that state (roadmap-items.md section 4). */
import type { Block, DocumentTree } from '../document/index.ts';
import { statusOfCell } from './status.ts';
import type { Found } from './status.ts';
import { paragraphsOf, plain } from './text.ts';

/** Symbols (an emoji, a shortcode, a letter in brackets) and the state that each stands for. */
export type Legend = ReadonlyMap<string, Found>;

export function legendOf(tree: DocumentTree): Legend {
  const legend = new Map<string, Found>();
  for (const block of tree.children) look(block, false, legend);
  return legend;
}

function look(block: Block, inside: boolean, legend: Map<string, Found>): void {
  switch (block.kind) {
    case 'section': {
      const title = plain(block.title);
      const isLegend = inside || /\b(?:legend|key|status(?:es)?|symbols|icons|emojis?)$/i.test(title);
      if (inside) add(title, [title, ...paragraphsOf(block.children)], legend);
      for (const child of block.children) look(child, isLegend, legend);
      break;
    }
    case 'paragraph': {
      const text = plain(block.inline);
      if (inside || /^(?:legend|key|symbols|icons)\b/i.test(text)) {
        for (const part of text.replace(/^(?:legend|key|symbols|icons) ?:/i, '').split(/[,;|·]/))
          add(part, [part], legend);
      }
      break;
    }
    case 'list':
      for (const item of inside ? block.items : []) {
        const texts = paragraphsOf(item.children);
        add(texts[0] ?? '', texts, legend);
      }
      break;
    case 'table':
      for (const row of inside ? block.rows : []) {
        const cells = row.cells.map((cell) => paragraphsOf(cell.children).join(' '));
        add(cells[0] ?? '', cells, legend);
      }
      break;
    case 'quote':
    case 'directive':
      for (const child of block.children) look(child, inside, legend);
      break;
    default:
  }
}

function add(place: string, meaning: readonly string[], legend: Map<string, Found>): void {
  const symbol = symbolOf(place);
  if (symbol === null || legend.has(symbol)) return;
  const text = meaning.join('. ').replaceAll(symbol, ' ').slice(0, 400);
  // "not sufficiently underway", "not yet started": what is denied is not so.
  const denied = /\b(?:not|no|never|nobody)\b[^.]{0,40}\b(?:started|done|complete|under ?way|progress|yet)\b/i.test(
    text,
  );
  const found = denied ? null : statusOfCell(text.slice(0, 200).replace(/[()]/g, ' '));
  legend.set(symbol, found ?? { status: 'proposed', stated: true });
}

/** The first emoji or shortcode of a text. */
function symbolOf(text: string): string | null {
  const shortcode = /:[a-z0-9_+-]{2,40}:/i.exec(text);
  if (shortcode !== null) return shortcode[0].toLowerCase();
  return /\p{Extended_Pictographic}/u.exec(text)?.[0] ?? null;
}

/** The state by the symbol at either end of a text. */
export function statusByLegend(text: string, legend: Legend): Found | null {
  if (legend.size === 0) return null;
  const symbol = symbolOf(text.slice(0, 44)) ?? symbolOf(text.slice(-44));
  return symbol === null ? null : (legend.get(symbol) ?? null);
}
