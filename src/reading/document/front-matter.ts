/** The fields that site generators read at the very beginning of a page. */
import type { Block, Field, Inline } from './tree.ts';

/** Lines. */
const LONGEST = 2000;

/** YAML between `---` or TOML between `+++` at the very beginning, as fields; returns the first line after it. */
export function frontMatter(lines: string[], apart: Block[]): number {
  const fence = lines[0]?.trimEnd();
  if (fence !== '---' && fence !== '+++') return 0;
  let end = 1;
  while (end < lines.length && end < LONGEST && !isFrontEnd(lines[end]!, fence)) end += 1;
  if (end >= lines.length || end >= LONGEST) return 0;
  const fields: Field[] = [];
  for (let i = 1; i < end; i++) {
    const line = lines[i]!;
    const colon = line.startsWith(' ') ? -1 : line.indexOf(fence === '---' ? ':' : '=');
    if (colon <= 0) {
      const open = fields.at(-1);
      if (open !== undefined && line !== '') fields[fields.length - 1] = { ...open, last: i + 1 };
      continue;
    }
    const value = unquote(line.slice(colon + 1).trim());
    const span = { first: i + 1, last: i + 1 };
    const inline: Inline[] = [{ kind: 'text', text: value, line: i + 1 }];
    const children: Block[] = value === '' ? [] : [{ kind: 'paragraph', inline, ...span }];
    fields.push({ kind: 'field', name: line.slice(0, colon).trim(), children, ...span });
  }
  // A rule above a paragraph is no front matter.
  if (fields.length === 0) return 0;
  apart.push({ kind: 'fields', fields, first: 1, last: end + 1 });
  lines.fill('', 0, end + 1);
  return end + 1;
}

function isFrontEnd(line: string, fence: string): boolean {
  const trimmed = line.trimEnd();
  return trimmed === fence || (fence === '---' && trimmed === '...');
}

function unquote(value: string): string {
  const quote = value[0];
  return (quote === '"' || quote === "'") && value.endsWith(quote) && value.length > 1 ? value.slice(1, -1) : value;
}
