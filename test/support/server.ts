/**
 * The database server of one test run, and the folder for everything temporary of that run. Whatever happens to the run (ctrl-C, kill -9),
 * its helpers notice that it is gone: the supervisor stops the server, the sweeper removes the folder and the databases.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../../src/outside/database/embedded/server.ts';
import { migrate, readMigrations } from '../../src/outside/database/index.ts';
import { QUEUES } from '../../src/entrances/queues.ts';
import { installJobs } from '../../src/outside/jobs/index.ts';
import { prepareLogins } from '../../src/outside/database/roles.ts';

export interface TestServer {
  readonly kind: 'embedded' | 'server';
  /** A login that may create databases and roles. */
  readonly adminUrl: string;
  /** The names of the run's databases begin with it. */
  readonly prefix: string;
  /** The migrated database that every test's own is copied from. */
  readonly template: string;
  /** No longer than the run: `os.tmpdir()` of all its processes. */
  readonly folder: string;
}

export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  const prefix = `cw_${randomBytes(5).toString('hex')}`;
  const folder = mkdtempSync(join(tmpdir(), 'cw-run-'));
  chmodSync(folder, 0o711); // tests as root start programs as nobody, who must pass through
  process.env['TMPDIR'] = folder; // inherited by the workers and by every program that a test starts
  const sweep = startSweeper(folder, given === undefined ? null : { url: given, prefix });
  const embedded =
    given === undefined ? await startEmbedded(join(folder, 'server'), { throwaway: true, graceMs: 500 }) : null;
  const adminUrl = given ?? embedded!.adminUrl;
  const template = `${prefix}_template`;
  // By code point, as in the embedded server, whatever the server's own order is.
  await asAdmin(adminUrl, (client) =>
    client.query(`create database ${template} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`),
  );
  const logins = await prepareLogins(databaseUrl(adminUrl, template), null);
  await migrate(logins.ownerUrl!, await readMigrations());
  await installJobs(logins.ownerUrl!, QUEUES);
  return {
    server: { kind: given === undefined ? 'embedded' : 'server', adminUrl, prefix, template, folder },
    async stop() {
      await embedded?.close();
      await sweep();
    },
  };
}

/** The same server, another database. */
export function databaseUrl(url: string, database: string): string {
  const [base = '', search] = url.split('?');
  const renamed = base.replace(/^([a-z]+:\/\/[^/]*)(\/.*)?$/, `$1/${database}`);
  return search === undefined ? renamed : `${renamed}?${search}`;
}

export async function asAdmin<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/** Answers what ends it; it also ends, and cleans up, when this process is no more. */
function startSweeper(folder: string, databases: { url: string; prefix: string } | null): () => Promise<void> {
  const program = join(import.meta.dirname, 'sweeper.ts');
  const child = spawn(process.execPath, [program, JSON.stringify({ folder, databases })], {
    detached: true, // ctrl-C is for the run; the sweeper comes after it
    stdio: ['pipe', 'ignore', 'inherit'],
    cwd: '/',
  });
  child.unref();
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return async () => {
    child.ref();
    child.stdin.end();
    await ended;
  };
}
