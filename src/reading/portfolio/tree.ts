/** From the text of a file in one of three formats to one kind of tree, with lines. The readers of YAML and CSV are loaded only when needed. */
import { cleanLine, shorten } from '../../kernel/text.ts';
import type { Problems } from './problems.ts';

export type PortfolioFormat = 'json' | 'yaml' | 'csv';

/** The YAML reader takes up to 15 microseconds a character on hostile text. */
const LONGEST_YAML = 200_000;

/** Told from the file's name, or from how the text begins. */
export function formatOf(text: string, fileName: string): PortfolioFormat {
  const ending = /\.(json|ya?ml|csv|tsv)$/i.exec(fileName)?.[1]?.toLowerCase();
  if (ending === 'json') return 'json';
  if (ending === 'csv' || ending === 'tsv') return 'csv';
  if (ending !== undefined) return 'yaml';
  if (/^\s*[[{]/.test(text)) return 'json';
  const header = firstLine(text)
    .split(/[,;\t]/)
    .map((cell) => columnOf(cell));
  return header.length > 1 && header.includes('name') ? 'csv' : 'yaml';
}

/** What stood in the file, whatever its format: texts, lists and maps, each with its line. Nothing else counts in a portfolio. */
export type Tree =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly Tree[]; readonly line: number }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Tree>; readonly line: number };

export async function readTree(text: string, format: PortfolioFormat, problems: Problems): Promise<Tree | null> {
  switch (format) {
    case 'json':
      return readJson(text, problems);
    case 'yaml':
      return readYaml(text, problems);
    case 'csv':
      return readCsv(text, problems);
    default:
      return format satisfies never;
  }
}

function readJson(text: string, problems: Problems): Tree | null {
  try {
    return treeOfJson(JSON.parse(text), 0);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const at = firstJsonError(text);
    const what =
      at >= text.length
        ? 'The text ends too early.'
        : 'Look for a comma, quotation mark or bracket too few or too many.';
    problems.add(lineAt(text, at), `This is not valid JSON. ${what}`);
    return null;
  }
}

/**
 * Where JSON stops being JSON, in one pass; V8 does not always say. What may come next is told by the state: a value, a key, a
 * colon, or a comma or closing bracket.
 */
function firstJsonError(source: string): number {
  const open: ('[' | '{')[] = [];
  let wants: 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'more' = 'value';
  let at = 0;
  for (;;) {
    while (at < source.length && ' \t\n\r'.includes(source[at]!)) at += 1;
    if (at >= source.length) return at;
    const c = source[at]!;
    if (wants === 'colon') {
      if (c !== ':') return at;
      wants = 'value';
      at += 1;
    } else if (wants === 'more') {
      const inside = open.at(-1);
      if (inside !== undefined && c === ',') wants = inside === '[' ? 'value' : 'key';
      else if (c === (inside === '[' ? ']' : inside === '{' ? '}' : '')) open.pop();
      else return at;
      at += 1;
    } else if (wants === 'key' || wants === 'key or }') {
      if (c === '"') {
        const end = endOfJsonString(source, at);
        if (end.bad) return end.at;
        at = end.at;
        wants = 'colon';
      } else if (c === '}' && wants === 'key or }') {
        open.pop();
        wants = 'more';
        at += 1;
      } else return at;
    } else if (c === '[' || c === '{') {
      open.push(c);
      wants = c === '[' ? 'value or ]' : 'key or }';
      at += 1;
    } else if (c === ']' && wants === 'value or ]') {
      open.pop();
      wants = 'more';
      at += 1;
    } else {
      const end = c === '"' ? endOfJsonString(source, at) : endOfJsonWord(source, at);
      if (end.bad) return end.at;
      at = end.at;
      wants = 'more';
    }
  }
}

