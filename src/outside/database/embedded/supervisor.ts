/**
 * A process of its own that owns one embedded PostgreSQL. Programs that need the server hold a connection to its control socket; when the
 * last one is gone, however it went, the server is stopped. It holds the folder by a lock of the operating system, which ends with the
 * process: never two servers on one folder, never a stale lock.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  writeFileSync,
  chownSync,
} from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { DatabaseSync } from 'node:sqlite';
import { DatabaseProblem } from '../problem.ts';
import { findBinaries, libraryEnvironment, type Binaries } from './binaries.ts';
import {
  clusterVersion,
  controlPath,
  logTail,
  placeAt,
  readFootprint,
  secretsOf,
  socketFolder,
  writeFootprint,
  type Place,
} from './folder.ts';
import { chooseLaunch, type Launch } from './launch.ts';
import { FOLDER_IS_HELD, linesOf, type FromOwner, type FromSupervisor, type SupervisorOptions } from './protocol.ts';

/** Ours was told to stop and may have much to make safe; somebody else's is not ours to stop, but may be on its way out. */
const OUR_ORPHAN_PATIENCE_MS = 60_000;
const FOREIGN_PATIENCE_MS = 5_000;
const SESSIONS_PATIENCE_MS = 15_000;
const START_PATIENCE_MS = 60_000;
const STOP_PATIENCE_MS = 60_000;
/** So long programs may still use the server after the system has told everything to end. */
const LAST_WORDS_MS = 8_000;
const TELL_FAILURE_MS = 5_000;
/** A server that falls over again and again is not started for ever. */
const MOST_RESTARTS = 5;
const RESTART_WINDOW_MS = 60_000;

const [, , root = '', given = '{}'] = process.argv;
const options = JSON.parse(given) as SupervisorOptions;
const place = placeAt(root);

const lock = takeFolder(place);
if (lock === null) process.exit(FOLDER_IS_HELD);
process.on('exit', () => lock.close()); // and so it is not collected, which would let the folder go
await supervise();

/** SQLite's file lock is the one lock that Node can take itself, that every system has, and that ends with the process. */
function takeFolder({ root, lock }: Place): DatabaseSync | null {
  mkdirSync(root, { recursive: true, mode: 0o700 });
  chmodSync(root, 0o700); // a copied or restored folder may have come back open to others
  const held = new DatabaseSync(lock);
  try {
    held.exec('pragma journal_mode = memory; begin exclusive');
    return held;
  } catch (error) {
    if (error instanceof Error && 'errcode' in error && error.errcode === 5) return null;
    throw error;
  }
}

