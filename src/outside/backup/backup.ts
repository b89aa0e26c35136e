/** Writes everything that must be kept into one file, from one moment, while the program goes on. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { access, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import copy from 'pg-copy-streams';
import type { Instant } from '../../kernel/dates.ts';
import { DatabaseProblem, sqlState, withClient } from '../database/index.ts';
import { COPY_SETTINGS, FORMAT, MANIFEST, PART_BYTES, type Manifest } from './format.ts';
import { TAR_END, tarMember } from './tar.ts';

const README = `This is a backup of Commonwork, made by "commonwork backup". Bring it back with "commonwork restore FILE".
It holds personal data and the digests of passwords: keep it as you keep the database.
tables/ holds the rows of each table in the text format of PostgreSQL's COPY, cut into parts; manifest.json says what belongs to what.
`;

/** `url` is of a login that may read every table. Refuses to overwrite; a file of this name is whole or not there. */
export async function writeBackup(url: string, file: string, program: string, now: Instant): Promise<Manifest> {
  await refuseExisting(file);
  const draft = `${file}.part`;
  try {
    const manifest = await withClient(url, 'backup', (client) => writeSnapshot(client, draft, program, now));
    await rename(draft, file);
    await syncFolder(dirname(file));
    return manifest;
  } catch (error) {
    await rm(draft, { force: true });
    throw asProblem(error, file);
  }
}

async function writeSnapshot(client: pg.Client, draft: string, program: string, now: Instant): Promise<Manifest> {
  let manifest: Manifest | null = null;
  const members = snapshot(client, program, now, (made) => (manifest = made));
  // Readable by its owner alone: it holds what the database holds.
  await pipeline(Readable.from(members), createGzip(), createWriteStream(draft, { mode: 0o600, flush: true }));
  return manifest!;
}

async function* snapshot(
  client: pg.Client,
  program: string,
  now: Instant,
  done: (manifest: Manifest) => void,
): AsyncGenerator<Buffer> {
  yield tarMember('README.txt', Buffer.from(README), now);
  await client.query('begin isolation level repeatable read read only');
  await client.query(COPY_SETTINGS);
  const shapes = await tablesOf(client);
  // A migration that starts meanwhile waits for us, instead of pulling a table from under the copy.
  if (shapes.length > 0)
    await client.query(`lock table ${shapes.map(({ name }) => quoted(name)).join(', ')} in access share mode`);
  const tables: Manifest['tables'] = [];
  for (const shape of shapes) {
    const sum = { bytes: 0, parts: 0, hash: createHash('sha256') };
    const rows = copy.to(`copy ${quoted(shape.name)} (${shape.columns.map(quoted).join(', ')}) to stdout`);
    for await (const part of inParts(client.query(rows))) {
      sum.hash.update(part);
      sum.bytes += part.length;
      sum.parts += 1;
      yield tarMember(`tables/${shape.name}.${String(sum.parts).padStart(4, '0')}`, part, now);
    }
    tables.push({ ...shape, rows: rows.rowCount, bytes: sum.bytes, sha256: sum.hash.digest('hex') });
  }
  const manifest: Manifest = {
    format: FORMAT,
    program,
    server: (await client.query<{ v: string }>(`select current_setting('server_version') as v`)).rows[0]!.v,
    at: now.toISOString(),
    migrations: (await client.query('select number, name, digest from migration order by number'))
      .rows as Manifest['migrations'],
    tables,
    sequences: await sequencesOf(client),
  };
  await client.query('commit');
  yield tarMember(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`), now);
  yield TAR_END;
  done(manifest);
}

/** Every table but the list of migrations, which a restore writes itself; generated columns are made again. */
export async function tablesOf(client: pg.ClientBase): Promise<readonly { name: string; columns: string[] }[]> {
  const answer = await client.query<{ name: string; columns: string[] }>(
    `select c.relname::text as name,
            coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''), '{}') as columns
     from pg_class c
     left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'migration'
     group by c.relname order by c.relname`,
  );
  return answer.rows;
}

async function sequencesOf(client: pg.Client): Promise<Manifest['sequences']> {
  const names = await client.query<{ name: string }>(
    `select relname::text as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'S' order by 1`,
  );
  const sequences: Manifest['sequences'] = [];
  for (const { name } of names.rows) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(name)}`,
    );
    sequences.push({ name, ...rows[0]! });
  }
  return sequences;
}

async function* inParts(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let bytes = 0;
  for await (const piece of source) {
    held.push(piece);
    bytes += piece.length;
    // A piece is one row: at most a file of 20 MB, which is 40 MB as text.
    if (bytes >= PART_BYTES) {
      yield Buffer.concat(held);
      held = [];
      bytes = 0;
    }
  }
  if (bytes > 0) yield Buffer.concat(held);
}

export function quoted(name: string): string {
  return pg.escapeIdentifier(name);
}

async function refuseExisting(file: string): Promise<void> {
  const there = await access(file).then(
    () => true,
    () => false,
  );
  if (there)
    throw new DatabaseProblem('failed', `${file} exists already; a backup never overwrites. Choose another name.`);
}

/** The new name itself must survive a loss of power. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function asProblem(error: unknown, file: string): unknown {
  const system = error instanceof Error && 'syscall' in error && 'path' in error;
  if (!system) return error;
  const why = REASONS[sqlState(error)]?.(dirname(file)) ?? error.message;
  return new DatabaseProblem('failed', `The backup could not be written to ${file}: ${why}`, error);
}

const REASONS: Readonly<Record<string, (folder: string) => string>> = {
  ENOENT: (folder) => `there is no folder ${folder}. Make it first, or name another place.`,
  ENOTDIR: (folder) => `${folder} is not a folder. Name another place.`,
  EACCES: (folder) => `this user may not write in ${folder}. Name another place, or run this as another user.`,
  EROFS: (folder) => `nothing can be written in ${folder}. Name another place.`,
  ENOSPC: (folder) => `the disk that holds ${folder} is full. Name another place, or make room.`,
};
