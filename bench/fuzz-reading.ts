/**
 * Fuzzing of the readers: generated documents, bytes, and real documents with pieces cut, doubled, swapped and put in; then every
 * opener of every format repeated to 100 KB and 1 MB. Nothing may throw, no line may be lost, no input may take over a second of
 * processor time, ten times the text may not take much more than ten times the time.
 *
 *   npm run bench fuzz-reading -- [--inputs 100000] [--seed N] [--documents FOLDER] [--mirrors FOLDER] [--no-sweep]
 *
 * FOLDERs are only read: `documents` holds files, `mirrors` bare repositories.
 */
import fc from 'fast-check';
import { existsSync } from 'node:fs';
import { outline, readDocument } from '../src/reading/document/index.ts';
import type { DocumentFormat } from '../src/reading/document/index.ts';
import { readItems } from '../src/reading/items/index.ts';
import { asNotebook, FRAMES, MARKS, repeated } from '../test/support/hostile.ts';
import { coveredLines, dump } from '../test/support/tree.ts';
import { documentsIn, documentsOf, option, repositoriesIn } from './_documents.ts';
import type { RealDocument } from './_documents.ts';

const FORMATS: readonly DocumentFormat[] = ['rst', 'md', 'myst', 'html', 'ipynb', 'text'];
const LIMIT_MS = 1000;
const DOCUMENT = /\.(?:md|markdown|rst|txt|html?|ipynb)$/i;

interface Seen {
  inputs: number;
  bytes: number;
  milliseconds: number;
  readonly slowest: { milliseconds: number; what: string };
  readonly failures: string[];
}

async function main(): Promise<number> {
  const inputs = Number(option('--inputs') ?? 100_000);
  const seed = Number(option('--seed') ?? Date.now() % 1_000_000_000);
  const documents = realDocuments();
  console.log(`seed ${seed}; ${documents.length} real documents`);
  const seen = new Map(FORMATS.map((format) => [format, newSeen()]));
  await fuzz(inputs, seed, documents, seen);
  report(seen);
  for (const failure of [...seen.values()].flatMap((one) => one.failures).slice(0, 40)) console.log(failure);
  const hostile = newSeen();
  if (!process.argv.includes('--no-sweep')) await sweep(hostile);
  for (const failure of hostile.failures.slice(0, 40)) console.log(failure);
  const failures = [...seen.values(), hostile].flatMap((one) => one.failures);
  console.log(failures.length === 0 ? 'nothing failed' : `${failures.length} failures`);
  return failures.length === 0 ? 0 : 1;
}

function newSeen(): Seen {
  return { inputs: 0, bytes: 0, milliseconds: 0, slowest: { milliseconds: 0, what: '' }, failures: [] };
}

function realDocuments(): RealDocument[] {
  const folder = option('--documents');
  const mirrors = option('--mirrors');
  const single = folder !== undefined && existsSync(folder) ? documentsIn(folder) : [];
  const many =
    mirrors !== undefined && existsSync(mirrors)
      ? repositoriesIn(mirrors).flatMap((repository) =>
          documentsOf(repository, (path, bytes) => DOCUMENT.test(path) && bytes > 200 && bytes < 60_000, 12),
        )
      : [];
  return [...single, ...many];
}

/* Random and mutated documents */

async function fuzz(
  inputs: number,
  seed: number,
  documents: readonly RealDocument[],
  seen: ReadonlyMap<DocumentFormat, Seen>,
): Promise<void> {
  const made = fc.sample(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { numRuns: 1, seed })[0]!;
  const random = mulberry(made);
  const below = (most: number): number => Math.floor(random() * most);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const bytes = fc.sample(fc.uint8Array({ maxLength: 2000 }), { numRuns: 500, seed });
  const strings = fc.sample(fc.string({ unit: 'binary', maxLength: 400 }), { numRuns: 500, seed });

  const generated = (): string =>
    Array.from({ length: 1 + below(24) }, () =>
      Array.from({ length: below(7) }, () => (random() < 0.6 ? pick(MARKS) : pick(['word', 'more ', 'x', ' ']))).join(
        '',
      ),
    ).join('\n');

  const mutated = (): { text: string; format: DocumentFormat } => {
    const document = pick(documents);
    let text = document.bytes.toString('utf8');
    for (let change = 1 + below(5); change > 0; change--) {
      const from = below(text.length + 1);
      const to = Math.min(text.length, from + below(random() < 0.5 ? 20 : 2000));
      const piece = text.slice(from, to);
      switch (below(7)) {
        case 0:
          text = text.slice(0, from) + text.slice(to);
          break;
        case 1:
          text = text.slice(0, to) + piece.repeat(1 + below(20)) + text.slice(to);
          break;
        case 2:
          text = text.slice(0, from) + pick(MARKS).repeat(1 + below(8)) + text.slice(from);
          break;
        case 3: {
          const other = pick(documents).bytes.toString('utf8');
          const at = below(other.length);
          text = text.slice(0, from) + other.slice(at, at + 1500) + text.slice(from);
          break;
        }
        case 4: {
          const lines = text.split('\n');
          const [a, b] = [below(lines.length), below(lines.length)];
          [lines[a], lines[b]] = [lines[b]!, lines[a]!];
          text = lines.join('\n');
          break;
        }
        case 5:
          text = text.slice(0, from);
          break;
        default:
          text =
            text.slice(0, from) +
            piece.replaceAll(pick([' ', '\n', '-', '`', '*', '<', '|', '.']), pick(MARKS)) +
            text.slice(to);
      }
      if (text.length > 300_000) text = text.slice(0, 300_000);
    }
    return { text, format: random() < 0.85 ? document.format : pick(FORMATS) };
  };

  for (let index = 0; index < inputs; index++) {
    const kind = random();
    let input: string | Uint8Array;
    let format = pick(FORMATS);
    if (kind < 0.05) input = pick(bytes);
    else if (kind < 0.1) input = pick(strings);
    else if (kind < 0.6 || documents.length === 0) input = generated();
    else ({ text: input, format } = mutated());
    await look(input, format, seen.get(format)!, `input ${index}`);
    if (index > 0 && index % 10_000 === 0) console.log(`${index} inputs`);
  }
}

