/** The one door to PostgreSQL. `Db` can begin, `Tx` can only query; the compiler and the checks here keep them apart. */
import { AsyncLocalStorage } from 'node:async_hooks';
import {
  type CompiledQuery,
  type DatabaseConnection,
  type Driver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryResult,
} from 'kysely';
import pg from 'pg';
import { codecs } from './codecs.ts';

declare const transaction: unique symbol;

/** One open transaction: it can query and nothing else. Stores accept only this. */
export interface Tx {
  readonly [transaction]: true;
}

/** The database: it can begin transactions and nothing else. */
export interface Db {
  /** A changing transaction: READ COMMITTED with row locks; the whole work is done again on 40001 and 40P01, so it must change nothing outside. */
  tx<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** A read-only transaction on connections that refuse to write: one snapshot for all its queries, with a statement timeout. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** The caller used the database in a way that would lose, leak or deadlock something: a bug, never an expected outcome. */
export class DatabaseMisuse extends Error {
  override readonly name = 'DatabaseMisuse';
}

const ATTEMPTS = 5;
const RETRIED = new Set(['40001', '40P01']);
const READ_TIMEOUT_MS = 10_000;
const CHANGE_TIMEOUT_MS = 60_000;
const LOCK_TIMEOUT_MS = 20_000;
/** Nobody waits for a person or the network inside a transaction. */
const IDLE_IN_TRANSACTION_MS = 60_000;
/** So long a server that starts, restarts or recovers is waited for. */
export const CONNECT_PATIENCE_MS = 10_000;

interface OpenTransaction {
  readonly client: pg.PoolClient;
  open: boolean;
  /** Queries of one transaction run one after the other, whatever the caller does with their promises. */
  last: Promise<unknown>;
}

const transactions = new WeakMap<object, OpenTransaction>();
const current = new AsyncLocalStorage<OpenTransaction>();

export function connect(url: string, poolSize = 10): Db {
  const changing = openPool(url, poolSize, {
    statement_timeout: CHANGE_TIMEOUT_MS,
    lock_timeout: LOCK_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
  });
  const reading = openPool(
    withServerOptions(url, {
      default_transaction_read_only: 'on',
      default_transaction_isolation: 'repeatable read',
    }),
    poolSize,
    { statement_timeout: READ_TIMEOUT_MS, idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS },
  );
  return {
    tx: (work) => inTransaction(changing, work),
    read: (work) => inTransaction(reading, work),
    async close() {
      await Promise.all([changing.end(), reading.end()]);
    },
  };
}

async function inTransaction<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (current.getStore()?.open === true) {
    throw new DatabaseMisuse('a transaction is already open here: pass its `tx` on instead of beginning another');
  }
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, work);
    } catch (error) {
      if (attempt >= ATTEMPTS || !RETRIED.has(sqlState(error))) throw error;
      await pause(10 * 2 ** attempt * Math.random());
    }
  }
}

async function once<T>(pool: pg.Pool, work: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await begin(pool);
  const state: OpenTransaction = { client, open: true, last: Promise.resolve() };
  let broken = true;
  try {
    const result = await current.run(state, () => work(newTx(state)));
    await state.last.catch(() => {}); // a query that nobody waited for still belongs to this transaction
    state.open = false;
    const end = await client.query('commit');
    broken = false;
    // PostgreSQL answers COMMIT with ROLLBACK when a statement failed and the work went on as if nothing had happened.
    if (end.command !== 'COMMIT') {
      throw new DatabaseMisuse('a statement failed and its error was swallowed: the transaction was rolled back');
    }
    return result;
  } catch (error) {
    state.open = false;
    if (broken) {
      await state.last.catch(() => {});
      broken = await client.query('rollback').then(
        () => false,
        () => true,
      );
    }
    throw error;
  } finally {
    client.release(broken);
  }
}

/**
 * A connection with an open transaction. Until there is one nothing can be lost by trying again, so a server on its way up is waited for,
 * and a connection that ended in the pool's keeping is replaced.
 */
