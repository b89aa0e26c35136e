import { sql } from 'kysely';
import { on, sqlState, type Db } from './database.ts';

/** Something that must always hold; the query answers the rows that break it, and none when all is well. */
export interface Invariant {
  readonly name: string;
  readonly sql: string;
}

export interface Breach {
  readonly name: string;
  readonly rows: number;
  /** The first rows, as JSON, for whoever looks into it. */
  readonly examples: readonly string[];
}

const EXAMPLES = 3;

/** Runs every invariant on live data; each in a transaction of its own, so that one that cannot be run does not hide the others. */
export async function brokenInvariants(db: Db, invariants: readonly Invariant[]): Promise<readonly Breach[]> {
  const breaches: Breach[] = [];
  for (const { name, sql: query } of invariants) {
    try {
      const rows = await db.read((tx) =>
        sql<{ row: string; all: bigint }>`
          select to_jsonb(broken)::text as row, count(*) over () as all from (${sql.raw(query)}) broken limit ${EXAMPLES}`.execute(
          on(tx),
        ),
      );
      const first = rows.rows[0];
      if (first !== undefined)
        breaches.push({ name, rows: Number(first.all), examples: rows.rows.map(({ row }) => row) });
    } catch (error) {
      if (sqlState(error) === '') throw error;
      const reason = error instanceof Error ? error.message : String(error);
      breaches.push({ name, rows: 0, examples: [`the query could not be run: ${reason}`] });
    }
  }
  return breaches;
}

/** The house's own: what the two roles may and may not, whatever was granted by hand since. */
export const houseInvariants: readonly Invariant[] = [
  {
    name: 'the application owns nothing',
    sql: `select c.oid::regclass::text as owned from pg_class c where pg_get_userbyid(c.relowner) = 'commonwork_app'`,
  },
  {
    name: 'the application may empty no table',
    sql: `select c.oid::regclass::text as emptied from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind in ('r', 'p') and has_table_privilege('commonwork_app', c.oid, 'TRUNCATE')`,
  },
  {
    name: 'the application may change neither the journal nor files',
    sql: `select t.name from (values ('event'), ('event_seal'), ('event_seal_head'), ('event_stream'), ('file')) t (name)
      where has_table_privilege('commonwork_app', 'public.' || t.name, 'UPDATE, DELETE')`,
  },
  {
    name: 'the guards of append-only tables are on',
    sql: `select t.tgrelid::regclass::text as on_table, t.tgname as guard from pg_trigger t
      join pg_class c on c.oid = t.tgrelid join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and not t.tgisinternal and t.tgenabled not in ('O', 'A')`,
  },
  {
    name: 'foreign keys and checks are valid for every row',
    sql: `select k.conrelid::regclass::text as on_table, k.conname as "constraint" from pg_constraint k
      join pg_namespace n on n.oid = k.connamespace where n.nspname = 'public' and not k.convalidated`,
  },
];
