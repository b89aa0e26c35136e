import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync as gzip } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { freshDatabase, testDatabase, type TestDatabase } from '../../../test/support/database.ts';
import { hasPostgres15, startPostgres15 } from '../../../test/support/postgres15.ts';
import { asAdmin, databaseUrl } from '../../../test/support/server.ts';
import { STRANGER } from '../../kernel/actor.ts';
import { newId } from '../../kernel/ids.ts';
import { brokenInvariants, houseInvariants, on, openDatabase, readMigrations, sql } from '../database/index.ts';
import type { Migration } from '../database/migrate.ts';
import { prepareLogins } from '../database/roles.ts';
import { damagedFiles, loadFile, saveFile, type FileDigest } from '../files/index.ts';
import { announce, eventsOf, seal, showEventText, verifyChains } from '../journal/index.ts';
import { restoreBackup, verifyBackup, writeBackup, type Manifest } from './index.ts';
import { tarMember, tarMembers, TAR_END } from './tar.ts';

const now = new Date('2026-11-25T12:00:00Z');
const gzipSync = (bytes: Buffer): Buffer => gzip(bytes, { level: 1 });
const stream = { kind: 'project', id: newId<'project'>(now) };
const source = await testDatabase();
const folder = mkdtempSync(join(tmpdir(), 'backups-'));
const file = join(folder, 'a.cwb');
let image: FileDigest;

/** What the text format of COPY must carry through: its own marks, nothing, and everything else. */
const AWKWARD = 'tab\tnewline\nreturn\rbackslash\\ \\. \\N "quotes" , ünïcödé 日本語 🦀 {"a": 1}';

beforeAll(async () => {
  await source.db.tx(async (tx) => {
    const save = (key: string, value: unknown) =>
      sql`insert into setting (key, value) values (${key}, ${JSON.stringify(value)})`.execute(on(tx));
    await save('awkward', AWKWARD);
    await save('nothing', null);
    await save('deep', { list: [1, 2.5, -3e10, 'x'], none: null });
    image = await saveFile(tx, randomBytes(200_000), 'image/png');
    // As text twice as long: each fills a part of its own.
    for (const _ of [1, 2]) await saveFile(tx, randomBytes(4_500_000), 'application/pdf');
    await saveFile(tx, Buffer.alloc(0), 'text/plain');
    for (let n = 0; n < 20; n++) {
      await announce(tx, {
        stream,
        kind: 'item.declined',
        actor: STRANGER,
        at: now,
        facts: { n },
        texts: { reason: AWKWARD },
      });
    }
  });
  await source.db.tx((tx) => seal(tx, now));
  await writeBackup(source.ownerUrl, file, '0.1.0', now);
});

const open: TestDatabase[] = [];
afterEach(async () => {
  for (const database of open.splice(0)) await database.close();
});

async function emptyDatabase(): Promise<TestDatabase> {
  const database = await freshDatabase({ empty: true });
  open.push(database);
  await prepareLogins(database.adminUrl, null);
  return database;
}

async function restore(ownerUrl: string, from: string, migrations: readonly Migration[]): Promise<Manifest> {
  const manifest = await verifyBackup(from);
  await restoreBackup(ownerUrl, from, manifest, migrations);
  return manifest;
}

/** All that a backup must bring back, as one text. */
async function contents(adminUrl: string): Promise<string> {
  return asAdmin(adminUrl, async (client) => {
    await client.query(`set timezone = 'UTC'`);
    const names = await client.query<{ name: string }>(
      `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration' order by 1`,
    );
    const all: string[] = [];
    for (const { name } of names.rows) {
      const rows = await client.query<{ row: string }>(
        `select t::text as row from ${name} t order by t::text collate "C"`,
      );
      all.push(`${name}: ${rows.rows.map(({ row }) => row).join('\n')}`);
    }
    const made = await client.query<{ made: string }>(
      `select string_agg(conrelid::regclass || ' ' || conname || ' ' || pg_get_constraintdef(oid), E'\\n' order by conrelid::regclass::text, conname) as made
       from pg_constraint where connamespace = 'public'::regnamespace and contype <> 'n'`,
    );
    return [...all, made.rows[0]!.made].join('\n\n');
  });
}

