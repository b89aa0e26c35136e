/**
 * Our outlines of reStructuredText against docutils' (Debian's python3-docutils) on every `.rst` file of real projects: headings
 * with their levels, list entries, definitions, tables and comments. The share of files that are equal, and the first difference
 * of each that is not.
 *
 *   npm run bench rst-outlines -- --mirrors FOLDER [--projects numpy/numpy,scipy/scipy] [--show 5]
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { plainText } from '../src/reading/document/index.ts';
import type { Node } from '../src/reading/document/index.ts';
import { readRst } from '../src/reading/document/rst/index.ts';
import { sourceOf } from '../src/reading/document/source.ts';
import { childrenOf } from '../test/support/tree.ts';
import { documentsOf, option, repositoriesIn } from './_documents.ts';
import type { RealDocument } from './_documents.ts';

const PROJECTS = ['numpy/numpy', 'scipy/scipy', 'anntzer/matplotlib', 'dask/dask'];
const LARGEST = 1_000_000;

interface Seen {
  readonly headings: readonly (readonly [level: number, text: string])[];
  readonly items: number;
  readonly definitions: number;
  readonly tables: number;
  readonly comments: number;
}

type Answer = ({ readonly seconds: number } & Seen) | { readonly seconds: number; readonly failed: string };

function main(): number {
  const mirrors = option('--mirrors');
  if (mirrors === undefined) {
    console.log('skipped: give a folder of bare repositories: npm run bench rst-outlines -- --mirrors FOLDER');
    return 0;
  }
  if (spawnSync('python3', ['-c', 'import docutils']).status !== 0) {
    console.log('skipped: docutils is not there (Debian: python3-docutils)');
    return 0;
  }
  const wanted = (option('--projects') ?? PROJECTS.join(',')).split(',');
  const show = Number(option('--show') ?? 5);
  let files = 0;
  let equal = 0;
  for (const repository of repositoriesIn(mirrors).filter(({ name }) => wanted.includes(name))) {
    const documents = documentsOf(repository, (path, bytes) => path.endsWith('.rst') && bytes < LARGEST, 5000);
    const answers = docutils(documents);
    const differences: string[] = [];
    let same = 0;
    let failed = 0;
    let ours = 0;
    let theirs = 0;
    let bytes = 0;
    for (const [index, document] of documents.entries()) {
      const answer = answers[index];
      if (answer === undefined || 'failed' in answer) {
        failed += 1;
        continue;
      }
      const start = process.threadCpuUsage();
      const seen = outlineOf(document);
      const { user, system } = process.threadCpuUsage(start);
      ours += (user + system) / 1e6;
      theirs += answer.seconds;
      bytes += document.bytes.length;
      const difference = differenceOf(seen, answer);
      if (difference === null) same += 1;
      else differences.push(`  ${document.name}: ${difference}`);
    }
    const judged = documents.length - failed;
    files += judged;
    equal += same;
    const speed = (seconds: number): string => (bytes / 1e6 / seconds).toFixed(2);
    console.log(
      `${repository.name}: ${same} of ${judged} files equal (${((100 * same) / (judged || 1)).toFixed(2)} %)${failed > 0 ? `, ${failed} that docutils cannot read` : ''}; ${speed(ours)} MB/s with tree and questions, docutils ${speed(theirs)}`,
    );
    for (const line of differences.slice(0, show)) console.log(line);
  }
  console.log(`all: ${equal} of ${files} (${((100 * equal) / (files || 1)).toFixed(2)} %), wanted 99 %`);
  return files > 0 && equal < files * 0.99 ? 1 : 0;
}

function docutils(documents: readonly RealDocument[]): Answer[] {
  // docutils is given what we read: the same decoding, the same line ends.
  const input = documents
    .map(({ name, bytes }) => `${JSON.stringify({ name, text: sourceOf(bytes).text })}\n`)
    .join('');
  const script = join(import.meta.dirname, '_docutils.py');
  const { stdout, stderr } = spawnSync('python3', [script], { input, encoding: 'utf8', maxBuffer: 1 << 29 });
  if (stderr !== '') console.log(stderr.trim().split('\n').at(-1));
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
}

function outlineOf(document: RealDocument): Seen {
  const tree = readRst(sourceOf(document.bytes), 'rst', false, 'as-written');
  const headings: [number, string][] = [];
  const counts = { item: 0, definition: 0, table: 0, comment: 0 };
  const walk = (node: Node): void => {
    if (node.kind === 'section') headings.push([node.level, plainText(node.title)]);
    if (node.kind in counts) counts[node.kind as keyof typeof counts] += 1;
    for (const child of childrenOf(node)) walk(child);
  };
  for (const block of tree.children) walk(block);
  const { item, definition, table, comment } = counts;
  return { headings, items: item, definitions: definition, tables: table, comments: comment };
}

function differenceOf(ours: Seen, theirs: Seen): string | null {
  const many = Math.max(ours.headings.length, theirs.headings.length);
  for (let at = 0; at < many; at++) {
    const [a, b] = [ours.headings[at], theirs.headings[at]];
    if (a?.[0] !== b?.[0] || a?.[1] !== b?.[1]) {
      return `heading ${at + 1}: ours ${JSON.stringify(a ?? null)}, docutils ${JSON.stringify(b ?? null)}`;
    }
  }
  for (const count of ['items', 'definitions', 'tables', 'comments'] as const) {
    if (ours[count] !== theirs[count]) return `${count}: ours ${ours[count]}, docutils ${theirs[count]}`;
  }
  return null;
}

process.exit(main());
