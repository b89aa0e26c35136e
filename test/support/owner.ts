/** A program that owns the database of a folder, for tests that kill it. It keeps rows by the names it reads, one a line, and says so. */
import { createInterface } from 'node:readline';
import { openDatabase } from '../../src/outside/database/index.ts';
import { on, sql } from '../../src/outside/database/index.ts';

const [, , dataFolder = '', options = '{}'] = process.argv;

try {
  const { db } = await openDatabase(
    { dataFolder, databaseUrl: null, databaseOwnerUrl: null, poolSize: 2 },
    { embedded: JSON.parse(options) as object },
  );
  process.stdout.write('open\n');
  for await (const key of createInterface(process.stdin)) {
    await db.tx((tx) => sql`insert into setting (key, value) values (${key}, '1')`.execute(on(tx)));
    process.stdout.write(`kept ${key}\n`);
  }
} catch (error) {
  process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
