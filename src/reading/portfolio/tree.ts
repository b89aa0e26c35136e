/** From the text of a file in one of three formats to one kind of tree, with lines. The readers of YAML and CSV are loaded only when needed. */
import { cleanLine, shorten } from '../../kernel/text.ts';
import { readJson } from './json.ts';
import { checkKeys, columnOf, keyOf, MOST_LEVELS, PROJECT_KEYS, REPOSITORY_KEYS, TOO_DEEP, type Tree } from './keys.ts';
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
  for (const { pos, code, message } of document.errors.slice(0, 3)) {
    // One nest is complained of at each of its levels.
    if (code === 'RESOURCE_EXHAUSTION') return tooDeep(lineOf(pos[0]), problems);
    const quote = /^Missing closing (["'])quote/.exec(message)?.[1];
    if (quote === undefined) problems.add(lineOf(pos[0]), `This is not valid YAML. ${sentence(message)}`);
    else problems.add(lineOf(source.lastIndexOf(quote, pos[0] - 1)), UNCLOSED);
  }
  if (document.errors.length > 0) return null;

  const read = (node: unknown, depth: number): Tree | null => {
    if (!yaml.isNode(node)) return null;
    const line = node.range ? lineOf(node.range[0]) : 0;
    if (depth > MOST_LEVELS) return tooDeep(line, problems);
    if (yaml.isAlias(node)) {
      problems.add(line, 'Anchors and aliases are not read in a portfolio. Write the text out.');
      return null;
    }
    if (yaml.isSeq(node)) {
      return { kind: 'list', items: node.items.map((item) => read(item, depth + 1) ?? text('', line)), line };
    }
    if (yaml.isMap(node)) {
      const entries = new Map<string, Tree>();
      const keys = node.items.map(({ key }) =>
        keyOf(yaml.isScalar(key) ? String(key.value) : '', yaml.isNode(key) && key.range ? lineOf(key.range[0]) : line),
      );
      for (const [at, { value }] of node.items.entries()) {
        const { name, shown, line: keyLine } = keys[at]!;
        if (entries.has(name)) problems.add(keyLine, `“${shown}” stands here twice.`);
        const tree = read(value, depth + 1);
        if (tree !== null) entries.set(name, tree);
      }
      return { kind: 'map', entries, keys, line };
    }
    const value = yaml.isScalar(node) ? String(node.value) : '';
    return value === '' || value === '~' || value === 'null' ? null : text(value, line);
  };
  const root = read(document.contents, 0) ?? text('', 1);
  return problems.any ? null : root;
}

const UNCLOSED = 'This is not valid YAML. A quotation mark is opened here and never closed.';

function tooDeep(line: number, problems: Problems): null {
  problems.add(line, TOO_DEEP);
  return null;
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
  const heads = header!.record.map((cell) => keyOf(cell, 1)).filter(({ shown }) => shown !== '');
  checkKeys(
    heads,
    [...PROJECT_KEYS, ...REPOSITORY_KEYS].filter((key) => key !== 'repositories'),
    'portfolio',
    problems,
  );
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
    known.repositories.push({ kind: 'map', entries: cells, keys: [], line });
  }
  const items = [...projects.values()].map(({ entries, repositories, line }): Tree => {
    const all = new Map(entries).set('repositories', { kind: 'list', items: repositories, line });
    return { kind: 'map', entries: all, keys: [], line };
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
