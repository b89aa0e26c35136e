/** Waits until the test run is gone, by whatever death, and removes what it left: its temporary folder and its databases. */
import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';

interface Task {
  readonly folder: string;
  readonly databases: { readonly url: string; readonly prefix: string } | null;
}

const { folder, databases } = JSON.parse(process.argv[2] ?? '') as Task;

for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM'] as const) process.on(signal, () => {});
for await (const _ of process.stdin); // ends when the last holder of the other end is gone

if (databases !== null) await dropDatabases(databases);
// Programs that the run had started may still be ending and writing.
for (let tries = 0; tries < 40; tries++) {
  const gone = await rm(folder, { recursive: true, force: true }).then(
    () => true,
    () => false,
  );
  if (gone) break;
  await pause(250);
}

async function dropDatabases({ url, prefix }: { readonly url: string; readonly prefix: string }): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const found = await client.query<{ name: string }>(
    `select datname as name from pg_database where starts_with(datname, $1)`,
    [`${prefix}_`],
  );
  for (const { name } of found.rows) await client.query(`drop database if exists ${name} with (force)`);
  await client.end();
}
