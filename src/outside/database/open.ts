/** Opens the database of an instance: the embedded server of its data folder, or the server that DATABASE_URL names. */
import { connect, type Db } from './database.ts';
import { startEmbedded, type EmbeddedOptions } from './embedded/server.ts';
import { migrate, pendingOn, readMigrations, type Migration } from './migrate.ts';
import { DatabaseProblem } from './problem.ts';
import { prepareLogins, type Logins } from './roles.ts';

export interface DatabaseSettings {
  /** Holds the embedded server, unless `databaseUrl` is given. */
  readonly dataFolder: string;
  readonly databaseUrl: string | null;
  readonly databaseOwnerUrl: string | null;
  readonly poolSize?: number;
}

export interface OpenDatabase {
  readonly db: Db;
  /** Connections with this address act as `commonwork_app`. */
  readonly appUrl: string;
  /** Connections with this address act as `commonwork_owner`; null when this program was given only the application's login. */
  readonly ownerUrl: string | null;
  readonly kind: 'embedded' | 'server';
  /** One login acts as both roles: a warning for `doctor`. */
  readonly sharedLogin: boolean;
  /** Names of the migrations that were applied just now. */
  readonly migrated: readonly string[];
  /** Ends all connections; the embedded server stops when nobody else needs it. */
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly embedded?: EmbeddedOptions;
  /** Another list than that of the program; null leaves the database as it is, for `restore` fills one that has no tables yet. */
  readonly migrations?: readonly Migration[] | null;
}

/** Opens and migrates. Every expected failure is a `DatabaseProblem` whose message says what to do. */
export async function openDatabase(settings: DatabaseSettings, options: OpenOptions = {}): Promise<OpenDatabase> {
  const reached = await reach(settings, options);
  try {
    const migrated =
      options.migrations === null ? [] : await bringUp(reached, options.migrations ?? (await readMigrations()));
    const db = connect(reached.appUrl, settings.poolSize);
    return {
      db,
      appUrl: reached.appUrl,
      ownerUrl: reached.ownerUrl,
      kind: settings.databaseUrl === null ? 'embedded' : 'server',
      sharedLogin: reached.shared,
      migrated,
      async close() {
        await db.close();
        await reached.leave();
      },
    };
  } catch (error) {
    await reached.leave();
    throw error;
  }
}

async function reach(settings: DatabaseSettings, options: OpenOptions): Promise<Logins & { leave(): Promise<void> }> {
  if (settings.databaseUrl === null) {
    const server = await startEmbedded(settings.dataFolder, options.embedded);
    return { appUrl: server.appUrl, ownerUrl: server.ownerUrl, shared: false, leave: () => server.close() };
  }
  const logins = await prepareLogins(settings.databaseUrl, settings.databaseOwnerUrl);
  return { ...logins, leave: async () => {} };
}

function bringUp({ appUrl, ownerUrl }: Logins, migrations: readonly Migration[]): Promise<readonly string[]> {
  return ownerUrl === null ? expectMigrated(appUrl, migrations) : migrate(ownerUrl, migrations);
}

/** A worker with the application's login alone can see that something is missing, and must leave it to the owner. */
async function expectMigrated(appUrl: string, migrations: readonly Migration[]): Promise<readonly string[]> {
  if ((await pendingOn(appUrl, migrations)).length === 0) return [];
  throw new DatabaseProblem(
    'migrations',
    'The database is older than this program, and this login may not change it: run "commonwork migrate" once with DATABASE_OWNER_URL set.',
  );
}
