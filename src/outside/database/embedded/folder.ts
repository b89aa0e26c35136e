/** What lies in the database part of the data folder, and where the sockets are. */
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The path of a Unix socket ends after 107 bytes on Linux and 103 on macOS. */
const LONGEST_SOCKET_PATH = 100;
const PORT = 5432;

export interface Place {
  readonly root: string;
  /** PostgreSQL's own data folder; `incoming` while initdb writes it, so that half of one is never taken for a whole one. */
  readonly cluster: string;
  readonly incoming: string;
  /** Says that the logins and the database inside the cluster are complete. */
  readonly prepared: string;
  readonly libraries: string;
  readonly lock: string;
  readonly log: string;
}

export interface Secrets {
  readonly admin: string;
  readonly owner: string;
  readonly app: string;
}

/** What a supervisor writes down so that other programs, and its successor, find their way. */
export interface Footprint {
  readonly supervisor: number;
  readonly postgres: number | null;
  readonly sockets: string;
}

export function placeIn(dataFolder: string): Place {
  return placeAt(join(dataFolder, 'database'));
}

export function placeAt(root: string): Place {
  return {
    root,
    cluster: join(root, 'cluster'),
    incoming: join(root, 'cluster.new'),
    prepared: join(root, 'cluster', 'commonwork-prepared'),
    libraries: join(root, 'lib'),
    lock: join(root, 'lock'),
    log: join(root, 'log'),
  };
}

/** The passwords of the three logins, made on first use. Only the owner of the folder can read them. */
export function secretsOf(place: Place): Secrets {
  const file = join(place.root, 'secrets.json');
  if (!existsSync(file)) {
    const word = () => randomBytes(24).toString('base64url');
    writeWhole(file, JSON.stringify({ admin: word(), owner: word(), app: word() } satisfies Secrets));
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets;
}

export function readFootprint(place: Place): Footprint | null {
  try {
    return JSON.parse(readFileSync(join(place.root, 'server.json'), 'utf8')) as Footprint;
  } catch {
    return null;
  }
}

export function writeFootprint(place: Place, footprint: Footprint): void {
  writeWhole(join(place.root, 'server.json'), JSON.stringify(footprint));
}

/** The major version that made the cluster, or null when there is none yet. */
export function clusterVersion(place: Place): number | null {
  const file = join(place.cluster, 'PG_VERSION');
  return existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : null;
}

/**
 * A folder for the sockets that nobody else can enter: in the data folder, or, where that path would be too long for a socket, in the
 * system's folder for temporary files. The same one as last time where possible, so that running programs find the server again.
 */
export function socketFolder(place: Place): string {
  const near = join(place.root, 'run');
  if (fits(near)) {
    mkdirSync(near, { recursive: true });
    chmodSync(near, 0o700);
    return near;
  }
  const before = readFootprint(place)?.sockets;
  if (before !== undefined && fits(before) && canBeOurs(before, place)) return before;
  const bases = [tmpdir(), process.env['XDG_RUNTIME_DIR'] ?? '/tmp', '/tmp', '/var/tmp'];
  for (const base of bases) {
    if (fits(join(base, 'commonwork-XXXXXX'))) {
      try {
        return mkdtempSync(join(base, 'commonwork-')); // made with mode 0700
      } catch {
        continue;
      }
    }
  }
  throw new Error(`No folder for temporary files has a path short enough for a socket (tried ${bases.join(', ')}).`);
}

export function controlPath(sockets: string): string {
  return join(sockets, 'control');
}

export function serverUrl(sockets: string, login: string, password: string, database: string): string {
  // The host of the query wins; the other only makes it an address that every library can read.
  return `postgresql://${login}:${password}@localhost/${database}?host=${encodeURIComponent(sockets)}&port=${PORT}`;
}

/** The end of the server's log, for messages about why it did not start. */
export function logTail(place: Place, lines = 12): string {
  try {
    return readFileSync(place.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/** Writes a file so that it is either the old or the new one, whole, whatever happens meanwhile. */
function writeWhole(file: string, text: string): void {
  const draft = `${file}.${process.pid}.new`;
  writeFileSync(draft, text, { mode: 0o600, flush: true });
  renameSync(draft, file);
}

function fits(folder: string): boolean {
  return Buffer.byteLength(join(folder, `.s.PGSQL.${PORT}`)) <= LONGEST_SOCKET_PATH;
}

function canBeOurs(folder: string, place: Place): boolean {
  try {
    mkdirSync(folder, { mode: 0o700 });
    return true;
  } catch {
    return isOurs(folder, place); // it exists, or cannot be made
  }
}

/** Whether nobody else can have put anything there: somebody may have made a folder of this name where all may write. */
export function isOurs(folder: string, place: Place): boolean {
  try {
    const found = lstatSync(folder);
    const owners = [process.getuid?.(), statSync(place.root).uid];
    return found.isDirectory() && owners.includes(found.uid) && (found.mode & 0o077) === 0;
  } catch {
    return false;
  }
}
