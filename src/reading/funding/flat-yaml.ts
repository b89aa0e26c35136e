/**
 * The flat form of YAML: keys at the beginning of lines; after each nothing, a word, or a list on its line or on the lines below.
 * Whatever else stands in the text makes the whole null: better not read here than read otherwise than YAML does.
 */

export interface Written {
  readonly text: string;
  readonly line: number;
}

export interface Entry {
  readonly key: string;
  readonly line: number;
  /** Empty values are left out. */
  readonly values: readonly Written[];
}

const MOST_LINES = 500;
export const MOST_VALUES = 200;

export function readFlat(source: string): readonly Entry[] | null {
  const text = source.replace(/^\ufeff/, '');
  // Tabs and signs that nobody sees have rules of their own.
  if (
    /[^\n\r\u0020-\u007e\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff]|\r[^\n]|\r$/.test(
      text,
    )
  )
    return null;
  const lines = text.split('\n', MOST_LINES + 1);
  if (lines.length > MOST_LINES) return null;
  const entries: { key: string; line: number; values: Written[]; isOpen: boolean }[] = [];
  let indent = -1;
  for (const [at, raw] of lines.entries()) {
    const written = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
    const bare = written.trim();
    if (bare === '' || bare.startsWith('#')) continue;
    if (bare === '---' && written.startsWith('---') && entries.length === 0) continue;
    const line = at + 1;
    const entry = entries.at(-1);
    if (/^ *- /.test(written) || bare === '-') {
      const depth = written.indexOf('-');
      if (entry === undefined || !entry.isOpen || (indent >= 0 && depth !== indent)) return null;
      indent = depth;
      const value = wordOf(bare.slice(1).trim());
      if (value === null) return null;
      if (value !== '') entry.values.push({ text: value, line });
      continue;
    }
    const parts = /^([A-Za-z_][\w-]{0,60}) *:(?: (.*))?$/.exec(written);
    if (parts === null) return null;
    const values = valuesOf((parts[2] ?? '').trim());
    if (values === null) return null;
    indent = -1;
    const isOpen = (parts[2] ?? '').trim() === '' || (parts[2] ?? '').trim().startsWith('#');
    entries.push({ key: parts[1]!, line, values: values.map((value) => ({ text: value, line })), isOpen });
  }
  if (entries.reduce((sum, { values }) => sum + values.length, 0) > MOST_VALUES) return null;
  return entries.map(({ key, line, values }) => ({ key, line, values }));
}

/** What stands after a key: nothing, a word, or a list in brackets; null for other forms. */
function valuesOf(written: string): string[] | null {
  if (!written.startsWith('[')) {
    const word = wordOf(written);
    return word === null ? null : word === '' ? [] : [word];
  }
  const end = written.indexOf(']');
  if (end < 0 || !isRest(written.slice(end + 1))) return null;
  const inside = written.slice(1, end).trim();
  if (inside === '') return [];
  const values: string[] = [];
  const items = inside.split(',');
  // A comma may stand at the end.
  if (items.at(-1)!.trim() === '') items.pop();
  for (const item of items) {
    const bare = item.trim();
    if (bare === '' || /[[{}#]/.test(bare)) return null;
    const word = wordOf(bare);
    if (word === null) return null;
    if (word !== '') values.push(word);
  }
  return values;
}

/** A word with or without quotation marks, and the remark behind it taken away; empty for nothing; null for other forms. */
function wordOf(written: string): string | null {
  if (written === '' || written.startsWith('#')) return '';
  const quote = written[0]!;
  if (quote === '"' || quote === "'") {
    const end = written.indexOf(quote, 1);
    if (end < 0 || !isRest(written.slice(end + 1))) return null;
    const inside = written.slice(1, end);
    return inside.includes('\\') ? null : inside.trim();
  }
  const remark = written.indexOf(' #');
  const word = (remark < 0 ? written : written.slice(0, remark)).trim();
  if (/^[-?:,[\]{}#&*!|>'"%@`]/.test(word) || word.includes(': ') || word.endsWith(':') || word.includes('\t'))
    return null;
  return /^(?:~|null|Null|NULL)$/.test(word) ? '' : word;
}

function isRest(written: string): boolean {
  return written.trim() === '' || written.startsWith(' #') || /^ +#/.test(written);
}
