/** Files are rows in the database, addressed by the SHA-256 of what they hold, so that workers share nothing but the database. */
import { createHash } from 'node:crypto';
import { on, sql, type Tx } from '../database/index.ts';

declare const digest: unique symbol;
/** The SHA-256 of a file, in hex: its address. */
export type FileDigest = string & { readonly [digest]: true };

export interface StoredFile {
  readonly digest: FileDigest;
  /** Its media type, as the one who saved it first said. */
  readonly type: string;
  readonly bytes: Buffer;
}

export const LARGEST_FILE_BYTES = 20 * 1024 * 1024;

/** The digest in an address, or null when it is none. */
export function readFileDigest(text: string): FileDigest | null {
  return /^[0-9a-f]{64}$/.test(text) ? (text as FileDigest) : null;
}

/** Keeps the bytes, once, and answers their address. The caller has refused what is larger than `LARGEST_FILE_BYTES`. */
export async function saveFile(tx: Tx, bytes: Buffer, type: string): Promise<FileDigest> {
  const hash = createHash('sha256').update(bytes).digest();
  await sql`insert into file (digest, type, bytes) values (${hash}, ${type}, ${bytes}) on conflict do nothing`.execute(
    on(tx),
  );
  return hash.toString('hex') as FileDigest;
}

export async function loadFile(tx: Tx, digest: FileDigest): Promise<StoredFile | null> {
  const answer = await sql<{ type: string; bytes: Buffer }>`
    select type, bytes from file where digest = ${Buffer.from(digest, 'hex')}`.execute(on(tx));
  const row = answer.rows[0];
  return row === undefined ? null : { digest, type: row.type, bytes: row.bytes };
}

/** Addresses of files whose bytes no longer match them: none, unless the disk or an administrator changed something. */
export async function damagedFiles(tx: Tx): Promise<readonly FileDigest[]> {
  const damaged: FileDigest[] = [];
  let after: Buffer = Buffer.alloc(0);
  for (;;) {
    // In small steps: one statement over all files would meet the statement timeout.
    const batch = await sql<{ digest: Buffer; whole: boolean }>`
      select digest, digest = sha256(bytes) as whole from file where digest > ${after} order by digest limit 20`.execute(
      on(tx),
    );
    damaged.push(...batch.rows.filter(({ whole }) => !whole).map((row) => row.digest.toString('hex') as FileDigest));
    const last = batch.rows.at(-1);
    if (last === undefined) return damaged;
    after = last.digest;
  }
}
