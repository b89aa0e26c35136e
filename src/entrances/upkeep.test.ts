import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { hasPostgres15, startPostgres15 } from '../../test/support/postgres15.ts';
import { asAdmin } from '../../test/support/server.ts';
import { STRANGER } from '../kernel/actor.ts';
import { newId } from '../kernel/ids.ts';
import { openDatabase } from '../outside/database/index.ts';
import { startEmbedded } from '../outside/database/embedded/server.ts';
import { announce, seal } from '../outside/journal/index.ts';
import type { Command } from '../outside/terminal/command.ts';
import { documents, git } from './doctor.ts';
import { backupCommand, checkCommand, doctorCommand, migrateCommand, restoreCommand } from './upkeep.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const now = new Date('2026-11-25T14:30:00Z');
const cwd = mkdtempSync(join(tmpdir(), 'upkeep-'));
const data = join(cwd, 'data');
const stream = { kind: 'project', id: newId<'project'>(now) };

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(command: Command, args: readonly string[] = [], env: Record<string, string> = {}): Promise<Ran> {
  const said = { out: '', err: '' };
  const code = await command.run({
    args,
    env: { COMMONWORK_DATA: data, ...env },
    cwd,
    now,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    isTty: false,
    stdin: async () => Buffer.alloc(0),
    signal: new AbortController().signal,
  });
  return { code, ...said };
}

beforeAll(async () => {
  const opened = await openDatabase({ dataFolder: data, databaseUrl: null, databaseOwnerUrl: null });
  await opened.db.tx((tx) =>
    announce(tx, { stream, kind: 'x.made', actor: STRANGER, at: now, texts: { reason: 'because' } }),
  );
  await opened.db.tx((tx) => seal(tx, now));
  await opened.close();
});
afterAll(() => rmSync(cwd, { recursive: true, force: true }));

describe('the drill', () => {
  test('a backup of one data folder is restored into a new one, and everything holds', async () => {
    const backup = await run(backupCommand);
    expect(backup).toMatchObject({ code: 0, out: `${join(cwd, 'commonwork-2026-11-25-1430.cwb')}\n` });
    expect((await run(backupCommand)).err).toContain('exists already');
    const env = { COMMONWORK_DATA: join(cwd, 'new place') };
    const restore = await run(restoreCommand, ['commonwork-2026-11-25-1430.cwb'], env);
    expect(restore.err).toContain('restored from the backup of 2026-11-25 14:30 UTC');
    expect(restore).toMatchObject({ code: 0 });
    const check = await run(checkCommand, [], env);
    expect(check).toMatchObject({ code: 0, err: '' });
    expect(check.out).toMatch(/^All holds: \d+ invariants, 1 event in 1 stream, 1 seal\.\n$/);
    const again = await run(restoreCommand, ['commonwork-2026-11-25-1430.cwb'], env);
    expect(again.code).toBe(1);
    expect(again.err).toContain('The database is not empty');
    expect(await run(checkCommand, [], env)).toMatchObject({ code: 0 });
  });

  test.skipIf(!hasPostgres15)(
    'and into PostgreSQL 15 and back (needs postgresql-15)',
    async () => {
      const fifteen = await startPostgres15();
      try {
        const server = { DATABASE_URL: fifteen.url };
        await run(backupCommand, ['to-15.cwb']);
        expect(await run(restoreCommand, ['to-15.cwb'], server)).toMatchObject({ code: 0 });
        expect(await run(checkCommand, [], server)).toMatchObject({ code: 0 });
        expect(await run(migrateCommand, [], server)).toMatchObject({ code: 0, out: 'The database is up to date.\n' });
        expect(await run(backupCommand, ['from-15.cwb'], server)).toMatchObject({ code: 0 });
        const env = { COMMONWORK_DATA: join(cwd, 'back') };
        expect(await run(restoreCommand, ['from-15.cwb'], env)).toMatchObject({ code: 0 });
        const doctor = await run(doctorCommand, [], server);
        expect(doctor.out).toMatch(/ok {4}database: PostgreSQL 15\.\d+, as postgres/);
        expect(doctor.out).toContain('warn  database roles: the login postgres can act as the owner too');
      } finally {
        await fifteen.stop();
      }
    },
    60_000,
  );

  test('a file that is no backup leaves no folder behind', async () => {
    writeFileSync(join(cwd, 'letter.txt'), 'dear reader');
    const env = { COMMONWORK_DATA: join(cwd, 'untouched') };
    for (const name of ['letter.txt', 'not-there.cwb']) {
      const { code, err } = await run(restoreCommand, [name], env);
      expect(code).toBe(1);
      expect(err).toContain('cannot be used as a backup');
    }
    expect(existsSync(env.COMMONWORK_DATA)).toBe(false);
  });
});

