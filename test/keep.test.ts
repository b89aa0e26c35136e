import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const KEPT = join(import.meta.dirname, 'support/kept.mjs');

describe.skipIf(process.platform === 'win32')('what the runner started is gone', () => {
  test('when it returns, whose exit code is passed on', async () => {
    const run = await start(['return']);
    await once(run.outer, 'close');
    expect(run.outer.exitCode).toBe(7);
    await gone(run.inner, run.child);
  });

  test('when it is interrupted', async () => {
    const run = await start();
    run.outer.kill('SIGINT');
    await once(run.outer, 'close');
    expect(run.outer.exitCode).toBe(130);
    await gone(run.inner, run.child);
  });

  test('when the keeper is killed hard', async () => {
    const run = await start();
    run.outer.kill('SIGKILL');
    await gone(run.inner, run.child);
  });

  test('when the kept script is killed hard', async () => {
    const run = await start();
    process.kill(run.inner, 'SIGKILL');
    await once(run.outer, 'close');
    expect(run.outer.exitCode).not.toBe(0);
    await gone(run.child);
  });

  test('when the shell that started it is killed hard', async () => {
    // As npm does: a shell whose only purpose is this script.
    const shell = spawn('sh', ['-c', `"${process.execPath}" "${KEPT}"; true`], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: env(),
    });
    const run = await started(shell);
    shell.kill('SIGKILL');
    await gone(run.inner, run.child);
  });
});

async function start(args: readonly string[] = []) {
  return started(spawn(process.execPath, [KEPT, ...args], { stdio: ['ignore', 'pipe', 'inherit'], env: env() }));
}

async function started(outer: ChildProcess) {
  const [line] = (await once(outer.stdout!, 'data')) as [Buffer];
  const found = /inner (\d+) child (\d+)/.exec(line.toString());
  if (found === null) throw new Error(`unexpected: ${line.toString()}`);
  return { outer, inner: Number(found[1]), child: Number(found[2]) };
}

/** Waits until none of these processes runs; the test's own limit is the deadline. */
async function gone(...pids: readonly number[]) {
  for (const pid of pids) while (runs(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // Ended but not yet collected by its parent counts as gone; without /proc the signal alone decides.
    return !existsSync('/proc/self') || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** Without the mark of the run that we are part of ourselves. */
function env() {
  const { CW_KEPT: _, ...rest } = process.env;
  return rest;
}
