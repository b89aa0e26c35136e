/** The side of the program: finds the supervised server of a data folder, or starts it, and stays its owner until closed. */
import { spawn } from 'node:child_process';
import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  mkdirSync,
  openSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createConnection, type Socket } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { withClient } from '../client.ts';
import { DatabaseProblem } from '../problem.ts';
import { APP_ROLE, OWNER_ROLE } from '../roles.ts';
import {
  controlPath,
  isOurs,
  logTail,
  placeAt,
  placeIn,
  readFootprint,
  secretsOf,
  serverUrl,
  type Place,
} from './folder.ts';
import { FOLDER_IS_HELD, linesOf, type FromOwner, type FromSupervisor, type SupervisorOptions } from './protocol.ts';

export interface EmbeddedServer {
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly adminUrl: string;
  /** Gives the server up; when nobody else needs it, waits until it has stopped. */
  close(): Promise<void>;
}

export interface EmbeddedOptions extends Partial<SupervisorOptions> {
  /** So long a folder that is held by a program which does not answer is waited for. */
  readonly patienceMs?: number;
}

const DATABASE = 'commonwork';
const GRACE_MS = 10_000;
const PATIENCE_MS = 20_000;
/** Making a cluster on a slow disk takes its time; more than this is a fault. */
const START_PATIENCE_MS = 120_000;
const LARGEST_LOG_BYTES = 5 * 1024 * 1024;
const CLOSE_PATIENCE_MS = 65_000;

export async function startEmbedded(dataFolder: string, options: EmbeddedOptions = {}): Promise<EmbeddedServer> {
  const place = makePlace(dataFolder);
  let link = await ownServer(place, options);
  let closed = false;
  // When the supervisor was killed, a new one starts the server again in the same place; queries wait for it for a while.
  const rejoin = async (): Promise<void> => {
    if (closed) return;
    link = await ownServer(place, options);
    if (closed) link.socket.destroy();
    else stayOwner();
  };
  const stayOwner = (): void => {
    link.socket.once('close', () => void rejoin().catch(() => {})); // queries will say so
  };
  stayOwner();
  const secrets = secretsOf(place);
  const { sockets } = link;
  const server = {
    adminUrl: serverUrl(sockets, 'commonwork_admin', secrets.admin, DATABASE),
    ownerUrl: serverUrl(sockets, OWNER_ROLE, secrets.owner, DATABASE),
    appUrl: serverUrl(sockets, APP_ROLE, secrets.app, DATABASE),
    async close() {
      closed = true;
      await leave(link.socket);
    },
  };
  try {
    await ensureDatabase(place, sockets);
  } catch (error) {
    await server.close();
    throw error;
  }
  return server;
}

interface Link {
  readonly socket: Socket;
  readonly sockets: string;
}

/** Step by step: Node's own recursive mkdir never ends where the system answers ENOENT for a folder that is there, as /proc does. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

/** By its real path: two programs that name the folder differently must still meet. */
function makePlace(dataFolder: string): Place {
  try {
    const { root } = placeIn(dataFolder);
    makeFolder(root);
    accessSync(root, constants.R_OK | constants.W_OK | constants.X_OK);
    return placeAt(realpathSync(root));
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
    const reason = error.message;
    throw new DatabaseProblem(
      'not-allowed',
      `The data folder ${dataFolder} cannot be used by this user (${reason}). Set COMMONWORK_DATA to a folder that can, or DATABASE_URL to a PostgreSQL server.`,
      error,
    );
  }
}

async function ownServer(place: Place, options: EmbeddedOptions): Promise<Link> {
  const started = performance.now();
  let starting: ReturnType<typeof startSupervisor> | null = null;
  let heldSince: number | null = null;
  for (;;) {
    const link = await joinSupervisor(place);
    if (link !== null) return link;
    const exited = starting?.exited() ?? null;
    if (starting === null || exited !== null) {
      if (exited === FOLDER_IS_HELD) heldSince ??= performance.now();
      else if (exited !== null && exited !== 0) {
        throw new DatabaseProblem(
          'failed',
          `The embedded PostgreSQL could not be started. The log ends with:\n${logTail(place)}`,
        );
      }
      if (heldSince !== null && performance.now() - heldSince > (options.patienceMs ?? PATIENCE_MS)) {
        throw new DatabaseProblem(
          'busy',
          `The data folder ${join(place.root, '..')} is in use by another program that cannot be reached from here (${holder(place)}). Stop it, or set COMMONWORK_DATA to another folder.`,
        );
      }
      if (exited === FOLDER_IS_HELD) await pause(100);
      starting = startSupervisor(place, options);
    }
    if (performance.now() - started > START_PATIENCE_MS) {
      throw new DatabaseProblem(
        'failed',
        `The embedded PostgreSQL did not answer. The log ends with:\n${logTail(place)}`,
      );
    }
    await pause(15);
  }
}

