import { constants, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { done, refuse, refused } from '../../kernel/refusal.ts';
import type { Outcome } from '../../kernel/refusal.ts';
import { cleanLine, count, shorten, showPath } from '../../kernel/text.ts';
import { EXIT } from '../../outside/terminal/command.ts';
import type { Command, ExitCode, Terminal } from '../../outside/terminal/command.ts';
import { formatOf, guessFormat } from '../../reading/document/index.ts';
import type { DocumentFormat } from '../../reading/document/index.ts';
import {
  comparisonSentence,
  compareItems,
  markOf,
  type ItemComparison,
  type RoadmapItem,
} from '../../reading/items/index.ts';
import { linesOf, sourceOf } from '../../reading/document/source.ts';
import { readRoadmap } from './read-roadmap.ts';
import { READ_REFUSALS } from './types.ts';
import type { ReadRefusal, RoadmapReading } from './types.ts';

const READ_USAGE = 'commonwork roadmap read FILE|- [--as rst|md|myst|html|ipynb] [--format table|json|csv] [--explain]';
const COMPARE_USAGE =
  'commonwork roadmap compare OLD NEW [--as rst|md|myst|html|ipynb] [--format table|json]\n\nOLD or NEW may be -, for standard input.';
const LARGEST_MB = 20;
const LARGEST_BYTES = LARGEST_MB * 1_000_000;
const WRITTEN_AS = ['rst', 'md', 'myst', 'html', 'ipynb'] as const satisfies readonly DocumentFormat[];
const FORMATS = ['table', 'json', 'csv'] as const;

interface Request {
  readonly file: string;
  readonly writtenAs: DocumentFormat | null;
  readonly format: (typeof FORMATS)[number];
  readonly explain: boolean;
}

export const roadmapReadCommand: Command = {
  name: 'roadmap read',
  usage: READ_USAGE,
  takes: null,
  summary: 'List the items of one roadmap: title, section, lines, status, links and parts.',
  run: async (terminal) => {
    const request = readArguments(terminal.args);
    if (typeof request === 'string') {
      terminal.err(`${request}\n\nUsage: ${READ_USAGE}\n`);
      return EXIT.usage;
    }
    const input = await readInput(request, terminal);
    if (refused(input)) return refuseWith(terminal, input);
    const { bytes, format, name } = input.done;
    const outcome = await readRoadmap(bytes, format, name);
    if (refused(outcome)) return refuseWith(terminal, outcome);
    for (const remark of outcome.done.remarks) terminal.err(`${remark}\n`);
    terminal.out(await shown(outcome.done, request));
    return EXIT.done;
  },
};

export const roadmapCompareCommand: Command = {
  name: 'roadmap compare',
  usage: COMPARE_USAGE,
  takes: null,
  summary: 'Compare two texts of one roadmap: which items are new, done, dropped or changed.',
  run: async (terminal) => {
    const request = readComparison(terminal.args);
    if (typeof request === 'string') {
      terminal.err(`${request}\n\nUsage: ${COMPARE_USAGE}\n`);
      return EXIT.usage;
    }
    const sides: ComparedSide[][] = [];
    for (const file of request.files) {
      const input = await readInput({ file, writtenAs: request.writtenAs }, terminal);
      if (refused(input)) return refuseWith(terminal, input);
      const { bytes, format, name } = input.done;
      const outcome = await readRoadmap(bytes, format, name);
      if (refused(outcome)) return refuseWith(terminal, outcome);
      for (const remark of outcome.done.remarks) terminal.err(`${name}: ${remark}\n`);
      const lines = linesOf(sourceOf(bytes).text);
      sides.push(outcome.done.items.map((item) => ({ ...item, text: markOf(item, lines).text })));
    }
    const compared = compareItems(sides[0]!, sides[1]!);
    terminal.out(request.format === 'json' ? comparisonJson(compared) : comparisonTable(compared));
    return EXIT.done;
  },
};

type ComparedSide = RoadmapItem & { readonly text: string };

interface ComparisonRequest {
  readonly files: readonly [string, string];
  readonly writtenAs: DocumentFormat | null;
  readonly format: 'table' | 'json';
}

function readComparison(args: readonly string[]): ComparisonRequest | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { as: { type: 'string' }, format: { type: 'string', default: 'table' } },
    });
    const [before, after] = positionals;
    if (before === undefined || after === undefined || positionals.length > 2)
      return 'Name two documents: the old one, then the new one.';
    if (before === '-' && after === '-') return 'Only one of the two can come from standard input.';
    const writtenAs = values.as === undefined ? null : WRITTEN_AS.find((known) => known === values.as);
    if (writtenAs === undefined) return `--as knows ${WRITTEN_AS.join(', ')}; not ${showPath(values.as ?? '')}.`;
    if (values.format !== 'table' && values.format !== 'json')
      return `--format knows table, json; not ${showPath(values.format)}.`;
    return { files: [before, after], writtenAs, format: values.format };
  } catch (error) {
    return showPath(error instanceof Error ? error.message : String(error));
  }
}

