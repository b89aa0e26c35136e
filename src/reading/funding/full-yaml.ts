/** FUNDING.yml in any form of YAML. Aliases are refused: a few lines of them unfold into gigabytes. */
import { isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, type Scalar } from 'yaml';
import { MOST_VALUES, type Entry, type Written } from './flat-yaml.ts';

type Read = { readonly entries: readonly Entry[] } | { readonly what: string; readonly line: number | null };

export function readWritten(source: string): Read {
  const lines = new LineCounter();
  const document = parseDocument(source, {
    // Only texts: an account may be called 1234e5 or true. The reader's own check for repeated keys takes quadratic time.
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const lineOf = (node: unknown): number => (isNode(node) && node.range ? lines.linePos(node.range[0]).line : 1);
  const [error] = document.errors;
  if (error !== undefined) {
    const line = lines.linePos(error.pos[0]).line;
    return {
      what: 'This is not YAML. Write one platform a line, as in open_collective: numpy, or a list in brackets.',
      line,
    };
  }
  const root = document.contents;
  if (root === null || (isScalar(root) && isNothing(root))) return { entries: [] };
  if (!isMap(root))
    return { what: 'The file names no platforms. Write one a line, as in open_collective: numpy.', line: lineOf(root) };
  const entries: Entry[] = [];
  let values = 0;
  for (const { key, value } of root.items) {
    const line = lineOf(key);
    if (!isScalar(key)) return { what: 'A list or map stands where the name of a platform belongs.', line };
    const items: readonly unknown[] = isSeq(value) ? value.items : [value];
    values += items.length;
    if (values > MOST_VALUES)
      return { what: `More than ${MOST_VALUES} places to give are named. Take some away.`, line };
    const written: Written[] = [];
    for (const item of items) {
      if (item === null || item === undefined) continue;
      if (isAlias(item))
        return { what: 'Anchors and aliases are not read here. Write the name out.', line: lineOf(item) };
      if (!isScalar(item))
        return { what: 'Lists and maps stand in one another here. Write names only.', line: lineOf(item) };
      if (!isNothing(item)) written.push({ text: String(item.value).trim(), line: lineOf(item) });
    }
    entries.push({ key: String(key.value), line, values: written });
  }
  return { entries };
}

/** In quotation marks null is a word. */
function isNothing({ value, type }: Scalar): boolean {
  return typeof value !== 'string' || (type === 'PLAIN' ? /^(?:|~|null|Null|NULL)$/.test(value) : value.trim() === '');
}
