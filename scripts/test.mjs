// npm test: builds what the browser journeys and the command tests run, then every check of the house, then the tests.
//   npm test                    everything
//   npm test -- PATH...         only the tests whose path contains one of these
//   npm test -- --tests         only the tests, all of them
// Prints failures, not noise. The last line is "N passed, N failed, N skipped": every test and every check counts as one.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endWithKeeper, isKept, runKept } from './keep.mjs';

const LIMIT_MS = 25 * 60_000;
const LEFT_MS = 15_000;

if (!isKept()) {
  const env = { ...process.env, COMMONWORK_TEST_RUN: randomUUID() };
  process.exit(await runKept(import.meta.filename, process.argv.slice(2), env));
}
endWithKeeper();
process.chdir(join(import.meta.dirname, '..'));
const args = process.argv.slice(2);
const paths = args.filter((arg) => !arg.startsWith('-'));
const onlyTests = paths.length > 0 || args.includes('--tests');
const totals = { passed: 0, failed: 0, skipped: 0 };

await check('build', ['scripts/build.mjs']);
if (!onlyTests) {
  // The cheap checks share the two cores first, so that the tests have them to themselves.
  await inTwos([
    () => check('types', [program('typescript', 'tsc'), '-p', '.']),
    () => check('lint', [program('oxlint', 'oxlint'), '--type-aware']),
    () => check('format', [program('oxfmt', 'oxfmt'), '--check', '.']),
    () => check('dead code', [program('knip', 'knip'), '--no-progress']),
    () => check('map', ['scripts/map.ts', '--check']),
  ]);
}
await runTests();
await nothingLeft();
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);
process.exit(totals.failed === 0 && totals.passed > 0 ? 0 : 1);

/** One check: silent when it passes but for a line, with all it printed when it fails. */
async function check(name, command) {
  const { code, output, seconds } = await run(command);
  totals[code === 0 ? 'passed' : 'failed']++;
  if (code !== 0) console.log(`\n${output.trim()}\n`);
  say(code === 0, name, seconds);
}

async function runTests() {
  const folder = mkdtempSync(join(tmpdir(), 'commonwork-test-'));
  const report = join(folder, 'report.json');
  try {
    const reporters = ['--reporter=minimal', '--reporter=json', `--outputFile.json=${report}`];
    const { code, output, seconds } = await run([program('vitest', 'vitest'), 'run', ...reporters, ...paths]);
    const counted = countTests(report);
    totals.passed += counted.passed;
    totals.failed += counted.failed;
    totals.skipped += counted.skipped;
    // An error outside every test, or a crash of the runner: one failure, never a green run.
    if (code !== 0 && counted.failed === 0) totals.failed++;
    const isGreen = code === 0 && counted.failed === 0;
    if (!isGreen) console.log(`\n${output.replace(/^JSON report written.*\n/m, '').trim()}\n`);
    const all = `${counted.passed + counted.failed} tests`;
    say(isGreen, counted.failed > 0 ? `${counted.failed} of ${all}` : all, seconds);
    if (counted.skipped > 0) saySkipped(counted);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function countTests(report) {
  const counted = { passed: 0, failed: 0, skipped: 0, needs: [] };
  let files = [];
  try {
    files = JSON.parse(readFileSync(report, 'utf8')).testResults;
  } catch {
    return counted; // the runner ended before it wrote; its exit code counts
  }
  for (const file of files) {
    // A file that could not even be loaded has no tests to count.
    if (file.status === 'failed' && file.assertionResults.every((one) => one.status !== 'failed')) counted.failed++;
    for (const one of file.assertionResults) {
      if (one.status === 'passed') counted.passed++;
      else if (one.status === 'failed') counted.failed++;
      else {
        counted.skipped++;
        counted.needs.push(/\(needs ([^)]+)\)/.exec(one.fullName)?.[1] ?? '');
      }
    }
  }
  return counted;
}

/** A test says in its name what it needs: "(needs root)", perhaps "in a folder that others reach", or the Debian package that CI installs: "(needs postgresql-15)". */
function saySkipped({ skipped, needs }) {
  const packages = needs.filter((need) => need !== '' && !need.startsWith('root'));
  const roots = needs.filter((need) => need.startsWith('root'));
  const why = [
    packages.length > 0 ? `${packages.length} for want of Debian packages (${[...new Set(packages)].join(', ')})` : '',
    roots.length > 0 ? `${roots.length} because only root can run them, some only in a folder that others reach` : '',
  ].filter((text) => text !== '');
  console.log(`skipped ${skipped}${why.length > 0 ? `: ${why.join(', ')}` : ''}`);
}

/** Every process that we started carries our mark in its environment: none may be left 15 s after the tests. */
async function nothingLeft() {
  const mark = `COMMONWORK_TEST_RUN=${process.env['COMMONWORK_TEST_RUN']}`;
  let left = marked(mark);
  if (left === null) {
    totals.skipped++;
    return;
  }
  for (let waited = 0; left.length > 0 && waited < LEFT_MS; waited += 250) {
    await new Promise((resolve) => setTimeout(resolve, 250));
    left = marked(mark);
  }
  totals[left.length === 0 ? 'passed' : 'failed']++;
  for (const one of left) {
    console.log(`left running after the tests: ${one.pid} ${one.command}`);
    try {
      process.kill(one.pid, 'SIGKILL');
    } catch {
      // It ended by itself meanwhile.
    }
  }
  say(left.length === 0, 'no process left behind');
}

function marked(mark) {
  const found = [];
  let entries = [];
  try {
    entries = readdirSync('/proc');
  } catch {
    return null;
  }
  for (const entry of entries) {
    const pid = Number(entry);
    if (!Number.isInteger(pid) || pid === process.pid || pid === process.ppid) continue;
    try {
      if (!readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(mark)) continue;
      found.push({ pid, command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 120) });
    } catch {
      // Not ours to read, or already gone.
    }
  }
  return found;
}

async function inTwos(jobs) {
  const queue = [...jobs];
  const lane = async () => {
    for (let job = queue.shift(); job !== undefined; job = queue.shift()) await job();
  };
  await Promise.all([lane(), lane()]);
}

function run(command) {
  const started = performance.now();
  return new Promise((resolve) => {
    const env = { ...process.env };
    delete env['CW_KEPT'];
    delete env['FORCE_COLOR'];
    env[process.stdout.isTTY ? 'FORCE_COLOR' : 'NO_COLOR'] = '1';
    const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'], env });
    const parts = [];
    child.stdout.on('data', (part) => parts.push(part));
    child.stderr.on('data', (part) => parts.push(part));
    const limit = setTimeout(() => {
      parts.push(Buffer.from(`\nended after ${LIMIT_MS / 60_000} minutes`));
      child.kill('SIGKILL');
    }, LIMIT_MS);
    child.on('close', (code) => {
      clearTimeout(limit);
      resolve({
        code: code ?? 1,
        output: Buffer.concat(parts).toString('utf8'),
        seconds: (performance.now() - started) / 1000,
      });
    });
  });
}

function say(isGood, what, seconds) {
  console.log(`${isGood ? 'ok    ' : 'FAILED'} ${what}${seconds === undefined ? '' : ` (${seconds.toFixed(1)} s)`}`);
}

/** The program file of a package, so that no shell and no PATH is between us and it. */
function program(packageName, name) {
  const file = findPackage(packageName);
  const { bin } = JSON.parse(readFileSync(file, 'utf8'));
  return join(file, '..', typeof bin === 'string' ? bin : bin[name]);
}

function findPackage(name) {
  return join(process.cwd(), 'node_modules', name, 'package.json');
}
