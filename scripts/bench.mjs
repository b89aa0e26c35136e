// npm run bench [NAME...] [-- ARG...]: runs bench/NAME.ts, or every measurement, one after the other so that none disturbs
// another. Arguments that are no names go to each of them.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { endWithKeeper, isKept, runKept } from './keep.mjs';

if (!isKept()) process.exit(await runKept(import.meta.filename, process.argv.slice(2)));
endWithKeeper();
process.chdir(join(import.meta.dirname, '..'));

const args = process.argv.slice(2);
const firstOption = args.findIndex((arg) => arg.startsWith('-'));
const names = firstOption < 0 ? args : args.slice(0, firstOption);
const options = firstOption < 0 ? [] : args.slice(args[firstOption] === '--' ? firstOption + 1 : firstOption);
const known = readdirSync('bench')
  .filter((file) => file.endsWith('.ts') && !file.startsWith('_'))
  .map((file) => file.slice(0, -3))
  .toSorted();
const unknown = names.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`No such measurement: ${unknown.join(', ')}. There are: ${known.join(', ')}.`);
  process.exit(2);
}
let failed = 0;
for (const name of names.length > 0 ? names : known) {
  console.log(`\n# ${name}`);
  const code = await new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join('bench', `${name}.ts`), ...options], {
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.on('error', reject);
    child.on('close', resolve);
  });
  if (code !== 0) {
    failed++;
    console.error(`# ${name} ended with ${code}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
