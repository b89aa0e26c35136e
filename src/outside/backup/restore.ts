/** Fills an empty database from a backup, in one transaction: afterwards all of it is there, or nothing. */
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type pg from 'pg';
import copy from 'pg-copy-streams';
import { DatabaseProblem, sqlState, withClient } from '../database/index.ts';
import { applyPending, type Migration } from '../database/migrate.ts';
import { quoted, tablesOf } from './backup.ts';
import { COPY_SETTINGS, readBackup, type Manifest } from './format.ts';

/**
 * `manifest` is the answer of `verifyBackup`: the file was read to its end before anything is touched. It goes into the tables as they were
 * at the time of the backup; migrations made since come after. `ownerUrl` acts as the owner.
 */
export async function restoreBackup(
  ownerUrl: string,
  file: string,
  manifest: Manifest,
  migrations: readonly Migration[],
): Promise<void> {
  const then = migrationsOf(manifest, migrations, file);
  await withClient(ownerUrl, 'restore', async (client) => {
    try {
      await client.query('begin');
      await bringBack(client, file, manifest, then);
      await applyPending(client, migrations);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw asProblem(error, file);
    }
    await client.query('analyze');
  });
}

async function bringBack(
  client: pg.Client,
  file: string,
  manifest: Manifest,
  then: readonly Migration[],
): Promise<void> {
  await client.query(COPY_SETTINGS);
  await refuseUsed(client);
  await applyPending(client, then);
  await checkShapes(client, manifest, file);
  const keys = await takeForeignKeys(client);
  await setTriggers(client, manifest, 'disable');
  await fill(client, file, manifest);
  await setTriggers(client, manifest, 'enable');
  for (const key of keys) await client.query(key);
  for (const { name, value, called } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2, $3)', [`public.${quoted(name)}`, value, called]);
  }
}

/** The first of our migrations, up to the last one that the backup knows. */
function migrationsOf(manifest: Manifest, migrations: readonly Migration[], file: string): readonly Migration[] {
  const ours = new Map(migrations.map((migration) => [migration.number, migration]));
  for (const { number, name, digest } of manifest.migrations) {
    if (ours.get(number)?.digest !== digest) {
      throw new DatabaseProblem(
        'migrations',
        `${file} was made by another version of Commonwork (${manifest.program}), whose migration ${name} this program does not have. Restore it with that version or a later one.`,
      );
    }
  }
  const known = new Set(manifest.migrations.map(({ number }) => number));
  return migrations.filter(({ number }) => known.has(number));
}

async function refuseUsed(client: pg.Client): Promise<void> {
  const found = await client.query<{ name: string }>(
    `select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'jobs') order by 1`,
  );
  if (found.rows.length === 0) return;
  const some = found.rows
    .slice(0, 3)
    .map(({ name }) => name.replace(/^public\./, ''))
    .join(', ');
  throw new DatabaseProblem(
    'not-empty',
    `The database is not empty: it has ${found.rows.length} tables (${some}, ...). A backup is restored into an empty one only: set COMMONWORK_DATA to a new folder, or DATABASE_URL to a new database.`,
  );
}

async function checkShapes(client: pg.Client, manifest: Manifest, file: string): Promise<void> {
  const shapes = new Map((await tablesOf(client)).map(({ name, columns }) => [name, columns]));
  for (const { name, columns } of manifest.tables) {
    const here = shapes.get(name);
    shapes.delete(name);
    if (here === undefined || columns.some((column) => !here.includes(column)) || here.length !== columns.length) {
      throw new DatabaseProblem(
        'damaged',
        `${file} holds a table ${name} that its own migrations do not make. Nothing was changed.`,
      );
    }
  }
  const missing = [...shapes.keys()][0];
  if (missing !== undefined)
    throw new DatabaseProblem('damaged', `${file} lacks the table ${missing}. Nothing was changed.`);
}

/** Takes the foreign keys off, whatever refers to whatever, and answers the statements that put them back and check every row. */
async function takeForeignKeys(client: pg.Client): Promise<readonly string[]> {
  const found = await client.query<{ table: string; name: string; definition: string }>(
    `select c.relname::text as table, k.conname::text as name, pg_get_constraintdef(k.oid) as definition
     from pg_constraint k join pg_class c on c.oid = k.conrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 1, 2`,
  );
  for (const { table, name } of found.rows) {
    await client.query(`alter table ${quoted(table)} drop constraint ${quoted(name)}`);
  }
  return found.rows.map(
    ({ table, name, definition }) => `alter table ${quoted(table)} add constraint ${quoted(name)} ${definition}`,
  );
}

/** Rows come back as they were: no trigger links, refuses or fills anything while they do. */
async function setTriggers(client: pg.Client, manifest: Manifest, to: 'enable' | 'disable'): Promise<void> {
  for (const { name } of manifest.tables) await client.query(`alter table ${quoted(name)} ${to} trigger user`);
}

async function fill(client: pg.Client, file: string, manifest: Manifest): Promise<void> {
  // Rows that migrations put in stand in the backup as well.
  for (const { name } of manifest.tables) await client.query(`delete from ${quoted(name)}`);
  const shapes = new Map(manifest.tables.map((table) => [table.name, table]));
  let table: string | null = null;
  let stream: copy.CopyStreamQuery | null = null;
  for await (const part of readBackup(file)) {
    if (stream === null || part.table !== table) {
      if (stream !== null) await close(stream, table!, shapes, file);
      table = part.table;
      const columns = shapes.get(table)!.columns.map(quoted).join(', ');
      stream = client.query(copy.from(`copy ${quoted(table)} (${columns}) from stdin`));
      stream.on('error', () => {}); // whoever writes or closes looks
    }
    await write(stream, part.bytes);
  }
  if (stream !== null) await close(stream, table!, shapes, file);
}

async function close(
  stream: copy.CopyStreamQuery,
  table: string,
  shapes: ReadonlyMap<string, Manifest['tables'][number]>,
  file: string,
): Promise<void> {
  stream.end();
  await finished(stream);
  if (stream.rowCount === shapes.get(table)!.rows) return;
  throw new DatabaseProblem(
    'damaged',
    `${file}: the table ${table} has another number of rows than its manifest says. Nothing was changed.`,
  );
}

/** Row by row errors reach the stream, not the writer: whoever writes on must look. */
async function write(stream: copy.CopyStreamQuery, bytes: Buffer): Promise<void> {
  if (stream.errored !== null) throw stream.errored;
  if (!stream.write(bytes)) await once(stream, 'drain');
}

function asProblem(error: unknown, file: string): unknown {
  const state = sqlState(error);
  if (!/^(22|23)/.test(state)) return error;
  const reason = error instanceof Error ? error.message : state;
  return new DatabaseProblem(
    'damaged',
    `${file} holds rows that the database refuses: ${reason}. Nothing was changed.`,
    error,
  );
}
