/**
 * How fast each format is read, beside the library that one would pick instead, on the same real documents in one run. Megabytes
 * a second of processor time after one warm pass; documents are found in the repositories at run time.
 *
 *   npm run bench reading -- --mirrors FOLDER [--megabytes 2]
 *
 * The libraries that we do not depend on are installed into a temporary folder, named exactly.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fromHtml } from 'hast-util-from-html';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';
import { outline, readDocument } from '../src/reading/document/index.ts';
import type { DocumentFormat } from '../src/reading/document/index.ts';
import { documentsOf, option, repositoriesIn } from './_documents.ts';
import type { RealDocument } from './_documents.ts';

const OTHERS = [
  'marked@18.2.1',
  'markdown-it@15.0.3',
  'myst-parser@1.7.3',
  'restructured@0.0.11',
  'rst-compiler@0.5.9',
];

type Read = (text: string) => unknown;

interface Rival {
  readonly name: string;
  readonly read: Read;
}

async function main(): Promise<number> {
  const mirrors = option('--mirrors');
  if (mirrors === undefined) {
    console.log('skipped: give a folder of bare repositories: npm run bench reading -- --mirrors FOLDER');
    return 0;
  }
  const most = Number(option('--megabytes') ?? 2) * 1e6;
  const scratch = mkdtempSync(join(tmpdir(), 'commonwork-reading-'));
  try {
    const rivals = await rivalsIn(scratch);
    console.log(`${cpus()[0]?.model ?? 'processor'}, load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}\n`);
    console.log('format  reader                       MB/s   times ours');
    for (const [format, ending] of CORPORA) {
      const documents = corpus(mirrors, ending, most);
      if (documents.length === 0) continue;
      await compare(format, documents, rivals[format] ?? []);
    }
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const CORPORA: readonly (readonly [DocumentFormat, RegExp])[] = [
  ['rst', /\.rst$/],
  ['md', /\.md$/],
  ['myst', /^docs?\/.*\.md$/],
  ['html', /\.html$/],
  ['ipynb', /\.ipynb$/],
];

/** Documents of all repositories in turn, up to so many bytes. */
function corpus(mirrors: string, ending: RegExp, most: number): RealDocument[] {
  const each = repositoriesIn(mirrors).map((repository) =>
    documentsOf(repository, (path, bytes) => ending.test(path) && bytes > 500 && bytes < 300_000, 25),
  );
  const chosen: RealDocument[] = [];
  let bytes = 0;
  for (let at = 0; at < 25; at++) {
    for (const documents of each) {
      const document = documents[at];
      if (document === undefined || bytes + document.bytes.length > most) continue;
      chosen.push(document);
      bytes += document.bytes.length;
    }
  }
  return chosen;
}

async function compare(
  format: DocumentFormat,
  documents: readonly RealDocument[],
  rivals: readonly Rival[],
): Promise<void> {
  const texts = documents.map(({ bytes }) => bytes.toString('utf8'));
  const megabytes = documents.reduce((sum, { bytes }) => sum + bytes.length, 0) / 1e6;
  console.log(`${format}: ${documents.length} documents, ${megabytes.toFixed(1)} MB`);
  const ours = await speedOf((text) => readDocument(text, format), texts, megabytes);
  say('Commonwork, whole tree', ours, ours);
  say('Commonwork, outline', await speedOf((text) => outline(text, format), texts, megabytes), ours);
  for (const { name, read } of rivals) {
    let failed = 0;
    const speed = await speedOf(
      (text) => {
        try {
          return read(text);
        } catch {
          failed += 1;
          return null;
        }
      },
      texts,
      megabytes,
    );
    say(`${name}${failed > 0 ? ` (threw on ${failed / 2})` : ''}`, speed, ours);
  }
  if (format === 'rst') docutils(documents, megabytes, ours);
}

async function speedOf(read: Read, texts: readonly string[], megabytes: number): Promise<number> {
  for (const text of texts) await read(text);
  const start = process.threadCpuUsage();
  for (const text of texts) await read(text);
  const { user, system } = process.threadCpuUsage(start);
  return megabytes / ((user + system) / 1e6);
}

function say(name: string, speed: number, ours: number): void {
  console.log(`        ${name.padEnd(27)} ${speed.toFixed(2).padStart(6)}  ${(speed / ours).toFixed(2).padStart(9)}`);
}

function docutils(documents: readonly RealDocument[], megabytes: number, ours: number): void {
  const input = documents
    .map(({ name, bytes }) => `${JSON.stringify({ name, text: bytes.toString('utf8') })}\n`)
    .join('');
  const script = join(import.meta.dirname, '_docutils.py');
  const { stdout, status } = spawnSync('python3', [script], { input, encoding: 'utf8', maxBuffer: 1 << 29 });
  if (status !== 0) {
    console.log('        docutils                    skipped (Debian: python3-docutils)');
    return;
  }
  const seconds = stdout
    .split('\n')
    .filter((line) => line !== '')
    .reduce((sum, line) => sum + (JSON.parse(line) as { seconds: number }).seconds, 0);
  say('docutils (Python)', megabytes / seconds, ours);
}

/* What one would pick instead */

async function rivalsIn(scratch: string): Promise<Partial<Record<DocumentFormat, Rival[]>>> {
  const mdast: Rival = {
    name: 'mdast with GFM',
    read: (text) => fromMarkdown(text, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] }),
  };
  const rivals: Partial<Record<DocumentFormat, Rival[]>> = {
    md: [mdast],
    myst: [],
    html: [{ name: 'hast-util-from-html', read: (text) => fromHtml(text) }],
    ipynb: [{ name: 'JSON.parse alone', read: (text) => JSON.parse(text) }],
    rst: [],
  };
  const args = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', scratch, ...OTHERS];
  const npm = spawnSync('npm', args, { encoding: 'utf8' });
  if (npm.status !== 0) {
    console.log(`without ${OTHERS.join(', ')}: npm failed`);
    return rivals;
  }
  const load = async (name: string): Promise<Record<string, unknown>> => {
    const path = createRequire(join(scratch, 'index.js')).resolve(name);
    return (await import(pathToFileURL(path).href)) as Record<string, unknown>;
  };
  const add = async (
    format: DocumentFormat,
    name: string,
    make: (module: Record<string, unknown>) => Read,
  ): Promise<void> => {
    try {
      rivals[format]!.push({ name, read: make(await load(name)) });
    } catch (error) {
      console.log(`without ${name}: ${String(error).slice(0, 100)}`);
    }
  };
  await add('md', 'marked', ({ lexer }) => lexer as Read);
  await add('md', 'markdown-it', (module) => {
    const Make = module['default'] as new () => { parse: (text: string, env: object) => unknown };
    const parser = new Make();
    return (text) => parser.parse(text, {});
  });
  await add('myst', 'myst-parser', ({ mystParse }) => mystParse as Read);
  await add('rst', 'restructured', (module) => {
    const { default: inner } = module['default'] as { default: { parse: Read } };
    return (text) => inner.parse(text);
  });
  await add('rst', 'rst-compiler', ({ RstToHtmlCompiler: Compiler }) => {
    const compiler = new (Compiler as new () => { parse: (text: string, options: object) => unknown })();
    return (text) => compiler.parse(text, {});
  });
  return rivals;
}

process.exit(await main());
