import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { freshDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { asAdmin } from '../../../test/support/server.ts';
import { DatabaseProblem, migrate, openDatabase, readMigrations, sqlState } from './index.ts';
import { APP_ROLE, OWNER_ROLE, prepareLogins } from './roles.ts';

const open: TestDatabase[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

/** A database without tables whose roles are ready. */
async function emptyDatabase(): Promise<TestDatabase> {
  const database = await freshDatabase({ empty: true });
  open.push(database);
  await prepareLogins(database.adminUrl, null);
  return database;
}

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  await Promise.all(Object.entries(files).map(([name, sql]) => writeFile(join(folder, name), sql)));
  return folder;
}

async function tables({ adminUrl }: TestDatabase): Promise<readonly string[]> {
  const found = await asAdmin(adminUrl, (client) =>
    client.query<{ name: string }>(`select tablename as name from pg_tables where schemaname = 'public' order by 1`),
  );
  return found.rows.map(({ name }) => name);
}

const ONE = { '0001-one.sql': 'create table one (a int);' };
const TWO = { ...ONE, '0002-two.sql': 'create table two (a int);' };

test('the migrations of the program are found and in order', async () => {
  const found = await readMigrations();
  expect(found[0]?.name).toBe('0001-house');
  const numbers = found.map(({ number }) => number);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

test('migrations are applied once, in order, as the owner', async () => {
  const database = await emptyDatabase();
  expect(await migrate(database.ownerUrl, await readMigrations(await folderWith(ONE)))).toEqual(['0001-one']);
  const both = await readMigrations(await folderWith(TWO));
  expect(await migrate(database.ownerUrl, both)).toEqual(['0002-two']);
  expect(await migrate(database.ownerUrl, both)).toEqual([]);
  expect(await tables(database)).toEqual(['migration', 'one', 'two']);
  const owners = await asAdmin(database.adminUrl, (client) =>
    client.query<{ owner: string }>(`select distinct tableowner as owner from pg_tables where schemaname = 'public'`),
  );
  expect(owners.rows).toEqual([{ owner: OWNER_ROLE }]);
});

test('several programs that migrate at once apply each migration once', async () => {
  const database = await emptyDatabase();
  const migrations = await readMigrations();
  const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(database.ownerUrl, migrations)));
  expect(applied.flat().sort()).toEqual(migrations.map(({ name }) => name));
});

test('a migration that fails leaves nothing of itself, nor of those before it in the same start', async () => {
  const database = await emptyDatabase();
  const folder = await folderWith({ ...TWO, '0003-three.sql': 'create table three (a int);\n\nselect nonsense;' });
  const attempt = migrate(database.ownerUrl, await readMigrations(folder));
  await expect(attempt).rejects.toThrow('Migration 0003-three failed at line 3: column "nonsense" does not exist');
  expect(await tables(database)).toEqual([]);
});

test('an old migration that was changed is refused by name', async () => {
  const database = await emptyDatabase();
  await migrate(database.ownerUrl, await readMigrations(await folderWith(TWO)));
  const changed = await readMigrations(await folderWith({ ...TWO, '0001-one.sql': 'create table one (b int);' }));
  await expect(migrate(database.ownerUrl, changed)).rejects.toThrow('Migration 0001-one differs');
});

test('a database that is newer than the program is refused', async () => {
  const database = await emptyDatabase();
  await migrate(database.ownerUrl, await readMigrations(await folderWith(TWO)));
  const attempt = migrate(database.ownerUrl, await readMigrations(await folderWith(ONE)));
  await expect(attempt).rejects.toThrow(/made by a newer Commonwork.*0002-two/);
});

test('a new migration with a number below an applied one is refused', async () => {
  const database = await emptyDatabase();
  await migrate(database.ownerUrl, await readMigrations(await folderWith({ '0002-two.sql': TWO['0002-two.sql'] })));
  const late = await readMigrations(await folderWith(TWO));
  await expect(migrate(database.ownerUrl, late)).rejects.toThrow('Migration 0001-one is new but its number lies below');
});

test('wrong names and double numbers are refused', async () => {
  await expect(readMigrations(await folderWith({ 'one.sql': '' }))).rejects.toThrow('NNNN-name.sql');
  await expect(readMigrations(await folderWith({ '0001-a.sql': '', '0001-b.sql': '' }))).rejects.toThrow(
    'the number 1',
  );
});

test('several databases of one server have their own tables under the same two roles', async () => {
  const [first, second] = [await emptyDatabase(), await emptyDatabase()];
  const migrations = await readMigrations();
  await Promise.all([first, second].map(({ ownerUrl }) => migrate(ownerUrl, migrations)));
  expect(await tables(first)).toEqual(await tables(second));
});

/** Logins as an administrator of a server would make them. The server is shared by the run, so they are dropped afterwards. */
async function withLogins(logins: readonly string[], work: (database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await freshDatabase({ empty: true });
  const names = logins.map((login) => login.split(' ')[0]!);
  try {
    await asAdmin(database.adminUrl, async (client) => {
      for (const login of logins) await client.query(`create role ${login} login password 'example'`);
    });
    await work(database);
  } finally {
    await database.close();
    const { adminUrl } = await freshDatabase().then(async (other) => {
      open.push(other);
      return other;
    });
    await asAdmin(adminUrl, (client) => client.query(`drop role ${names.join(', ')}`));
  }
}

function as(url: string, login: string): string {
  const at = new URL(url);
  at.username = login;
  at.password = 'example';
  return at.href;
}

function settings(databaseUrl: string, databaseOwnerUrl: string | null) {
  return { dataFolder: '', databaseUrl, databaseOwnerUrl, poolSize: 1 };
}

test('two logins: the one owns, the other only uses; a worker needs the second alone', async () => {
  await withLogins(['cw_two_owner createrole', 'cw_two_app'], async ({ adminUrl }) => {
    await asAdmin(adminUrl, async (client) => {
      await client.query(`grant ${OWNER_ROLE}, ${APP_ROLE} to cw_two_owner with admin option`);
      const name = (await client.query<{ name: string }>('select current_database() as name')).rows[0]!.name;
      await client.query(`alter database ${name} owner to cw_two_owner`);
    });
    const app = as(adminUrl, 'cw_two_app');
    const early = openDatabase(settings(app, null));
    await expect(early).rejects.toThrow('run "commonwork migrate" once');
    const owned = await openDatabase(settings(app, as(adminUrl, 'cw_two_owner')));
    expect(owned.sharedLogin).toBe(false);
    expect(owned.migrated[0]).toBe('0001-house');
    await owned.close();
    const worker = await openDatabase(settings(app, null));
    expect(worker.ownerUrl).toBe(null);
    await worker.close();
    const refusal = asAdmin(worker.appUrl, (client) => client.query(`set role ${OWNER_ROLE}`)).catch(sqlState);
    expect(await refusal).toBe('42501');
  });
});

test('one login for both: it works, says that it is shared, and the grants bite all the same', async () => {
  const database = await freshDatabase({ empty: true });
  open.push(database);
  const opened = await openDatabase(settings(database.adminUrl, null));
  expect(opened.sharedLogin).toBe(true);
  const change = asAdmin(opened.appUrl, (client) => client.query('truncate setting')).catch(sqlState);
  expect(await change).toBe('42501');
  await opened.close();
});

test('a login that may not prepare the roles is told what an administrator has to run', async () => {
  await withLogins(['cw_poor'], async ({ adminUrl }) => {
    const poor = as(adminUrl, 'cw_poor');
    const attempt = openDatabase(settings(poor, poor)).catch((error: unknown) => error);
    const problem = await attempt;
    expect(problem).toBeInstanceOf(DatabaseProblem);
    expect((problem as DatabaseProblem).problem).toBe('roles');
    expect((problem as DatabaseProblem).message).toContain(`grant ${OWNER_ROLE} to "cw_poor";`);
  });
});

test.each([
  [
    'postgresql://someone:secret@localhost:1/nothing',
    'nothing answers at localhost port 1. Check that PostgreSQL runs',
  ],
  ['postgresql://someone:secret@%2Fno%2Fsuch%2Ffolder/nothing', 'nothing answers at the socket in /no/such/folder'],
  ['postgresql://someone:secret@no-such-machine.invalid/nothing', 'no machine called no-such-machine.invalid is found'],
])('a server that is not there is named by its setting, with what to check: %s', async (url, sentence) => {
  const problem = (await openDatabase(settings(url, null)).catch((error: unknown) => error)) as DatabaseProblem;
  expect(problem.message).toContain(`The database that DATABASE_URL names cannot be used: ${sentence}`);
  expect(problem.message).not.toContain('secret');
});

test('of two addresses the one that fails is named, and a database that is not there by its name', async () => {
  const { adminUrl } = await emptyDatabase();
  const elsewhere = new URL(adminUrl);
  elsewhere.pathname = '/cw_not_there';
  await expect(openDatabase(settings(adminUrl, elsewhere.href))).rejects.toThrow(
    /^The database that DATABASE_OWNER_URL names cannot be used: the server at .* has no database "cw_not_there"/,
  );
});

test('a database that keeps text in another encoding is refused', async () => {
  const { adminUrl } = await emptyDatabase();
  const name = 'cw_latin';
  await asAdmin(adminUrl, (client) =>
    client.query(
      `create database ${name} template template0 encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' locale_provider libc`,
    ),
  );
  const url = new URL(adminUrl);
  url.pathname = `/${name}`;
  await expect(openDatabase(settings(url.href, null))).rejects.toThrow('Commonwork needs UTF8');
  await asAdmin(adminUrl, (client) => client.query(`drop database ${name}`));
});
