/**
 * A git that waits: while a repository is held, every git process asked about it stands still, as one on a slow disk would. So a test can
 * end a program in the middle of a reading, every time.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface HeldGit {
  /** For the PATH of the program. */
  readonly path: string;
  hold(...repositories: readonly string[]): void;
  release(...repositories: readonly string[]): void;
}

export function heldGit(folder: string): HeldGit {
  const git = execFileSync('sh', ['-c', 'command -v git'], { encoding: 'utf8' }).trim();
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'git'),
    `#!/bin/sh\nwhile [ -e "\${GIT_OBJECT_DIRECTORY%/objects}.held" ]; do sleep 0.1; done\nexec "${git}" "$@"\n`,
  );
  chmodSync(join(folder, 'git'), 0o755);
  return {
    path: `${folder}:${process.env['PATH'] ?? ''}`,
    hold: (...repositories) => repositories.forEach((one) => writeFileSync(`${one}.held`, '')),
    release: (...repositories) => repositories.forEach((one) => rmSync(`${one}.held`, { force: true })),
  };
}
