/** Real documents for measurements: found in a folder of files or of bare repositories at run time, never kept here. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatOf } from '../src/reading/document/index.ts';
import type { DocumentFormat } from '../src/reading/document/index.ts';

export interface RealDocument {
  readonly name: string;
  readonly format: DocumentFormat;
  readonly bytes: Buffer;
}

export interface Repository {
  readonly name: string;
  readonly gitDir: string;
}

/** OWNER+NAME/repo, OWNER+NAME/repo/.git or NAME.git, as bench/survey.ts takes them. */
export function repositoriesIn(folder: string): Repository[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const gitDir = [join(folder, name, 'repo', '.git'), join(folder, name, 'repo'), join(folder, name)].find(
        (path) => existsSync(join(path, 'HEAD')) && existsSync(join(path, 'objects')),
      );
      return gitDir === undefined ? [] : [{ name: name.replace('+', '/'), gitDir }];
    });
}

/** Documents of a repository's last commit whose path `wanted` accepts, as far as their bytes are there. */
export function documentsOf(
  repository: Repository,
  wanted: (path: string, bytes: number) => boolean,
  most: number,
): RealDocument[] {
  const git = [`--git-dir=${repository.gitDir}`];
  const env = {
    PATH: process.env['PATH'],
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_CONFIG_GLOBAL: '/dev/null',
  };
  let list = '';
  try {
    const args = [...git, 'ls-tree', '-r', '-z', '-l', 'HEAD'];
    list = execFileSync('git', args, {
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return [];
  }
  const found = list.split('\0').flatMap((row) => {
    const match = /^\d{6} blob ([0-9a-f]{40,64}) +(\d+)\t(.+)$/s.exec(row);
    if (match === null || !wanted(match[3]!, Number(match[2]))) return [];
    const format = formatOf(match[3]!);
    return format === null ? [] : [{ id: match[1]!, path: match[3]!, format }];
  });
  const chosen = found.slice(0, most);
  const input = chosen.map(({ id }) => `${id}\n`).join('');
  const { stdout } = spawnSync('git', [...git, 'cat-file', '--batch'], { input, maxBuffer: 1 << 30, env });
  const out: RealDocument[] = [];
  let at = 0;
  for (const { path, format } of chosen) {
    const end = stdout.indexOf(0x0a, at);
    if (end < 0) break;
    const head = stdout.toString('latin1', at, end).split(' ');
    at = end + 1;
    if (head[1] !== 'blob') continue;
    const length = Number(head[2]);
    out.push({ name: `${repository.name}:${path}`, format, bytes: Buffer.from(stdout.subarray(at, at + length)) });
    at += length + 1;
  }
  return out;
}

export function documentsIn(folder: string): RealDocument[] {
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const path = join(folder, name);
      const format = formatOf(name);
      return format === null || !statSync(path).isFile() ? [] : [{ name, format, bytes: readFileSync(path) }];
    });
}

export function option(name: string): string | undefined {
  const at = process.argv.indexOf(name);
  return at < 0 ? undefined : process.argv[at + 1];
}