function comparisonJson(compared: ItemComparison<ComparedSide>): string {
  const side = ({ title, section, lines, status }: ComparedSide) => ({
    title: cleanLine(title),
    section: section.map(cleanLine),
    lines,
    status,
  });
  const pair = ({ before, after, changes }: ItemComparison<ComparedSide>['same'][number]) => ({
    before: side(before),
    after: side(after),
    changes,
  });
  const out = {
    new: compared.fresh.map(side),
    done: compared.done.map(pair),
    dropped: compared.dropped.map(side),
    changed: compared.changed.map(pair),
    same: compared.same.map(pair),
  };
  return `${JSON.stringify(out, null, 2)}\n`;
}

function comparisonTable(compared: ItemComparison<ComparedSide>): string {
  const place = ({ lines }: ComparedSide): string =>
    lines[0] === lines[1] ? `${lines[0]}` : `${lines[0]}-${lines[1]}`;
  const words = (item: ComparedSide): string => shorten(cleanLine([...item.section, item.title].join(' > ')), 110);
  const one = (mark: string) => (item: ComparedSide) => `${mark} ${place(item).padEnd(9)} ${words(item)}`;
  const sections: [string, readonly string[]][] = [
    ['New', compared.fresh.map(one('+'))],
    ['Done', compared.done.map(({ after }) => one('x')(after))],
    ['Dropped', compared.dropped.map(one('-'))],
    [
      'Changed',
      compared.changed.flatMap(({ before, after, changes }) => [
        `${one('~')(after)} (${changes.join(', ')})`,
        `  ${place(before).padEnd(9)} was ${words(before)}, ${before.status}`,
      ]),
    ],
  ];
  const listed = sections.filter(([, lines]) => lines.length > 0).map(([head, lines]) => [head, ...lines].join('\n'));
  const unchanged = `${count(compared.same.length, 'item')} unchanged.`;
  return `${[`${comparisonSentence(compared, 'the older text')}. ${unchanged}`, ...listed].join('\n\n')}\n`;
}

/** The request, or the sentence that says what is wrong with it. */
function readArguments(args: readonly string[]): Request | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        as: { type: 'string' },
        format: { type: 'string', default: 'table' },
        explain: { type: 'boolean', default: false },
      },
    });
    const [file] = positionals;
    if (file === undefined) return 'Name the document to read, or - for standard input.';
    if (positionals.length > 1) return 'Name one document only.';
    const writtenAs = values.as === undefined ? null : WRITTEN_AS.find((known) => known === values.as);
    if (writtenAs === undefined) return `--as knows ${WRITTEN_AS.join(', ')}; not ${showPath(values.as ?? '')}.`;
    const format = FORMATS.find((known) => known === values.format);
    if (format === undefined) return `--format knows ${FORMATS.join(', ')}; not ${showPath(values.format)}.`;
    return { file, writtenAs, format, explain: values.explain };
  } catch (error) {
    // parseArgs reports an unknown or incomplete option by throwing.
    return showPath(error instanceof Error ? error.message : String(error));
  }
}

interface Input {
  readonly bytes: Uint8Array;
  readonly format: DocumentFormat;
  readonly name: string;
}

async function readInput(
  request: Pick<Request, 'file' | 'writtenAs'>,
  terminal: Terminal,
): Promise<Outcome<Input, ReadRefusal>> {
  if (request.file === '-') {
    const bytes = await terminal.stdin(LARGEST_BYTES);
    const name = 'standard input';
    if (bytes.length > LARGEST_BYTES) return refuse('too-large', { file: name, limit: LARGEST_MB });
    return done({ bytes, format: request.writtenAs ?? guessFormat(bytes), name });
  }
  const name = showPath(request.file);
  const format = request.writtenAs ?? formatOf(request.file);
  const bytes = await readFile(resolve(terminal.cwd, request.file), name);
  if (refused(bytes)) return bytes;
  return format === null ? refuse('unknown-format', { file: name }) : done({ bytes: bytes.done, format, name });
}

/** Opened without waiting: a named pipe that nobody writes to would never open. What has no size of its own is read no further than the limit. */
async function readFile(path: string, name: string): Promise<Outcome<Uint8Array, ReadRefusal>> {
  const tooLarge = refuse('too-large', { file: name, limit: LARGEST_MB } as const);
  try {
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const about = await file.stat();
      if (about.isDirectory()) return refuse('not-a-file', { file: name });
      if (!about.isFile()) return refuse('no-document', { file: name });
      if (about.size > LARGEST_BYTES) return tooLarge;
      const parts: Buffer[] = [];
      let length = 0;
      for await (const part of file.createReadStream({ end: LARGEST_BYTES, autoClose: false })) {
        parts.push(part as Buffer);
        length += (part as Buffer).length;
      }
      return length > LARGEST_BYTES ? tooLarge : done(Buffer.concat(parts));
    } finally {
      await file.close();
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    if (code === 'ENOENT' || code === 'ENOTDIR') return refuse('no-such-file', { file: name });
    if (code === 'EISDIR') return refuse('not-a-file', { file: name });
    return refuse('not-readable', { file: name, why: READ_REASONS[code] ?? code });
  }
}

