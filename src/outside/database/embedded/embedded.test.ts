/** The embedded server through its life: first start, later starts, crashes of every kind, odd folders, other users. Real processes. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { DatabaseProblem, on, openDatabase, sql, type OpenDatabase } from '../index.ts';
import { findBinaries, libraryEnvironment } from './binaries.ts';
import { placeIn, readFootprint } from './folder.ts';
import { chooseLaunch } from './launch.ts';
import type { EmbeddedOptions } from './server.ts';

// Real servers on a machine that others use too.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;
/** Another user can run what lies here: not under the home of root, whose mode is 700. */
const othersReach =
  isRoot && everyFolderAbove(import.meta.dirname).every((folder) => (statSync(folder).mode & 0o001) !== 0);
/** Servers of these tests wait only so long for another owner. */
const GRACE_MS = 300;

const folders: string[] = [];
const programs: ChildProcess[] = [];
const opened: OpenDatabase[] = [];

afterEach(async () => {
  for (const program of programs.splice(0)) program.kill('SIGKILL');
  for (const database of opened.splice(0)) await database.close();
  for (const folder of folders.splice(0)) {
    await untilGone(() => pidsOf(folder));
    rmSync(folder, { recursive: true, force: true });
  }
});

function newFolder(base = tmpdir()): string {
  const folder = mkdtempSync(join(base, '.cw-data-'));
  folders.push(folder);
  return folder;
}

/** A data folder whose first start lies behind it. */
function usedFolder(): string {
  const folder = newFolder();
  cpSync(used, folder, { recursive: true });
  return folder;
}

const used = mkdtempSync(join(tmpdir(), '.cw-used-'));
beforeAll(async () => {
  const settings = { dataFolder: used, databaseUrl: null, databaseOwnerUrl: null };
  const database = await openDatabase(settings, { embedded: { graceMs: GRACE_MS } });
  await database.close();
  await untilGone(() => pidsOf(used));
  rmSync(join(used, 'database', 'server.json'));
});
afterAll(() => rmSync(used, { recursive: true, force: true }));

async function open(dataFolder: string, embedded: EmbeddedOptions = {}): Promise<OpenDatabase> {
  const database = await openDatabase(
    { dataFolder, databaseUrl: null, databaseOwnerUrl: null, poolSize: 2 },
    { embedded: { graceMs: GRACE_MS, ...embedded } },
  );
  opened.push(database);
  return database;
}

async function close(database: OpenDatabase): Promise<void> {
  opened.splice(opened.indexOf(database), 1);
  await database.close();
}

async function keep({ db }: OpenDatabase, key: string): Promise<void> {
  await db.tx((tx) => sql`insert into setting (key, value) values (${key}, '1')`.execute(on(tx)));
}

async function kept({ db }: OpenDatabase): Promise<readonly string[]> {
  const rows = await db.read((tx) => sql<{ key: string }>`select key from setting order by key`.execute(on(tx)));
  return rows.rows.map(({ key }) => key);
}

