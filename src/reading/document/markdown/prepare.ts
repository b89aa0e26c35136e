/** What stands around and between the Markdown of a file: front matter and the statements of template languages. */
import { LIMITS } from '../tree.ts';
import type { Block, Cut, Field, Inline } from '../tree.ts';

export interface Prepared {
  /** Lines of Markdown; what was set apart is blank here. */
  readonly lines: string[];
  /** The blocks that were set apart, in order. */
  readonly apart: Block[];
}

/** Markers of quotes and entries that one line may open. */
const MOST_MARKERS = 32;
const DEEPEST_INDENT = 200;
/** Lines. */
const LONGEST_FRONT_MATTER = 2000;

export function prepare(raw: readonly string[], cuts: Cut[]): Prepared {
  const lines = raw.map((line, index) => {
    if (line.length <= LIMITS.lineLength) return cleanLine(line);
    cuts.push({ because: 'line-length', line: index + 1 });
    return cleanLine(line.slice(0, LIMITS.lineLength));
  });
  const apart: Block[] = [];
  const start = frontMatter(lines, apart);
  templates(lines, start, apart);
  return { lines, apart };
}

/** Tabs to stops of four, control characters to blanks, bounded indentation and nesting. */
function cleanLine(raw: string): string {
  let line = raw;
  if (line.includes('\t')) line = expandTabs(line);
  if (/[\u0000-\u0008\u000b-\u001f]/.test(line)) line = line.replace(/[\u0000-\u0008\u000b-\u001f]/g, ' ');
  if (line.charCodeAt(0) === 0x20 || line.charCodeAt(0) === 0x3e) line = boundPrefix(line);
  return line.trim() === '' ? '' : line;
}

function expandTabs(line: string): string {
  let out = '';
  for (const [index, part] of line.split('\t').entries()) {
    if (index > 0) out += ' '.repeat(4 - (out.length % 4));
    out += part;
  }
  return out;
}

function boundPrefix(line: string): string {
  let at = 0;
  let markers = 0;
  let blanks = 0;
  while (at < line.length) {
    const c = line.charCodeAt(at);
    if (c === 0x20) blanks += 1;
    else if (c === 0x3e) markers += 1;
    else break;
    if (markers > MOST_MARKERS || blanks > DEEPEST_INDENT) {
      let end = at;
      while (line[end] === '>' || line[end] === ' ') end += 1;
      return line.slice(0, at) + line.slice(end);
    }
    at += 1;
  }
  return line;
}

/** YAML between `---` or TOML between `+++` at the very beginning, as fields; returns the first line after it. */
function frontMatter(lines: string[], apart: Block[]): number {
  const fence = lines[0]?.trimEnd();
  if (fence !== '---' && fence !== '+++') return 0;
  let end = 1;
  while (end < lines.length && end < LONGEST_FRONT_MATTER && !isFrontEnd(lines[end]!, fence)) end += 1;
  if (end >= lines.length || end >= LONGEST_FRONT_MATTER) return 0;
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

/**
 * Lines that are template statements and nothing else are no text. A loop's body is written out at build time from data that is
 * elsewhere, so it is set apart whole; what stands inside a condition or a shortcode is text.
 */
function templates(lines: string[], start: number, apart: Block[]): void {
  let fence = '';
  let loopFrom = -1;
  let depth = 0;
  const setApart = (from: number, to: number): void => {
    apart.push({ kind: 'markup', text: lines.slice(from, to + 1).join('\n'), first: from + 1, last: to + 1 });
    lines.fill('', from, to + 1);
  };
  for (let i = start; i < lines.length; i++) {
    const text = lines[i]!.trim();
    const mark = text.startsWith('```') ? '```' : text.startsWith('~~~') ? '~~~' : '';
    if (loopFrom < 0 && mark !== '' && (fence === '' || fence === mark)) fence = fence === '' ? mark : '';
    if (fence !== '' || !text.startsWith('{')) continue;
    const statement = statementOf(text);
    if (statement === null) continue;
    if (statement === 'for') {
      if (loopFrom < 0) loopFrom = i;
      depth += 1;
    } else if (statement === 'endfor' && loopFrom >= 0) {
      depth -= 1;
      if (depth === 0) {
        setApart(loopFrom, i);
        loopFrom = -1;
      }
    } else if (loopFrom < 0) {
      const include = includeOf(text);
      if (include === null) setApart(i, i);
      else {
        apart.push({ kind: 'include', target: include, first: i + 1, last: i + 1 });
        lines[i] = '';
      }
    }
  }
}

/** The first word of a line that is one statement: `{% if x %}`, `{{% alert %}}`, `{{< figure >}}`; null for anything else. */
function statementOf(text: string): string | null {
  const shapes: readonly (readonly [string, string])[] = [
    ['{{%', '%}}'],
    ['{{<', '>}}'],
    ['{%', '%}'],
    ['{#', '#}'],
  ];
  for (const [open, close] of shapes) {
    if (!text.startsWith(open)) continue;
    if (!text.endsWith(close) || text.indexOf(close) !== text.length - close.length) return null;
    const words = text.slice(open.length, -close.length).replaceAll('-', ' ').trim();
    return words.split(/\s/, 1)[0] ?? '';
  }
  return null;
}

function includeOf(text: string): string | null {
  const match = /^\{[%{][-<%]? *include(?:_relative)? +["']?([^\s"'%>}]{1,200})/.exec(text);
  return match?.[1] ?? null;
}
