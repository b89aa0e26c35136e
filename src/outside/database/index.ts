export { sql } from 'kysely';
export { connect, on, sqlState, type Db, type Tx } from './database.ts';