/** The living supervisor and server of a data folder. */
function pidsOf(dataFolder: string): readonly number[] {
  const footprint = readFootprint(placeIn(dataFolder));
  return [footprint?.supervisor, footprint?.postgres].filter(
    (pid): pid is number => typeof pid === 'number' && isAlive(pid),
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function untilGone(pids: () => readonly number[]): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (pids().length > 0) {
    if (performance.now() > deadline) throw new Error(`still running: ${pids().join(', ')}`);
    await pause(20);
  }
}

/** Another program on the folder; answers its lines one by one. */
async function startOwner(dataFolder: string, embedded: EmbeddedOptions = {}, as: SpawnOptions = {}) {
  const script = join(import.meta.dirname, '../../../../test/support/owner.ts');
  const child = spawn(process.execPath, [script, dataFolder, JSON.stringify({ graceMs: GRACE_MS, ...embedded })], {
    stdio: ['pipe', 'pipe', 'inherit'],
    ...as,
  });
  programs.push(child);
  const lines = createInterface(child.stdout!)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  return {
    child,
    next,
    async keep(key: string): Promise<void> {
      child.stdin!.write(`${key}\n`);
      expect(await next()).toBe(`kept ${key}`);
    },
  };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit');
  child.kill('SIGKILL');
  await gone;
}

describe('starting and stopping', () => {
  test('an empty folder becomes a database, and what was kept is there at the second start', async () => {
    const folder = newFolder();
    const first = await open(folder);
    expect(first.kind).toBe('embedded');
    expect(first.migrated).toContain('0001-house');
    await keep(first, 'a');
    const pids = pidsOf(folder);
    expect(pids).toHaveLength(2);
    await close(first);
    await untilGone(() => pids.filter(isAlive));
    const second = await open(folder);
    expect(second.migrated).toEqual([]);
    expect(await kept(second)).toEqual(['a']);
  });

  test('two programs share one server, which stays until both are gone', async () => {
    const folder = usedFolder();
    const owner = await startOwner(folder);
    expect(await owner.next()).toBe('open');
    const pids = pidsOf(folder);
    const other = await open(folder);
    expect(pidsOf(folder)).toEqual(pids);
    await owner.keep('from-the-first');
    expect(await kept(other)).toEqual(['from-the-first']);
    await kill(owner.child);
    await pause(GRACE_MS * 3);
    await keep(other, 'still-there');
    expect(pidsOf(folder)).toEqual(pids);
    await close(other);
    await untilGone(() => pidsOf(folder));
  });

  test('a service manager that ends everything at once leaves a server that was stopped in good order', async () => {
    const folder = usedFolder();
    const owner = await startOwner(folder);
    expect(await owner.next()).toBe('open');
    await owner.keep('a');
    const pids = pidsOf(folder);
    for (const pid of [...pids, owner.child.pid!]) process.kill(pid, 'SIGTERM');
    await untilGone(() => pids.filter(isAlive));
    const log = readFileSync(placeIn(folder).log, 'utf8');
    expect(log.trimEnd()).toMatch(/database system is shut down$/);
    expect(log).not.toContain('ended unexpectedly');
  });

  test('two programs that start at the same moment start one server', async () => {
    const folder = newFolder();
    const both = await Promise.all([startOwner(folder), startOwner(folder)]);
    expect(await Promise.all(both.map((owner) => owner.next()))).toEqual(['open', 'open']);
    await Promise.all(both.map((owner, n) => owner.keep(`from-${n}`)));
    expect(pidsOf(folder)).toHaveLength(2);
  });

  test('a first start that was killed half way is done again from the beginning', async () => {
    const folder = newFolder();
    const { root, incoming } = placeIn(folder);
    mkdirSync(incoming, { recursive: true });
    chmodSync(root, 0o700);
    writeFileSync(join(incoming, 'PG_VERSION'), '18\n');
    await keep(await open(folder), 'a');
    expect(existsSync(incoming)).toBe(false);
  });

  test('the log names neither statements nor values', async () => {
    const folder = usedFolder();
    const database = await open(folder);
    await keep(database, 'somebodys-secret');
    await expect(keep(database, 'somebodys-secret')).rejects.toThrow('duplicate key');
    const log = readFileSync(placeIn(folder).log, 'utf8');
    expect(log).toContain('duplicate key');
    expect(log).not.toContain('somebodys-secret');
  });
});

describe('crashes', () => {
  test('kill -9 of the server: it is started again and the same program goes on', async () => {
    const folder = usedFolder();
    const database = await open(folder);
    await keep(database, 'before');
    const { postgres } = readFootprint(placeIn(folder))!;
    process.kill(postgres!, 'SIGKILL');
    await untilGone(() => [postgres!].filter(isAlive));
    await keep(database, 'after');
    expect(await kept(database)).toEqual(['after', 'before']);
    expect(readFootprint(placeIn(folder))!.postgres).not.toBe(postgres);
  });

  test('kill -9 of the server while a session computes: the session is ended, not waited for', async () => {
    const folder = usedFolder();
    const database = await open(folder);
    const long = database.db.tx((tx) => sql`select count(*) from generate_series(1, 100000000000)`.execute(on(tx)));
    const failed = expect(long).rejects.toThrow(/terminat|closed|reset/i);
    await pause(300);
    process.kill(readFootprint(placeIn(folder))!.postgres!, 'SIGKILL');
    await failed;
    await keep(database, 'after');
    expect(await kept(database)).toEqual(['after']);
  });

  test('kill -9 of the program: no process is left, and every row it was told of is there', async () => {
    const folder = usedFolder();
    const owner = await startOwner(folder);
    expect(await owner.next()).toBe('open');
    for (const key of ['a', 'b', 'c']) await owner.keep(key);
    await kill(owner.child);
    await untilGone(() => pidsOf(folder));
    expect(await kept(await open(folder))).toEqual(['a', 'b', 'c']);
  });

  test('kill -9 of the supervisor: the server goes with it, and the program gets both back', async () => {
    const folder = usedFolder();
    const database = await open(folder);
    await keep(database, 'before');
    const before = readFootprint(placeIn(folder))!;
    process.kill(before.supervisor, 'SIGKILL');
    await untilGone(() => [before.supervisor, before.postgres!].filter(isAlive));
    await keep(database, 'after');
    expect(await kept(database)).toEqual(['after', 'before']);
    expect(pidsOf(folder)).toHaveLength(2);
  });

  test('kill -9 of everything at once, then a new start: everything committed is there', async () => {
    const folder = usedFolder();
    const owner = await startOwner(folder);
    expect(await owner.next()).toBe('open');
    for (const key of ['a', 'b', 'c']) await owner.keep(key);
    const pids = pidsOf(folder);
    for (const pid of [owner.child.pid!, ...pids]) process.kill(pid, 'SIGKILL');
    await untilGone(() => pids.filter(isAlive));
    expect(await kept(await open(folder))).toEqual(['a', 'b', 'c']);
  });

  test('a process number that PostgreSQL left behind and another program has now does not stop the start', async () => {
    const folder = usedFolder();
    writeFileSync(join(placeIn(folder).cluster, 'postmaster.pid'), `${process.pid}\n`);
    expect(await kept(await open(folder))).toEqual([]);
  });
});

describe('folders', () => {
  test('a folder that another program holds is refused with its name', async () => {
    const folder = usedFolder();
    const lock = new DatabaseSync(placeIn(folder).lock, { timeout: 5000 }); // ended, not yet collected
    lock.exec('begin exclusive');
    const attempt = open(folder, { patienceMs: 500 });
    await expect(attempt).rejects.toThrow(`The data folder ${folder} is in use by another program`);
    lock.close();
    await open(folder);
  });

  test('a PostgreSQL that somebody else runs on the cluster is neither stopped nor joined', async () => {
    const folder = usedFolder();
    const place = placeIn(folder);
    chmodSync(place.cluster, 0o700);
    const { prefix, identity } = chooseLaunch(place, findBinaries(), process.env);
    const [program, ...args] = [...prefix, findBinaries().postgres, '-D', place.cluster];
    const settings = ['listen_addresses=', `unix_socket_directories=${place.root}`].flatMap((one) => ['-c', one]);
    const foreign = spawn(program, [...args, ...settings], { stdio: 'ignore', ...identity });
    programs.push(foreign);
    while (!existsSync(join(place.root, '.s.PGSQL.5432'))) await pause(20);
    await expect(open(folder)).rejects.toThrow(`Another PostgreSQL (process ${foreign.pid}) is using`);
    expect(isAlive(foreign.pid!)).toBe(true);
    await kill(foreign);
  });

  test('a path of 150 characters with a space works, with its sockets in a folder that nobody else can enter', async () => {
    const base = newFolder();
    const folder = join(base, 'a data folder '.padEnd(149 - base.length, 'x'));
    expect(folder).toHaveLength(150);
    folders.unshift(folder);
    await keep(await open(folder), 'a');
    const { sockets } = readFootprint(placeIn(folder))!;
    expect(sockets.startsWith(base)).toBe(false);
    await close(opened[0]!);
    await untilGone(() => pidsOf(folder));
    expect(existsSync(sockets)).toBe(false);
    expect(await kept(await open(folder))).toEqual(['a']);
  });

  test('a folder of another major version is refused with the two commands to run', async () => {
    const folder = usedFolder();
    writeFileSync(join(placeIn(folder).cluster, 'PG_VERSION'), '17\n');
    const message = await open(folder).catch((error: unknown) => (error as DatabaseProblem).message);
    expect(message).toContain('was made by PostgreSQL 17; this program brings PostgreSQL 18');
    expect(message).toContain('commonwork backup');
    expect(message).toContain('commonwork restore');
  });

  test('a folder that cannot be made is refused with the setting that names it', async () => {
    const folder = newFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(open(join(folder, 'file', 'data'))).rejects.toThrow('COMMONWORK_DATA');
  });
});

describe('libraries', () => {
  test('links that the package was installed without are made elsewhere', async () => {
    const base = newFolder();
    const source = dirname(dirname(dirname(findBinaries().postgres)));
    const copy = join(base, 'package');
    // Files only: a package unpacked without its install script has no links.
    cpSync(source, copy, { recursive: true, filter: (path) => !isLink(source, path) });
    const binaries = findBinaries(copy);
    expect(binaries.missingLinks.length).toBeGreaterThan(5);
    const version = (env: NodeJS.ProcessEnv, prefix: readonly string[] = [], which = binaries.postgres) => {
      const [program = '', ...args] = [...prefix, which, '--version'].map(String);
      const child = spawn(program, args, { stdio: 'ignore', env: { PATH: process.env['PATH'], ...env } });
      return once(child, 'exit').then(([code]) => code as number);
    };
    expect(await version({})).not.toBe(0);
    const links = await libraryEnvironment(binaries, join(base, 'lib'));
    expect(await version(links)).toBe(0);
    expect(await version(links, [], binaries.initdb)).toBe(0);
    // The way it is started is chosen with these libraries too.
    const { prefix, identity } = chooseLaunch(placeIn(base), binaries, { PATH: process.env['PATH'], ...links });
    expect(identity).toEqual({});
    expect(await version(links, prefix)).toBe(0);
  });
});

function isLink(source: string, path: string): boolean {
  const list = JSON.parse(readFileSync(join(source, 'native', 'pg-symlinks.json'), 'utf8')) as readonly {
    target: string;
  }[];
  return list.some(({ target }) => join(source, target) === path);
}

describe('users', () => {
  test('nobody else on the machine can connect: the sockets are out of reach, and there is a password', async () => {
    const folder = usedFolder();
    const { appUrl } = await open(folder);
    const { sockets } = readFootprint(placeIn(folder))!;
    const guess = new pg.Client({ connectionString: appUrl.replace(/:[^:@/]+@/, ':guess@') });
    await expect(guess.connect()).rejects.toThrow('password authentication failed');
    for (const path of [placeIn(folder).root, sockets]) {
      const { mode } = statSync(path);
      expect(mode & 0o077).toBe(0);
    }
  });

  test.skipIf(!isRoot)('root whose data folder lies under its home (needs root)', async () => {
    expect(await kept(await open(newFolder(homedir())))).toEqual([]);
  });

  test.skipIf(!othersReach)(
    'root where user namespaces are not allowed: PostgreSQL runs as nobody (needs root in a folder that others reach)',
    async () => {
      const base = newFolder();
      // The temporary folder of the run is root's alone; nobody must be able to pass through.
      chmodSync(base, 0o711);
      chmodSync(tmpdir(), 0o711);
      const folder = join(base, 'data');
      mkdirSync(folder, { mode: 0o711 });
      folders.unshift(folder);
      await keep(await open(folder, { asNobody: true }), 'a');
      const status = readFileSync(`/proc/${readFootprint(placeIn(folder))!.postgres}/status`, 'utf8');
      expect(status).toMatch(new RegExp(`^Uid:\\s+${NOBODY}\\s`, 'm'));
      await close(opened[0]!);
      await untilGone(() => pidsOf(folder));
      expect(await kept(await open(folder))).toEqual(['a']);
    },
  );

  test.skipIf(!isRoot)(
    'nobody cannot reach a folder under the home of root, and the message says what to do (needs root)',
    async () => {
      const home = newFolder(homedir());
      chmodSync(home, 0o700);
      const attempt = open(home, { asNobody: true });
      await expect(attempt).rejects.toThrow(/PostgreSQL does not run as root.*DATABASE_URL/s);
    },
  );

  test.skipIf(!othersReach)(
    'an ordinary user, and root on that folder afterwards (needs root in a folder that others reach)',
    async () => {
      const base = newFolder();
      chownSync(base, NOBODY, NOBODY);
      const owner = await startOwner(
        base,
        {},
        { uid: NOBODY, gid: NOBODY, env: { ...process.env, HOME: base, TMPDIR: base } },
      );
      expect(await owner.next()).toBe('open');
      await owner.keep('by-an-ordinary-user');
      await kill(owner.child);
      await untilGone(() => pidsOf(base));
      expect(await kept(await open(base))).toEqual(['by-an-ordinary-user']);
    },
  );
});

function everyFolderAbove(path: string): string[] {
  const above = dirname(path);
  return above === path ? [path] : [path, ...everyFolderAbove(above)];
}
