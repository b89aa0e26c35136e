import type { Inline } from './tree.ts';

/** What a reader sees of inline nodes, on one line; pictures and breaks are blanks. */
export function plainText(inline: readonly Inline[]): string {
  return raw(inline).split(/\s+/).join(' ').trim();
}

function raw(inline: readonly Inline[]): string {
  let out = '';
  for (const node of inline) {
    if (node.kind === 'image' || node.kind === 'break') out += ' ';
    else if ('text' in node) out += node.text;
    else out += raw(node.children);
  }
  return out;
}
