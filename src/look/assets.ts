/** What the browser fetches beside the page: styles, fonts, islands, the icon. Names carry a hash of the content. */
import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';

export interface Asset {
  /** The address it is served under: "/assets/look-AB12CD34.css". */
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** May be kept for a year: another content has another name. */
export const ASSET_CACHE = 'public, max-age=31536000, immutable';

export interface Assets {
  readonly style: string;
  readonly icon: string;
  /** The two faces every page begins with. */
  readonly preload: readonly string[];
  /** The address of an island by its name; throws for a name that does not exist, which is a bug. */
  readonly island: (name: string) => string;
  /** Everything that is served, by address. */
  readonly files: ReadonlyMap<string, Asset>;
}

/** Written beside the files by the build: which file is what. Names are without a folder. */
export interface Manifest {
  readonly style: string;
  readonly icon: string;
  readonly preload: readonly string[];
  readonly islands: Readonly<Record<string, string>>;
  readonly files: readonly string[];
}

/** Read once at start: from `dist/assets` in a built program, assembled from the sources otherwise (tests). */
export function loadAssets(): Promise<Assets> {
  loaded ??= readAssets();
  return loaded;
}

let loaded: Promise<Assets> | null = null;

async function readAssets(): Promise<Assets> {
  const folder = join(import.meta.dirname, 'assets');
  if (existsSync(join(folder, 'manifest.json'))) {
    const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Manifest;
    return fromManifest(manifest, (name) => readFileSync(join(folder, name)));
  }
  const { assembleAssets } = await import('./assemble.ts');
  const { manifest, files } = await assembleAssets(join(import.meta.dirname, '..', '..'));
  return fromManifest(manifest, (name) => Buffer.from(files.get(name)!));
}

function fromManifest(manifest: Manifest, bytesOf: (name: string) => Buffer): Assets {
  const files = new Map<string, Asset>();
  for (const name of manifest.files) {
    const type = TYPES[extname(name)];
    if (type === undefined) throw new Error(`no content type for the asset ${name}`);
    files.set(address(name), { path: address(name), type, bytes: bytesOf(name) });
  }
  return {
    style: address(manifest.style),
    icon: address(manifest.icon),
    preload: manifest.preload.map(address),
    island: (name) => {
      const file = Object.hasOwn(manifest.islands, name) ? manifest.islands[name] : undefined;
      if (file === undefined) throw new Error(`there is no island called ${name}`);
      return address(file);
    },
    files,
  };
}

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

function address(name: string): string {
  return `/assets/${name}`;
}