/** Behind the closing quotation mark, or where the text is no string of JSON. */
function endOfJsonString(source: string, quote: number): { at: number; bad: boolean } {
  for (let at = quote + 1; at < source.length; at++) {
    const c = source.charCodeAt(at);
    if (c === 0x22) return { at: at + 1, bad: false };
    if (c < 0x20) return { at, bad: true };
    if (c !== 0x5c) continue;
    const next = source[at + 1];
    if (next === undefined) break;
    if (!'"\\/bfnrtu'.includes(next)) return { at: at + 1, bad: true };
    if (next === 'u') {
      const digits = source.slice(at + 2, at + 6);
      const right = /^[0-9a-f]*/i.exec(digits)![0].length;
      if (right < 4) return { at: at + 2 + right, bad: true };
      at += 4;
    }
    at += 1;
  }
  return { at: source.length, bad: true };
}

/** Behind a number, true, false or null. */
function endOfJsonWord(source: string, from: number): { at: number; bad: boolean } {
  const word = /^[-+.\w]{1,400}/.exec(source.slice(from, from + 400))?.[0] ?? '';
  const isValue = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)$/.test(word);
  return isValue ? { at: from + word.length, bad: false } : { at: from, bad: true };
}

/** JSON keeps no lines; a portfolio is not deeper than four levels. */
function treeOfJson(value: unknown, depth: number): Tree | null {
  if (value === null || value === undefined || depth > 8) return null;
  if (Array.isArray(value)) {
    return { kind: 'list', items: value.map((item) => treeOfJson(item, depth + 1) ?? text('', 0)), line: 0 };
  }
  if (typeof value === 'object') {
    const entries = new Map<string, Tree>();
    for (const [key, inner] of Object.entries(value)) {
      const tree = treeOfJson(inner, depth + 1);
      if (tree !== null) entries.set(columnOf(key), tree);
    }
    return { kind: 'map', entries, line: 0 };
  }
  return typeof value === 'string' ? text(value, 0) : text(JSON.stringify(value), 0);
}

function text(value: string, line: number): Tree {
  return { kind: 'text', text: value, line };
}

async function readYaml(source: string, problems: Problems): Promise<Tree | null> {
  if (source.length > LONGEST_YAML) {
    problems.add(0, `A portfolio in YAML has at most ${LONGEST_YAML / 1000} KB. Use JSON or CSV for a larger one.`);
    return null;
  }
  const yaml = await import('yaml');
  const lines = new yaml.LineCounter();
  // Only texts: otherwise a commit such as 1234e56 becomes a number. The reader's own check for repeated keys takes quadratic time.
  const document = yaml.parseDocument(source, {
    schema: 'failsafe',
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: 'silent',
    lineCounter: lines,
  });
  const lineOf = (offset: number) => lines.linePos(offset).line;
  for (const error of document.errors.slice(0, 3)) {
    problems.add(lineOf(error.pos[0]), `This is not valid YAML. ${sentence(error.message)}`);
  }
  if (document.errors.length > 0) return null;

  const read = (node: unknown, depth: number): Tree | null => {
    if (!yaml.isNode(node) || depth > 8) return null;
    const line = node.range ? lineOf(node.range[0]) : 0;
    if (yaml.isAlias(node)) {
      problems.add(line, 'Anchors and aliases are not read in a portfolio. Write the text out.');
      return null;
    }
    if (yaml.isSeq(node)) {
      return { kind: 'list', items: node.items.map((item) => read(item, depth + 1) ?? text('', line)), line };
    }
    if (yaml.isMap(node)) {
      const entries = new Map<string, Tree>();
      for (const { key, value } of node.items) {
        const name = yaml.isScalar(key) ? String(key.value) : '';
        const keyLine = yaml.isNode(key) && key.range ? lineOf(key.range[0]) : line;
        if (entries.has(columnOf(name))) problems.add(keyLine, `“${shorten(cleanLine(name), 40)}” stands here twice.`);
        const tree = read(value, depth + 1);
        if (tree !== null) entries.set(columnOf(name), tree);
      }
      return { kind: 'map', entries, line };
    }
    const value = yaml.isScalar(node) ? String(node.value) : '';
    return value === '' || value === '~' || value === 'null' ? null : text(value, line);
  };
  const root = read(document.contents, 0) ?? text('', 1);
  return problems.any ? null : root;
}

