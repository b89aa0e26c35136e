/** The syntax tree of a TypeScript file, for checks that read code: what is written, not what it looks like. */
import { parseAst } from 'vitest/node';

/** A node of the tree (ESTree with TypeScript and JSX), as far as our checks care. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly [key: string]: unknown;
}

export function parse(path: string, text: string): Node {
  return parseAst(text, { lang: path.endsWith('x') ? 'tsx' : 'ts' }, path) as unknown as Node;
}

export function walk(node: Node, visit: (node: Node) => void): void {
  visit(node);
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) {
      for (const one of value as readonly unknown[]) if (isNode(one)) walk(one, visit);
    } else if (isNode(value)) walk(value, visit);
  }
}

/** The name of an identifier, or the text of a string; empty for anything else. */
export function nameOf(node: unknown): string {
  if (!isNode(node)) return '';
  const name = node['name'] ?? node['value'];
  return typeof name === 'string' ? name : '';
}

export function nodes(value: unknown): readonly Node[] {
  return Array.isArray(value) ? (value as readonly unknown[]).filter(isNode) : [];
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
