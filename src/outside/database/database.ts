import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';

declare const transaction: unique symbol;

/** One open transaction: it can query and nothing else. Stores accept only this. */
export interface Tx {
  readonly [transaction]: true;
}

/** The database: it can begin transactions and nothing else. */
export interface Db {
  /** A changing transaction, SERIALIZABLE off: READ COMMITTED with row locks; tried again on 40001 and 40P01. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A read-only transaction with a statement timeout. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

const ATTEMPTS = 5;
const RETRIED = new Set(['40001', '40P01']);
const READ_TIMEOUT_MS = 10_000;

// int8 -> bigint, numeric -> string, date -> string: parsed once, here, for everyone.
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => BigInt(text));
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => text);
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

export function connect(url: string, poolSize = 10): Db {
  const pool = new pg.Pool({ connectionString: url, max: poolSize, application_name: 'commonwork' });
  pool.on('error', () => {}); // an idle connection that breaks is replaced at the next query
  const kysely = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    async tx(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          return await kysely.transaction().execute((open) => work(asTx(open)));
        } catch (error) {
          if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error))) throw error;
          await new Promise((resolve) => setTimeout(resolve, 10 * 2 ** attempt * Math.random()));
        }
      }
    },
    async read(work) {
      return kysely
        .transaction()
        .setAccessMode('read only')
        .execute(async (open) => {
          await sql`select set_config('statement_timeout', ${String(READ_TIMEOUT_MS)}, true)`.execute(open);
          return work(asTx(open));
        });
    },
    async close() {
      await kysely.destroy();
    },
  };
}

/** The query builder on this transaction, typed with the tables that the calling store declares. */
export function on<Tables>(tx: Tx): Kysely<Tables> {
  return tx as unknown as Kysely<Tables>;
}

/** The SQLSTATE of a database error, or an empty string. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

function asTx(open: Transaction<unknown>): Tx {
  return open as unknown as Tx;
}