async function supervise(): Promise<void> {
  const sockets = socketFolder(place);
  const owners = new Set<Socket>();
  let state: FromSupervisor | null = null;
  let running: ChildProcess | null = null;
  let launch: Launch | null = null;
  /** Told to end by the system, as the server and all programs were. */
  let ending = false;
  let stopping = false;
  let leaving: NodeJS.Timeout | null = null;
  let waited = 0;
  const restarts: number[] = [];

  const control = await listen(controlPath(sockets), (owner) => {
    owners.add(owner);
    if (leaving !== null && !ending) clearTimeout(leaving);
    if (state !== null) tell(owner, state);
    owner.on('error', () => {});
    owner.on('close', () => {
      owners.delete(owner);
      if (owners.size === 0) leaveAfter(ending ? 0 : options.graceMs);
    });
    owner.on(
      'data',
      linesOf((line) => {
        const { say } = JSON.parse(line) as FromOwner;
        if (say === 'leaving' && owners.size === 1) void stop();
        else if (say === 'leaving') owner.end();
      }),
    );
  });
  leaveAfter(Math.max(options.graceMs, TELL_FAILURE_MS)); // whoever started us may have died meanwhile
  // A service manager asks all processes at once to end: the programs that use the server go first.
  process.on('SIGTERM', () => {
    ending = true;
    leaveAfter(owners.size === 0 ? 0 : LAST_WORDS_MS);
  });
  for (const ignored of ['SIGINT', 'SIGHUP'] as const) process.on(ignored, () => {});

  try {
    const binaries = findBinaries();
    checkVersion(binaries);
    const environment = {
      LC_ALL: 'C',
      TZ: 'UTC',
      PATH: process.env['PATH'],
      COMMONWORK_TEST_RUN: process.env['COMMONWORK_TEST_RUN'],
      ...(await libraryEnvironment(binaries, place.libraries)),
    };
    launch = chooseLaunch(place, binaries, environment, options);
    if (launch.identity.uid !== undefined) chownSync(sockets, launch.identity.uid, launch.identity.gid!);
    if (clusterVersion(place) === null) createCluster(binaries, launch, environment);
    chmodSync(place.cluster, 0o700);
    await run(binaries, launch, environment);
  } catch (error) {
    await fail(error);
  }

  async function run(binaries: Binaries, launch: Launch, environment: NodeJS.ProcessEnv): Promise<void> {
    await endOrphan(sockets);
    const child = startServer(binaries, launch, environment, sockets);
    running = child;
    writeFootprint(place, { supervisor: process.pid, postgres: child.pid ?? null, sockets });
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    const problem = await untilReady(child);
    if (problem !== null) {
      // Sessions of a server that was killed may take a moment to notice, and keep its memory until they do.
      if (!logTail(place, 4).includes('shared memory block') || waited >= SESSIONS_PATIENCE_MS) throw problem;
      waited += 250;
      await pause(250);
      await run(binaries, launch, environment);
      return;
    }
    waited = 0;
    announce({ say: 'ready', sockets });
    void startAgain(child, ended, () => run(binaries, launch, environment));
  }

  /** It was killed or crashed: starting it again recovers everything committed. */
  async function startAgain(child: ChildProcess, ended: Promise<void>, again: () => Promise<void>): Promise<void> {
    await ended;
    if (stopping) return;
    if (ending) {
      await stop();
      return;
    }
    state = null; // whoever joins now waits
    log(`PostgreSQL (process ${child.pid}) ended unexpectedly; starting it again`);
    const now = performance.now();
    restarts.push(now);
    try {
      if (restarts.filter((at) => now - at < RESTART_WINDOW_MS).length > MOST_RESTARTS) {
        throw new DatabaseProblem('failed', 'The embedded PostgreSQL keeps ending by itself.');
      }
      await again();
    } catch (error) {
      await fail(error);
    }
  }

  function announce(news: FromSupervisor): void {
    state = news;
    for (const owner of owners) tell(owner, news);
  }

  function leaveAfter(milliseconds: number): void {
    if (leaving !== null) clearTimeout(leaving);
    leaving = setTimeout(() => void stop(), milliseconds);
  }

  async function fail(error: unknown): Promise<void> {
    if (stopping) return;
    const problem = error instanceof DatabaseProblem ? error.problem : 'failed';
    const message = error instanceof Error ? error.message : String(error);
    log(message);
    announce({ say: 'failed', problem, message });
    // Whoever asked may still be on the way to the control socket.
    if (owners.size === 0) await pause(TELL_FAILURE_MS);
    await stop(1);
  }

  async function stop(code = 0): Promise<void> {
    if (stopping) return;
    stopping = true;
    control.close();
    if (running !== null && running.exitCode === null && running.signalCode === null) {
      const ended = new Promise<void>((resolve) => running?.once('exit', () => resolve()));
      // Fast: sessions are ended, everything committed is made safe. A throwaway server need not make anything safe.
      running.kill(options.throwaway ? 'SIGQUIT' : 'SIGINT');
      await Promise.race([ended, pause(STOP_PATIENCE_MS).then(() => running?.kill('SIGQUIT'))]);
      await ended;
    }
    if (options.throwaway) rmSync(root, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
    if (!sockets.startsWith(root)) rmSync(sockets, { recursive: true, force: true });
    for (const owner of owners) owner.end();
    process.exitCode = code;
    setTimeout(() => process.exit(code), 200).unref();
    for (const owner of owners) owner.once('finish', () => owner.destroy());
    if (leaving !== null) clearTimeout(leaving);
  }
}

function listen(path: string, onOwner: (owner: Socket) => void): Promise<Server> {
  rmSync(path, { force: true }); // we hold the folder: what lies there is left over
  const server = createServer(onOwner);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve(server));
  });
}

function tell(owner: Socket, news: FromSupervisor): void {
  owner.write(`${JSON.stringify(news)}\n`);
}

function log(line: string): void {
  process.stderr.write(`${new Date().toISOString()} supervisor: ${line}\n`);
}

/** A major version cannot read the files of another; moving is by backup and restore. */
function checkVersion(binaries: Binaries): void {
  const made = clusterVersion(place);
  if (made === null || made === binaries.major) return;
  const folder = join(root, '..');
  throw new DatabaseProblem(
    'version',
    `The data folder ${folder} was made by PostgreSQL ${made}; this program brings PostgreSQL ${binaries.major}. Move the data with two commands:\n` +
      `  with the program that you used before:  commonwork backup moving.cwb\n` +
      `  with this one, and COMMONWORK_DATA set to a new folder:  commonwork restore moving.cwb`,
  );
}

/** A server whose supervisor was killed. We hold the folder, so nobody else looks after it. */
async function endOrphan(sockets: string): Promise<void> {
  const file = join(place.cluster, 'postmaster.pid');
  const pid = Number.parseInt(readIfThere(file), 10);
  if (Number.isInteger(pid) && isServerOn(pid)) await endServer(pid);
  endSessions();
  // The number in these files may by now belong to some other program (usual in containers), or to one that is dead and not yet
  // collected, at which PostgreSQL would refuse to start. The folder is ours and no server is on it.
  for (const left of [file, join(sockets, '.s.PGSQL.5432'), join(sockets, '.s.PGSQL.5432.lock')])
    rmSync(left, { force: true });
}

