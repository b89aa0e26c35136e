/**
 * npm run eval [-- --items LABELS.json RAW_FOLDER] [--survey TRUTH.json MIRROR_FOLDER] [--split dev] [--only items|survey]
 *              [--no-sensitivity] [--record]
 *
 * Scores the reading of roadmaps and the survey's verdicts against labels made by hand, shows each document, moves every number
 * the rules decide by (src/reading/items/thresholds.ts), and compares with the figures kept in bench/eval-history.jsonl.
 * Without arguments it takes the labels of ../shared/data where they are there. `--record` adds today's figures to the history.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { f1, figuresOf, scoreDocument } from './score-items.ts';
import type { DocumentScore, Figures, LabelledDocument } from './score-items.ts';

const ROOT = resolve(import.meta.dirname, '..');
const HISTORY = join(ROOT, 'bench', 'eval-history.jsonl');
const MAIN = join(ROOT, 'dist', 'main.js');

interface SurveyFigures {
  readonly snapshots: number;
  readonly right: number;
  readonly sure: string;
  readonly kindRight: string;
  readonly recall: number;
  readonly precision: number;
}

interface Past {
  readonly date: string;
  readonly commit: string;
  readonly labels: string;
  readonly items?: Figures;
  readonly survey?: SurveyFigures;
}

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      items: { type: 'string' },
      survey: { type: 'string' },
      split: { type: 'string', default: 'dev' },
      only: { type: 'string' },
      'no-sensitivity': { type: 'boolean', default: false },
      record: { type: 'boolean', default: false },
    },
  });
  const shared = [join(ROOT, '..', 'shared'), join(ROOT, '..', '..', 'shared')].find((path) => existsSync(path));
  const isPlain = values.items === undefined && values.survey === undefined;
  const rest = [...positionals];
  const items = values.items ?? (isPlain && shared !== undefined ? join(shared, 'data/roadmap-items.json') : undefined);
  const raw = values.items === undefined ? join(shared ?? '', 'data/roadmaps') : rest.shift();
  const survey =
    values.survey ?? (isPlain && shared !== undefined ? join(shared, 'data/survey-truth.json') : undefined);
  const mirror = values.survey === undefined ? join(shared ?? '', '..', '.mirror') : rest.shift();
  if (items === undefined && survey === undefined) {
    console.log('No labels: give --items LABELS.json RAW_FOLDER or --survey TRUTH.json MIRROR_FOLDER.');
    return 0;
  }
  const records: Past[] = [];
  const stamp = { date: new Date().toISOString().slice(0, 10), commit: commitOf() };
  if (items !== undefined && raw !== undefined && existsSync(items) && values.only !== 'survey') {
    const labels = `${basename(items, '.json')} ${values.split}`;
    const figures = await evaluateItems(items, raw, values.split, labels, !values['no-sensitivity']);
    if (figures !== null) records.push({ ...stamp, labels, items: figures });
  }
  if (
    survey !== undefined &&
    mirror !== undefined &&
    existsSync(survey) &&
    existsSync(mirror) &&
    values.only !== 'items'
  ) {
    const labels = `${basename(survey, '.json')} ${values.split}`;
    const scorer = shared === undefined ? null : join(shared, 'eval/survey.mjs');
    const figures = evaluateSurvey(survey, mirror, values.split, labels, scorer);
    if (figures !== null) records.push({ ...stamp, labels, survey: figures });
  }
  if (values.record) {
    for (const record of records) appendFileSync(HISTORY, `${JSON.stringify(record)}\n`);
    console.log(`\n${records.length} lines added to bench/eval-history.jsonl`);
  }
  return 0;
}

function commitOf(): string {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', [...args], { cwd: ROOT, encoding: 'utf8' }).trim();
  const isClean = git('status', '--porcelain', '--untracked-files=no') === '';
  return `${git('rev-parse', '--short=10', 'HEAD')}${isClean ? '' : '+'}`;
}

/* Items */

interface Reader {
  readonly readDocument: (typeof import('../src/reading/document/index.ts'))['readDocument'];
  readonly readItems: (typeof import('../src/reading/items/index.ts'))['readItems'];
  readonly formatOf: (typeof import('../src/reading/document/index.ts'))['formatOf'];
}

async function evaluateItems(
  file: string,
  raw: string,
  split: string,
  labels: string,
  isSensitivityWanted: boolean,
): Promise<Figures | null> {
  const all = JSON.parse(readFileSync(file, 'utf8')) as LabelledDocument[];
  const documents = all.filter((document) => split === 'all' || document.split === split);
  if (documents.length === 0) {
    console.log(`No documents of split ${split} in ${basename(file)}.`);
    return null;
  }
  const bytes = documents.map((document) => readFileSync(join(raw, basename(document.file))));
  const scores = await scoresBy(await readerAt(ROOT), documents, bytes);
  console.log(`# Items: ${labels}\n`);
  console.log('document                    format  units  F1     titles status section links R');
  for (const score of scores) {
    const share = (part: number, of: number): string => (of === 0 ? '    -' : (part / of).toFixed(3)).padStart(6);
    const { right, missed } = score.links;
    console.log(
      `${score.id.slice(0, 27).padEnd(27)} ${score.format.padEnd(6)} ${String(score.units).padStart(5)}  ${f1(score).toFixed(3)} ${share(score.titles, score.found)} ${share(score.status, score.found)} ${share(score.section, score.found)}  ${share(right, right + missed)}`,
    );
  }
  const figures = figuresOf(scores);
  const before = lastOf(labels)?.items;
  console.log('');
  for (const [name, value] of Object.entries(figures)) {
    const past = before?.[name as keyof Figures];
    const change =
      past === undefined
        ? ''
        : `   before ${past.toFixed(3)}${Math.abs(value - past) >= 0.0005 ? `, ${signed(value - past)}` : ''}`;
    console.log(
      `${name.padEnd(15)} ${name === 'documents' ? String(value) : value.toFixed(3)}${name === 'documents' ? '' : change}`,
    );
  }
  if (isSensitivityWanted) await sensitivity(documents, bytes, scores);
  return figures;
}

