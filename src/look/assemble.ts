/** Makes the files the browser fetches from their sources. Only the build and runs from the sources load this file. */
import { build } from 'esbuild';
import { basename, join } from 'node:path';
import type { Manifest } from './assets.ts';

export interface Assembled {
  readonly manifest: Manifest;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

const ISLANDS = ['composer', 'copy', 'filters', 'passkeys', 'progress'];
/** Every page begins with these two; the browser should not wait for the style sheet to learn of them. */
const PRELOADED = ['newsreader-latin-opsz-normal', 'source-sans-3-latin-wght-normal'];

export async function assembleAssets(root: string): Promise<Assembled> {
  const look = join(root, 'src', 'look');
  const islands = Object.fromEntries(ISLANDS.map((name) => [name, join(look, 'islands', `${name}.ts`)]));
  const result = await build({
    absWorkingDir: root,
    entryPoints: { look: join(look, 'styles', 'look.css'), icon: join(look, 'icon.svg'), ...islands },
    outdir: join(root, 'dist', 'assets'),
    write: false,
    metafile: true,
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    entryNames: '[name]-[hash]',
    assetNames: '[name]-[hash]',
    loader: { '.woff2': 'file', '.svg': 'copy' },
    logLevel: 'warning',
  });
  const files = new Map(result.outputFiles.map((file) => [basename(file.path), file.contents]));
  const names = [...files.keys()];
  const named = (name: string) => {
    const found = names.find((file) => file.startsWith(`${name}-`));
    if (found === undefined) throw new Error(`the build made no asset called ${name}`);
    return found;
  };
  const manifest: Manifest = {
    style: named('look'),
    icon: named('icon'),
    preload: PRELOADED.map(named),
    islands: Object.fromEntries(ISLANDS.map((name) => [name, named(name)])),
    files: names.toSorted(),
  };
  return { manifest, files };
}
