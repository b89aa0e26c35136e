import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isRunning } from './support/processes.ts';

const KEEPER = join(import.meta.dirname, 'support', 'keeper.ts');

/** Stands in for a test run: starts a keeper, which starts a program that would run for ever and says its own number. */
function run(program: string) {
  const script = `
    const { spawn } = require('node:child_process');
    spawn(process.execPath, [${JSON.stringify(KEEPER)}, '-e', ${JSON.stringify(program)}],
      { detached: true, stdio: ['pipe', 'inherit', 'inherit', 'pipe'] });
    setInterval(() => {}, 1000);`;
  return spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
}

test.each([
  ['a program that ends in good order', 'console.log(process.pid); setInterval(() => {}, 1000)'],
  [
    'a program that does not listen',
    'process.on("SIGTERM", () => {}); console.log(process.pid); setInterval(() => {}, 1000)',
  ],
])('%s is gone after the run that wanted it was killed hard', async (_, program) => {
  const outer = run(program);
  const [said] = (await once(outer.stdout, 'data')) as [Buffer];
  const pid = Number(said.toString());
  expect(isRunning(pid)).toBe(true);
  outer.kill('SIGKILL');
  while (isRunning(pid)) await new Promise((resolve) => setTimeout(resolve, 50));
});
