/**
 * The survey against what a person would use instead, on the same commits side by side: repolinter (npm, file-existence rules, needs
 * a checkout) and CLOMonitor's file-name and README rules. Wall time, processor time, memory, and what each finds.
 *
 *   npm run bench survey -- --mirrors FOLDER [--runs 7] [--portfolio 50]
 *
 * FOLDER holds bare repositories as OWNER+NAME/repo, OWNER+NAME/repo/.git or NAME.git.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CHECKS, type Check } from './_clomonitor.ts';

const REPOLINTER = '0.12.0';
const MAIN = resolve(import.meta.dirname, '../dist/main.js');
/** Shown one by one where they are there; a portfolio takes every repository of the folder. */
const SHOWN = ['numpy/numpy', 'scipy/scipy', 'jupyterlab/jupyterlab', 'dask/dask'];

interface Options {
  readonly mirrors: string;
  readonly runs: number;
  readonly portfolio: number;
}

interface Place {
  readonly id: string;
  readonly gitDir: string;
}

interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
}

async function main(): Promise<number> {
  const options = readOptions();
  if (typeof options === 'string') {
    console.log(`skipped: ${options}`);
    return 0;
  }
  if (!existsSync(MAIN)) {
    console.log('skipped: dist/ is not built; run "npm run prepare" first.');
    return 0;
  }
  const places = repositoriesIn(options.mirrors);
  const shown = SHOWN.flatMap((id) => places.filter((place) => place.id === id));
  const scratch = mkdtempSync(join(tmpdir(), 'commonwork-bench-'));
  try {
    console.log(
      `${cpus().length} processors (${cpus()[0]?.model ?? 'unknown'}), load ${loadavg()[0]!.toFixed(1)}, Node ${process.version}, medians of ${options.runs} runs`,
    );
    const linter = installRepolinter(scratch);
    for (const place of shown.length > 0 ? shown : places.slice(0, 4))
      await oneRepository(place, linter, scratch, options.runs);
    await portfolio(places, scratch, options);
    return 0;
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function readOptions(): Options | string {
  const value = (name: string): string | undefined => {
    const at = process.argv.indexOf(name);
    return at < 0 ? undefined : process.argv[at + 1];
  };
  const mirrors = value('--mirrors');
  if (mirrors === undefined) return 'give a folder of bare repositories: npm run bench survey -- --mirrors FOLDER';
  if (!existsSync(mirrors)) return `there is no folder ${mirrors}.`;
  return { mirrors, runs: Number(value('--runs') ?? 7), portfolio: Number(value('--portfolio') ?? 50) };
}

function repositoriesIn(folder: string): Place[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const gitDir = [join(folder, name, 'repo', '.git'), join(folder, name, 'repo'), join(folder, name)].find(
        (path) => existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects')),
      );
      return gitDir === undefined ? [] : [{ id: name.replace('+', '/').replace(/\.git$/, ''), gitDir }];
    });
}

/* One repository, three ways */

async function oneRepository(place: Place, linter: string | null, scratch: string, runs: number): Promise<void> {
  const commit = execFileSync('git', [`--git-dir=${place.gitDir}`, 'rev-parse', 'HEAD'], { encoding: 'utf8' }).trim();
  console.log(`\n## ${place.id} at ${commit.slice(0, 10)}\n`);
  const survey = ['survey', place.gitDir, '--format', 'json'];
  const ours = await median(runs, scratch, [process.execPath, MAIN, ...survey]);
  const first = medianOf(await times(runs, () => firstAnswer(place.gitDir)));
  const clomonitor = await median(runs, scratch, [
    process.execPath,
    join(import.meta.dirname, '_clomonitor.ts'),
    place.gitDir,
    commit,
  ]);
  const git = await median(runs, scratch, [
    'git',
    `--git-dir=${place.gitDir}`,
    'ls-tree',
    '-r',
    '--name-only',
    '-z',
    commit,
  ]);
  const node = await median(runs, scratch, [process.execPath, '-e', '0']);
  const rows: [string, Measured | null, string][] = [
    ['Commonwork, whole survey', ours, `first answer after ${first.toFixed(0)} ms`],
    ['CLOMonitor’s rules', clomonitor, ''],
    ['git ls-tree alone', git, ''],
    ['node -e 0', node, ''],
  ];
  let checkout: Measured | null = null;
  let linted: Measured | null = null;
  const tree = join(scratch, 'checkout');
  if (linter !== null) {
    checkout = await median(Math.min(3, runs), scratch, [
      'sh',
      '-c',
      `rm -rf "${tree}" && mkdir "${tree}" && git --git-dir="${place.gitDir}" archive ${commit} | tar -x -C "${tree}"`,
    ]);
    linted = await median(runs, scratch, [
      process.execPath,
      linter,
      'lint',
      tree,
      '-r',
      rulesFile(scratch),
      '--format',
      'json',
    ]);
    rows.splice(1, 0, ['repolinter, five rules', linted, ''], ['the checkout that it needs', checkout, '']);
  }
  print([
    ['', 'wall', 'processor', 'peak memory', ''],
    ...rows.map(([name, measured, note]) => [
      name,
      ...(measured === null
        ? ['', '', '']
        : [`${measured.wallMs.toFixed(0)} ms`, `${measured.cpuMs.toFixed(0)} ms`, `${measured.peakMb.toFixed(0)} MB`]),
      note,
    ]),
  ]);
  if (linted !== null && checkout !== null) {
    const ratio = (a: number, b: number): string => (a / b).toFixed(1);
    console.log(
      `\nprocessor: repolinter takes ${ratio(linted.cpuMs, ours.cpuMs)} times ours, with its checkout ${ratio(linted.cpuMs + checkout.cpuMs, ours.cpuMs)} times; wall ${ratio(linted.wallMs, ours.wallMs)} and ${ratio(linted.wallMs + checkout.wallMs, ours.wallMs)} times`,
    );
  }
  console.log();
  whatEachFinds(place, commit, linter === null ? null : { linter, tree, scratch });
}