test('what was backed up comes back, row for row, with its keys and guards', async () => {
  const target = await emptyDatabase();
  const manifest = await restore(target.ownerUrl, file, await readMigrations());
  expect(manifest.tables.find(({ name }) => name === 'event')?.rows).toBe(20);
  expect(await contents(target.adminUrl)).toBe(await contents(source.adminUrl));
  const { db } = target;
  expect((await db.read(verifyChains)).faults).toEqual([]);
  expect(await db.read(damagedFiles)).toEqual([]);
  expect(await brokenInvariants(db, houseInvariants)).toEqual([]);
  const [event] = await db.read((tx) => eventsOf(tx, stream, { limit: 1 }));
  expect(showEventText(event!, 'reason')).toBe(AWKWARD);
  expect((await db.read((tx) => loadFile(tx, image)))?.bytes).toHaveLength(200_000);
  // Life goes on: the chain is continued, sequences do not collide.
  await db.tx((tx) => announce(tx, { stream, kind: 'item.offered', actor: STRANGER, at: now }));
  expect((await db.read((tx) => eventsOf(tx, stream, { limit: 1 })))[0]?.position).toBe(21);
});

test('a backup is of one moment, whatever is written while it is made', async () => {
  const busy = join(folder, 'busy.cwb');
  const going = new AbortController();
  const writer = (async () => {
    while (!going.signal.aborted)
      await source.db.tx((tx) =>
        announce(tx, { stream, kind: 'item.offered', actor: STRANGER, at: now, texts: { a: 'b' } }),
      );
  })();
  await writeBackup(source.ownerUrl, busy, '0.1.0', now);
  going.abort();
  await writer;
  const target = await emptyDatabase();
  await restore(target.ownerUrl, busy, await readMigrations());
  expect((await target.db.read(verifyChains)).faults).toEqual([]);
});

test('a backup is readable by its owner alone, leaves no draft, and overwrites nothing', async () => {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => name.endsWith('.part'))).toEqual([]);
  await expect(writeBackup(source.ownerUrl, file, '0.1.0', now)).rejects.toThrow('exists already');
  await expect(writeBackup(source.ownerUrl, join(folder, 'none', 'x'), '0.1.0', now)).rejects.toThrow(
    'could not be written',
  );
});

test('a database that has tables is refused and left as it was', async () => {
  const target = await freshDatabase();
  open.push(target);
  const before = await contents(target.adminUrl);
  await expect(restore(target.ownerUrl, file, await readMigrations())).rejects.toThrow('The database is not empty');
  expect(await contents(target.adminUrl)).toBe(before);
});

test('damage anywhere in the file is noticed before anything is changed', async () => {
  const target = await emptyDatabase();
  const whole = readFileSync(file);
  const bad = join(folder, 'bad.cwb');
  const inside = gunzipSync(whole);
  const at = inside.indexOf('tables/setting.0001') + 512 + 20;
  const changed = Buffer.from(inside);
  changed[at] = changed[at]! ^ 1;
  const without = Buffer.concat([
    ...(await members(inside)).filter(([name]) => name !== 'tables/file.0001').map(([, bytes]) => bytes),
    TAR_END,
  ]);
  const lost = Buffer.concat([
    ...(await members(inside)).filter(([name]) => name !== 'tables/event.0001').map(([, bytes]) => bytes),
    TAR_END,
  ]);
  const cases: readonly (readonly [Buffer, RegExp])[] = [
    [whole.subarray(0, whole.length - 4), /cut short/],
    [whole.subarray(0, 1000), /cut short|damaged/],
    [Buffer.concat([whole.subarray(0, 5000), Buffer.from([1, 2, 3]), whole.subarray(5003)]), /damaged/],
    [gzipSync(changed), /the table setting is not what was written/],
    [gzipSync(without), /a part of the table file is missing/],
    [gzipSync(lost), /the table event is not what was written/],
    [gzipSync(inside.subarray(0, inside.length - 5000)), /ends too early|no manifest/],
    [gzipSync(Buffer.concat([inside, Buffer.from('more')])), /something follows the end/],
    [gzipSync(TAR_END), /no manifest/],
    [Buffer.from('not a backup at all'), /not a backup/],
    [Buffer.alloc(0), /ends too early|cut short/],
  ];
  for (const [bytes, expected] of cases) {
    writeFileSync(bad, bytes);
    await expect(restore(target.ownerUrl, bad, await readMigrations())).rejects.toThrow(expected);
  }
  await expect(verifyBackup(join(folder, 'no-such'))).rejects.toThrow('there is no such file');
  const tables = await asAdmin(target.adminUrl, (client) =>
    client.query(`select from pg_tables where schemaname = 'public'`),
  );
  expect(tables.rowCount).toBe(0);
});