describe('check', () => {
  test('tells what was changed behind our back, and ends with 1', async () => {
    const env = { COMMONWORK_DATA: join(cwd, 'tampered') };
    await run(backupCommand, ['for-tampering.cwb']);
    await run(restoreCommand, ['for-tampering.cwb'], env);
    const server = await startEmbedded(env.COMMONWORK_DATA);
    await asAdmin(server.adminUrl, async (client) => {
      await client.query(`alter table event disable trigger no_change`);
      await client.query(`update event set kind = 'x.unmade'`);
      await client.query(`grant truncate on file to commonwork_app`);
    });
    await server.close();
    const { code, out } = await run(checkCommand, [], env);
    expect(code).toBe(1);
    expect(out).toContain(`journal: project ${stream.id}, event 1 was changed after it was written`);
    expect(out).toContain('does not hold: the application may empty no table (1 row)\n  {"emptied": "file"}');
    expect(out).toContain('does not hold: the guards of append-only tables are on');
    const doctor = await run(doctorCommand, [], env);
    expect(doctor.code).toBe(1);
    expect(doctor.out).toContain(
      'fail  database roles: this should hold and does not: the application may empty no table',
    );
  });

  test('an empty folder is a mistake, not a success', async () => {
    const env = { COMMONWORK_DATA: join(cwd, 'empty') };
    for (const command of [checkCommand, backupCommand]) {
      const { code, err } = await run(command, [], env);
      expect(code).not.toBe(0);
      expect(err).toContain('There is no Commonwork in this database yet');
    }
    expect(readdirSync(cwd).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

describe('doctor', () => {
  test('says of each thing whether it is well, and changes nothing', async () => {
    const env = { COMMONWORK_DATA: join(cwd, 'not yet') };
    const { code, out } = await run(doctorCommand, [], env);
    expect(out).toMatch(/^ok {4}Node\.js: 24\./);
    expect(out).toMatch(/\nok {4}git: 2\./);
    expect(out).toContain('\nok    documents: Typst, native; PDF/UA and PDF/A\n');
    expect(out).toContain('made at the first start');
    expect(out).toMatch(/ok {4}database: embedded PostgreSQL 18\.\d+, run as/);
    expect(out).toContain('warn  mail: no server is set (COMMONWORK_MAIL_URL)');
    expect(code).toBe(0);
    expect(existsSync(env.COMMONWORK_DATA)).toBe(false);
    const used = await run(doctorCommand);
    expect(used.out).toContain('ok    tables: up to date');
    expect(used.out).toContain('ok    database roles: the program owns nothing');
  });

  test('says what to do about what is wrong', async () => {
    const { code, out } = await run(doctorCommand, [], {
      DATABASE_URL: 'postgresql://someone:secret-word@localhost:1/x',
      COMMONWORK_MAIL_URL: 'smtp://localhost:1',
      COMMONWORK_MAIL_FROM: 'work@example.org',
      COMMONWORK_BASE_URL: 'http://work.example.org',
    });
    expect(code).toBe(1);
    expect(out).toMatch(/fail {2}database: .*nothing answers at localhost port 1/);
    expect(out).toContain('warn  mail: localhost:1 does not answer');
    expect(out).toContain('warn  address: http://work.example.org is not encrypted');
    expect(out).not.toContain('secret-word');
    const wrong = await run(doctorCommand, [], { COMMONWORK_PORT: 'x' });
    expect(wrong.out).toContain('fail  settings: COMMONWORK_PORT is "x"');
    expect(git('2.30.2').says).toBe('2.30.2 is too old; install git 2.38 or later');
    expect(git(null).state).toBe('fail');
    expect(git('2.38.0').state).toBe('ok');
    expect(documents({ name: 'wasm', says: 'slower' })).toEqual({ state: 'warn', about: 'documents', says: 'slower' });
    expect(documents({ name: null, says: 'not installed' }).state).toBe('warn');
  });
});

test('a restore without a file shows its usage', async () => {
  const { code, err } = await run(restoreCommand);
  expect(code).toBe(2);
  expect(err).toContain('usage: commonwork restore');
});

test('a setting that cannot be used is named', async () => {
  expect(await run(checkCommand, [], { COMMONWORK_LOG: 'loud' })).toMatchObject({
    code: 2,
    err: expect.stringContaining('COMMONWORK_LOG'),
  });
});
