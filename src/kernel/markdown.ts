/** Text from repositories and people in a Markdown file: it is data, and nothing of it becomes markup, a cell or a line. */
import { showPath } from './text.ts';

export function plainMarkdown(text: string): string {
  return showPath(text.replace(/\s+/g, ' ')).replace(/[\\`*_{}[\]()#+!|<>~&]/g, (sign) =>
    sign === '<' ? '&lt;' : sign === '>' ? '&gt;' : sign === '&' ? '&amp;' : `\\${sign}`,
  );
}

/** A path as it is written: nothing is escaped inside a code span. A pipe would end the cell of a table even there, so such a path stays text. */
export function codeSpan(text: string): string {
  const shown = showPath(text.replace(/\s+/g, ' ').trim());
  if (shown === '' || shown.includes('|')) return plainMarkdown(shown);
  const longest = Math.max(0, ...(shown.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const space = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${space}${shown}${space}${fence}`;
}
