/** One long conversation with `git cat-file --batch-command`: every object of a repository through one process. */

import type { ChildProcess } from 'node:child_process';
import { endGroup, startGit, type Start } from './run.ts';
import type { GitLimits } from './types.ts';

export type Header =
  | { readonly id: string; readonly type: 'blob' | 'tree' | 'commit' | 'tag'; readonly size: number }
  | { readonly missing: true; readonly ambiguous?: true }
  | { readonly failed: 'cancelled' | 'took-too-long' | 'git-not-found' };

export type Content =
  | Exclude<Header, { readonly id: string }>
  | { readonly id: string; readonly type: 'blob' | 'tree' | 'commit' | 'tag'; readonly bytes: Buffer };

export interface Objects {
  /** What the names stand for, without reading it. Names are hex, or hex and `^{commit}`; anything else is a bug. */
  headers(names: readonly string[]): Promise<Header[]>;
  /** The objects whole; ask for the headers first when the sizes are not known to be small. */
  contents(names: readonly string[]): Promise<Content[]>;
  /** How many processes were started: one, unless a damaged object ended it. */
  readonly started: () => number;
  close(): Promise<void>;
}

interface Asked {
  readonly verb: 'info' | 'contents';
  readonly name: string;
  readonly settle: (answer: Content | Header) => void;
}

const NAME = /^[0-9a-f]{4,64}(\^\{commit\})?$/;
const HEADER = /^([0-9a-f]{40,64}) (blob|tree|commit|tag) (\d+)$/;
/** A repository of damaged objects may end the process this often before everything left counts as missing. */
const MAX_RESTARTS = 32;

