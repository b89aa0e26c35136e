/** reStructuredText and plain text to the one tree. */
import { append } from '../../append.ts';
import { nest } from '../sections.ts';
import { linesOf } from '../source.ts';
import type { Source } from '../source.ts';
import { LIMITS } from '../tree.ts';
import type { DocumentTree, Inline } from '../tree.ts';
import { readBlocks } from './blocks.ts';
import { SUBSTITUTION_ROLE, readInline } from './inline.ts';
import { prepareLine } from './lines.ts';
import { nameOf, newReading } from './reading.ts';
import type { Lists, Reading } from './reading.ts';

export type { Lists } from './reading.ts';

export function readRst(source: Source, format: 'rst' | 'text', plain: boolean, lists: Lists): DocumentTree {
  const reading = newReading(lists, plain);
  const raw = linesOf(source.text);
  const lines = raw.map((line, index) => {
    if (line.length <= LIMITS.lineLength) return prepareLine(line);
    reading.cuts.push({ because: 'line-length', line: index + 1 });
    return prepareLine(line.slice(0, LIMITS.lineLength));
  });
  const flow = readBlocks({ lines, base: 1 }, 'document', 0, reading);
  resolveLinks(reading);
  for (const inline of reading.substituted) substitute(inline, reading);
  const styles: string[] = [];
  const children = nest(flow, (heading) => levelOf(styles, heading.style));
  return {
    kind: 'document',
    format,
    children,
    lines: raw.length,
    cuts: [...reading.cuts, ...source.cuts],
    first: 1,
    last: Math.max(1, raw.length),
  };
}

/** The first style met is the outermost; a line over the title makes another style. */
function levelOf(styles: string[], style: string): number {
  const known = styles.indexOf(style);
  if (known >= 0) return known + 1;
  styles.push(style);
  return styles.length;
}

/** Names to the addresses that the document gives them, through at most a few names in between. */
function resolveLinks(reading: Reading): void {
  for (const link of reading.named) link.target = addressOf(link.name ?? '', reading);
  for (const [index, link] of reading.anonymous.entries()) {
    const target = reading.anonymousTargets[index];
    link.target = target === undefined ? null : throughNames(target, reading);
  }
}

function addressOf(name: string, reading: Reading): string | null {
  const target = reading.targets.get(name);
  return target === undefined ? null : throughNames(target, reading);
}

/** `other_` as a target stands for the target of `other`. */
function throughNames(target: string, reading: Reading): string | null {
  let address = target;
  for (let hops = 0; hops < 8; hops++) {
    if (!address.endsWith('_') || /^[a-z]+:/.test(address)) return address;
    const inner = address.slice(0, -1);
    const name = nameOf(inner.startsWith('`') ? inner.slice(1, -1) : inner);
    const next = reading.targets.get(name);
    if (next === undefined) return null;
    address = next;
  }
  return null;
}

/**
 * `|name|` to its text. Two substitutions that open and close a strike-through in raw HTML strike what stands between them:
 * some roadmaps mark finished work so.
 */
function substitute(inline: Inline[], reading: Reading): void {
  const out: Inline[] = [];
  let struckFrom = -1;
  for (const node of inline) {
    if (node.kind !== 'role' || node.role !== SUBSTITUTION_ROLE) {
      out.push(node);
      continue;
    }
    const definition = reading.substitutions.get(node.target);
    const strike = definition?.directive === 'raw' ? strikeOf(definition.text) : null;
    if (strike === 'open') {
      struckFrom = out.length;
    } else if (strike === 'close') {
      if (struckFrom >= 0) {
        const children = out.splice(struckFrom);
        out.push({ kind: 'struck', children, line: children[0]?.line ?? node.line });
      }
      struckFrom = -1;
    } else if (definition?.directive === 'replace' && reading.replaced++ < MOST_REPLACEMENTS) {
      append(
        out,
        readInline(definition.text.slice(0, LONGEST_REPLACEMENT), node.line, newReading(reading.lists, false)),
      );
    } else if (definition?.directive === 'image') {
      out.push({ kind: 'image', target: definition.text, text: node.text, line: node.line });
    } else if (definition?.directive !== 'raw') {
      out.push({ kind: 'text', text: node.text, line: node.line });
    }
  }
  inline.length = 0;
  for (const node of out) inline.push(node);
}

/** A long text under a short name, named often, would grow a small file beyond all measure. */
const LONGEST_REPLACEMENT = 500;
const MOST_REPLACEMENTS = 5000;

function strikeOf(html: string): 'open' | 'close' | null {
  if (/<\/ *(?:strike|del|s)>/i.test(html)) return 'close';
  return /<(?:strike|del|s)(?: [^>]{0,200})?>/i.test(html) ? 'open' : null;
}