/** A small generator of our own, so that a seed tells every input again. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

async function look(input: string | Uint8Array, format: DocumentFormat, seen: Seen, what: string): Promise<void> {
  seen.inputs += 1;
  seen.bytes += input.length;
  const shown = (): string => `${what} as ${format}: ${JSON.stringify(String(input).slice(0, 300))}`;
  try {
    const start = processorMs();
    outline(input, format);
    const tree = await readDocument(input, format);
    readItems(tree);
    const milliseconds = processorMs() - start;
    seen.milliseconds += milliseconds;
    if (milliseconds > seen.slowest.milliseconds) Object.assign(seen.slowest, { milliseconds, what: shown() });
    if (milliseconds > LIMIT_MS) seen.failures.push(`took ${milliseconds.toFixed(0)} ms: ${shown()}`);
    if (typeof input !== 'string' || format === 'ipynb' || tree.cuts.length > 0) return;
    const covered = coveredLines(tree, format === 'html' || input.includes('<'));
    const lines = input
      .replace(/^\ufeff/, '')
      .replaceAll('\r\n', '\n')
      .replaceAll('\r', ' ')
      .split('\n');
    const lost = lines.findIndex((line, index) => /[^\s\u0000-\u001f]/.test(line) && !covered.has(index + 1));
    if (lost >= 0) {
      const near = lines.slice(Math.max(0, lost - 3), lost + 3).join('\n');
      seen.failures.push(
        `line ${lost + 1} lost, ${what} as ${format}: ${JSON.stringify(near)}\n${dump(tree).slice(0, 200)}`,
      );
    }
  } catch (error) {
    seen.failures.push(`threw ${String(error)}: ${shown()}`);
  }
}

function processorMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

function report(seen: ReadonlyMap<DocumentFormat, Seen>): void {
  console.log('format   inputs        MB   MB/s  slowest ms  failures');
  for (const [format, { inputs, bytes, milliseconds, slowest, failures }] of seen) {
    const mb = bytes / 1e6;
    console.log(
      `${format.padEnd(7)} ${String(inputs).padStart(7)} ${mb.toFixed(1).padStart(9)} ${(mb / (milliseconds / 1000)).toFixed(1).padStart(6)} ${slowest.milliseconds.toFixed(0).padStart(11)} ${String(failures.length).padStart(9)}`,
    );
  }
}

/* What made parsers slow, at two sizes */

async function sweep(seen: Seen): Promise<void> {
  const rows: { ms: number; what: string }[] = [];
  for (const format of FORMATS) {
    for (const [index, frame] of FRAMES.entries()) {
      for (const mark of MARKS) {
        const input = (size: number): string => {
          const text = repeated(mark, size, frame);
          return format === 'ipynb' ? asNotebook(text).slice(0, size) : text;
        };
        const what = `${format} ${JSON.stringify(mark)} in frame ${index}`;
        const small = await timed(input(100_000), format, seen, what);
        // The large size where the small one says that it could matter: at ten times the text a quadratic one takes a hundred.
        if (small < (index === 0 ? 2 : 9)) continue;
        const large = await timed(input(1_000_000), format, seen, what);
        rows.push({ ms: large, what });
        if (large > LIMIT_MS) seen.failures.push(`1 MB took ${large.toFixed(0)} ms: ${what}`);
        if (large > 200 && large > small * 25) {
          seen.failures.push(`not linear, 100 KB ${small.toFixed(1)} ms, 1 MB ${large.toFixed(0)} ms: ${what}`);
        }
      }
    }
  }
  rows.sort((a, b) => b.ms - a.ms);
  console.log(`\n${MARKS.length} marks in ${FRAMES.length} frames and ${FORMATS.length} formats; the slowest at 1 MB:`);
  for (const { ms, what } of rows.slice(0, 8)) console.log(`${ms.toFixed(0).padStart(6)} ms  ${what}`);
}

async function timed(text: string, format: DocumentFormat, seen: Seen, what: string): Promise<number> {
  const start = processorMs();
  try {
    outline(text, format);
    readItems(await readDocument(text, format));
  } catch (error) {
    seen.failures.push(`threw ${String(error)}: ${what}`);
  }
  return processorMs() - start;
}

process.exit(await main());
