/** Small, linear text work that the rules share. */

/** Lower-case words of a name: `HOWTO_RELEASE` -> how, to, release; `MediaStrategyCharter` -> media, strategy, charter. */
export function nameWords(name: string): string[] {
  const spaced = name
    .slice(0, 200)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/howto/g, 'how to');
  return spaced.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}

/** A file's name without its folder and without the endings of documents and templates (`.rst.txt`, `.md.tmpl`, `.html`). */
export function stemOf(path: string): string {
  let name = path.slice(path.lastIndexOf('/') + 1);
  for (let i = 0; i < 3; i++) {
    const dot = name.lastIndexOf('.');
    if (dot <= 0 || !ENDINGS.has(name.slice(dot + 1).toLowerCase())) break;
    name = name.slice(0, dot);
  }
  return name;
}

const ENDINGS = new Set(
  (
    'md markdown mdown mkd mdx qmd rmd rst rest txt text html htm adoc asciidoc org textile wiki mediawiki ipynb lr inc in ' +
    'tmpl tpl j2 jinja jinja2 njk liquid pdf csv toml yml yaml json'
  ).split(' '),
);

export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '' : path.slice(0, slash);
}

/** The words of running text, without addresses, markup characters and case: what is left says something to a reader. */
export function proseWords(text: string): string[] {
  return (
    withoutAddresses(text)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}

/** Addresses change when hosts do; that is no change of what the text says. */
export function withoutAddresses(text: string): string {
  let out = '';
  let at = 0;
  for (;;) {
    const found = text.indexOf('://', at);
    if (found < 0) return out + text.slice(at);
    let start = found;
    while (start > at && isLetter(text.charCodeAt(start - 1))) start--;
    let end = found + 3;
    while (end < text.length && !ENDS_ADDRESS.has(text.charCodeAt(end))) end++;
    out += text.slice(at, start);
    at = end;
  }
}

const ENDS_ADDRESS = new Set(Array.from(' \t\n\r"\'<>`)]}|', (c) => c.charCodeAt(0)));

function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90);
}

/** How many of each word. */
export function bag(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** Words that came and went between two texts, whatever their order: a paragraph that only moved counts nothing. */
export function bagDifference(
  before: ReadonlyMap<string, number>,
  after: ReadonlyMap<string, number>,
): { added: number; removed: number } {
  let added = 0;
  let removed = 0;
  for (const [word, n] of after) added += Math.max(0, n - (before.get(word) ?? 0));
  for (const [word, n] of before) removed += Math.max(0, n - (after.get(word) ?? 0));
  return { added, removed };
}

const MONTHS = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** A date written by a person in one line, as ISO day (the last day when only month or year are given), or null. */
export function dateIn(line: string): string | null {
  const text = line.slice(0, 300);
  const iso = /\b((?:19|20)\d\d)[-/.](\d{1,2})[-/.](\d{1,2})\b/.exec(text);
  if (iso !== null) return day(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const european = /\b(\d{1,2})[/.](\d{1,2})[/.]((?:19|20)\d\d)\b/.exec(text);
  if (european !== null) {
    // Day or month first cannot be told apart below 13; the month only matters by weeks here.
    const [a, b] = [Number(european[1]), Number(european[2])];
    return b <= 12 ? day(Number(european[3]), b, a) : day(Number(european[3]), a, b);
  }
  const monthly = /(?<![\d/.-])(\d{1,2})[/.]((?:19|20)\d\d)(?![\d/])/.exec(text);
  if (monthly !== null && Number(monthly[1]) <= 12)
    return day(Number(monthly[2]), Number(monthly[1]), lastDay(Number(monthly[2]), Math.max(1, Number(monthly[1]))));
  const named =
    /\b(?:(\d{1,2})(?:st|nd|rd|th)?\s+)?([A-Za-z]{3,9})\.?\s+(?:(\d{1,2})(?:st|nd|rd|th)?,?\s+)?((?:19|20)\d\d)\b/.exec(
      text,
    );
  if (named !== null) {
    const word = named[2]!.toLowerCase();
    const month = MONTHS.findIndex((name) => name === word || (word.length <= 4 && name.startsWith(word.slice(0, 3))));
    if (month >= 0) {
      const dayOfMonth = named[1] ?? named[3];
      return day(
        Number(named[4]),
        month + 1,
        dayOfMonth === undefined ? lastDay(Number(named[4]), month + 1) : Number(dayOfMonth),
      );
    }
  }
  return null;
}

function day(year: number, month: number, dayOfMonth: number): string | null {
  if (month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > lastDay(year, month)) return null;
  return `${year}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

function lastDay(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whole months between two ISO days; negative when `to` is earlier. */
export function monthsBetween(from: string, to: string): number {
  return (Date.parse(to.slice(0, 10)) - Date.parse(from.slice(0, 10))) / (30.4375 * 86_400_000);
}

/** "5 months", "2 years", "6.3 years". */
export function inTime(months: number): string {
  const days = Math.round(months * 30.4375);
  if (days < 1) return 'less than a day';
  if (days < 14) return `${days} ${days === 1 ? 'day' : 'days'}`;
  if (months < 1.5) return `${Math.round(days / 7)} weeks`;
  if (months < 24) return `${Math.round(months)} months`;
  const years = months / 12;
  return Number.isInteger(Math.round(years * 10) / 10) ? `${Math.round(years)} years` : `${years.toFixed(1)} years`;
}

/** `1.2.0` of `v1.2`, `grid-1.2.0`; null for what is no final release. */
export function releaseNumber(name: string): string | null {
  const found = /^(?:[A-Za-z][A-Za-z_-]{0,30})?v?(\d{1,3})\.(\d{1,3})(?:\.(\d{1,3}))?$/.exec(name);
  return found === null ? null : `${Number(found[1])}.${Number(found[2])}.${Number(found[3] ?? 0)}`;
}
