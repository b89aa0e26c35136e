/** The same tree with other line numbers: a notebook's cells are read as one text and shown by the lines of the raw file. */
import type { Block, Cell, Definition, DocumentTree, Field, Inline, Item, Row, Span } from './tree.ts';

type Raw = (line: number) => number;

export function mapLines(tree: DocumentTree, raw: Raw): DocumentTree {
  return {
    ...tree,
    children: blocks(tree.children, raw),
    cuts: tree.cuts.map((cut) => ({ ...cut, line: raw(cut.line) })),
  };
}

function blocks(list: readonly Block[], raw: Raw): Block[] {
  return list.map((block) => mapBlock(block, raw));
}

function spanOf({ first, last }: Span, raw: Raw): { first: number; last: number } {
  return { first: raw(first), last: raw(last) };
}

function mapBlock(block: Block, raw: Raw): Block {
  const span = spanOf(block, raw);
  switch (block.kind) {
    case 'section': {
      const { title, heading, children } = block;
      return {
        ...block,
        title: inlines(title, raw),
        heading: spanOf(heading, raw),
        children: blocks(children, raw),
        ...span,
      };
    }
    case 'paragraph':
      return { ...block, inline: inlines(block.inline, raw), ...span };
    case 'list':
      return {
        ...block,
        items: block.items.map((item): Item => ({
          ...item,
          children: blocks(item.children, raw),
          ...spanOf(item, raw),
        })),
        ...span,
      };
    case 'definitions':
      return { ...block, entries: block.entries.map((entry) => mapDefinition(entry, raw)), ...span };
    case 'table':
      return { ...block, head: rows(block.head, raw), rows: rows(block.rows, raw), ...span };
    case 'fields': {
      const fields = block.fields.map((field): Field => ({
        ...field,
        children: blocks(field.children, raw),
        ...spanOf(field, raw),
      }));
      return { ...block, fields, ...span };
    }
    case 'directive':
    case 'quote':
    case 'target':
      return { ...block, children: blocks(block.children, raw), ...span };
    default:
      return { ...block, ...span };
  }
}

function mapDefinition(entry: Definition, raw: Raw): Definition {
  return {
    ...entry,
    term: inlines(entry.term, raw),
    termLines: spanOf(entry.termLines, raw),
    children: blocks(entry.children, raw),
    ...spanOf(entry, raw),
  };
}

function rows(list: readonly Row[], raw: Raw): Row[] {
  return list.map((row) => ({
    ...row,
    cells: row.cells.map((cell): Cell => ({ ...cell, children: blocks(cell.children, raw), ...spanOf(cell, raw) })),
    ...spanOf(row, raw),
  }));
}

function inlines(list: readonly Inline[], raw: Raw): Inline[] {
  return list.map((node): Inline => {
    const line = raw(node.line);
    return 'children' in node ? { ...node, children: inlines(node.children, raw), line } : { ...node, line };
  });
}