async function readCsv(source: string, problems: Problems): Promise<Tree | null> {
  const { parse, CsvError } = await import('csv-parse/sync');
  let records: { record: readonly string[]; info: { lines: number } }[];
  try {
    records = parse(source, {
      delimiter: delimiterOf(firstLine(source)),
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: 20_000,
    }) as unknown as typeof records;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const line = typeof error['lines'] === 'number' ? error['lines'] : 0;
    problems.add(line, 'This is not valid CSV. Check the quotation marks around here.');
    return null;
  }
  const [header, ...rows] = records;
  const columns = (header?.record ?? []).map((cell) => columnOf(cell));
  if (!columns.includes('name') || !columns.includes('url')) {
    problems.add(
      1,
      'The first line must name the columns; “name” and “url” are needed, “id”, “revision”, “asOf” and “role” may follow.',
    );
    return null;
  }
  return treeOfRows(columns, rows, problems);
}

/** A row is a repository; rows of one name are one project, whose own columns need be filled in only once. */
function treeOfRows(
  columns: readonly string[],
  rows: readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[],
  problems: Problems,
): Tree {
  const projects = new Map<string, { entries: Map<string, Tree>; repositories: Tree[]; line: number }>();
  for (const { record, info } of rows) {
    const line = info.lines;
    const cells = new Map<string, Tree>();
    columns.forEach((column, at) => {
      // Spreadsheets are kept from running a cell as a formula by a leading apostrophe, also by our own export.
      const value = (record[at] ?? '').replace(/^'(?=[=+\-@\t\r])/, '').trim();
      if (value !== '') cells.set(column, text(value, line));
    });
    const name = cells.get('name');
    const named = name?.kind === 'text' ? name.text : '';
    const known = projects.get(named) ?? { entries: new Map<string, Tree>(), repositories: [], line };
    projects.set(named, known);
    for (const field of PROJECT_FIELDS) {
      const value = cells.get(field);
      const before = known.entries.get(field);
      if (value?.kind === 'text' && before?.kind === 'text' && before.text !== value.text) {
        problems.add(
          line,
          `“${shorten(cleanLine(named), 40)}” has another ${FIELD_WORDS[field]} here than on line ${before.line}.`,
        );
      }
      if (value) known.entries.set(field, before ?? value);
    }
    known.repositories.push({ kind: 'map', entries: cells, line });
  }
  const items = [...projects.values()].map(({ entries, repositories, line }): Tree => {
    const all = new Map(entries).set('repositories', { kind: 'list', items: repositories, line });
    return { kind: 'map', entries: all, line };
  });
  return { kind: 'list', items, line: 1 };
}

const PROJECT_FIELDS = ['name', 'asof', 'summary', 'licence', 'homepage', 'label', 'note', 'example'] as const;
const FIELD_WORDS: Readonly<Record<(typeof PROJECT_FIELDS)[number], string>> = {
  name: 'name',
  asof: 'day',
  summary: 'summary',
  licence: 'licence',
  homepage: 'homepage',
  label: 'label',
  note: 'note',
  example: 'example mark',
};

/** Keys and column heads in any case and spelling: "As of", "as_of" and "asOf" are one. */
function columnOf(raw: string): string {
  const key = raw
    .slice(0, 60)
    .toLowerCase()
    .replace(/[^a-z]/g, '');
  switch (key) {
    case 'project':
      return 'name';
    case 'license':
      return 'licence';
    case 'repository':
    case 'repo':
      return 'id';
    case 'address':
      return 'url';
    case 'commit':
      return 'revision';
    default:
      return key;
  }
}

function delimiterOf(header: string): string {
  const counted = [',', ';', '\t'].map((sign) => ({ sign, times: header.split(sign).length }));
  return counted.sort((a, b) => b.times - a.times)[0]!.sign;
}

function firstLine(source: string): string {
  return source.slice(0, 10_000).split(/\r\n|\n|\r/, 1)[0] ?? '';
}

/** The YAML reader's words as one sentence without its own line. */
function sentence(message: string): string {
  const words = cleanLine(message)
    .replace(/ at line \d.*/s, '')
    .replace(/:$/, '');
  return shorten(words.endsWith('.') ? words : `${words}.`, 160);
}

function lineAt(source: string, offset: number): number {
  let line = 1;
  for (let at = source.indexOf('\n'); at !== -1 && at < offset; at = source.indexOf('\n', at + 1)) line++;
  return line;
}