const READ_REASONS: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EPERM: 'this user may not read it',
  ELOOP: 'its links lead in a circle',
  ENAMETOOLONG: 'its name is too long',
  ENXIO: 'it is no document but a place where programs meet',
};

function refuseWith(
  terminal: Terminal,
  refusal: { refused: ReadRefusal; because: Parameters<(typeof READ_REFUSALS)[ReadRefusal]['say']>[0] },
): ExitCode {
  const { kind, say } = READ_REFUSALS[refusal.refused];
  terminal.err(`${say(refusal.because)}\n`);
  if (kind === 'unreachable') return EXIT.unreachable;
  return kind === 'malformed' ? EXIT.usage : EXIT.refused;
}

async function shown(reading: RoadmapReading, request: Request): Promise<string> {
  switch (request.format) {
    case 'json':
      return `${JSON.stringify(asJson(reading, request.explain), null, 2)}\n`;
    case 'csv':
      return asCsv(reading, request.explain);
    default:
      return asTable(reading, request.explain);
  }
}

/** The contract of design.md section 5; `--explain` adds to it and changes nothing. */
function asJson(reading: RoadmapReading, explain: boolean): unknown {
  const items = reading.items.map((item) => ({
    title: cleanLine(item.title),
    section: item.section.map(cleanLine),
    lines: item.lines,
    status: item.status,
    links: item.links,
    parts: item.parts.map((part) => ({ title: cleanLine(part.title), lines: part.lines, status: part.status })),
    ...(explain ? { statusStated: item.statusStated, anchor: item.anchor, because: item.because } : {}),
  }));
  if (!explain) return { items };
  const headings = reading.headings.map(({ title, line, taken, because }) => ({
    title: cleanLine(title),
    line,
    taken,
    because,
  }));
  return { items, format: reading.format, headings };
}

async function asCsv(reading: RoadmapReading, explain: boolean): Promise<string> {
  const { stringify } = await import('csv-stringify/sync');
  const columns = [
    'title',
    'section',
    'first line',
    'last line',
    'status',
    'part of',
    'links',
    ...(explain ? ['because'] : []),
  ];
  const rows = reading.items.flatMap((item) => {
    const section = item.section.map(cleanLine).join(' > ');
    const why = explain ? [item.because] : [];
    return [
      [cleanLine(item.title), section, ...item.lines, item.status, '', item.links.map(cleanLine).join(' '), ...why],
      ...item.parts.map((part) => [
        cleanLine(part.title),
        section,
        ...part.lines,
        part.status,
        cleanLine(item.title),
        '',
        ...(explain ? [''] : []),
      ]),
    ];
  });
  // A title may begin with = or +: no spreadsheet shall calculate with it.
  return stringify([columns, ...rows], { escape_formulas: true });
}

function asTable(reading: RoadmapReading, explain: boolean): string {
  const lines: string[] = [];
  if (reading.items.length === 0) lines.push('No items are listed in this document.');
  let section: string | null = null;
  for (const item of reading.items) {
    const path = item.section.map(cleanLine).join(' > ');
    if (path !== section) {
      if (lines.length > 0) lines.push('');
      if (path !== '') lines.push(path);
      section = path;
    }
    for (const line of itemLines(item, explain)) lines.push(line);
  }
  if (explain && reading.headings.length > 0) {
    lines.push('', 'How the headings were taken');
    for (const { title, line, taken, because } of reading.headings) {
      lines.push(`  ${String(line).padStart(5)}  ${taken.padEnd(8)} ${shorten(cleanLine(title), 60)}: ${because}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

const STATUS_WIDTH = 'in progress'.length;

function itemLines(item: RoadmapItem, explain: boolean): string[] {
  const place = (lines: readonly [number, number]): string =>
    lines[0] === lines[1] ? `${lines[0]}` : `${lines[0]}-${lines[1]}`;
  const out = [`  ${place(item.lines).padEnd(9)} ${item.status.padEnd(STATUS_WIDTH)}  ${cleanLine(item.title)}`];
  for (const part of item.parts) {
    out.push(
      `    ${place(part.lines).padEnd(7)} ${part.status.padEnd(STATUS_WIDTH)}    - ${shorten(cleanLine(part.title), 90)}`,
    );
  }
  if (explain) out.push(`${' '.repeat(STATUS_WIDTH + 14)}(${item.because})`);
  return out;
}
