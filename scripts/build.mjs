// Writes dist/: one entry for the program, split by entrance so that a command loads only what it needs,
// and dist/assets/: what browsers fetch.
import { build } from 'esbuild';
import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const started = performance.now();
await rm('dist', { recursive: true, force: true });
await build({
  // The supervisor of the embedded database is a program of its own: it outlives the one that starts it. So is the typesetter:
  // it can be ended in the middle of a document. `assemble` makes the assets; built here too, because an older Node could not
  // read it as it is.
  entryPoints: {
    main: 'src/main.ts',
    supervisor: 'src/outside/database/embedded/supervisor.ts',
    typesetter: 'src/outside/pdf/typesetter.ts',
    assemble: 'src/look/assemble.ts',
  },
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

const { assembleAssets } = await import('../dist/assemble.js');
const { manifest, files } = await assembleAssets(process.cwd());
const folder = join('dist', 'assets');
await mkdir(folder, { recursive: true });
await Promise.all([...files].map(([name, bytes]) => writeFile(join(folder, name), bytes)));
await writeFile(join(folder, 'manifest.json'), JSON.stringify(manifest));
// Templates of documents lie beside the program as they lie beside the source that reads them.
await cp(join('src', 'outside', 'pdf', 'typst'), join('dist', 'typst'), { recursive: true });

console.log(`dist/ written in ${Math.round(performance.now() - started)} ms`);
