/**
 * The real program as people start it: `node dist/main.js serve` in a process of its own, with its own data folder and port. Whatever
 * happens to the test run, its keeper ends it and the run's sweeper removes its folder.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, globSync, statSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { placeIn, readFootprint, secretsOf, serverUrl } from '../../src/outside/database/embedded/folder.ts';
import { freshDatabase, type TestDatabase } from './database.ts';
import { commandLine, descendants, isRunning } from './processes.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const PROGRAM = join(ROOT, 'dist', 'main.js');
const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 30_000;

export interface InstanceOptions {
  /** Settings beside those that every test needs. */
  readonly settings?: Readonly<Record<string, string>>;
  /** For what is about the embedded server. Else a run with DATABASE_URL gives the instance a database of its own on that server. */
  readonly embedded?: boolean;
}

export interface Instance {
  /** http://localhost and a port of its own, the same after every start. */
  readonly baseUrl: string;
  readonly dataFolder: string;
  /** The link that the last start printed, a moment after it began to answer. */
  setUpLink(): Promise<string>;
  /** Errors and warnings that the program logged, over all starts. */
  complaints(): readonly string[];
  /** Again, after `stop` or `kill`. */
  start(): Promise<void>;
  /** As ctrl-C does, and waits until all is down. */
  stop(): Promise<void>;
  /** kill -9 to everything that runs of the instance: program, supervisor, PostgreSQL, git. */
  kill(): Promise<void>;
  /** `commonwork worker` on the same database. */
  startWorker(): Promise<Program>;
  /** What stands in the database, asked as the application's role. */
  rows<Row extends pg.QueryResultRow>(query: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface Program {
  readonly pid: number;
  /** What it said to whoever started it. */
  said(): string;
  /** As ctrl-C does; throws when it ends otherwise than well. */
  stop(): Promise<void>;
  /** kill -9 to the program alone. */
  kill(): Promise<void>;
}

/** For a test file: `const instance = await startInstance();` at its top. Gone after the file's last test. */
export async function startInstance(options: InstanceOptions = {}): Promise<Instance> {
  checkBuild();
  const folder = await mkdtemp(join(tmpdir(), 'instance-'));
  await chmod(folder, 0o711); // tests as root may run the server as nobody, who must pass through
  const dataFolder = join(folder, 'data');
  const database = await ownDatabase(options);
  const port = await freePort();
  const baseUrl = `http://localhost:${port}`;
  const env = {
    ...inherited(),
    COMMONWORK_DATA: dataFolder,
    COMMONWORK_PORT: String(port),
    ...(database === null ? {} : { DATABASE_URL: database.adminUrl }),
    ...options.settings,
  };
  const complaints: string[] = [];
  const workers: Program[] = [];
  let program: Program | null = null;

  const instance: Instance = {
    baseUrl,
    dataFolder,
    async setUpLink() {
      const started = program;
      if (started === null) throw new Error('it does not run');
      const link = () => /http:\S+\/set-up\/\S+/.exec(started.said())?.[0];
      await until(() => link() !== undefined, 'a set-up link', started);
      return link()!;
    },
    complaints: () => complaints,
    async start() {
      program = await startProgram(['serve'], env, complaints);
      await untilHealthy(baseUrl, program);
    },
    async stop() {
      await program?.stop();
      program = null;
    },
    async kill() {
      const pids = [program, ...workers].flatMap((one) => (one === null ? [] : [one.pid, ...descendants(one.pid)]));
      pids.push(...serverIn(dataFolder));
      for (const pid of new Set(pids)) killHard(pid);
      await gone(pids);
      program = null;
    },
    async startWorker() {
      const worker = await startProgram(['worker'], env, complaints);
      workers.push(worker);
      await until(() => worker.said().includes('Working'), 'a worker that works', worker);
      return worker;
    },
    async rows(query, values = []) {
      const client = new pg.Client({ connectionString: database?.appUrl ?? embeddedUrl(dataFolder) });
      await client.connect();
      try {
        return (await client.query(query, [...values])).rows;
      } finally {
        await client.end();
      }
    },
  };
  afterAll(async () => {
    for (const worker of workers) if (isRunning(worker.pid)) await worker.stop();
    await instance.stop();
    await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    await database?.close();
  }, STOP_PATIENCE_MS);
  await instance.start();
  return instance;
}

/** What the program is started with of our own environment: nothing that would set it. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'COMMONWORK_TEST_RUN'];
  return Object.fromEntries(
    names.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

async function ownDatabase({ embedded = false }: InstanceOptions): Promise<TestDatabase | null> {
  if (embedded || inject('testServer').kind === 'embedded') return null;
  return freshDatabase({ empty: true });
}

/** A program that is older than its sources would be tried in their place. */
function checkBuild(): void {
  if (!existsSync(PROGRAM))
    throw new Error('There is no dist/ yet: run "npm run prepare" first (npm test does it by itself).');
  const built = statSync(PROGRAM).mtimeMs;
  const sources = globSync('src/**/*.{ts,tsx,css,svg}', { cwd: ROOT });
  const newer = sources.find((file) => !/\.test\.tsx?$/.test(file) && statSync(join(ROOT, file)).mtimeMs > built);
  if (newer !== undefined) {
    throw new Error(`dist/ is older than ${newer}: run "npm run prepare" first (npm test does it by itself).`);
  }
}

/** Taken by nobody a moment ago; the next to ask for any port is given another one. */
function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, 'localhost', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

// --- programs

async function startProgram(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  complaints: string[],
): Promise<Program> {
  const keeper = spawn(process.execPath, [join(import.meta.dirname, 'keeper.ts'), PROGRAM, ...args], {
    detached: true,
    cwd: ROOT,
    env,
    stdio: ['pipe', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve) => keeper.once('exit', (code) => resolve(code)));
  const told = textOf(keeper.stdio[3] as NodeJS.ReadableStream);
  const said = textOf(keeper.stderr, (line) => collectComplaint(line, complaints));
  textOf(keeper.stdout, (line) => collectComplaint(line, complaints));
  keeper.stdin.on('error', () => {}); // it has ended; whoever waits is told
  await until(() => told().includes('\n'), `"commonwork ${args.join(' ')}" to start`, { said });
  const pid = Number(told());
  const send = async (act: () => void): Promise<number | null> => {
    act();
    const limit = setTimeout(() => {
      for (const one of [...descendants(keeper.pid!), keeper.pid!]) killHard(one);
    }, STOP_PATIENCE_MS);
    const code = await ended;
    clearTimeout(limit);
    return code;
  };
  return {
    pid,
    said,
    async stop() {
      const code = await send(() => keeper.kill('SIGTERM'));
      if (code !== 0) throw new Error(`"commonwork ${args.join(' ')}" ended with ${code}; it said: ${said()}`);
    },
    async kill() {
      await send(() => killHard(pid));
    },
  };
}

/** All that came so far; each whole line also by itself. */
function textOf(stream: NonNullable<ChildProcess['stdout']> | NodeJS.ReadableStream, onLine?: (line: string) => void) {
  let text = '';
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (part: string) => {
    const lines = `${rest}${part}`.split('\n');
    rest = lines.pop() ?? '';
    if (onLine === undefined || text.length < 100_000) text += part;
    for (const line of lines) onLine?.(line);
  });
  return () => text;
}

const WARNING = 40;

function collectComplaint(line: string, complaints: string[]): void {
  if (!line.startsWith('{')) return;
  const { level } = JSON.parse(line) as { level?: number };
  if (level !== undefined && level >= WARNING) complaints.push(line);
}

async function untilHealthy(baseUrl: string, program: Program): Promise<void> {
  const isHealthy = async () => {
    const answer = await fetch(`${baseUrl}/healthz`).catch(() => null);
    await answer?.body?.cancel();
    return answer?.status === 200;
  };
  await until(isHealthy, 'the program to answer', program);
}

async function until(
  isSo: () => boolean | Promise<boolean>,
  what: string,
  program: { readonly pid?: number; readonly said: () => string },
): Promise<void> {
  const deadline = performance.now() + START_PATIENCE_MS;
  while (!(await isSo())) {
    const isGone = program.pid !== undefined && !isRunning(program.pid);
    if (isGone || performance.now() > deadline) {
      throw new Error(`waited for ${what}, ${isGone ? 'but it ended' : 'too long'}; it said: ${program.said()}`);
    }
    await pause(25);
  }
}

// --- the embedded server

/** Supervisor and PostgreSQL of this folder, also when whoever started them is gone. */
function serverIn(dataFolder: string): number[] {
  const footprint = readFootprint(placeIn(dataFolder));
  return [footprint?.supervisor, footprint?.postgres].flatMap((pid) => {
    if (pid === undefined || pid === null || !commandLine(pid).includes(dataFolder)) return [];
    return [pid, ...descendants(pid)];
  });
}

function embeddedUrl(dataFolder: string): string {
  const place = placeIn(dataFolder);
  const footprint = readFootprint(place);
  if (footprint === null) throw new Error('the embedded server has not been started');
  return serverUrl(footprint.sockets, 'commonwork_app', secretsOf(place).app, 'commonwork');
}

function killHard(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It had ended already.
  }
}

async function gone(pids: readonly number[]): Promise<void> {
  const deadline = performance.now() + STOP_PATIENCE_MS;
  while (pids.some(isRunning)) {
    if (performance.now() > deadline)
      throw new Error(`still running after kill -9: ${pids.filter(isRunning).join(', ')}`);
    await pause(25);
  }
}
