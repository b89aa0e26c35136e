/** Markdown, MyST and the Markdown of notebooks to the one tree. */
import { append } from '../../append.ts';
import { nest } from '../sections.ts';
import { linesOf } from '../source.ts';
import type { Source } from '../source.ts';
import { withoutTags } from '../markup.ts';
import type { Block, Cut, DocumentTree, Item } from '../tree.ts';
import { readBlocks } from './blocks.ts';
import { readInline } from './inline.ts';
import { prepare } from './prepare.ts';
import { newReading } from './reading.ts';
import type { Flow, Heading, HtmlBlock } from './reading.ts';

export type { Heading } from './reading.ts';

/** Reads HTML that stands between Markdown blocks; its lines begin at `base`. */
export type ReadHtml = (html: string, base: number) => (Block | Heading)[];

/** `loadHtml` is called only when the document holds HTML with text in it. */
export async function readMarkdown(
  source: Source,
  format: 'md' | 'myst' | 'ipynb',
  loadHtml: () => Promise<ReadHtml>,
): Promise<DocumentTree> {
  const cuts: Cut[] = [];
  const raw = linesOf(source.text);
  const { lines, apart } = prepare(raw, cuts);
  const reading = newReading(format !== 'md');
  const flow = readBlocks({ lines, base: 1 }, 0, reading);
  for (const { inline, text, line } of reading.pending) {
    for (const node of readInline(text, line, reading.definitions)) inline.push(node);
  }
  const read = merge(await withHtml(flow, loadHtml), apart);
  return {
    kind: 'document',
    format,
    children: nest(read, (heading) => heading.level),
    lines: raw.length,
    cuts: [...cuts, ...reading.cuts, ...source.cuts],
    first: 1,
    last: Math.max(1, raw.length),
  };
}

/** Blocks set apart go back to their place, into the entry or quote whose lines they stand among. */
function merge<B extends Block | Heading>(flow: readonly B[], apart: readonly Block[]): (B | Block)[] {
  if (apart.length === 0) return [...flow];
  const out: (B | Block)[] = [];
  let next = 0;
  for (const block of flow) {
    while (next < apart.length && apart[next]!.first < block.first) out.push(apart[next++]!);
    const inside: Block[] = [];
    while (next < apart.length && apart[next]!.first <= block.last) inside.push(apart[next++]!);
    out.push(inside.length === 0 || block.kind === 'heading' ? block : withInside(block, inside));
  }
  append(out, apart.slice(next));
  return out;
}

function withInside(block: Block, inside: readonly Block[]): Block {
  const last = Math.max(block.last, inside.at(-1)!.last);
  switch (block.kind) {
    case 'list': {
      let next = 0;
      const items = block.items.map((item, index): Item => {
        const until = block.items[index + 1]?.first ?? Infinity;
        const own: Block[] = [];
        while (next < inside.length && inside[next]!.first < until) own.push(inside[next++]!);
        if (own.length === 0) return item;
        return { ...item, children: merge(item.children, own), last: Math.max(item.last, own.at(-1)!.last) };
      });
      return { ...block, items, last };
    }
    case 'quote':
    case 'directive':
    case 'target':
      return { ...block, children: merge(block.children, inside), last };
    default:
      return block;
  }
}

async function withHtml(flow: readonly Flow[], loadHtml: () => Promise<ReadHtml>): Promise<(Block | Heading)[]> {
  const out: (Block | Heading)[] = [];
  let read: ReadHtml | null = null;
  for (const block of flow) {
    if (block.kind !== 'html') out.push(block);
    else if (withoutTags(block.text) === '') out.push(markup(block));
    else {
      read ??= await loadHtml();
      for (const child of read(block.text, block.first)) out.push(child);
    }
  }
  return out;
}

function markup({ text, first, last }: HtmlBlock): Block {
  return { kind: 'markup', text, first, last };
}
