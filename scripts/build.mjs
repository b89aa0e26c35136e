// Writes dist/: one entry for the program, split by entrance so that a command loads only what it needs.
import { build } from 'esbuild';
import { rm } from 'node:fs/promises';

const started = performance.now();
await rm('dist', { recursive: true, force: true });
await build({
  // The supervisor of the embedded database is a program of its own: it outlives the one that starts it.
  entryPoints: { main: 'src/main.ts', supervisor: 'src/outside/database/embedded/supervisor.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  packages: 'external',
  sourcemap: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'warning',
});
console.log(`dist/ written in ${Math.round(performance.now() - started)} ms`);