async function scoresBy(
  { readDocument, readItems, formatOf }: Reader,
  documents: readonly LabelledDocument[],
  bytes: readonly Buffer[],
): Promise<DocumentScore[]> {
  const scores: DocumentScore[] = [];
  for (const [index, document] of documents.entries()) {
    const format = formatOf(document.file) ?? 'text';
    scores.push(scoreDocument(document, readItems(await readDocument(bytes[index]!, format)).items));
  }
  return scores;
}

async function readerAt(root: string): Promise<Reader> {
  const at = (path: string): string => pathToFileURL(join(root, path)).href;
  const { readDocument, formatOf } = (await import(at('src/reading/document/index.ts'))) as Reader;
  const { readItems } = (await import(at('src/reading/items/index.ts'))) as Reader;
  return { readDocument, readItems, formatOf };
}

/** Each number a fifth lower and higher; and for each document the score with the value that is best on all others. */
async function sensitivity(
  documents: readonly LabelledDocument[],
  bytes: readonly Buffer[],
  now: readonly DocumentScore[],
): Promise<void> {
  const source = readFileSync(join(ROOT, 'src/reading/items/thresholds.ts'), 'utf8');
  const folder = mkdtempSync(join(tmpdir(), 'commonwork-eval-'));
  console.log(
    '\nWhat each threshold carries: macro F1 / titles at a fifth less, now, a fifth more; left one document out',
  );
  try {
    for (const [, name, written] of source.matchAll(/^ {2}(\w+): ([\d.]+),$/gm)) {
      const value = Number(written);
      const runs = [{ value, scores: now }];
      for (const other of aroundOf(value)) {
        const root = mkdtempSync(join(folder, 'variant-'));
        for (const part of ['src/reading', 'src/kernel', 'package.json'])
          cpSync(join(ROOT, part), join(root, part), { recursive: true });
        const changed = source.replace(`  ${name!}: ${written!},`, `  ${name!}: ${other},`);
        writeFileSync(join(root, 'src/reading/items/thresholds.ts'), changed);
        runs.push({ value: other, scores: await scoresBy(await readerAt(root), documents, bytes) });
      }
      runs.sort((a, b) => a.value - b.value);
      const shown = runs.map(({ value: at, scores }) => {
        const { macroF1, titles } = figuresOf(scores);
        return `${String(at).padStart(4)}: ${macroF1.toFixed(3)} / ${titles.toFixed(3)}`;
      });
      console.log(`  ${name!.padEnd(16)} ${shown.join('   ')}   left out: ${leftOut(runs, value).toFixed(3)}`);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function aroundOf(value: number): number[] {
  const step = Number.isInteger(value) ? Math.max(1, Math.round(value * 0.2)) : value * 0.2;
  return [value - step, value + step].map((other) => Number(other.toFixed(3)));
}

/** Macro F1 when the value for each document is the one that is best on all the others; today's wins a tie. */
function leftOut(
  runs: readonly { readonly value: number; readonly scores: readonly DocumentScore[] }[],
  now: number,
): number {
  const count = runs[0]!.scores.length;
  let sum = 0;
  for (let out = 0; out < count; out++) {
    const rated = runs.map((run) => ({
      run,
      rest: run.scores.reduce((total, score, index) => (index === out ? total : total + f1(score)), 0),
    }));
    rated.sort((a, b) => b.rest - a.rest || Number(b.run.value === now) - Number(a.run.value === now));
    sum += f1(rated[0]!.run.scores[out]!);
  }
  return sum / count;
}

/* Verdicts */

function evaluateSurvey(
  truth: string,
  mirror: string,
  split: string,
  labels: string,
  scorer: string | null,
): SurveyFigures | null {
  if (scorer === null || !existsSync(scorer) || !existsSync(MAIN)) {
    console.log('\n# Verdicts: skipped, the scorer or dist/main.js is not there');
    return null;
  }
  const command = [
    scorer,
    truth,
    mirror,
    '--split',
    split,
    '--verbose',
    '--',
    process.execPath,
    MAIN,
    'survey',
    '--format',
    'json',
  ];
  const { stdout } = spawnSync(process.execPath, command, { encoding: 'utf8', maxBuffer: 1 << 28 });
  console.log(`\n# Verdicts: ${labels}\n\n${stdout.trim()}`);
  const right = /verdict right on (\d+) of (\d+)/.exec(stdout);
  const found = /roadmap found: recall ([\d.]+) precision ([\d.]+); kind right (\S+?); sure labels right (\S+?);/.exec(
    stdout,
  );
  if (right === null || found === null) return null;
  const figures: SurveyFigures = {
    snapshots: Number(right[2]),
    right: Number(right[1]),
    recall: Number(found[1]),
    precision: Number(found[2]),
    kindRight: found[3]!,
    sure: found[4]!,
  };
  const before = lastOf(labels)?.survey;
  if (before !== undefined)
    console.log(`before: ${before.right} of ${before.snapshots}, sure ${before.sure}, kind ${before.kindRight}`);
  return figures;
}

/* History */

function lastOf(labels: string): Past | undefined {
  if (!existsSync(HISTORY)) return undefined;
  const lines = readFileSync(HISTORY, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as Past).findLast((past) => past.labels === labels);
}

function signed(change: number): string {
  return `${change > 0 ? '+' : ''}${change.toFixed(3)}`;
}

process.exit(await main());
