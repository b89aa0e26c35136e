/** `[label]: address "title"` at the beginning of a paragraph. */

export interface LinkDefinition {
  readonly label: string;
  readonly target: string;
  /** Lines of the paragraph that it takes, `to` exclusive. */
  readonly from: number;
  readonly to: number;
}

export function readDefinitions(lines: readonly string[]): LinkDefinition[] {
  const found: LinkDefinition[] = [];
  let from = 0;
  while (from < lines.length) {
    const next = readDefinition(lines, from);
    if (next === null) break;
    found.push(next);
    from = next.to;
  }
  return found;
}

function readDefinition(lines: readonly string[], from: number): LinkDefinition | null {
  const line = lines[from]!;
  if (!line.startsWith('[') || line.startsWith('[^')) return null;
  let close = line.indexOf(']', 1);
  while (close > 0 && line[close - 1] === '\\') close = line.indexOf(']', close + 1);
  if (close < 2 || line[close + 1] !== ':') return null;
  const label = line.slice(1, close);
  if (label.trim() === '' || label.includes('[')) return null;
  let rest = line.slice(close + 2).trim();
  let to = from + 1;
  if (rest === '') {
    // The address may stand on a line of its own.
    rest = lines[to]?.trim() ?? '';
    to += 1;
    if (rest === '' || rest.startsWith('[')) return null;
  }
  const address = readAddress(rest);
  if (address === null) return null;
  const after = rest.slice(address.length).trim();
  if (after !== '') return isTitle(after) ? { label, target: address.target, from, to } : null;
  const below = lines[to]?.trim() ?? '';
  if (isTitle(below)) to += 1;
  return { label, target: address.target, from, to };
}

function readAddress(rest: string): { target: string; length: number } | null {
  if (rest.startsWith('<')) {
    const close = rest.indexOf('>');
    return close < 0 ? null : { target: rest.slice(1, close), length: close + 1 };
  }
  let end = 0;
  while (end < rest.length && rest.charCodeAt(end) > 0x20) end += 1;
  return end === 0 ? null : { target: rest.slice(0, end), length: end };
}

function isTitle(text: string): boolean {
  const quote = text[0];
  if (text.length < 2) return false;
  if (quote === '"' || quote === "'") return text.endsWith(quote);
  return quote === '(' && text.endsWith(')');
}
