export { sql } from 'kysely';
export { connect, DatabaseMisuse, on, sqlState, withServerOptions, type Db, type Tx } from './database.ts';
export { migrate, readMigrations } from './migrate.ts';
export { DatabaseProblem } from './problem.ts';
export { openDatabase, type OpenDatabase, type OpenOptions } from './open.ts';
export { brokenInvariants, houseInvariants, type Invariant } from './invariants.ts';
export { reportEmbedded } from './embedded/report.ts';
export { inspectLogin } from './roles.ts';
export { pendingOn } from './migrate.ts';