export function openObjects(start: Start, limits: GitLimits, signal: AbortSignal | undefined): Objects {
  let child: ChildProcess | null = null;
  let waiting: Asked[] = [];
  let next = 0;
  let started = 0;
  let closed = false;
  let givenUp: 'cancelled' | 'took-too-long' | 'git-not-found' | null = null;
  let timer: NodeJS.Timeout | undefined;

  /**
   * Asked for after every bundle, and answered with "missing": a loose object whose header promises more than it holds is sent
   * short and without complaint, and only this mark, which no object can know, tells that nothing more will come.
   */
  const mark = Array.from({ length: 40 }, () => Math.floor(Math.random() * 16).toString(16)).join('');
  const markLine = Buffer.from(`${mark} missing\n`);
  let tail = Buffer.alloc(0);

  let chunks: Buffer[] = [];
  let buffered = 0;
  /** The object whose content is arriving, and how much is still needed, its closing newline included. */
  let arriving: {
    readonly id: string;
    readonly type: 'blob' | 'tree' | 'commit' | 'tag';
    readonly size: number;
  } | null = null;

  const onAbort = (): void => giveUp('cancelled');
  if (signal?.aborted === true) givenUp = 'cancelled';
  else signal?.addEventListener('abort', onAbort, { once: true });

  function ask(verb: Asked['verb'], names: readonly string[]): Promise<(Content | Header)[]> {
    if (closed) throw new Error('the repository was closed');
    const odd = names.find((name) => !NAME.test(name));
    if (odd !== undefined) throw new Error(`not an object name: ${odd}`);
    if (names.length === 0) return Promise.resolve([]);
    const answers = names.map(
      (name) => new Promise<Content | Header>((settle) => waiting.push({ verb, name, settle })),
    );
    waiting.push({ verb: 'info', name: mark, settle: () => undefined });
    if (givenUp !== null) fail();
    else if (child === null) restart();
    else send(waiting.slice(waiting.length - names.length - 1));
    return Promise.all(answers);
  }

  function restart(): void {
    started += 1;
    chunks = [];
    buffered = 0;
    arriving = null;
    tail = Buffer.alloc(0);
    const mine = startGit(start);
    child = mine;
    mine.stdout!.on('data', (chunk: Buffer) => {
      if (child === mine) take(chunk);
    });
    // Complaints about single objects: what counts is the answer, or that the process ended.
    mine.stderr!.resume();
    mine.stdin!.on('error', () => undefined);
    mine.on('error', () => {
      if (child === mine) giveUp('git-not-found');
    });
    mine.on('close', () => {
      if (child === mine) breakOff();
    });
    if (next < waiting.length) send(waiting.slice(next));
    else hold(false);
  }

  /** Git ended, or what it says makes no sense, at a damaged object: that one is missing, the others are asked again. */
  function breakOff(): void {
    if (child !== null) endGroup(child);
    child = null;
    const hit = waiting[next];
    if (hit === undefined) return;
    next += 1;
    hit.settle({ missing: true });
    if (started > MAX_RESTARTS) failAll({ missing: true });
    else if (next < waiting.length) restart();
    else forget();
  }

  function send(asked: readonly Asked[]): void {
    if (asked.length === 0) return;
    let text = '';
    for (const { verb, name } of asked) text += `${verb} ${name}\n`;
    child!.stdin!.write(`${text}flush\n`);
    hold(true);
    arm();
  }

  function take(chunk: Buffer): void {
    chunks.push(chunk);
    buffered += chunk.length;
    tail = Buffer.concat([tail, chunk.subarray(-markLine.length)]).subarray(-markLine.length);
    if (arriving !== null && buffered <= arriving.size) return isCutShort() ? breakOff() : arm();
    let bytes = chunks.length === 1 ? chunk : Buffer.concat(chunks, buffered);
    let at = 0;
    for (;;) {
      if (arriving !== null) {
        if (bytes.length - at <= arriving.size) break;
        if (bytes[at + arriving.size] !== 0x0a) return breakOff();
        // Copied: a slice would keep the whole chunk alive for as long as the caller keeps the object.
        const content = Buffer.from(bytes.subarray(at, at + arriving.size));
        at += arriving.size + 1;
        const { id, type } = arriving;
        arriving = null;
        answer({ id, type, bytes: content });
        continue;
      }
      const end = bytes.indexOf(0x0a, at);
      if (end === -1) break;
      const line = bytes.toString('latin1', at, end);
      at = end + 1;
      const found = HEADER.exec(line);
      if (found === null) {
        answer(line.endsWith(' ambiguous') ? { missing: true, ambiguous: true } : { missing: true });
        continue;
      }
      const header = { id: found[1]!, type: found[2]! as 'blob', size: Number(found[3]) };
      // Another object than the one asked for: what came before it was longer or shorter than announced.
      const asked = waiting[next]?.name ?? '';
      if (asked.length === header.id.length && asked !== header.id) return breakOff();
      if (waiting[next]?.verb !== 'contents') answer(header);
      // Not to be held in memory: ending the process makes this one missing and asks for the others again.
      else if (header.size > limits.maxBytesOut) return breakOff();
      else arriving = header;
    }
    bytes = bytes.subarray(at);
    chunks = bytes.length === 0 ? [] : [bytes];
    buffered = bytes.length;
    if (next >= waiting.length) forget();
    else if (isCutShort()) breakOff();
    else arm();
  }

  /** The mark has come, and the object before it is still not whole. */
  function isCutShort(): boolean {
    return arriving !== null && tail.equals(markLine);
  }

  function answer(value: Content | Header): void {
    const asked = waiting[next];
    next += 1;
    asked?.settle(value);
  }

  function forget(): void {
    waiting = [];
    next = 0;
    clearTimeout(timer);
    timer = undefined;
    hold(false);
  }

  /** Nothing asked: the process must not keep our own program from ending. */
  function hold(busy: boolean): void {
    if (child !== null) holdProcess(child, busy);
  }

  /** The clock runs while an answer is due and starts again with every sign of life. */
  function arm(): void {
    if (timer === undefined) timer = setTimeout(() => giveUp('took-too-long'), limits.timeoutMs);
    else timer.refresh();
  }

  function giveUp(why: 'cancelled' | 'took-too-long' | 'git-not-found'): void {
    givenUp ??= why;
    if (child !== null) endGroup(child);
    child = null;
    fail();
  }

  function fail(): void {
    failAll({ failed: givenUp! });
  }

  function failAll(value: Header): void {
    const left = waiting.slice(next);
    forget();
    for (const asked of left) asked.settle(value);
  }

  // Started at once: git is ready when the first question comes.
  if (givenUp === null) restart();

  return {
    headers: (names) => ask('info', names) as Promise<Header[]>,
    contents: (names) => ask('contents', names) as Promise<Content[]>,
    started: () => started,
    close() {
      closed = true;
      signal?.removeEventListener('abort', onAbort);
      const ending = child;
      child = null;
      failAll({ failed: 'cancelled' });
      if (ending === null || ending.exitCode !== null) return Promise.resolve();
      return new Promise((settle) => {
        ending.on('close', () => settle());
        // The streams as well: the process may be gone before they are, and nothing else might keep our own program waiting.
        holdProcess(ending, true);
        ending.stdin!.end();
        endGroup(ending);
      });
    },
  };
}

function holdProcess(child: ChildProcess, busy: boolean): void {
  const streams = [child.stdin, child.stdout, child.stderr] as unknown as { ref(): void; unref(): void }[];
  for (const one of [child, ...streams]) {
    if (busy) one.ref();
    else one.unref();
  }
}
