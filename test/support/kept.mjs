// Stands in for the test runner in test/keep.test.ts: keeps itself, then starts a child that would run for ever.
import { spawn } from 'node:child_process';
import { endWithKeeper, isKept, runKept } from '../../scripts/keep.mjs';

if (!isKept()) process.exit(await runKept(import.meta.filename, process.argv.slice(2)));
endWithKeeper();
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
console.log(`inner ${process.pid} child ${child.pid}`);
if (process.argv[2] === 'return') process.exit(7);
setInterval(() => {}, 1000);
