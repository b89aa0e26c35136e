export { sql } from 'kysely';
export {
  connect,
  DatabaseMisuse,
  on,
  sqlState,
  violatedConstraint,
  withServerOptions,
  type Db,
  type Tx,
} from './database.ts';
export { migrate, readMigrations } from './migrate.ts';
export { DatabaseProblem } from './problem.ts';
export { openDatabase, type DatabaseSettings, type OpenDatabase, type OpenOptions } from './open.ts';
export { brokenInvariants, houseInvariants, type Breach, type Invariant } from './invariants.ts';
export { reportEmbedded, type EmbeddedReport } from './embedded/report.ts';
export { inspectLogin, type LoginReport } from './roles.ts';
export { pendingOn } from './migrate.ts';
