import pg from 'pg';
import { CONNECT_PATIENCE_MS } from './database.ts';

/** Does the work on a connection of its own, beside the pools: for migrations, copies and looking around. */
export async function withClient<T>(url: string, purpose: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: `commonwork ${purpose}`,
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
  });
  // A connection that breaks says so to whoever asks next; unheard, it would end the program.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}
