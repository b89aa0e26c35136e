import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sweepStandIns } from './place.ts';

const PROGRAM = `
  import { makeStandIn } from ${JSON.stringify(join(import.meta.dirname, 'place.ts'))};
  import { DEFAULT_LIMITS } from ${JSON.stringify(join(import.meta.dirname, 'run.ts'))};
  makeStandIn({ gitDir: '/x', commonDir: '/x', format: 'sha1', shallow: false }, DEFAULT_LIMITS);
  console.log('made');
  setInterval(() => {}, 1000);
`;

test('the stand-in of a killed program is swept, and that of a living one stays', async () => {
  const program = spawn(process.execPath, ['--input-type=module-typescript', '-e', PROGRAM]);
  await new Promise((resolve) => program.stdout.once('data', resolve));
  const mine = () => readdirSync(tmpdir()).filter((name) => name.startsWith(`commonwork-git-${program.pid}-`));
  sweepStandIns();
  expect(mine()).toHaveLength(1);
  const ended = new Promise((resolve) => program.once('exit', resolve));
  program.kill('SIGKILL');
  await ended;
  expect(mine()).toHaveLength(1);
  sweepStandIns();
  expect(mine()).toHaveLength(0);
});

test('what belongs to another machine, to nobody that can be told, or only leads there, stays', () => {
  const gone = execFileSync('sh', ['-c', 'echo $$']).toString().trim();
  const here = hostname()
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .slice(0, 60);
  const left = ['commonwork-git-AbCdEf', `commonwork-git-${gone}-1-otherhost-a`].map((name) => join(tmpdir(), name));
  for (const folder of left) mkdirSync(folder, { recursive: true });
  const link = join(tmpdir(), `commonwork-git-${gone}-1-${here}-a`);
  symlinkSync(left[0]!, link);
  sweepStandIns();
  expect([...left, link].filter(existsSync)).toHaveLength(3);
});
