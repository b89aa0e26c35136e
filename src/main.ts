#!/usr/bin/env node
/** The program. It checks the runtime and hands over to the command line; every command loads only what it needs. */
import { runCommandLine } from './entrances/cli.ts';

const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  process.stderr.write(
    `commonwork needs Node.js 24 or later; this is ${process.versions.node}.\n` +
      `Run it as "npm start" or "npm run --silent commonwork -- ..." (npm brings Node.js 24 on Linux and Windows), or install Node.js 24.\n`,
  );
  process.exitCode = 2;
} else {
  process.exitCode = await runCommandLine();
}
