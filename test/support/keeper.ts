/**
 * Runs one program for a test and ends it with the test run, by whatever death: our input is a pipe that only the run holds. In a group of
 * its own, so that whoever ends the run's group leaves it the time to end the program in good order.
 */
import { spawn } from 'node:child_process';
import { writeSync } from 'node:fs';
import { descendants } from './processes.ts';

const PATIENCE_MS = 5_000;
const TOLD = 3;

const [, , ...command] = process.argv;
const program = spawn(process.execPath, command, { stdio: ['ignore', 'inherit', 'inherit'] });

program.once('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 128)));
process.on('SIGTERM', () => program.kill('SIGTERM'));
for (const ignored of ['SIGINT', 'SIGHUP'] as const) process.on(ignored, () => {});

process.stdin.resume();
process.stdin.on('error', () => {});
process.stdin.once('close', () => {
  program.kill('SIGTERM');
  setTimeout(() => {
    for (const pid of descendants(process.pid)) process.kill(pid, 'SIGKILL');
  }, PATIENCE_MS);
});

try {
  writeSync(TOLD, `${program.pid}\n`);
} catch {
  // Nobody is there to be told: the end of our input says the same.
}
