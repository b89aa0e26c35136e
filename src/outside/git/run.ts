/** Starts the git program: an environment of our own, limits, and an end for the whole process group. */

import { spawn, type ChildProcess } from 'node:child_process';
import type { Refusal } from '../../kernel/refusal.ts';
import type { GitRefusal } from './refusals.ts';
import type { GitLimits } from './types.ts';

export const DEFAULT_LIMITS: GitLimits = {
  timeoutMs: 60_000,
  maxBytesOut: 256 * 1024 * 1024,
  maxBlobBytes: 8 * 1024 * 1024,
  maxTreeEntries: 400_000,
  maxRepositoryBytes: 2 * 1024 * 1024 * 1024,
  transferMs: 15 * 60_000,
  stallMs: 30_000,
};

export type Environment = Record<string, string>;

/**
 * Nothing of the caller's environment but what programs need to be found. `none` is no transport's name,
 * so no call made with this can reach the network or start a helper, whatever a repository asks for.
 */
export function bareEnvironment(): Environment {
  const kept: Environment = {};
  for (const name of ['PATH', 'SystemRoot', 'TMPDIR', 'TEMP']) {
    const value = process.env[name];
    if (value !== undefined) kept[name] = value;
  }
  return {
    ...kept,
    LC_ALL: 'C',
    // Without a home libcurl would ask the system for one and read its .netrc.
    HOME: '/nonexistent',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_SYSTEM: '/dev/null',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_PAGER: 'cat',
  };
}

export interface Start {
  readonly args: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
}

const ownGroup = process.platform !== 'win32';

/** A git process in a group of its own, so that its helpers end with it. */
export function startGit({ args, env, cwd }: Start): ChildProcess {
  return spawn('git', args, { env, cwd, detached: ownGroup, stdio: ['pipe', 'pipe', 'pipe'], windowsHide: true });
}

export function endGroup(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    if (ownGroup) process.kill(-child.pid, 'SIGKILL');
    else child.kill('SIGKILL');
  } catch {
    // It had ended already.
  }
}

export type Ran =
  | { readonly ended: 'well'; readonly out: Buffer }
  | { readonly ended: 'badly'; readonly code: number | null; readonly complaint: string; readonly out: Buffer }
  | { readonly ended: 'too-much' | 'too-long' | 'cancelled' | 'no-git' };

const MAX_COMPLAINT = 64 * 1024;

/** One question, one answer. */
export function runGit(
  start: Start,
  limits: GitLimits,
  signal: AbortSignal | undefined,
  input: string | Buffer = '',
): Promise<Ran> {
  return new Promise((settle) => {
    if (signal?.aborted === true) return settle({ ended: 'cancelled' });
    const child = startGit(start);
    const out: Buffer[] = [];
    let size = 0;
    let complaint = '';
    let stopped: Ran | null = null;
    const stop = (why: Ran): void => {
      stopped ??= why;
      endGroup(child);
    };
    const onAbort = (): void => stop({ ended: 'cancelled' });
    const timer = setTimeout(() => stop({ ended: 'too-long' }), limits.timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });

    child.stdout!.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > limits.maxBytesOut) return stop({ ended: 'too-much' });
      out.push(chunk);
    });
    child.stderr!.on('data', (chunk: Buffer) => {
      if (complaint.length < MAX_COMPLAINT) complaint += chunk.toString('utf8');
    });
    // A process that ended before it read everything is told by its exit code.
    child.stdin!.on('error', () => undefined);
    child.on('error', () => (stopped ??= { ended: 'no-git' }));
    child.on('close', (code) => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      if (stopped !== null) return settle(stopped);
      settle(
        code === 0
          ? { ended: 'well', out: Buffer.concat(out) }
          : { ended: 'badly', code, complaint, out: Buffer.concat(out) },
      );
    });
    child.stdin!.end(input);
  });
}

/** Older ones cannot be held to a checked address (http.curloptResolve), and ignore it without a word. */
export const OLDEST_GIT = '2.38';

/** The version of the git on this machine, as "2.39.5"; null when there is none. */
export async function gitVersion(): Promise<string | null> {
  const ran = await runGit(
    { args: ['version'], env: bareEnvironment(), cwd: '/' },
    { ...DEFAULT_LIMITS, timeoutMs: 10_000 },
    undefined,
  );
  if (ran.ended !== 'well') return null;
  return /^git version (\d+\.\d+(\.\d+)?)/.exec(ran.out.toString('latin1'))?.[1] ?? null;
}

export function isRecentGit(version: string | null): boolean {
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_GIT.split('.').map(Number);
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor);
}

/** The refusal behind a run that did not end well. */
export function refusalOf(ran: Exclude<Ran, { ended: 'well' }>, limits: GitLimits): Refusal<GitRefusal> {
  switch (ran.ended) {
    case 'too-much':
      return { refused: 'too-large', because: { limitBytes: limits.maxBytesOut } };
    case 'too-long':
      return { refused: 'took-too-long', because: { seconds: Math.round(limits.timeoutMs / 1000) } };
    case 'cancelled':
      return { refused: 'cancelled', because: {} };
    case 'no-git':
      return { refused: 'git-not-found', because: {} };
    default:
      return { refused: lacksObjects(ran.complaint) ? 'missing-objects' : 'damaged', because: {} };
  }
}

/** What git 2.38 to 2.50 says when an object is not there. */
function lacksObjects(complaint: string): boolean {
  return /unable to read|could not read|cannot read|bad object|missing (blob|tree|commit|object)|unable to find|promisor|Could not/i.test(
    complaint,
  );
}
