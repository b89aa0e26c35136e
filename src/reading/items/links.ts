/** The addresses in an item's text: URLs, `#123` and `ref:NAME`, in order, without repeats (roadmap-items.md section 5). */
import type { Block, Inline } from '../document/index.ts';
import { collect } from './text.ts';

const ISSUE_ROLES = new Set([
  'issue',
  'issues',
  'pr',
  'pull',
  'gh',
  'gh-issue',
  'gh-pr',
  'ghissue',
  'ghpull',
  'bug',
  'github',
]);
const REFERENCE_ROLES = new Set(['ref', 'numref', 'doc', 'std:ref', 'std:doc']);

export function linksIn(inline: readonly (readonly Inline[])[], blocks: readonly Block[]): string[] {
  const found = new Set<string>();
  for (const nodes of inline) gather(nodes, found);
  collect(blocks, (nodes) => gather(nodes, found));
  return [...found];
}

function gather(nodes: readonly Inline[], found: Set<string>): void {
  for (const node of nodes) {
    switch (node.kind) {
      case 'link':
        if (node.target !== null && isAddress(node.target)) found.add(node.target);
        break;
      case 'role':
        addRole(node.role.toLowerCase(), node.target, found);
        break;
      case 'text':
        addBare(node.text, found);
        break;
      case 'strong':
      case 'emphasis':
      case 'struck':
        gather(node.children, found);
        break;
      default:
    }
  }
}

/** A place inside the same page is no link of the item. */
function isAddress(target: string): boolean {
  return target !== '' && !target.startsWith('#');
}

function addRole(role: string, target: string, found: Set<string>): void {
  if (ISSUE_ROLES.has(role)) {
    for (const number of target.split(','))
      if (/^\s*#?\d{1,9}\s*$/.test(number)) found.add(`#${number.replace('#', '').trim()}`);
  } else if (REFERENCE_ROLES.has(role)) found.add(`ref:${target}`);
}

/** `#123` and `gh-123` as they stand in the text. */
function addBare(text: string, found: Set<string>): void {
  for (const match of text.matchAll(/(?<![\w/#&-])(#\d{1,9}|gh-\d{1,9})(?![\w-])/gi)) found.add(match[1]!);
}
