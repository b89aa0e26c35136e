/**
 * A backup is one compressed tar archive (`tar xzf` opens it):
 *
 *   README.txt                what this is
 *   tables/NAME.0001 ...      the rows of a table as PostgreSQL's COPY writes them (text format), cut into parts of 8 MB
 *   manifest.json             last: versions, migrations, and of each table its columns, count of rows, bytes and SHA-256
 */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { DatabaseProblem } from '../database/index.ts';
import { tarMembers, TarDamage } from './tar.ts';

export const FORMAT = 'commonwork backup 1';
export const PART_BYTES = 8 * 1024 * 1024;
export const MANIFEST = 'manifest.json';

/** So that the same value is the same text on every server, whatever its own habits. */
export const COPY_SETTINGS = `
  set local datestyle = 'ISO, YMD';
  set local intervalstyle = 'postgres';
  set local timezone = 'UTC';
  set local bytea_output = 'hex';
  set local extra_float_digits = 3;
  set local client_encoding = 'UTF8';
  set local statement_timeout = 0;
  set local lock_timeout = '30s';
  set local idle_in_transaction_session_timeout = 0`;

const identifier = z.string().regex(/^[a-z_][a-z0-9_]{0,62}$/);
const whole = z.number().int().nonnegative();

const manifestSchema = z.object({
  format: z.literal(FORMAT),
  program: z.string(),
  server: z.string(),
  at: z.iso.datetime(),
  migrations: z.array(z.object({ number: whole, name: z.string(), digest: z.string() })),
  tables: z.array(
    z.object({ name: identifier, columns: z.array(identifier), rows: whole, bytes: whole, sha256: z.string() }),
  ),
  sequences: z.array(z.object({ name: identifier, value: z.string().regex(/^-?\d+$/), called: z.boolean() })),
});

export type Manifest = z.output<typeof manifestSchema>;

export interface TablePart {
  readonly table: string;
  readonly bytes: Buffer;
}

/** The parts of the tables in their order; answers the manifest, after comparing everything that was read with it. */
export async function* readBackup(file: string): AsyncGenerator<TablePart, Manifest> {
  const seen = new Map<string, { readonly hash: ReturnType<typeof createHash>; bytes: number; parts: number }>();
  let manifest: Manifest | null = null;
  const input = createReadStream(file);
  const gunzip = createGunzip();
  input.on('error', (error) => gunzip.destroy(error));
  try {
    for await (const { name, bytes } of tarMembers(input.pipe(gunzip))) {
      if (manifest !== null) throw new TarDamage('something follows the manifest');
      if (name === MANIFEST) manifest = manifestSchema.parse(JSON.parse(bytes.toString('utf8')));
      const part = /^tables\/([a-z_][a-z0-9_]{0,62})\.(\d{4,6})$/.exec(name);
      if (part === null) continue;
      const table = part[1]!;
      const so = seen.get(table) ?? { hash: createHash('sha256'), bytes: 0, parts: 0 };
      seen.set(table, so);
      if (Number(part[2]) !== ++so.parts) throw new TarDamage(`a part of the table ${table} is missing`);
      so.hash.update(bytes);
      so.bytes += bytes.length;
      yield { table, bytes };
    }
  } catch (error) {
    throw asDamage(file, error);
  } finally {
    input.destroy();
    gunzip.destroy();
  }
  if (manifest === null) throw damaged(file, 'it has no manifest');
  for (const { name, bytes, sha256 } of manifest.tables) {
    const so = seen.get(name);
    seen.delete(name);
    const digest = so?.hash.digest('hex') ?? createHash('sha256').digest('hex');
    if (digest !== sha256 || (so?.bytes ?? 0) !== bytes)
      throw damaged(file, `the table ${name} is not what was written`);
  }
  if (seen.size > 0) throw damaged(file, `it holds a table that its manifest does not name`);
  return manifest;
}

/** Reads the whole file and throws unless every byte is as it was written. */
export async function verifyBackup(file: string): Promise<Manifest> {
  const parts = readBackup(file);
  for (;;) {
    const next = await parts.next();
    if (next.done === true) return next.value;
  }
}

function damaged(file: string, why: string, cause?: unknown): DatabaseProblem {
  return new DatabaseProblem('damaged', `${file} cannot be used as a backup: ${why}. Nothing was changed.`, cause);
}

function asDamage(file: string, error: unknown): unknown {
  if (error instanceof TarDamage) return damaged(file, error.message, error);
  if (error instanceof z.ZodError || error instanceof SyntaxError)
    return damaged(file, 'its manifest is damaged or of another version', error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOENT') return damaged(file, 'there is no such file', error);
  if (code === 'EACCES' || code === 'EISDIR') return damaged(file, 'it cannot be read', error);
  if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR')
    return damaged(file, 'it is damaged, cut short, or not a backup', error);
  return error;
}
