import { existsSync } from 'node:fs';
import { findBinaries, libraryEnvironment } from './binaries.ts';
import { clusterVersion, placeIn } from './folder.ts';
import { chooseLaunch } from './launch.ts';

export interface EmbeddedReport {
  /** Of the programs that npm brought: "18.4". */
  readonly version: string;
  /** The major version that made the data folder; null before the first start. */
  readonly made: number | null;
  readonly runsAs: 'this user' | 'a user namespace' | 'another user';
}

/** Whether and how the embedded server would start; throws a DatabaseProblem when it would not. Changes nothing but an existing folder's owner. */
export async function reportEmbedded(dataFolder: string): Promise<EmbeddedReport> {
  const binaries = findBinaries();
  const place = placeIn(dataFolder);
  const environment = async () => ({
    PATH: process.env['PATH'],
    ...(await libraryEnvironment(binaries, place.libraries)),
  });
  const launch = existsSync(place.root) ? chooseLaunch(place, binaries, await environment()) : null;
  const isRoot = process.getuid?.() === 0;
  const runsAs = launch?.identity.uid !== undefined ? 'another user' : isRoot ? 'a user namespace' : 'this user';
  return { version: binaries.version.split('.', 2).join('.'), made: clusterVersion(place), runsAs };
}
