/** One writer for a folder at a time, across processes; what a killed writer leaves behind is recognised and taken over. */

import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rm, stat, utimes } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { done, refuse, refused, type Outcome } from '../../kernel/refusal.ts';
import { isSystemError, runs, startOf } from './processes.ts';

export type LockRefusal = 'in-use' | 'cancelled' | 'cannot-write';

export interface LockWaits {
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly onWait?: (() => void) | undefined;
}

/** A holder gives a sign of life this often; after STALE_MS without one the lock is free. */
const BEAT_MS = 2_000;
const STALE_MS = 30_000;
const RETRY_MS = 150;

/** Does the work while holding the lock; refuses when another holds it for longer than the wait. */
export async function withLock<T, Code extends string>(
  path: string,
  waits: LockWaits,
  work: () => Promise<Outcome<T, Code>>,
): Promise<Outcome<T, Code | LockRefusal>> {
  const token = randomUUID();
  const taken = await take(path, token, waits);
  if (refused(taken)) return taken;
  const beat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => undefined);
  }, BEAT_MS);
  beat.unref();
  try {
    return await work();
  } finally {
    clearInterval(beat);
    if ((await readHolder(path))?.token === token) await rm(path, { force: true });
  }
}

async function take(path: string, token: string, waits: LockWaits): Promise<Outcome<'taken', LockRefusal>> {
  const until = performance.now() + waits.waitMs;
  let told = false;
  try {
    await mkdir(dirname(path), { recursive: true });
    while (!(await create(path, token))) {
      if (waits.signal?.aborted === true) return refuse('cancelled');
      if (await isStale(path)) {
        await clear(path, token);
        continue;
      }
      if (performance.now() > until) return refuse('in-use');
      if (!told) waits.onWait?.();
      told = true;
      await pause(RETRY_MS);
    }
  } catch (problem) {
    if (isSystemError(problem)) return refuse('cannot-write', { code: problem.code });
    throw problem;
  }
  return done('taken');
}

interface Holder {
  readonly token: string;
  readonly host: string;
  readonly pid: number;
  /** When that process began: numbers are used again, in a container after every start. */
  readonly started: string | null;
}

async function create(path: string, token: string): Promise<boolean> {
  try {
    const file = await open(path, 'wx');
    const holder: Holder = { token, host: hostname(), pid: process.pid, started: startOf(process.pid) };
    await file.writeFile(JSON.stringify(holder));
    await file.close();
    return true;
  } catch (problem) {
    if (isSystemError(problem) && problem.code === 'EEXIST') return false;
    throw problem;
  }
}

async function isStale(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  if (found === null) return false;
  const age = Date.now() - found.mtimeMs;
  if (age > STALE_MS) return true;
  const holder = await readHolder(path);
  // Written in two steps: a moment old and empty is somebody just taking it.
  if (holder === null || holder.host !== hostname()) return false;
  return !runs(holder.pid, holder.started);
}

/** Only one of those who see a stale lock may remove it: a second look, behind a lock of its own. */
async function clear(path: string, token: string): Promise<void> {
  const gate = `${path}.clear`;
  if (!(await create(gate, token))) {
    const found = await stat(gate).catch(() => null);
    if (found !== null && Date.now() - found.mtimeMs > STALE_MS) await rm(gate, { force: true });
    await pause(RETRY_MS);
    return;
  }
  try {
    if (await isStale(path)) await rm(path, { force: true });
  } finally {
    await rm(gate, { force: true });
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    const read: unknown = JSON.parse(await readFile(path, 'utf8'));
    return typeof read === 'object' && read !== null && 'token' in read && 'host' in read && 'pid' in read
      ? {
          token: String(read.token),
          host: String(read.host),
          pid: Number(read.pid),
          started: 'started' in read && typeof read.started === 'string' ? read.started : null,
        }
      : null;
  } catch {
    return null;
  }
}