/** From the start of the process to the first line that it prints. */
function firstAnswer(gitDir: string): Promise<number> {
  return new Promise((done, fail) => {
    const started = performance.now();
    const child = spawn(process.execPath, [MAIN, 'survey', gitDir, '--stream'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let first = 0;
    child.stdout.on('data', () => {
      if (first === 0) first = performance.now() - started;
    });
    child.on('error', fail);
    child.on('close', () => done(first));
  });
}

const KIND_OF: Readonly<Record<Check, string>> = {
  roadmap: 'roadmap-technical',
  governance: 'governance',
  contributing: 'contributing',
  'code-of-conduct': 'code-of-conduct',
  maintainers: 'maintainers',
  license: 'license',
};

function whatEachFinds(
  place: Place,
  commit: string,
  lint: { linter: string; tree: string; scratch: string } | null,
): void {
  const run = (args: readonly string[]): string =>
    spawnSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 }).stdout;
  const ours = JSON.parse(run([MAIN, 'survey', place.gitDir, '--format', 'json'])).projects[0] as {
    documents: { kind: string; path: string }[];
    roadmap: { kind: string; state: string | null };
  };
  const theirs = JSON.parse(run([join(import.meta.dirname, '_clomonitor.ts'), place.gitDir, commit])) as Record<
    Check,
    string | null
  >;
  const lints =
    lint === null
      ? null
      : lintFindings(run([lint.linter, 'lint', lint.tree, '-r', rulesFile(lint.scratch), '--format', 'json']));
  print([
    ['what is found', 'Commonwork', 'CLOMonitor’s rules', ...(lints === null ? [] : ['repolinter'])],
    ...CHECKS.map((check) => {
      const own = ours.documents.filter(({ kind }) => kind === KIND_OF[check]).map(({ path }) => path);
      return [
        check,
        own.length === 0 ? '-' : `${own[0]!}${own.length > 1 ? ` and ${own.length - 1} more` : ''}`,
        theirs[check] ?? '-',
        ...(lints === null ? [] : [lints[check] ?? '-']),
      ];
    }),
    [
      'verdict on the roadmap',
      `${ours.roadmap.state ?? 'none found in git'}${ours.roadmap.kind === 'none' ? '' : `, ${ours.roadmap.kind}`}`,
      'not asked',
      ...(lints === null ? [] : ['not asked']),
    ],
  ]);
}

/* repolinter */

function installRepolinter(scratch: string): string | null {
  const folder = join(scratch, 'repolinter');
  mkdirSync(folder);
  const npm = spawnSync(
    'npm',
    ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', folder, `repolinter@${REPOLINTER}`],
    { encoding: 'utf8' },
  );
  const program = join(folder, 'node_modules', 'repolinter', 'bin', 'repolinter.js');
  if (npm.status === 0 && existsSync(program)) return program;
  console.log(
    `skipped: repolinter ${REPOLINTER} could not be installed (${npm.error?.message ?? npm.stderr.trim().split('\n').at(-1) ?? 'npm failed'})`,
  );
  return null;
}