/** Sessions of a server that was killed work on until their statement ends, and no new server can start beside them. */
function endSessions(): void {
  if (!existsSync('/proc/self/cwd')) return;
  for (const entry of readdirSync('/proc')) {
    try {
      // A session works in the folder of its cluster.
      const pid = Number(entry);
      if (!Number.isInteger(pid) || readlinkSync(`/proc/${pid}/cwd`) !== place.cluster) continue;
      if (readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres')) process.kill(pid, 'SIGQUIT');
    } catch {
      // Gone, or not ours.
    }
  }
}

async function endServer(pid: number): Promise<void> {
  const ours = readFootprint(place)?.postgres === pid;
  const deadline = performance.now() + (ours ? OUR_ORPHAN_PATIENCE_MS : FOREIGN_PATIENCE_MS);
  if (ours) process.kill(pid, 'SIGINT');
  while (isServerOn(pid)) {
    if (performance.now() > deadline) {
      throw new DatabaseProblem(
        'busy',
        `Another PostgreSQL (process ${pid}) is using ${place.cluster}. Stop it, or give Commonwork another folder in COMMONWORK_DATA.`,
      );
    }
    await pause(50);
  }
}

/** Whether the process is alive and is a PostgreSQL server on our cluster. */
function isServerOn(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return false;
  }
  const commandLine = existsSync('/proc/self/cmdline')
    ? readIfThere(`/proc/${pid}/cmdline`)
    : spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' }).stdout;
  return commandLine.includes('postgres') && commandLine.includes(place.cluster);
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

function createCluster(binaries: Binaries, launch: Launch, environment: NodeJS.ProcessEnv): void {
  rmSync(place.incoming, { recursive: true, force: true });
  const words = join(root, 'admin-password');
  writeFileSync(words, secretsOf(place).admin, { mode: 0o600 });
  if (launch.identity.uid !== undefined) chownSync(words, launch.identity.uid, launch.identity.gid!);
  // The built-in locale sorts by code point, as C.UTF-8 does on every server, and asks nothing of the system it runs on.
  const [program = '', ...args] = [
    ...launch.prefix,
    binaries.initdb,
    `--pgdata=${place.incoming}`,
    '--username=commonwork_admin',
    `--pwfile=${words}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--auth-local=scram-sha-256',
    '--auth-host=reject',
    '--no-instructions',
    ...(options.throwaway ? ['--no-sync'] : []),
  ];
  const made = spawnSync(program, args, { encoding: 'utf8', env: environment, cwd: root, ...launch.identity });
  rmSync(words, { force: true });
  if (made.error !== undefined || made.status !== 0) {
    const why = `${made.error?.message ?? ''}${made.stderr ?? ''}`.trim();
    throw new DatabaseProblem('failed', `The database folder ${place.cluster} could not be made: ${why}`);
  }
  renameSync(place.incoming, place.cluster);
}

function startServer(
  binaries: Binaries,
  launch: Launch,
  environment: NodeJS.ProcessEnv,
  sockets: string,
): ChildProcess {
  const settings: Readonly<Record<string, string>> = {
    listen_addresses: '',
    unix_socket_directories: `"${sockets.replaceAll('"', '""')}"`,
    unix_socket_permissions: '0700',
    port: '5432',
    max_connections: '100',
    // One machine, no replicas: less to write, fewer processes.
    wal_level: 'minimal',
    max_wal_senders: '0',
    max_logical_replication_workers: '0',
    max_wal_size: '256MB',
    io_method: 'sync',
    jit: 'off',
    timezone: 'UTC',
    // Statements and details may hold personal data; the log keeps neither.
    log_timezone: 'UTC',
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_checkpoints: 'off',
    ...(options.throwaway
      ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_connections: '200' }
      : {}),
  };
  const [program = '', ...args] = [
    ...launch.prefix,
    binaries.postgres,
    '-D',
    place.cluster,
    ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
  ];
  return spawn(program, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
    cwd: root,
    ...launch.identity,
  });
}

/** The server writes "ready" into its own pid file when it takes connections. Answers what went wrong, or null. */
async function untilReady(child: ChildProcess): Promise<DatabaseProblem | null> {
  let gone: string | null = null;
  child.once('error', (error) => (gone = error.message));
  child.once('exit', (code, signal) => (gone = `it ended with ${signal ?? `code ${code}`}`));
  const deadline = performance.now() + START_PATIENCE_MS;
  for (;;) {
    const lines = readIfThere(join(place.cluster, 'postmaster.pid')).split('\n');
    if (Number(lines[0]) === child.pid && lines[7]?.trim() === 'ready') return null;
    if (gone !== null || performance.now() > deadline) {
      const why = gone ?? `it was not ready after ${START_PATIENCE_MS / 1000} s`;
      return new DatabaseProblem(
        'failed',
        `The embedded PostgreSQL did not start: ${why}. Its log, ${place.log}, ends with:\n${logTail(place)}`,
      );
    }
    await pause(10);
  }
}
