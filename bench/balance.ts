/**
 * Pull requests counted from git alone, against the figures that were counted by hand on the same repositories (survey-anchors
 * section 6): how far each differs, how long it takes.
 *
 *   npm run bench balance -- --mirrors FOLDER
 *
 * FOLDER holds bare repositories as OWNER+NAME/repo, with the refs of their pull requests. On a newer copy the figures have grown:
 * what differs by then says so by its number of requests.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { balanceOf } from '../src/areas/survey/balance.ts';
import { refused } from '../src/kernel/refusal.ts';
import { openLocalRepository } from '../src/outside/git/index.ts';

/** Requests, highest number, numbers named by merges, by squashes, landed only, merged. */
const COUNTED: Readonly<Record<string, readonly number[]>> = {
  'numpy/numpy': [18_258, 32_388, 12_341, 2_339, 157, 14_765],
  'scipy/scipy': [14_376, 26_001, 6_753, 4_725, 135, 11_566],
  'jupyterlab/jupyterlab': [9_874, 19_557, 3_943, 4_803, 38, 8_598],
  'napari/napari': [5_495, 9_438, 29, 4_581, 19, 4_607],
  'dask/dask': [6_706, 12_568, 698, 5_771, 23, 5_716],
  'networkx/networkx': [4_784, 8_864, 779, 2_680, 42, 3_501],
};
/** Year: opened, merged, other numbers. */
const BY_YEAR: Readonly<Record<string, Readonly<Record<number, readonly number[]>>>> = {
  'numpy/numpy': { 2023: [1_639, 1_368, 964], 2024: [1_613, 1_413, 958], 2025: [1_754, 1_450, 725] },
  'scipy/scipy': { 2025: [1_342, 1_123, 698] },
  'dask/dask': { 2025: [340, 286, 250] },
};
const NAMES = ['requests', 'highest', 'merges', 'squashes', 'landed', 'merged'];
const ALLOWED = 0.01;

async function main(): Promise<number> {
  const at = process.argv.indexOf('--mirrors');
  const mirrors = at < 0 ? undefined : process.argv[at + 1];
  if (mirrors === undefined) {
    console.log('skipped: give a folder of bare repositories: npm run bench balance -- --mirrors FOLDER');
    return 0;
  }
  let worst = 0;
  for (const [id, wanted] of Object.entries(COUNTED)) {
    const folder = join(mirrors, id.replace('/', '+'), 'repo');
    if (!existsSync(folder)) {
      console.log(`${id}: not there`);
      continue;
    }
    const began = performance.now();
    const opened = await openLocalRepository(folder);
    if (refused(opened)) {
      console.log(`${id}: ${opened.refused}`);
      continue;
    }
    const balance = await balanceOf(opened.done, id, '', '9999-12-31');
    const seconds = (performance.now() - began) / 1000;
    await opened.done.close();
    if (balance === null) {
      console.log(`${id}: holds no refs of pull requests`);
      continue;
    }
    const { requests, highest, claimed, tiers, merged } = balance;
    const got = [requests, highest, claimed.merge, claimed.squash, tiers.landed, merged];
    const years = Object.entries(BY_YEAR[id] ?? {}).map(([year, figures]) => {
      const own = balance.years.find((one) => one.year === Number(year));
      return { year, figures, got: own === undefined ? [0, 0, 0] : [own.opened, own.merged, own.others ?? 0] };
    });
    worst = Math.max(worst, ...differences(got, wanted), ...years.flatMap((one) => differences(one.got, one.figures)));
    console.log(`${id}  ${seconds.toFixed(2)} s`);
    for (const [n, name] of NAMES.entries()) console.log(`  ${name.padEnd(9)} ${compared(got[n]!, wanted[n]!)}`);
    for (const { year, figures, got: own } of years)
      console.log(
        `  ${year}      ${['opened', 'merged', 'others'].map((name, n) => `${name} ${compared(own[n]!, figures[n]!)}`).join('; ')}`,
      );
  }
  console.log(`largest difference: ${(worst * 100).toFixed(2)} % (at most ${ALLOWED * 100} % is asked for)`);
  return worst <= ALLOWED ? 0 : 1;
}

function compared(got: number, wanted: number): string {
  return `${got} against ${wanted} (${(difference(got, wanted) * 100).toFixed(2)} %)`;
}

function differences(got: readonly number[], wanted: readonly number[]): number[] {
  return got.map((value, n) => difference(value, wanted[n]!));
}

function difference(got: number, wanted: number): number {
  return Math.abs(got - wanted) / Math.max(1, wanted);
}

process.exitCode = await main();