const LINT_GLOBS: Readonly<Record<Exclude<Check, 'maintainers'>, readonly string[]>> = {
  license: ['LICENSE*', 'COPYING*'],
  contributing: ['{docs/,.github/,}CONTRIB*'],
  'code-of-conduct': ['{docs/,.github/,}CODE?OF?CONDUCT*'],
  governance: ['{docs/,.github/,}GOVERNANCE*'],
  roadmap: ['{docs/,.github/,}ROADMAP*'],
};

/** The file-existence rules of its own rule set, with roadmap and governance written in the same way. */
function rulesFile(scratch: string): string {
  const path = join(scratch, 'rules.json');
  if (!existsSync(path)) {
    const rules = Object.fromEntries(
      Object.entries(LINT_GLOBS).map(([name, globsAny]) => [
        name,
        { level: 'error', rule: { type: 'file-existence', options: { globsAny, nocase: true } } },
      ]),
    );
    writeFileSync(path, JSON.stringify({ version: 2, axioms: {}, rules }));
  }
  return path;
}

function lintFindings(out: string): Partial<Record<Check, string>> {
  const found: Partial<Record<Check, string>> = {};
  try {
    const { results } = JSON.parse(out) as {
      results: {
        ruleInfo: { name: string };
        status: string;
        lintResult?: { targets?: { path?: string; passed: boolean }[] };
      }[];
    };
    for (const { ruleInfo, status, lintResult } of results) {
      if (status === 'PASSED')
        found[ruleInfo.name as Check] = lintResult?.targets?.find(({ passed }) => passed)?.path ?? 'found';
    }
  } catch {
    // Its answer could not be read: shown as nothing found.
  }
  return found;
}

/* A portfolio */

async function portfolio(
  places: readonly Place[],
  scratch: string,
  { portfolio: wanted, runs }: Options,
): Promise<void> {
  const projects = places.slice(0, wanted).map(({ id, gitDir }) => ({ name: id, repositories: [{ id, url: gitDir }] }));
  if (projects.length === 0) return;
  const file = join(scratch, 'portfolio.json');
  writeFileSync(file, JSON.stringify({ projects }));
  const measured = await median(Math.min(3, runs), scratch, [
    process.execPath,
    MAIN,
    'survey',
    file,
    '--format',
    'json',
  ]);
  console.log(`\n## ${projects.length} projects from local repositories\n`);
  console.log(
    `${(measured.wallMs / 1000).toFixed(2)} s wall, ${(measured.cpuMs / 1000).toFixed(2)} s processor (${(measured.cpuMs / projects.length).toFixed(0)} ms a project), ${measured.peakMb.toFixed(0)} MB at most`,
  );
}

/* Measuring */

async function median(runs: number, scratch: string, command: readonly string[]): Promise<Measured> {
  measure(scratch, command); // fills the caches of the disk
  const all = await times(runs, () => Promise.resolve(measure(scratch, command)));
  const middle = (of: (one: Measured) => number): number => medianOf(all.map(of));
  return {
    wallMs: middle((one) => one.wallMs),
    cpuMs: middle((one) => one.cpuMs),
    peakMb: middle((one) => one.peakMb),
  };
}

async function times<T>(runs: number, work: () => Promise<T>): Promise<T[]> {
  const all: T[] = [];
  for (let n = 0; n < runs; n++) all.push(await work());
  return all;
}

function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!;
}

/** Processor time of a command and all it started, by the shell's `times`; the peak of its largest process by GNU time where it is. */
function measure(scratch: string, command: readonly string[]): Measured {
  const peakFile = join(scratch, 'peak');
  const timer = existsSync('/usr/bin/time') ? ['/usr/bin/time', '-o', peakFile, '-f', '%M'] : [];
  const started = performance.now();
  const ran = spawnSync('sh', ['-c', '"$@" >/dev/null 2>&1; times', 'sh', ...timer, ...command], { encoding: 'utf8' });
  const wallMs = performance.now() - started;
  // The second line of `times` is of the children: "0m0.120s 0m0.030s".
  const [user = '0m0s', system = '0m0s'] = (ran.stdout.trim().split('\n').at(-1) ?? '').split(/\s+/);
  const peak = existsSync(peakFile)
    ? Number(readFileSync(peakFile, 'utf8').trim().split('\n').at(-1)) / 1024
    : Number.NaN;
  return { wallMs, cpuMs: milliseconds(user) + milliseconds(system), peakMb: peak };
}

function milliseconds(text: string): number {
  const [minutes = '0', seconds = '0'] = text.replace('s', '').split('m');
  return (Number(minutes) * 60 + Number(seconds)) * 1000;
}

function print(rows: readonly (readonly string[])[]): void {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  for (const row of rows)
    console.log(
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join('  ')
        .trimEnd(),
    );
}

process.exitCode = await main();
