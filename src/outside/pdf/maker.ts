import { fork, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { forPrint } from '../../kernel/glyphs.ts';
import { done, refuse, refused } from '../../kernel/refusal.ts';
import { mayPrint } from './check.ts';
import { pdfEngine, type EngineName } from './engine.ts';
import type { FromTypesetter, Order } from './order.ts';
import type { PdfOutcome, PdfRequest } from './request.ts';

export interface PdfMaker {
  make(request: PdfRequest): Promise<PdfOutcome>;
  /** Ends the typesetter; documents that still wait are set by a new one. */
  close(): Promise<void>;
  /** The process that sets, while there is one. */
  typesetter(): number | null;
}

export interface PdfMakerOptions {
  readonly engine?: EngineName;
  readonly timeLimitMs?: number;
  /** After so many documents the typesetter is made anew. */
  readonly recycleAfter?: number;
  /** A typesetter that nobody needed for so long gives its memory back. */
  readonly idleMs?: number;
}

const TIME_LIMIT_MS = 20_000;
const RECYCLE_AFTER = 200;
const IDLE_MS = 60_000;
const LARGEST_RESULT_BYTES = 20_000_000;

let shared: PdfMaker | null = null;

/** Sets one document, after those that were asked for earlier. What cannot be set is refused by name; nothing is thrown for it. */
export function makePdf(request: PdfRequest): Promise<PdfOutcome> {
  shared ??= pdfMaker();
  return shared.make(request);
}

/** For a program that ends in order. One that just ends needs it not: an idle typesetter keeps no program alive and does not outlive it. */
export async function closePdf(): Promise<void> {
  await shared?.close();
}

export function pdfMaker(options: PdfMakerOptions = {}): PdfMaker {
  const { timeLimitMs = TIME_LIMIT_MS, recycleAfter = RECYCLE_AFTER, idleMs = IDLE_MS } = options;
  let typesetter: Typesetter | null = null;
  let queue: Promise<unknown> = Promise.resolve();
  let idle: NodeJS.Timeout | undefined;

  const retire = async (): Promise<void> => {
    const old = typesetter;
    typesetter = null;
    await old?.end();
  };

  const set = async (request: PdfRequest): Promise<PdfOutcome> => {
    clearTimeout(idle);
    typesetter ??= startTypesetter(options.engine ?? engineHere());
    const answer = await typesetter.set(orderOf(request), timeLimitMs);
    if (answer === 'too slow' || 'ended' in answer || typesetter.documents() >= recycleAfter) await retire();
    idle = setTimeout(() => void retire(), idleMs).unref();
    return outcomeOf(answer, request, timeLimitMs);
  };

  return {
    async make(request) {
      const decision = mayPrint(request);
      if (refused(decision)) return decision;
      const turn = queue.then(() => set(request));
      queue = turn.catch(() => {});
      return turn;
    },
    async close() {
      clearTimeout(idle);
      await queue;
      await retire();
    },
    typesetter: () => typesetter?.pid ?? null,
  };
}

function engineHere(): EngineName {
  const { name, says } = pdfEngine();
  if (name === null) throw new Error(says);
  return name;
}

function orderOf({ template, data, images, standard, at }: PdfRequest): Order {
  return {
    template,
    // No character that JSON itself uses joins with another.
    data: forPrint(JSON.stringify(data)),
    images: [...images].map(([name, { bytes }]) => ({ name, bytes })),
    standard,
    at,
  };
}

type Answer = FromTypesetter | 'too slow' | Ended;

interface Ended {
  readonly ended: 'by a signal' | 'by itself';
}

function outcomeOf(answer: Answer, { template }: PdfRequest, timeLimitMs: number): PdfOutcome {
  if (answer === 'too slow') return refuse('too-slow', { seconds: timeLimitMs / 1000 });
  if ('ended' in answer) {
    // A process that takes too much memory is ended by the system or ends itself; only hostile images get there.
    if (answer.ended === 'by a signal')
      return refuse('too-big', { what: 'the memory it takes', limit: 'what is there' });
    throw new Error('the typesetter could not start or broke down; what it said stands above');
  }
  if ('badImage' in answer) return refuse('bad-image', { image: answer.badImage, reason: 'it cannot be read' });
  if ('fault' in answer) {
    // Asked for before by uncoveredIn; should the two ever differ, it is still the text's fault and not ours.
    const shown = /the text `"(.{1,40}?)"` could not be displayed/u.exec(answer.fault)?.[1];
    if (shown !== undefined) return refuse('no-glyph', { shown, field: 'the document' });
    throw new Error(`the template ${template} cannot be set: ${answer.fault.slice(0, 2000)}`);
  }
  const { bytes, pages, standard } = answer;
  if (bytes.byteLength > LARGEST_RESULT_BYTES) return refuse('too-big', { what: 'it', limit: '20 MB' });
  return done({ bytes, digest: createHash('sha256').update(bytes).digest('hex'), pages, standard });
}

interface Typesetter {
  readonly pid: number | null;
  set(order: Order, timeLimitMs: number): Promise<Answer>;
  documents(): number;
  end(): Promise<void>;
}

function startTypesetter(engine: EngineName): Typesetter {
  const child = fork(typesetterFile(), [engine], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    env: typesetterEnvironment(),
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = new Promise<Ended>((resolve) => {
    child.once('exit', (_, signal) => resolve({ ended: signal === null ? 'by itself' : 'by a signal' }));
    child.once('error', () => resolve({ ended: 'by itself' }));
  });
  let documents = 0;
  keepsProgramAlive(child, false);
  return {
    pid: child.pid ?? null,
    documents: () => documents,
    async set(order, timeLimitMs) {
      documents++;
      keepsProgramAlive(child, true);
      let alarm: NodeJS.Timeout | undefined;
      const late = new Promise<'too slow'>((resolve) => {
        alarm = setTimeout(() => resolve('too slow'), timeLimitMs);
      });
      let hear: (message: unknown) => void = () => {};
      const answer = new Promise<FromTypesetter>((resolve) => {
        hear = (message) => resolve(message as FromTypesetter);
        child.once('message', hear);
      });
      // One that has ended meanwhile cannot be told anything; `ended` says so.
      child.send(order, () => {});
      const said = await Promise.race([answer, late, ended]);
      clearTimeout(alarm);
      child.off('message', hear);
      keepsProgramAlive(child, false);
      return said;
    },
    async end() {
      keepsProgramAlive(child, true);
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function keepsProgramAlive(child: ChildProcess, keeps: boolean): void {
  if (keeps) child.ref();
  else child.unref();
  if (keeps) child.channel?.ref();
  else child.channel?.unref();
}

/** Beside this file in the sources, beside the program in dist/. */
function typesetterFile(): string {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  return join(import.meta.dirname, `typesetter.${extension}`);
}

/** Secrets of the program are none of the typesetter's business. */
function typesetterEnvironment(): NodeJS.ProcessEnv {
  // The last is how a test run knows its own processes, to say so when one is left.
  const wanted = ['PATH', 'LD_LIBRARY_PATH', 'SYSTEMROOT', 'COMMONWORK_TEST_RUN'];
  return Object.fromEntries(
    wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
