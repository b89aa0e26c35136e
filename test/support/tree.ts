/** Trees of documents in a form that tests can compare and question. */
import type { Block, DocumentTree, Inline, Item, Node } from '../../src/reading/document/index.ts';

/** One line a node: kind, raw lines, text; children indented. */
export function dump(tree: DocumentTree): string {
  const out: string[] = [];
  const walk = (node: Node, depth: number): void => {
    const lines = node.first === node.last ? `${node.first}` : `${node.first}-${node.last}`;
    out.push(`${'  '.repeat(depth)}${node.kind} ${lines}${detail(node)}`);
    for (const child of childrenOf(node)) walk(child, depth + 1);
  };
  for (const block of tree.children) walk(block, 0);
  return out.join('\n');
}

function detail(node: Node): string {
  switch (node.kind) {
    case 'section':
      return ` ${node.level} "${show(node.title)}"`;
    case 'paragraph':
      return ` "${show(node.inline)}"`;
    case 'list':
      return node.ordered ? ' ordered' : '';
    case 'item':
      return node.checked === null ? '' : node.checked ? ' [x]' : ' [ ]';
    case 'definition':
      return ` "${show(node.term)}"`;
    case 'field':
      return ` ${node.name}`;
    case 'literal':
      return ` ${node.language ?? ''} ${JSON.stringify(node.text)}`;
    case 'comment':
    case 'markup':
      return ` ${JSON.stringify(node.text)}`;
    case 'directive':
      return ` ${node.name} "${node.argument}" ${node.options.map(({ name, value }) => `${name}=${value}`).join(',')}`.trimEnd();
    case 'include':
      return ` ${node.target}`;
    case 'target':
      return ` ${node.of} ${node.name} -> ${node.target ?? ''}`.trimEnd();
    default:
      return '';
  }
}

/** Inline nodes with the marks of Markdown, links as [words](target). */
export function show(inline: readonly Inline[]): string {
  return inline
    .map((node): string => {
      switch (node.kind) {
        case 'text':
          return node.text.replaceAll('\n', '⏎');
        case 'code':
          return `\`${node.text}\``;
        case 'strong':
          return `**${show(node.children)}**`;
        case 'emphasis':
          return `*${show(node.children)}*`;
        case 'struck':
          return `~~${show(node.children)}~~`;
        case 'link':
          return `[${show(node.children)}](${node.target ?? `?${node.name ?? ''}`})`;
        case 'role':
          return `{${node.role}|${node.text}|${node.target}}`;
        case 'image':
          return `![${node.text}](${node.target})`;
        case 'break':
          return '/';
      }
    })
    .join('');
}

export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case 'list':
      return node.items;
    case 'definitions':
      return node.entries;
    case 'table':
      return [...node.head, ...node.rows];
    case 'row':
      return node.cells;
    case 'fields':
      return node.fields;
    case 'section':
    case 'item':
    case 'definition':
    case 'cell':
    case 'field':
    case 'directive':
    case 'quote':
    case 'target':
      return node.children;
    default:
      return [];
  }
}

/**
 * Every line that some node holds text or markup on; lines in none of them would be lost. In HTML a list holds also the lines of
 * tags around and between its entries, which belong to no block of text.
 */
export function coveredLines(tree: DocumentTree, ofHtml = false): Set<number> {
  const covered = new Set<number>();
  const add = (first: number, last: number): void => {
    for (let line = first; line <= last; line++) covered.add(line);
  };
  const walk = (node: Block | Item | Node): void => {
    switch (node.kind) {
      case 'section':
        add(node.first, node.heading.last);
        break;
      case 'list':
      case 'definitions':
        if (ofHtml) add(node.first, node.last);
        break;
      case 'item':
        add(node.first, node.first);
        break;
      case 'definition':
        add(node.termLines.first, node.termLines.last);
        break;
      default:
        // Tables, directives, quotes and all without children hold each of their lines.
        add(node.first, node.last);
    }
    for (const child of childrenOf(node)) walk(child);
  };
  for (const block of tree.children) walk(block);
  return covered;
}

/** All text that the tree holds, wherever it is kept. */
export function allText(tree: DocumentTree): string {
  const out: string[] = [];
  const inline = (nodes: readonly Inline[]): void => {
    for (const node of nodes) {
      if ('text' in node) out.push(node.text);
      if ('target' in node && node.target !== null) out.push(node.target);
      if ('children' in node) inline(node.children);
      if (node.kind === 'role') out.push(node.role);
    }
    out.push('\n');
  };
  const walk = (node: Node): void => {
    if (node.kind === 'section') inline(node.title);
    else if (node.kind === 'paragraph') inline(node.inline);
    else if (node.kind === 'definition') inline(node.term);
    else if (node.kind === 'literal') out.push(node.text, node.language ?? '');
    else if (node.kind === 'comment' || node.kind === 'markup') out.push(node.text);
    else if (node.kind === 'field' || node.kind === 'target') out.push(node.name);
    else if (node.kind === 'include') out.push(node.target);
    if (node.kind === 'target' && node.target !== null) out.push(node.target);
    if (node.kind === 'directive') {
      out.push(node.name, node.argument, ...node.options.flatMap(({ name, value }) => [name, value]));
    }
    for (const child of childrenOf(node)) walk(child);
    out.push('\n');
  };
  for (const block of tree.children) walk(block);
  return out.join(' ');
}
