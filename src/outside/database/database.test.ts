import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../test/support/database.ts';
import { DatabaseMisuse, on, sql, sqlState, withServerOptions, type Tx } from './index.ts';

const { db, ownerUrl } = await testDatabase();

interface Tables {
  setting: { key: string; value: unknown };
}

async function put(tx: Tx, key: string): Promise<void> {
  await on<Tables>(tx)
    .insertInto('setting')
    .values({ key, value: JSON.stringify({ of: key }) })
    .execute();
}

async function has(key: string): Promise<boolean> {
  const rows = await db.read((tx) =>
    on<Tables>(tx).selectFrom('setting').select('key').where('key', '=', key).execute(),
  );
  return rows.length === 1;
}

test('a changing transaction keeps what it did, and nothing of it when the work throws', async () => {
  await db.tx((tx) => put(tx, 'kept'));
  await expect(
    db.tx(async (tx) => {
      await put(tx, 'thrown-away');
      throw new Error('no');
    }),
  ).rejects.toThrow('no');
  expect(await has('kept')).toBe(true);
  expect(await has('thrown-away')).toBe(false);
});

test('the program runs as a role that owns nothing', async () => {
  const answer = await db.read((tx) =>
    sql<{ role: string; owned: bigint; truncates: boolean }>`
      select current_user::text as role,
             (select count(*) from pg_class c where pg_get_userbyid(c.relowner) = current_user) as owned,
             (select bool_or(has_table_privilege(c.oid, 'TRUNCATE')) from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')) as truncates`.execute(
      on(tx),
    ),
  );
  expect(answer.rows[0]).toEqual({ role: 'commonwork_app', owned: 0n, truncates: false });
});

test('reading connections refuse to write', async () => {
  const attempt = db.read((tx) => put(tx, 'by-reading'));
  await expect(attempt.catch((error: unknown) => Promise.reject(new Error(sqlState(error))))).rejects.toThrow('25006');
});

test('all queries of one read see the same moment', async () => {
  const seen = await db.read(async (tx) => {
    const countNow = () => sql<{ n: bigint }>`select count(*) as n from setting`.execute(on(tx));
    const before = await countNow();
    await new Promise<void>((resolve, reject) => {
      // Another request, outside this one's context.
      setImmediate(
        () => void asOwner(`insert into setting (key, value) values ('meanwhile', '1')`).then(resolve, reject),
      );
    });
    return [before.rows[0]?.n, (await countNow()).rows[0]?.n];
  });
  expect(seen[0]).toBe(seen[1]);
  expect(await has('meanwhile')).toBe(true);
});

test('beginning inside a transaction is refused at once instead of deadlocking', async () => {
  await expect(db.tx(() => db.tx((tx) => put(tx, 'nested')))).rejects.toThrow(DatabaseMisuse);
  await expect(db.read(() => db.tx((tx) => put(tx, 'nested')))).rejects.toThrow(DatabaseMisuse);
  expect(await has('nested')).toBe(false);
});

test('a transaction that has ended, or was never one, answers nothing', async () => {
  const kept: Tx[] = [];
  await db.tx(async (tx) => {
    kept.push(tx);
  });
  expect(() => on<Tables>(kept[0]!)).toThrow(DatabaseMisuse);
  expect(() => on<Tables>(db as unknown as Tx)).toThrow(DatabaseMisuse);
  const late = await db.tx(async (tx) => on<Tables>(tx).selectFrom('setting').select('key'));
  await expect(late.execute()).rejects.toThrow(DatabaseMisuse);
});

test('a swallowed error cannot pass for a commit', async () => {
  const attempt = db.tx(async (tx) => {
    await put(tx, 'swallowed');
    await sql`select 1 / 0`.execute(on(tx)).catch(() => {});
  });
  await expect(attempt).rejects.toThrow('swallowed');
  expect(await has('swallowed')).toBe(false);
});

test('work that meets a deadlock is done again, and both sides succeed', async () => {
  await db.tx(async (tx) => {
    await put(tx, 'left');
    await put(tx, 'right');
  });
  let attempts = 0;
  const arrived: string[] = [];
  const touch = (tx: Tx, key: string) => sql`update setting set value = '2' where key = ${key}`.execute(on(tx));
  const cross = (first: string, second: string) =>
    db.tx(async (tx) => {
      attempts += 1;
      await touch(tx, first);
      arrived.push(first);
      while (arrived.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
      await touch(tx, second);
    });
  await Promise.all([cross('left', 'right'), cross('right', 'left')]);
  expect(attempts).toBe(3);
});

test('values arrive without losing digits or gaining a time zone', async () => {
  const answer = await db.read((tx) =>
    sql`select 9007199254740993::int8 as big, 1.10::numeric as exact, '2018-09-25'::date as day,
               array[9007199254740993, null]::int8[] as bigs, array['2018-09-25']::date[] as days, '{}'::numeric[] as none,
               '{"a": 1}'::jsonb as json, '\\x00ff'::bytea as bytes, '2018-09-25T10:00:00Z'::timestamptz as moment`.execute(
      on(tx),
    ),
  );
  expect(answer.rows[0]).toEqual({
    big: 9007199254740993n,
    exact: '1.10',
    day: '2018-09-25',
    bigs: [9007199254740993n, null],
    days: ['2018-09-25'],
    none: [],
    json: { a: 1 },
    bytes: Buffer.from([0, 255]),
    moment: new Date('2018-09-25T10:00:00Z'),
  });
  expect(pg.types.getTypeParser(pg.types.builtins.INT8)('7')).toBe('7'); // libraries with connections of their own keep the driver's ways
});

test('server settings are added to an address beside those it has', () => {
  const url = withServerOptions('postgresql://u:p@/db?host=%2Fa%20b&options=-c%20lock_timeout%3D1', { role: 'x y' });
  expect(new URLSearchParams(url.split('?')[1]).get('options')).toBe('-c lock_timeout=1 -c role=x\\ y');
  expect(new URLSearchParams(url.split('?')[1]).get('host')).toBe('/a b');
  expect(url).not.toContain('+');
});

async function asOwner(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  await client.query(statement);
  await client.end();
}
