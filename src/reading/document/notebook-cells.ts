/**
 * The Markdown cells of a Jupyter notebook as one text, and for each of its lines the line of the raw file that holds it.
 * A reader of our own instead of JSON.parse, because only the text of the file knows the lines; a damaged notebook gives the
 * cells before the damage.
 */

export interface NotebookText {
  readonly text: string;
  /** The raw line of each line of `text`; index 0 is line 1. */
  readonly rawLines: readonly number[];
}

interface Frame {
  readonly array: boolean;
  /** The key under which an object or array stands. */
  readonly key: string;
  /** The last key seen in an object, until its value has been read. */
  pending: string | null;
  type: string | null;
  source: { text: string; line: number }[];
}

const DEEPEST = 256;

export function markdownCells(json: string): NotebookText {
  const lines: string[] = [];
  const rawLines: number[] = [];
  const stack: Frame[] = [];
  let line = 1;
  let at = 0;

  while (at < json.length && stack.length < DEEPEST) {
    const c = json.charCodeAt(at);
    const top = stack.at(-1);
    if (c === 0x0a) {
      line += 1;
      at += 1;
    } else if (c === 0x7b || c === 0x5b) {
      const key = top === undefined ? '' : top.array ? top.key : (top.pending ?? '');
      stack.push({ array: c === 0x5b, key, pending: null, type: null, source: [] });
      at += 1;
    } else if (c === 0x7d || c === 0x5d) {
      const closed = stack.pop();
      const parent = stack.at(-1);
      if (closed !== undefined && parent !== undefined) {
        if (closed.array && closed.key === 'source') parent.source = closed.source;
        if (!closed.array && closed.type === 'markdown' && parent.array && parent.key === 'cells') {
          addCell(closed.source, lines, rawLines);
        }
        parent.pending = null;
      }
      at += 1;
    } else if (c === 0x22) {
      const end = endOfString(json, at);
      if (end < 0) break;
      if (top !== undefined) {
        if (top.array) {
          if (top.key === 'source') top.source.push({ text: decode(json.slice(at, end + 1)), line });
        } else if (top.pending === null) {
          top.pending = end - at < 100 ? decode(json.slice(at, end + 1)) : '';
        } else {
          if (top.pending === 'cell_type') top.type = decode(json.slice(at, end + 1));
          if (top.pending === 'source') top.source = [{ text: decode(json.slice(at, end + 1)), line }];
          top.pending = null;
        }
      }
      at = end + 1;
    } else {
      // A number, true, false or null ends a pending key at the comma after it.
      if (c === 0x2c && top !== undefined && !top.array) top.pending = null;
      at += 1;
    }
  }
  return { text: lines.length === 0 ? '' : `${lines.join('\n')}\n`, rawLines };
}

/** A blank line parts the cells, so that a paragraph never runs on into the next one. */
function addCell(source: readonly { text: string; line: number }[], lines: string[], rawLines: number[]): void {
  if (lines.length > 0) {
    lines.push('');
    rawLines.push(source[0]?.line ?? rawLines.at(-1)!);
  }
  let open = false;
  for (const { text, line } of source) {
    const parts = text.replaceAll('\r', '').split('\n');
    for (const [index, part] of parts.entries()) {
      if (index === parts.length - 1 && part === '' && parts.length > 1) break;
      if (open && index === 0) {
        lines[lines.length - 1] += part;
      } else {
        lines.push(part);
        rawLines.push(line);
      }
      open = false;
    }
    open = !text.endsWith('\n');
  }
}

function endOfString(json: string, open: number): number {
  let at = open + 1;
  for (;;) {
    const quote = json.indexOf('"', at);
    if (quote < 0) return -1;
    let slashes = 0;
    while (json.charCodeAt(quote - 1 - slashes) === 0x5c && quote - 1 - slashes > open) slashes += 1;
    if (slashes % 2 === 0) return quote;
    at = quote + 1;
  }
}

function decode(quoted: string): string {
  try {
    const value: unknown = JSON.parse(quoted);
    return typeof value === 'string' ? value : '';
  } catch {
    return quoted.slice(1, -1);
  }
}
