/** Repositories for tests, made by git itself; ours is the only code that reads them. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Outcome } from '../../kernel/refusal.ts';

const ENV = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Ada Example',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada Example',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
};

/** A folder that is gone after the tests of a file. */
export function scratch(): { readonly path: string; readonly remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'commonwork-git-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function git(folder: string, args: readonly string[], input?: string | Buffer): string {
  return execFileSync('git', args, { cwd: folder, env: ENV, input: input ?? '', stdio: ['pipe', 'pipe', 'pipe'] })
    .toString()
    .trim();
}

export interface MadeCommit {
  readonly files?: Readonly<Record<string, string | Buffer>>;
  /** Names as bytes, kinds other than plain files. */
  readonly entries?: readonly {
    readonly path: Buffer | string;
    readonly mode: '100644' | '100755' | '120000';
    readonly data: string | Buffer;
  }[];
  readonly submodules?: Readonly<Record<string, string>>;
  readonly remove?: readonly string[];
  readonly rename?: readonly (readonly [from: string, to: string])[];
  readonly date?: string;
  readonly author?: string;
  readonly message?: string;
  readonly branch?: string;
  /** Marks of earlier commits, from 1 in order: the first parent when it is not the branch's tip, and those merged. */
  readonly from?: number;
  readonly merge?: number;
}

/** A bare repository from a list of commits, through `git fast-import`. */
export function makeRepository(
  folder: string,
  commits: readonly MadeCommit[],
  options: { readonly format?: 'sha256' } = {},
): string {
  mkdirSync(folder, { recursive: true });
  git(folder, [
    'init',
    '-q',
    '--bare',
    '-b',
    'main',
    ...(options.format === undefined ? [] : [`--object-format=${options.format}`]),
  ]);
  const parts: Buffer[] = [];
  const say = (text: string | Buffer): void => void parts.push(Buffer.from(text));
  const data = (content: string | Buffer): void => {
    const bytes = Buffer.from(content);
    say(`data ${bytes.length}\n`);
    say(bytes);
    say('\n');
  };
  for (const [n, commit] of commits.entries()) {
    const when = `${Math.floor(new Date(commit.date ?? `2020-01-01T00:00:${String(n % 60).padStart(2, '0')}Z`).getTime() / 1000)} +0000`;
    say(`commit refs/heads/${commit.branch ?? 'main'}\nmark :${n + 1}\n`);
    say(`author ${commit.author ?? 'Ada Example'} <ada@example.org> ${when}\n`);
    say(`committer ${commit.author ?? 'Ada Example'} <ada@example.org> ${when}\n`);
    data(commit.message ?? `Commit ${n + 1}`);
    if (commit.from !== undefined) say(`from :${commit.from}\n`);
    if (commit.merge !== undefined) say(`merge :${commit.merge}\n`);
    for (const [from, to] of commit.rename ?? []) say(`R "${from}" "${to}"\n`);
    for (const path of commit.remove ?? []) say(`D ${path}\n`);
    const entries = [
      ...Object.entries(commit.files ?? {}).map(([path, content]) => ({ path, mode: '100644', data: content })),
      ...(commit.entries ?? []),
    ];
    for (const entry of entries) {
      say(`M ${entry.mode} inline `);
      say(quoted(entry.path));
      say('\n');
      data(entry.data);
    }
    for (const [path, id] of Object.entries(commit.submodules ?? {})) say(`M 160000 ${id} ${path}\n`);
  }
  git(folder, ['fast-import', '--quiet', '--force'], Buffer.concat(parts));
  return folder;
}

function quoted(path: string | Buffer): string {
  return `"${[...Buffer.from(path)].map((byte) => (byte > 0x20 && byte < 0x7f && byte !== 0x22 && byte !== 0x5c ? String.fromCharCode(byte) : `\\${byte.toString(8).padStart(3, '0')}`)).join('')}"`;
}

export function must<T>(outcome: Outcome<T, string>): T {
  if ('refused' in outcome) throw new Error(`refused: ${outcome.refused} ${JSON.stringify(outcome.because)}`);
  return outcome.done;
}

/** Processes on this machine whose command line holds a text. */
export function processesWith(text: string): string[] {
  return spawnSync('ps', ['-eo', 'pid,args'], { encoding: 'utf8' })
    .stdout.split('\n')
    .filter((line) => line.includes(text) && !line.includes(' ps '));
}
