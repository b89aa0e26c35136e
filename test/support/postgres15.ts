/** A throwaway server of another version than ours, from what the system has installed; null where it has none. */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { asAdmin } from './server.ts';

const BIN = '/usr/lib/postgresql/15/bin';
const NOBODY = 65_534;

export const hasPostgres15 = existsSync(join(BIN, 'postgres'));

export async function startPostgres15(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'pg15-'));
  const identity = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
  if (identity.uid !== undefined) chownSync(folder, NOBODY, NOBODY);
  const cluster = join(folder, 'cluster');
  const options = ['-D', cluster, '-U', 'postgres', '-A', 'trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync'];
  const made = spawnSync(join(BIN, 'initdb'), options, { encoding: 'utf8', cwd: '/', ...identity });
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const settings = ['fsync=off', 'listen_addresses=', `unix_socket_directories=${folder}`].flatMap((one) => [
    '-c',
    one,
  ]);
  // It ends with us, however we end.
  const command = ['--pdeathsig', 'INT', join(BIN, 'postgres'), '-D', cluster, ...settings];
  const server = spawn('setpriv', command, { stdio: 'ignore', cwd: '/', ...identity });
  const url = `postgresql://postgres@localhost/postgres?host=${encodeURIComponent(folder)}`;
  for (let tries = 0; ; tries++) {
    const answers = await asAdmin(url, async () => {}).then(
      () => true,
      () => false,
    );
    if (answers) break;
    if (tries > 400) throw new Error('PostgreSQL 15 did not answer');
    await pause(25);
  }
  return {
    url,
    async stop() {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGQUIT');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
