/** What stands around and between the Markdown of a file: front matter and the statements of template languages. */
import { LIMITS } from '../tree.ts';
import { frontMatter } from '../front-matter.ts';
import type { Block, Cut } from '../tree.ts';

export interface Prepared {
  /** Lines of Markdown; what was set apart is blank here. */
  readonly lines: string[];
  /** The blocks that were set apart, in order. */
  readonly apart: Block[];
}

/** Markers of quotes and entries that one line may open. */
const MOST_MARKERS = 32;
const DEEPEST_INDENT = 200;

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
