import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { asAdmin } from '../../../test/support/server.ts';
import { testDatabase } from '../../../test/support/database.ts';
import { on, sql, sqlState } from '../database/index.ts';
import { damagedFiles, LARGEST_FILE_BYTES, loadFile, readFileDigest, saveFile } from './index.ts';

const { db, adminUrl } = await testDatabase();

test('a file comes back as it was saved, and the same bytes are kept once', async () => {
  const bytes = randomBytes(100_000);
  const first = await db.tx((tx) => saveFile(tx, bytes, 'image/png'));
  const second = await db.tx((tx) => saveFile(tx, bytes, 'image/png'));
  expect(second).toBe(first);
  expect(readFileDigest(first)).toBe(first);
  const found = await db.read((tx) => loadFile(tx, first));
  expect(found?.type).toBe('image/png');
  expect(found?.bytes.equals(bytes)).toBe(true);
  const rows = await db.read((tx) => sql<{ n: bigint }>`select count(*) as n from file`.execute(on(tx)));
  expect(rows.rows[0]?.n).toBe(1n);
});

test('an address that leads nowhere answers nothing', async () => {
  expect(await db.read((tx) => loadFile(tx, readFileDigest('0'.repeat(64))!))).toBe(null);
  expect(readFileDigest('../etc/passwd')).toBe(null);
});

test('a file of exactly 20 MB is kept, one byte more is not', async () => {
  const bytes = Buffer.alloc(LARGEST_FILE_BYTES + 1);
  await db.tx((tx) => saveFile(tx, bytes.subarray(0, LARGEST_FILE_BYTES), 'application/pdf'));
  const attempt = db.tx((tx) => saveFile(tx, bytes, 'application/pdf')).catch(sqlState);
  expect(await attempt).toBe('23514');
});

test('other bytes cannot take the place of a file, and damage behind our back is found', async () => {
  const address = await db.tx((tx) => saveFile(tx, Buffer.from('the agreement'), 'text/plain'));
  const overwrite = db.tx((tx) => sql`update file set bytes = 'x'`.execute(on(tx))).catch(sqlState);
  expect(await overwrite).toBe('42501');
  expect(await db.read(damagedFiles)).toEqual([]);
  await asAdmin(adminUrl, async (client) => {
    await client.query('alter table file disable trigger user');
    await client.query('alter table file drop constraint file_check');
    await client.query(`update file set bytes = 'forged' where digest = decode($1, 'hex')`, [address]);
  });
  expect(await db.read(damagedFiles)).toEqual([address]);
});
