/** Numbered plain SQL, applied in order by the owner role, all pending ones in one transaction, each remembered with its digest. */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type pg from 'pg';
import { withClient } from './client.ts';
import { DatabaseProblem } from './problem.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file's text with Unix line ends, in hex. */
  readonly digest: string;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly digest: string;
}

/** "cw" and a number that nobody else is likely to use; advisory locks are per database. */
const MIGRATION_LOCK = 0x6377_0001;

/** The folder `migrations/` beside package.json, from the sources as well as from dist/. */
export function migrationsFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const candidate = join(folder, 'migrations');
    if (existsSync(candidate) && existsSync(join(folder, 'package.json'))) return candidate;
    if (dirname(folder) === folder) {
      throw new DatabaseProblem('migrations', 'The folder "migrations" is missing beside package.json: install again.');
    }
  }
}

export async function readMigrations(folder = migrationsFolder()): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(
    names.map(async (file) => {
      const matched = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file);
      if (matched === null) {
        throw new DatabaseProblem('migrations', `${file} is not a migration's name: NNNN-name.sql is.`);
      }
      const sql = (await readFile(join(folder, file), 'utf8')).replaceAll('\r\n', '\n');
      const digest = createHash('sha256').update(sql).digest('hex');
      return { number: Number(matched[1]), name: file.slice(0, -'.sql'.length), sql, digest };
    }),
  );
  for (const [at, { number, name }] of migrations.entries()) {
    const before = migrations[at - 1];
    if (before?.number === number) {
      throw new DatabaseProblem('migrations', `Two migrations carry the number ${number}: ${before.name} and ${name}.`);
    }
  }
  return migrations;
}

/** Brings the database up to the given migrations; answers the names of those applied now. Two programs at once wait for each other. */
export async function migrate(ownerUrl: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  return withClient(ownerUrl, 'migrate', async (client) => {
    // The usual start: nothing to do, no lock taken.
    if (pending(await appliedMigrations(client), migrations).length === 0) return [];
    await client.query('begin');
    try {
      const applied = await applyPending(client, migrations);
      await client.query('commit');
      return applied;
    } catch (error) {
      await client.query('rollback');
      throw error;
    }
  });
}

/** What is still to be applied, without applying it. */
export function pendingOn(url: string, migrations: readonly Migration[]): Promise<readonly Migration[]> {
  return withClient(url, 'migrate', async (client) => pending(await appliedMigrations(client), migrations));
}

/** Applies what is pending inside the caller's transaction. */
export async function applyPending(
  client: pg.ClientBase,
  migrations: readonly Migration[],
): Promise<readonly string[]> {
  await client.query('select pg_advisory_xact_lock($1)', [MIGRATION_LOCK]);
  const todo = pending(await appliedMigrations(client), migrations);
  if (todo.length === 0) return [];
  await client.query(
    `create table if not exists migration (
       number integer primary key, name text not null, digest text not null, applied_at timestamptz not null default now())`,
  );
  await client.query('grant select on migration to commonwork_app');
  for (const migration of todo) {
    try {
      await client.query(migration.sql);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const where = lineOf(error, migration.sql);
      throw new DatabaseProblem('migrations', `Migration ${migration.name} failed${where}: ${reason}`, error);
    }
    await client.query('insert into migration (number, name, digest) values ($1, $2, $3)', [
      migration.number,
      migration.name,
      migration.digest,
    ]);
  }
  return todo.map(({ name }) => name);
}

/** What was applied before; nothing in a database that has never been migrated. */
export async function appliedMigrations(client: pg.ClientBase): Promise<readonly Applied[]> {
  // Not by to_regclass: it answers from a cache, and misses the table that another program made while we waited for the lock.
  const known = await client.query(`select from pg_tables where schemaname = 'public' and tablename = 'migration'`);
  if (known.rowCount === 0) return [];
  return (await client.query<Applied>('select number, name, digest from public.migration order by number')).rows;
}

/** Which migrations are still to be applied; throws when the database and the program do not belong together. */
export function pending(applied: readonly Applied[], migrations: readonly Migration[]): readonly Migration[] {
  const byNumber = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, name, digest } of applied) {
    const ours = byNumber.get(number);
    if (ours === undefined) {
      throw new DatabaseProblem(
        'migrations',
        `This database was made by a newer Commonwork (it knows migration ${name}, this program does not). Start the newer program, or restore a backup made before the upgrade.`,
      );
    }
    if (ours.digest !== digest) {
      throw new DatabaseProblem(
        'migrations',
        `Migration ${ours.name} differs from the one that was applied to this database (as ${name}). Old migrations never change: put the file back as it was and write a new one.`,
      );
    }
  }
  const last = applied.at(-1)?.number ?? 0;
  const done = new Set(applied.map(({ number }) => number));
  const todo = migrations.filter(({ number }) => !done.has(number));
  const late = todo.find(({ number }) => number < last);
  if (late !== undefined) {
    throw new DatabaseProblem(
      'migrations',
      `Migration ${late.name} is new but its number lies below one that was applied to this database already. Give it the next free number.`,
    );
  }
  return todo;
}

function lineOf(error: unknown, sql: string): string {
  if (!(error instanceof Error) || !('position' in error)) return '';
  const position = Number(error.position);
  return Number.isInteger(position) ? ` at line ${sql.slice(0, position).split('\n').length}` : '';
}
