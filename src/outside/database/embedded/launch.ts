/** How PostgreSQL, which refuses to run as root, is started by whoever starts us. */
import { spawnSync, type SpawnOptions } from 'node:child_process';
import { accessSync, chownSync, constants, existsSync, statSync } from 'node:fs';
import { DatabaseProblem } from '../problem.ts';
import type { Binaries } from './binaries.ts';
import type { Place } from './folder.ts';

export interface Launch {
  /** Goes before the program and its arguments. */
  readonly prefix: readonly string[];
  readonly identity: Pick<SpawnOptions, 'uid' | 'gid'>;
}

const NOBODY = 65_534;
const UNSHARE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`] as const;

/**
 * As an ordinary user: plainly. As root: in a user namespace of its own, where root's files belong to an ordinary user; where that is not
 * allowed, as `nobody` with a folder that it owns. A cluster that belongs to somebody else already is run as that somebody.
 */
export function chooseLaunch(
  place: Place,
  binaries: Binaries,
  environment: NodeJS.ProcessEnv,
  options: { readonly asNobody?: boolean } = {},
): Launch {
  const dying = diesWithParent();
  if (process.getuid?.() !== 0) return { prefix: dying, identity: {} };
  const owner = existsSync(place.cluster) ? statSync(place.cluster) : null;
  if (owner !== null && owner.uid !== 0)
    return asUser(place, binaries, environment, { uid: owner.uid, gid: owner.gid }, dying);
  if (options.asNobody !== true && succeeds([...UNSHARE, binaries.postgres, '--version'], environment)) {
    return { prefix: [...UNSHARE, ...dying], identity: {} };
  }
  return asUser(place, binaries, environment, { uid: NOBODY, gid: NOBODY }, dying);
}

function asUser(
  place: Place,
  binaries: Binaries,
  environment: NodeJS.ProcessEnv,
  identity: { readonly uid: number; readonly gid: number },
  dying: readonly string[],
): Launch {
  const before = statSync(place.root);
  chownSync(place.root, identity.uid, identity.gid);
  const reaches = (command: readonly string[]) => succeeds(command, environment, identity);
  if (reaches([binaries.postgres, '--version']) && reaches(['test', '-w', place.root]))
    return { prefix: dying, identity };
  chownSync(place.root, before.uid, before.gid);
  throw new DatabaseProblem(
    'not-allowed',
    `PostgreSQL does not run as root. Neither a user namespace (unshare) is allowed here nor can the user ${identity.uid} reach both ${place.root} and ${binaries.postgres}. ` +
      `Run Commonwork as an ordinary user, or keep the program and COMMONWORK_DATA where that user can read them, or set DATABASE_URL to a PostgreSQL server.`,
  );
}

/** Linux stops the server when the supervisor is gone, even when that was killed; elsewhere the next start stops it. */
function diesWithParent(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const folders = (process.env['PATH'] ?? '/usr/bin:/bin').split(':');
  const setpriv = folders.map((folder) => `${folder}/setpriv`).find(isProgram);
  if (setpriv === undefined || !succeeds([setpriv, '--pdeathsig', 'INT', 'true'], process.env)) return [];
  return [setpriv, '--pdeathsig', 'INT'];
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function succeeds(
  [program = '', ...args]: readonly string[],
  env: NodeJS.ProcessEnv,
  identity: Launch['identity'] = {},
): boolean {
  return spawnSync(program, args, { stdio: 'ignore', cwd: '/', timeout: 10_000, env, ...identity }).status === 0;
}