async function members(archive: Buffer): Promise<readonly (readonly [string, Buffer])[]> {
  const found: [string, Buffer][] = [];
  for await (const { name, bytes } of tarMembers(inPieces(archive, 100_000)))
    found.push([name, tarMember(name, bytes, now)]);
  return found;
}

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test('rows that break a rule of the database are refused as a whole', async () => {
  const target = await emptyDatabase();
  const inside = gunzipSync(readFileSync(file));
  const parts = await members(inside);
  // A backup that is whole by its own digests, but whose events belong to no stream.
  const { createHash } = await import('node:crypto');
  const manifest = JSON.parse(await bodyOf(inside, 'manifest.json')) as {
    tables: { name: string; rows: number; bytes: number; sha256: string }[];
  };
  const streams = manifest.tables.find(({ name }) => name === 'event_stream')!;
  Object.assign(streams, { rows: 0, bytes: 0, sha256: createHash('sha256').digest('hex') });
  const forged = parts
    .filter(([name]) => name !== 'tables/event_stream.0001')
    .map(([name, bytes]) =>
      name === 'manifest.json' ? tarMember(name, Buffer.from(JSON.stringify(manifest)), now) : bytes,
    );
  const path = join(folder, 'forged.cwb');
  writeFileSync(path, gzipSync(Buffer.concat([...forged, TAR_END])));
  await expect(restore(target.ownerUrl, path, await readMigrations())).rejects.toThrow(
    /holds rows that the database refuses.*foreign key/,
  );
  const tables = await asAdmin(target.adminUrl, (client) =>
    client.query(`select from pg_tables where schemaname = 'public'`),
  );
  expect(tables.rowCount).toBe(0);
});

async function bodyOf(archive: Buffer, wanted: string): Promise<string> {
  for await (const { name, bytes } of tarMembers(inPieces(archive, 65_536)))
    if (name === wanted) return bytes.toString('utf8');
  throw new Error(`no ${wanted}`);
}

test('an older backup is brought up to the newest migrations; one of a newer program is refused', async () => {
  const migrations = await readMigrations();
  const later = {
    number: 9000,
    name: '9000-later',
    sql: 'create table later (a int); insert into later values (1);',
    digest: 'd',
  };
  const newer = await emptyDatabase();
  await restore(newer.ownerUrl, file, [...migrations, later]);
  const rows = await asAdmin(newer.adminUrl, (client) => client.query('select a from later'));
  expect(rows.rows).toEqual([{ a: 1 }]);
  const ahead = join(folder, 'ahead.cwb');
  await writeBackup(newer.ownerUrl, ahead, '9.9.9', now);
  const target = await emptyDatabase();
  await expect(restore(target.ownerUrl, ahead, migrations)).rejects.toThrow(
    /made by another version of Commonwork \(9\.9\.9\)/,
  );
});

test('any archive of ours is read back, however its bytes arrive', async () => {
  const member = fc.record({
    name: fc.stringMatching(/^[a-z]{1,20}\.[0-9]{4}$/),
    bytes: fc.uint8Array({ maxLength: 2000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(member, { maxLength: 6 }), fc.integer({ min: 1, max: 1500 }), async (given, size) => {
      const archive = Buffer.concat([
        ...given.map(({ name, bytes }) => tarMember(name, Buffer.from(bytes), now)),
        TAR_END,
      ]);
      const read: { name: string; bytes: Uint8Array }[] = [];
      for await (const { name, bytes } of tarMembers(inPieces(archive, size)))
        read.push({ name, bytes: Uint8Array.from(bytes) });
      expect(read).toEqual(given.map(({ name, bytes }) => ({ name, bytes: Uint8Array.from(bytes) })));
    }),
  );
});

test.skipIf(!hasPostgres15)(
  'from PostgreSQL 18 into 15, on with life, and back (needs postgresql-15)',
  async () => {
    const fifteen = await startPostgres15();
    try {
      await asAdmin(fifteen.url, (client) => client.query('create database moved'));
      const url = databaseUrl(fifteen.url, 'moved');
      const there = await openDatabase(
        { dataFolder: '', databaseUrl: url, databaseOwnerUrl: null, poolSize: 2 },
        { migrations: null },
      );
      await restore(there.ownerUrl!, file, await readMigrations());
      expect((await there.db.read(verifyChains)).faults).toEqual([]);
      expect(await brokenInvariants(there.db, houseInvariants)).toEqual([]);
      await there.db.tx((tx) =>
        announce(tx, { stream, kind: 'item.offered', actor: STRANGER, at: now, texts: { a: AWKWARD } }),
      );
      const back = join(folder, 'back.cwb');
      await writeBackup(there.ownerUrl!, back, '0.1.0', now);
      const target = await emptyDatabase();
      await restore(target.ownerUrl, back, await readMigrations());
      expect(await contents(target.adminUrl)).toBe(await contents(url));
      expect((await target.db.read(verifyChains)).faults).toEqual([]);
      await there.close();
    } finally {
      await fifteen.stop();
    }
  },
  60_000,
);

test('a backup into a folder that is not there says so, and makes nothing', async () => {
  const missing = join(folder, 'not-there');
  await expect(writeBackup(source.ownerUrl, join(missing, 'a.cwb'), '0.1.0', now)).rejects.toThrow(
    `there is no folder ${missing}. Make it first, or name another place.`,
  );
});