async function begin(pool: pg.Pool): Promise<pg.PoolClient> {
  const deadline = performance.now() + CONNECT_PATIENCE_MS;
  for (let wait = 20; ; wait = Math.min(500, wait * 2)) {
    let client: pg.PoolClient | null = null;
    try {
      client = await pool.connect();
      await client.query('begin');
      return client;
    } catch (error) {
      client?.release(true);
      if (!isServerAway(error) || performance.now() + wait > deadline) throw error;
      await pause(wait);
    }
  }
}

/** Whether the server is not there, or not yet: refused, no socket, starting up or shutting down. */
export function isServerAway(error: unknown): boolean {
  if (['ECONNREFUSED', 'ENOENT', 'ECONNRESET', 'EPIPE', '57P01', '57P02', '57P03'].includes(sqlState(error)))
    return true;
  return error instanceof Error && error.message.startsWith('Connection terminated'); // the driver's own, without a code
}

/** The query builder on this transaction, typed with the tables that the calling store declares. */
export function on<Tables>(tx: Tx): Kysely<Tables> {
  const state = transactions.get(tx);
  if (state === undefined) throw new DatabaseMisuse('this is not a transaction that `Db` opened');
  checkOpen(state);
  return tx as unknown as Kysely<Tables>;
}

/** The SQLSTATE of a database error (or the system's code of a connection error), or an empty string. */
export function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The same address with server settings that hold from the first moment of each connection (`role`, `search_path`, ...). */
export function withServerOptions(url: string, settings: Readonly<Record<string, string>>): string {
  const [base = '', search = ''] = splitOnce(url, '?');
  const params = new URLSearchParams(search);
  const added = Object.entries(settings).map(([name, value]) => `-c ${name}=${value.replace(/[\\ ]/g, '\\$&')}`);
  const options = [params.get('options'), ...added].filter((part) => part !== null && part !== '').join(' ');
  params.set('options', options);
  // Spaces as %20: the plus sign of form encoding means a plus to other readers of such addresses.
  return `${base}?${params.toString().replaceAll('+', '%20')}`;
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function openPool(url: string, size: number, limits: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: size,
    application_name: 'commonwork',
    types: codecs,
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
    allowExitOnIdle: true,
    ...limits,
  });
  // A connection that breaks in use tells the query that waits on it; unheard, it would end the program.
  pool.on('connect', (client) => client.on('error', () => {}));
  pool.on('error', () => {}); // an idle connection that breaks is replaced at the next query
  return pool;
}

function newTx(state: OpenTransaction): Tx {
  const kysely = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createQueryCompiler: () => new PostgresQueryCompiler(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createDriver: () => driverOn(state),
    },
  });
  transactions.set(kysely, state);
  return kysely as unknown as Tx;
}

/** A Kysely driver that knows one connection inside one transaction that somebody else begins and ends. */
function driverOn(state: OpenTransaction): Driver {
  const connection: DatabaseConnection = {
    async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
      checkOpen(state);
      const run = async (): Promise<QueryResult<Row>> => {
        const result = await state.client.query({ text: query.sql, values: [...query.parameters] });
        const changed = result.command === 'SELECT' || result.rowCount === null ? undefined : BigInt(result.rowCount);
        const rows = result.rows as Row[];
        return changed === undefined ? { rows } : { rows, numAffectedRows: changed };
      };
      const mine = state.last.then(run, run);
      state.last = mine.catch(() => {});
      return mine;
    },
    // oxlint-disable-next-line require-yield
    async *streamQuery() {
      throw new DatabaseMisuse('streams are not read through the query builder');
    },
  };
  const refuse = async (): Promise<void> => {
    throw new DatabaseMisuse('a transaction cannot begin another: pass its `tx` on');
  };
  const nothing = async (): Promise<void> => {};
  return {
    init: nothing,
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: nothing,
    destroy: nothing,
  };
}

function checkOpen(state: OpenTransaction): void {
  if (!state.open) throw new DatabaseMisuse('this transaction has ended: nothing can be asked through it any more');
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
