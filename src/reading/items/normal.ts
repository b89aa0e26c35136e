/** Titles and texts without what does not make them another: case, markup, numbers of issues, marks (roadmap-items.md section 6). */

/** Longer titles are compared by their beginnings. */
const LONGEST_TITLE = 400;

export function normaliseTitle(title: string): string {
  const text = oneCase(title.slice(0, LONGEST_TITLE))
    .replace(/\[([^[\]]*)\]\([^()]*\)/g, '$1')
    .replace(/:[a-z]{1,20}(?::[a-z]{1,20})?:`/g, '`')
    .replace(/`([^`<]*)<[^`>]*>`/g, '$1')
    .replace(/https?:\/\/\S+/g, ' ')
    .replace(/\|[^|\s]{1,40}\|/g, ' ')
    .replace(/:[a-z_]{1,40}:/g, ' ')
    .replace(/(?:\bgh-|#)\d+\b/g, ' ')
    .replace(/\[[ x]\]/g, ' ')
    .replace(/\((?:in progress|done|completed|accomplished)\)/g, ' ')
    .trimStart()
    .replace(/^(?:\d{1,4}[.)]|[a-z][.)])\s/, '');
  return words(text)
    .join(' ')
    .replace(/^(?:a|an|the) /, '');
}

/** One line a path: "performance / parsing". */
export function normaliseSection(section: readonly string[]): string {
  return section.map(normaliseTitle).join(' / ');
}

/** Words and numbers alone, in their order: a tick set, a line broken elsewhere or a bullet changed makes no other text. */
export function normaliseText(text: string): string {
  return words(oneCase(text).replace(/\[[ x]\]/g, ' ')).join(' ');
}

/** Words of a normalised text, each once. */
export function wordSet(normalised: string): ReadonlySet<string> {
  return new Set(normalised === '' ? [] : normalised.split(' '));
}

/** Dice's measure of two sets of words: 1 when equal, 0 when they share none or both are empty. */
export function likeness(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return (2 * shared) / (a.size + b.size);
}

function oneCase(text: string): string {
  return text.normalize('NFKC').toLowerCase();
}

function words(text: string): string[] {
  return text
    .replace(/[^\p{L}\p{N}+]+/gu, ' ')
    .split(' ')
    .filter((word) => word !== '');
}