function holder(place: Place): string {
  const footprint = readFootprint(place);
  return footprint === null
    ? 'it has only just started'
    : `process ${footprint.supervisor}, perhaps of another user or container`;
}

/** Null when no supervisor listens there. */
async function joinSupervisor(place: Place): Promise<Link | null> {
  const folder = readFootprint(place)?.sockets ?? join(place.root, 'run');
  if (!isOurs(folder, place)) return null;
  const socket = await reach(controlPath(folder));
  if (socket === null) return null;
  const news = await new Promise<FromSupervisor | null>((resolve) => {
    socket.on('error', () => {});
    socket.once('close', () => resolve(null));
    socket.on(
      'data',
      linesOf((line) => resolve(JSON.parse(line) as FromSupervisor)),
    );
  });
  if (news === null) return null;
  if (news.say === 'failed') {
    socket.destroy();
    throw new DatabaseProblem(news.problem, news.message);
  }
  socket.unref(); // being an owner keeps no program alive
  return { socket, sockets: news.sockets };
}

function reach(path: string): Promise<Socket | null> {
  return new Promise((resolve) => {
    const socket = createConnection(path);
    socket.once('connect', () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

/** Detached, with its own session: ctrl-C in a terminal ends the program, and the server after it in good order. */
function startSupervisor(place: Place, options: EmbeddedOptions): { readonly exited: () => number | null } {
  if (existsSync(place.log) && statSync(place.log).size > LARGEST_LOG_BYTES) renameSync(place.log, `${place.log}.1`);
  const log = openSync(place.log, 'a', 0o600);
  const told: SupervisorOptions = {
    graceMs: options.graceMs ?? GRACE_MS,
    throwaway: options.throwaway ?? false,
    asNobody: options.asNobody ?? false,
  };
  let code: number | null = null;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', supervisorFile(), place.root, JSON.stringify(told)],
    { detached: true, stdio: ['ignore', log, log], cwd: place.root, env: supervisorEnvironment() },
  );
  closeSync(log);
  child.once('exit', (status) => (code = status ?? 1));
  child.once('error', () => (code = 1));
  child.unref();
  return { exited: () => code };
}

/** Beside this file in the sources, beside the program in dist/. */
function supervisorFile(): string {
  const extension = import.meta.filename.endsWith('.ts') ? 'ts' : 'js';
  return join(import.meta.dirname, `supervisor.${extension}`);
}

/** Secrets of the program are none of the supervisor's business. */
function supervisorEnvironment(): NodeJS.ProcessEnv {
  // The last is how a test run knows its own processes, to say so when one is left.
  const wanted = ['PATH', 'HOME', 'TMPDIR', 'XDG_RUNTIME_DIR', 'LD_LIBRARY_PATH', 'COMMONWORK_TEST_RUN'];
  return Object.fromEntries(
    wanted.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}

async function leave(socket: Socket): Promise<void> {
  if (socket.destroyed) return;
  const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  socket.ref();
  socket.write(`${JSON.stringify({ say: 'leaving' } satisfies FromOwner)}\n`);
  const timer = setTimeout(() => socket.destroy(), CLOSE_PATIENCE_MS);
  await gone;
  clearTimeout(timer);
}

/** The two logins and the database, made once; a start that was killed half way is completed by the next. */
async function ensureDatabase(place: Place, sockets: string): Promise<void> {
  if (existsSync(place.prepared)) return;
  const secrets = secretsOf(place);
  await withClient(serverUrl(sockets, 'commonwork_admin', secrets.admin, 'template1'), 'start', async (admin) => {
    await admin.query('select pg_advisory_lock(1)');
    const passwords = { [OWNER_ROLE]: secrets.owner, [APP_ROLE]: secrets.app };
    for (const [role, password] of Object.entries(passwords)) {
      const known = await admin.query('select from pg_roles where rolname = $1', [role]);
      if (known.rowCount === 0) await admin.query(`create role ${role} nologin`);
      await admin.query(`alter role ${role} login password ${pg.escapeLiteral(password)}`);
    }
    const known = await admin.query('select from pg_database where datname = $1', [DATABASE]);
    // A database that nobody needs is there already; making another takes ten times as long as renaming it.
    if (known.rowCount === 0) await admin.query(`alter database postgres rename to ${DATABASE}`);
    await withClient(serverUrl(sockets, 'commonwork_admin', secrets.admin, DATABASE), 'start', async (client) => {
      await client.query(`
        revoke all on database ${DATABASE} from public;
        grant connect on database ${DATABASE} to ${APP_ROLE}, ${OWNER_ROLE};
        grant create on database ${DATABASE} to ${OWNER_ROLE};
        grant usage, create on schema public to ${OWNER_ROLE};
        grant usage on schema public to ${APP_ROLE}`);
    });
  });
  writeFileSync(place.prepared, '');
}
